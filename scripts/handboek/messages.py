"""Everything that can be wrong with what someone wrote: one Dutch text for each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, unique
from typing import NamedTuple


class Text(NamedTuple):
    """The three parts of a message, with ``{names}`` to fill in."""

    wrong: str
    allowed: str
    repair: str


@unique
class Message(Enum):
    """What can be wrong. The value holds what is wrong, what is allowed, and how to mend it."""

    # The file itself
    SYMLINK = Text(
        "dit bestand is een snelkoppeling (symbolic link)",
        "alleen gewone bestanden mogen",
        "zet hier het bestand zelf neer",
    )
    WRONG_FOLDER = Text(
        "dit bestand staat in de verkeerde map",
        "een voorbeeld staat in examples/<principe>/, met als principe: {allowed}",
        "verplaats het bestand naar de map van het principe waar het vooral over gaat{hint}",
    )
    WRONG_NAME = Text(
        "de bestandsnaam ‘{name}’ kan geen adres worden",
        "kleine letters zonder accent, cijfers en streepjes, van 3 tot 60 tekens, en .md aan het eind",
        "noem het bestand bijvoorbeeld ‘{suggestion}’",
    )
    RESERVED_NAME = Text(
        "de naam ‘{name}’ is al van een pagina van de site zelf",
        "elke naam mag, behalve index en namen die beginnen met {allowed}",
        "kies een naam die zegt waar het voorbeeld over gaat",
    )
    EMPTY = Text(
        "het bestand is leeg",
        "een voorbeeld heeft een kop met kenmerken en daaronder de tekst",
        "kopieer een bestaand voorbeeld en vul dat in",
    )
    TOO_LARGE = Text(
        "het bestand is {size} kB groot",
        "een voorbeeld is hoogstens {limit} kB",
        "maak het voorbeeld korter; één voorbeeld gaat over één situatie",
    )
    NOT_UTF8 = Text(
        "het bestand is niet opgeslagen als UTF-8 (byte {byte})",
        "alleen tekst in UTF-8 mag",
        "open het bestand en kies bij ‘Opslaan als’ de codering UTF-8",
    )
    BYTE_ORDER_MARK = Text(
        "het bestand begint met een onzichtbaar teken (een byte-order mark)",
        "UTF-8 zonder byte-order mark",
        "kies bij ‘Opslaan als’ de codering ‘UTF-8’ en niet ‘UTF-8 met BOM’",
    )
    BAD_CHARACTER = Text(
        "het teken {name} (U+{code}) op plaats {column} kan niet in de PDF",
        "letters, cijfers en leestekens die het lettertype kent; geen emoji en geen onzichtbare tekens",
        "haal het teken weg of schrijf in woorden wat u bedoelt",
    )
    # Front matter
    NO_FRONT_MATTER = Text(
        "de kop met kenmerken ontbreekt",
        "een voorbeeld begint met een regel ‘---’, dan de kenmerken, en weer een regel ‘---’",
        "zet bovenaan, zonder lege regel ervoor: ---, titel: …, en sluit af met ---",
    )
    UNCLOSED_FRONT_MATTER = Text(
        "de kop met kenmerken is niet afgesloten",
        "na de kenmerken komt een regel met alleen ‘---’",
        "zet ‘---’ op een eigen regel, onder het laatste kenmerk",
    )
    BROKEN_YAML = Text(
        "deze regel is niet te lezen ({detail})",
        "op elke regel staat een kenmerk, een dubbele punt, een spatie en de waarde",
        "kijk of de dubbele punt er staat; zet een tekst met een dubbele punt tussen aanhalingstekens",
    )
    NOT_A_MAPPING = Text(
        "de kop bevat geen kenmerken",
        "op elke regel staat een kenmerk, een dubbele punt, een spatie en de waarde",
        "schrijf bijvoorbeeld ‘titel: De brief begint met het antwoord’",
    )
    YAML_ALIAS = Text(
        "deze regel verwijst naar een andere regel (met * of &)",
        "elke waarde staat er voluit",
        "schrijf de waarde uit, of zet hem tussen aanhalingstekens",
    )
    DUPLICATE_KEY = Text(
        "het kenmerk ‘{key}’ staat er twee keer",
        "elk kenmerk komt één keer voor",
        "haal een van de twee weg",
    )
    UNKNOWN_KEY = Text(
        "het kenmerk ‘{key}’ bestaat niet",
        "de kenmerken zijn: {allowed}",
        "{hint}haal de regel weg als u iets anders bedoelt",
    )
    MISSING_KEY = Text(
        "het kenmerk ‘{key}’ ontbreekt",
        "‘{key}’ is verplicht: {help}",
        "voeg in de kop een regel toe, bijvoorbeeld ‘{key}: {example}’",
    )
    WRONG_TYPE = Text(
        "‘{key}’ is {given}",
        "‘{key}’ is {expected}",
        "schrijf bijvoorbeeld ‘{key}: {example}’",
    )
    EMPTY_VALUE = Text(
        "‘{key}’ is leeg",
        "‘{key}’ is {expected}",
        "schrijf bijvoorbeeld ‘{key}: {example}’",
    )
    TOO_LONG = Text(
        "‘{key}’ is {length} tekens lang",
        "‘{key}’ is hoogstens {limit} tekens",
        "zeg het korter; bewaar de uitleg voor de tekst zelf",
    )
    UNKNOWN_TERM = Text(
        "{kind} ‘{given}’ bestaat niet",
        "kies uit: {allowed}",
        "{hint}pas de waarde van ‘{key}’ aan",
    )
    REPEATED_TERM = Text(
        "‘{given}’ staat twee keer bij ‘{key}’",
        "elke waarde komt één keer voor",
        "haal een van de twee weg",
    )
    OWN_PRINCIPLE = Text(
        "‘{given}’ staat bij ‘ook’, maar is al het hoofdprincipe",
        "‘ook’ noemt alleen andere principes dan de map waarin het bestand staat",
        "haal ‘{given}’ weg bij ‘ook’",
    )
    DATE_IN_FUTURE = Text(
        "de datum {given} ligt in de toekomst",
        "een datum tot en met {limit}",
        "vul bij ‘{key}’ de dag in waarop u het voorbeeld voor het laatst hebt bekeken",
    )
    BAD_URL = Text(
        "‘{given}’ is geen volledig adres",
        "een adres dat begint met https://",
        "kopieer het adres uit de adresbalk van uw browser",
    )
    NO_SOURCE = Text(
        "een voorbeeld uit de praktijk zonder bron",
        "bij ‘soort: praktijk’ hoort een bron met titel, uitgever en url",
        "voeg ‘bron’ toe, of schrijf ‘soort: bedacht’ als u het voorbeeld zelf hebt bedacht",
    )
    # The text
    HEADING_ONE = Text(
        "een kop van niveau 1 (‘# {heading}’)",
        "de titel staat in de kop met kenmerken; in de tekst staan koppen met ## en ###",
        "zet de titel bij ‘titel’ en haal deze regel weg, of gebruik ##",
    )
    HEADING_LEVEL = Text(
        "de kop ‘{heading}’ heeft {given} hekjes",
        "in een voorbeeld staan koppen met ## (onderdeel) en ### (onderkop)",
        "gebruik ### of maak er een gewone alinea van",
    )
    NESTED_HEADING = Text(
        "de kop ‘{heading}’ staat in een citaat of een lijst",
        "koppen staan op een eigen regel, zonder inspringen en zonder >",
        "haal de hekjes weg en maak de tekst vet met **…**",
    )
    NO_SUMMARY = Text(
        "de eerste alinea ontbreekt",
        "na de kop met kenmerken komt één alinea die zegt waar het om gaat",
        "schrijf een of twee zinnen boven ‘## {first}’",
    )
    TEXT_IN_SUMMARY = Text(
        "boven ‘## {first}’ staat meer dan één alinea",
        "boven het eerste onderdeel staat precies één alinea",
        "voeg de alinea’s samen, of verplaats de rest naar een onderdeel",
    )
    MISSING_SECTION = Text(
        "het onderdeel ‘{section}’ ontbreekt",
        "de onderdelen zijn, in deze volgorde: {allowed}",
        "voeg een regel ‘## {section}’ toe, met daaronder de tekst: {help}",
    )
    UNKNOWN_SECTION = Text(
        "het onderdeel ‘{section}’ bestaat niet",
        "de onderdelen zijn, in deze volgorde: {allowed}",
        "{hint}gebruik ### voor een eigen onderkop",
    )
    REPEATED_SECTION = Text(
        "het onderdeel ‘{section}’ staat er twee keer",
        "elk onderdeel komt één keer voor",
        "voeg de twee stukken samen",
    )
    MISPLACED_SECTION = Text(
        "het onderdeel ‘{section}’ staat op de verkeerde plaats",
        "de volgorde is: {allowed}",
        "verplaats het onderdeel, met de tekst eronder",
    )
    EMPTY_SECTION = Text(
        "het onderdeel ‘{section}’ is leeg",
        "onder elke kop staat tekst",
        "schrijf de tekst: {help}",
    )
    RAW_HTML = Text(
        "er staat HTML in de tekst (‘{given}’)",
        "alleen gewone Markdown mag: alinea’s, lijsten, citaten, tabellen, vet en cursief",
        "haal de HTML weg; schrijf een los teken < als \\<",
    )
    DIRECTIVE = Text(
        "er staat een opdracht in de tekst (‘{given}’)",
        "alleen gewone Markdown mag: alinea’s, lijsten, citaten, tabellen, vet en cursief",
        "haal de opdracht weg en schrijf de tekst uit",
    )
    IMAGE = Text(
        "er staat een afbeelding in de tekst",
        "een voorbeeld bestaat uit tekst",
        "beschrijf in woorden wat er op de afbeelding staat",
    )
    BAD_LINK = Text(
        "de verwijzing naar ‘{given}’ kan niet",
        "een adres dat begint met https:// of mailto:, of een ander voorbeeld (../passend/naam.md)",
        "pas het adres aan of haal de verwijzing weg",
    )
    BROKEN_LINK = Text(
        "de verwijzing naar ‘{given}’ komt nergens uit",
        "een bestand dat bestaat, gezien vanaf dit bestand",
        "kijk of de naam klopt{hint}",
    )
    # The examples together
    DUPLICATE_TITLE = Text(
        "de titel ‘{title}’ is ook de titel van {other}",
        "elke titel komt één keer voor",
        "geef een van de twee een andere titel",
    )
    DUPLICATE_SLUG = Text(
        "de naam ‘{slug}’ is ook de naam van {other}",
        "elke bestandsnaam komt één keer voor, ook in een andere map",
        "geef een van de twee een andere bestandsnaam",
    )

    @property
    def slug(self) -> str:
        """The message's name in data and in tools."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and where.

    ``path`` is what people see (from the root of the handbook), ``line`` counts from 1.
    """

    path: str
    line: int
    text: str
    message: Message = Message.EMPTY

    def __str__(self) -> str:
        """Write the problem on one line, so that editors can jump to it."""
        return f"{self.path}:{self.line}: {self.text}"


def problem(path: str, line: int, message: Message, **values: object) -> Problem:
    """Fill in a message.

    Args:
        path: the file, from the root of the handbook.
        line: counts from 1.
        message: what is wrong.
        **values: what the message's texts name between braces.

    Returns:
        The problem, as ``wat er mis is; wat mag; zo herstelt u het``.
    """
    text = "; ".join(part.format(**values) for part in message.value)
    return Problem(path, line, text, message)


def listed(words: Iterable[str]) -> str:
    """Write words as a list for people: ``a, b, c``."""
    return ", ".join(words)


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Give ‘bedoelt u …? ’ with the known word nearest to ``given``, or nothing."""
    nearest = difflib.get_close_matches(given.lower(), list(known), n=1, cutoff=0.6)
    return f"bedoelt u ‘{nearest[0]}’? " if nearest else ""


def shown(text: str, limit: int = 60) -> str:
    """Make something that a person typed fit to be quoted in a message."""
    line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return line if len(line) <= limit else f"{line[:limit]}…"
