"""What an example is. Each field is declared once; checks, forms and texts follow from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handboek.fields import front
from handboek.kinds import Address, Day, Flag, Group, OneOf, SomeOf, Text, Words


@dataclass(frozen=True, kw_only=True)
class Source:
    """The public source of an example that really happened."""

    title: str = front(
        "titel",
        Text(200),
        help="de titel van de bron",
        example="Jaarverslag klachten",
        label="Titel van de bron",
    )
    publisher: str = front(
        "uitgever",
        Text(100),
        help="wie de bron heeft uitgegeven",
        example="Nationale ombudsman",
        label="Uitgever van de bron",
    )
    url: str = front(
        "url",
        Address(),
        help="het adres van de bron",
        example="https://www.voorbeeld.nl/bron",
        label="Adres van de bron",
    )
    date: dt.date | None = front(
        "datum",
        Day(),
        help="de dag waarop de bron is uitgegeven, als u die weet",
        example="2020-09-24",
        default=None,
        label="Datum van de bron",
    )


@dataclass(frozen=True, kw_only=True)
class Example:
    """One practice example: one file in examples/.

    ``slug`` is the file's name and its id, ``principle`` the folder it is in, ``path`` the file
    from the root of the handbook, ``summary`` its first paragraph as plain text; ``exercise`` says
    whether it has a part for a training.
    """

    slug: str
    principle: str
    path: str
    summary: str
    exercise: bool = False
    title: str = front(
        "titel",
        Text(90),
        help="één zin die zegt wat de lezer leert",
        example="De brief begint met het antwoord",
        part="onderwerp",
    )
    roles: tuple[str, ...] = front(
        "rollen",
        SomeOf("rollen"),
        help="voor wie het is",
        example="[communicatieadviseur]",
    )
    channels: tuple[str, ...] = front(
        "kanalen", SomeOf("kanalen"), help="hoe het contact verloopt", example="[brief]"
    )
    organisation: str = front(
        "organisatie",
        OneOf("organisaties"),
        help="het soort organisatie waar het speelt",
        example="gemeente",
    )
    kind: str = front(
        "soort",
        OneOf("soorten"),
        help="bedacht, of echt gebeurd (praktijk) met een bron",
        example="bedacht",
        part="herkomst",
    )
    also: tuple[str, ...] = front(
        "ook",
        SomeOf("principes"),
        help="andere principes die het raakt",
        example="[respectvol]",
        default=(),
        label="Andere principes",
    )
    date: dt.date = front(
        "datum",
        Day(),
        help="de dag waarop u het voorbeeld voor het laatst hebt bekeken",
        example="2026-11-23",
        label="Laatst bekeken",
        shown=True,
    )
    keywords: tuple[str, ...] = front(
        "zoekwoorden",
        Words(40),
        help="woorden waarmee mensen dit zoeken",
        example="[besluit, afwijzing]",
        default=(),
    )
    featured: bool = front(
        "uitgelicht",
        Flag(),
        help="true zet het voorbeeld vooraan op de pagina van zijn principe",
        example="true",
        default=False,
        asked=False,
    )
    source: Source | None = front(
        "bron",
        Group(Source),
        help="de openbare bron; verplicht bij soort: praktijk",
        example="{titel: …, uitgever: …, url: https://…}",
        default=None,
        part="herkomst",
    )

    @property
    def docname(self) -> str:
        """The example's page on the site, without extension."""
        return f"voorbeelden/{self.slug}"

    @property
    def principles(self) -> tuple[str, ...]:
        """The principal principle and the others it touches."""
        return (self.principle, *self.also)

    def terms(self, facet: str) -> tuple[str, ...]:
        """Give the example's keys in a facet of the vocabulary (``rollen``).

        Raises:
            KeyError: there is no such facet.
        """
        return {
            "principes": self.principles,
            "rollen": self.roles,
            "kanalen": self.channels,
            "organisaties": (self.organisation,),
            "soorten": (self.kind,),
        }[facet]


@dataclass(frozen=True)
class Section:
    """A part of an example's text: a heading of level 2 and what stands under it."""

    key: str
    heading: str
    help: str
    required: bool = True


SECTIONS = (
    Section("situatie", "Situatie", "wie, waar, wat er speelt"),
    Section("liever-niet", "Liever niet", "hoe het vaak gaat, met de echte woorden"),
    Section("maar-wel", "Maar wel", "hoe het beter kan, met de echte woorden"),
    Section("waarom", "Waarom dit werkt", "wat het verschil maakt voor de lezer"),
    Section("afweging", "Afweging", "welke belangen u afweegt en waar de grens ligt"),
    Section("oefening", "Oefening", "een opdracht voor een training", required=False),
)
"""The parts of an example, in their order."""
