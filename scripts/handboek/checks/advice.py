"""Everything that could be better in an example: one Dutch text for each. Advice never refuses."""

from __future__ import annotations

from enum import unique

from handboek.problems import Saying, Text


@unique
class Advice(Saying):
    """What could be better. The value says what we see, why it matters, and what to try."""

    @property
    def refuses(self) -> bool:
        """Tell that an example can go on the site with this."""
        return False

    # Personal data
    NAME = Text(
        "hier staat {what} (‘{given}’)",
        "een voorbeeld noemt geen personen, ook geen bedachte",
        "schrijf {instead}, of leg bij uw voorstel uit waarom de naam er staat",
    )
    # Language
    LONG_SENTENCE = Text(
        "deze zin heeft {count} woorden (‘{given}’)",
        "een zin van hoogstens {limit} woorden leest makkelijker",
        "maak er twee zinnen van",
    )
    LONG_WORD = Text(
        "het woord ‘{given}’ is {count} letters lang",
        "lange woorden vertragen de lezer",
        "zeg het in meer korte woorden",
    )
    PASSIVE = Text(
        "‘{given}’ is lijdend: wie het doet, staat er niet bij of achteraan",
        "een zin met een doener is duidelijker",
        "noem eerst wie iets doet en dan wat, bijvoorbeeld: ‘wij sturen u …’",
    )
    FORMAL_WORD = Text(
        "‘{given}’ is een formeel woord",
        "gewone woorden begrijpt iedereen",
        "probeer: {instead}",
    )
    ABBREVIATION = Text(
        "de afkorting ‘{given}’ staat niet in de begrippenlijst",
        "niet iedereen kent een afkorting",
        "schrijf het woord uit, of zet de afkorting in docs/begrippen.md",
    )
    PEOPLE = Text(
        "‘{given}’ gebruikt dit handboek niet voor mensen",
        "overal dezelfde woorden voor mensen leest rustiger: {why}",
        "probeer: {instead}",
    )
    HARD_TEXT = Text(
        "de tekst leest moeilijk (leesgemak {score} van 100)",
        "bij {limit} of meer leest een tekst vlot; het cijfer telt alleen woorden en lettergrepen",
        "kort de langste zinnen in en vervang lange woorden",
    )
    # What one learns
    SHORT = Text(
        "het onderdeel ‘{section}’ heeft {count} woorden",
        "van minder dan {limit} woorden leert een lezer weinig",
        "schrijf erbij: {help}",
    )
    ONE_SIDED = Text(
        "de afweging noemt maar één kant",
        "een afweging noemt wat ervoor pleit en wat ertegen, en waar de grens ligt",
        "voeg toe wat iemand hiertegen inbrengt, bijvoorbeeld met ‘maar’, ‘toch’ of ‘daar staat tegenover’",
    )
    NEAR_DUPLICATE = Text(
        "{percent} procent van deze tekst staat ook in {other}",
        "een lezer leert meer van een nieuw voorbeeld",
        "schrijf wat hier anders is, of voeg de twee samen",
    )
    LONG_TITLE = Text(
        "de titel is {count} tekens lang",
        "een titel van hoogstens {limit} tekens past op één regel in een lijst",
        "zeg in één korte zin wat de lezer leert",
    )
