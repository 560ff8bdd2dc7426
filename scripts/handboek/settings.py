"""Read conf/handboek.toml: what makes this edition this edition."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handboek.clock import today
from handboek.forge import FORGES, forge_of
from handboek.options import Cards, Products, Training
from handboek.palette import too_close
from handboek.tomlfile import SettingsError as SettingsError  # noqa: PLC0414 - part of what load_settings raises
from handboek.tomlfile import read_toml
from handboek.vocabulary import Facet, OfficialWording, Principle, Term, Vocabulary
from handboek.wording import hint, listed, shown

if TYPE_CHECKING:
    from handboek.layout import Layout

MAX_PER_PAGE = 100
_TERM_KEYS = ("label", "kern", "meervoud", "bron_verplicht", "officieel")
_SITE_KEYS = (
    "titel",
    "ondertitel",
    "status",
    "uitgever",
    "url",
    "repository",
    "contact",
    "redactioneel",
    "forge",
    "tak",
    "bekeken",
)
PER_VOLUME = 200
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
COLOURS = (
    "accent",
    "accent_donker",
    "vlak",
    "lijn",
    "tekst",
    "liever_niet",
    "liever_niet_donker",
    "maar_wel",
    "maar_wel_donker",
)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Site:
    """What the edition is called, what it is, and where it lives.

    ``forge`` is the kind of place the repository is at (a key of ``FORGES``, or empty) and
    ``branch`` the branch that people edit; ``reviewed`` is when the pages were last looked at.
    """

    title: str
    subtitle: str
    status: str
    publisher: str
    url: str
    repository: str
    contact: str
    editorial: str
    forge: str = ""
    branch: str = "main"
    reviewed: dt.date | None = None


@dataclass(frozen=True)
class Settings:
    """Everything in conf/handboek.toml."""

    site: Site
    vocabulary: Vocabulary
    colours: Mapping[str, str]
    best: int
    per_page: int
    products: Products
    per_volume: int
    public: tuple[str, ...] = ()


def load_settings(layout: Layout) -> Settings:
    """Read the settings of a handbook.

    Args:
        layout: the folders of the handbook.

    Returns:
        The settings, checked.

    Raises:
        SettingsError: the file cannot be read, or a value is missing or cannot be used.
    """
    return _Reader(
        layout.relative(layout.settings), read_toml(layout, layout.settings)[0]
    ).settings()


class _Reader:
    """Take the settings out of the parsed TOML, table by table."""

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self.name = name
        self.data = data

    def settings(self) -> Settings:
        lists = self.table("lijsten")
        pdf = self.table("pdf") if "pdf" in self.data else {}
        return Settings(
            site=self.site(),
            vocabulary=self.vocabulary(),
            colours=self.colours(),
            best=self.number("lijsten", lists, "beste", MAX_PER_PAGE),
            per_page=self.number("lijsten", lists, "per_bladzijde", MAX_PER_PAGE),
            products=self.products(),
            per_volume=self.number(
                "pdf", {"voorbeelden_per_deel": PER_VOLUME, **pdf}, "voorbeelden_per_deel", 10_000
            ),
            public=self.public(),
        )

    def public(self) -> tuple[str, ...]:
        """Read which e-mail addresses and numbers may stand in an example."""
        table = self.table("controle", optional=True)
        self.known("controle", table, ("openbaar",))
        entries = table.get("openbaar", [])
        if not isinstance(entries, list) or not all(isinstance(each, str) for each in entries):
            raise self.wrong(
                "bij [controle] is ‘openbaar’ geen lijst met adressen of nummers",
                'schrijf bijvoorbeeld: openbaar = ["info@voorbeeld.nl"]',
            )
        return tuple(entries)

    def site(self) -> Site:
        table = self.table("site")
        self.known("site", table, _SITE_KEYS)

        def text(key: str) -> str:
            return self.text("site", table, key)

        repository = self.address(table, "repository").rstrip("/")
        return Site(
            title=self.title(table),
            subtitle=text("ondertitel"),
            status=text("status"),
            publisher=text("uitgever"),
            url=_with_slash(self.address(table, "url")),
            repository=repository,
            contact=self.address(table, "contact", "mailto:"),
            editorial=text("redactioneel"),
            forge=self.forge(table, repository),
            branch=self.text("site", table, "tak", "main") or "main",
            reviewed=self.day("site", table, "bekeken"),
        )

    def forge(self, table: Mapping[str, Any], repository: str) -> str:
        """Read what kind of place the repository is at; of the well-known ones we know it."""
        name = self.text("site", table, "forge", "")
        if name and name not in FORGES:
            raise self.wrong(
                f"bij [site] bestaat de forge ‘{name}’ niet{hint(name, FORGES)}",
                f"kies uit: {listed(FORGES)}, of laat het leeg",
            )
        return name or forge_of(repository)

    def day(self, where: str, table: Mapping[str, Any], key: str) -> dt.date | None:
        """Read a day; TOML has days of its own, without quotes."""
        value = table.get(key) or None
        if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
            raise self.wrong(
                f"bij [{where}] is ‘{key}’ geen datum (‘{shown(str(value))}’)",
                f"schrijf jaar-maand-dag, zonder aanhalingstekens: {key} = 2026-11-23",
            )
        if value is not None and value > today():
            raise self.wrong(
                f"bij [{where}] ligt ‘{key}’ in de toekomst ({value})",
                f"vul een datum in tot en met {today()}",
            )
        return value

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            principles=Facet("principes", "principe", "voorbeelden/principe-", self.principles()),
            roles=Facet("rollen", "rol", "voorbeelden/rol-", self.terms("rollen")),
            channels=Facet("kanalen", "kanaal", "kanalen/", self.terms("kanalen")),
            organisations=Facet(
                "organisaties",
                "organisatie",
                "voorbeelden/organisatie-",
                self.terms("organisaties"),
            ),
            kinds=Facet("soorten", "soort", "voorbeelden/soort-", self.terms("soorten")),
        )

    def principles(self) -> tuple[Principle, ...]:
        official = {
            key: self.official(key, value) for key, value in self.table("principes").items()
        }
        return tuple(
            Principle(term.key, term.label, term.core, term.plural, official=official[term.key])
            for term in self.terms("principes")
        )

    def official(self, key: str, principle: object) -> OfficialWording:
        where = f"principes.{key}.officieel"
        table = principle.get("officieel", {}) if isinstance(principle, Mapping) else {}
        if not isinstance(table, Mapping):
            raise self.wrong(f"[{where}] is geen onderdeel", f"maak er een regel [{where}] van")
        wording = OfficialWording(
            self.text(where, table, "burger", ""),
            self.text(where, table, "organisatie", ""),
            self.text(where, table, "bron", ""),
        )
        if wording and not wording.source:
            raise self.wrong(
                f"[{where}] heeft een tekst maar geen bron",
                "zet bij ‘bron’ waar de officiële tekst staat",
            )
        return wording

    def terms(self, name: str) -> tuple[Term, ...]:
        terms = []
        for key, value in self.table(name).items():
            if not _KEY.fullmatch(key) or not isinstance(value, Mapping):
                raise self.wrong(
                    f"[{name}] heeft een sleutel ‘{key}’ die niet kan",
                    "gebruik kleine letters en streepjes, en geef de sleutel een label",
                )
            where = f"{name}.{key}"
            self.known(where, value, _TERM_KEYS)
            terms.append(
                Term(
                    key,
                    self.text(where, value, "label"),
                    self.text(where, value, "kern", ""),
                    self.text(where, value, "meervoud", ""),
                    sourced=value.get("bron_verplicht") is True,
                )
            )
        if not terms:
            raise self.wrong(f"[{name}] is leeg", "zet er minstens één in")
        return tuple(terms)

    def products(self) -> Products:
        """Read the products; what an edition leaves out is as it is by default."""
        given = self.table("producten", optional=True)
        found = Products(self.training(), self.cards())

        def text(key: str, default: str) -> str:
            return self.text("producten", given, key, default)

        return Products(
            training=found.training,
            cards=found.cards,
            summary=text("samenvatting", found.summary),
            summary_pages=self.number(
                "producten", {"bladzijden_samenvatting": found.summary_pages, **given},
                "bladzijden_samenvatting", MAX_PER_PAGE,
            ),
            checklist=text("checklist", found.checklist),
            questions=text("vragen", found.questions),
        )  # fmt: skip

    def training(self) -> Training:
        table, default = self.table("training", optional=True), Training()
        chosen = table.get("keuze", {})
        if not isinstance(chosen, Mapping):
            raise self.wrong(
                "[training.keuze] is geen onderdeel", "maak er een regel [training.keuze] van"
            )
        for role in chosen:
            if role not in self.table("rollen"):
                raise self.wrong(
                    f"[training.keuze] heeft een rol ‘{role}’ die niet bestaat",
                    "neem een sleutel over uit [rollen]",
                )
        return Training(
            title=self.text("training", table, "titel", default.title),
            advice=self.text("training", table, "advies", default.advice),
            most=self.number("training", {"hoogstens": default.most, **table}, "hoogstens", 25),
            chosen={role: self.slugs("training.keuze", chosen, role) for role in chosen},
        )

    def cards(self) -> Cards:
        table, default = self.table("werkkaarten", optional=True), Cards()
        return Cards(
            title=self.text("werkkaarten", table, "titel", default.title),
            most=self.number(
                "werkkaarten", {"hoogstens": default.most, **table}, "hoogstens", MAX_PER_PAGE
            ),
            chosen=self.slugs("werkkaarten", table, "keuze"),
        )

    def slugs(self, where: str, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(slug, str) for slug in value):
            raise self.wrong(
                f"bij [{where}] is ‘{key}’ geen lijst met namen van voorbeelden",
                f'schrijf bijvoorbeeld: {key} = ["boos-in-de-chat"]',
            )
        return tuple(dict.fromkeys(value))

    def colours(self) -> Mapping[str, str]:
        table = self.table("kleuren")
        self.known("kleuren", table, COLOURS)
        for key in COLOURS:
            self.text("kleuren", table, key)
        for key, value in table.items():
            if not isinstance(value, str) or not _COLOUR.fullmatch(value):
                raise self.wrong(
                    f"bij [kleuren] is ‘{key}’ geen kleur (‘{value}’)",
                    "schrijf een kleur als #rrggbb, bijvoorbeeld #154273",
                )
        found = [
            str(
                self.wrong(
                    f"bij [kleuren] steekt ‘{bad.name}’ ({bad.value}) te weinig af tegen "
                    + (f"‘{bad.other_name}’ ({bad.other})" if bad.other_name else bad.other)
                    + f": {_ratio(bad.ratio)}, en dat moet minstens {_ratio(bad.least)} zijn",
                    f"kies een {'lichtere' if bad.lighter else 'donkerdere'} kleur",
                )
            )
            for bad in too_close(table)
        ]
        if found:
            raise SettingsError("\n".join(found))
        return dict(table)

    def known(self, where: str, table: Mapping[str, Any], names: Collection[str]) -> None:
        """Refuse a key that would do nothing."""
        for key in table:
            if key not in names:
                raise self.wrong(
                    f"bij [{where}] bestaat ‘{key}’ niet{hint(key, names)}",
                    f"kies uit: {listed(names)}, of haal de regel weg",
                )

    def table(self, name: str, *, optional: bool = False) -> Mapping[str, Any]:
        table = self.data.get(name, {} if optional else None)
        if not isinstance(table, Mapping):
            raise self.wrong(f"het onderdeel [{name}] ontbreekt", "voeg het toe")
        return table

    def text(
        self, where: str, table: Mapping[str, Any], key: str, default: str | None = None
    ) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(
                f"bij [{where}] ontbreekt de tekst ‘{key}’",
                f'voeg een regel toe: {key} = "…"',
            )
        return value.strip()

    def title(self, table: Mapping[str, Any]) -> str:
        title = self.text("site", table, "titel")
        if not title:
            raise self.wrong(
                "bij [site] is ‘titel’ leeg", 'schrijf bijvoorbeeld: titel = "Handboek"'
            )
        return title

    def address(self, table: Mapping[str, Any], key: str, *also: str) -> str:
        text = self.text("site", table, key)
        starts = ("https://", "http://", *also)
        if text and (not text.startswith(starts) or len(text.split()) > 1):
            raise self.wrong(
                f"bij [site] is ‘{key}’ geen adres (‘{text}’)",
                f"schrijf een heel adres, dat begint met {starts[0]}"
                + "".join(f" of {start}" for start in also)
                + ", of laat het leeg",
            )
        return text

    def number(self, where: str, table: Mapping[str, Any], key: str, limit: int) -> int:
        value = table.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= limit:
            raise self.wrong(
                f"bij [{where}] is ‘{key}’ geen getal van 1 tot en met {limit}",
                f"schrijf bijvoorbeeld: {key} = 10",
            )
        return value

    def wrong(self, what: str, repair: str) -> SettingsError:
        return SettingsError(f"{self.name}: {what}; {repair}")


def _ratio(number: float) -> str:
    return f"{number:.1f} : 1".replace(".", ",")


def _with_slash(url: str) -> str:
    return f"{url.rstrip('/')}/" if url else ""
