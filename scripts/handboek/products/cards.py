"""Workshop cards: one for each principle and each example, a question in front, an answer behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document
from sphinx.util import logging

from handboek.products.pieces import (
    Pieces,
    content,
    new_section,
    of_file,
    parts,
    strip_ids,
    without_ids,
)

if TYPE_CHECKING:
    from handboek.models import Example
    from handboek.products.selection import Chosen
    from handboek.settings import Settings

LOGGER = logging.getLogger(__name__)

PAGE = "werkkaarten"
"""The page of docs/ that holds the fixed texts."""

A_SHEET = 2
"""The cards on a sheet."""

_LINES = 32
_WIDE, _NARROW = 88, 54
"""What goes on a side in its smallest letter: lines, and characters a line in each column."""


@dataclass(frozen=True)
class Card:
    """One card: what it is of, its name, and what stands on its two sides."""

    kind: str
    docname: str
    title: str
    front: Sequence[nodes.Element]
    back: Sequence[nodes.Element]


@dataclass(frozen=True)
class Cards:
    """Makes the workshop cards."""

    chosen: Mapping[str, Chosen]
    settings: Settings
    pieces: Pieces

    @property
    def title(self) -> str:
        """What they are called."""
        return self.settings.products.cards.title

    def tree(self) -> nodes.document:
        """Give the cards as a document, in the order in which the sides are printed."""
        page = self.pieces.page(PAGE)
        uses = self.pieces.marked(PAGE, f"{PAGE}-gebruik")
        cards = list(self._cards())
        book = new_section(page[0].astext(), *content(page), uses, self._overview(cards), name=PAGE)
        for before in range(0, len(cards), A_SHEET):
            sheet = list(enumerate(cards[before : before + A_SHEET], before + 1))
            book.extend(_side(number, card, "voor", card.front) for number, card in sheet)
            book.extend(_side(number, card, "achter", card.back) for number, card in sheet)
        document = new_document(PAGE)
        document += of_file(PAGE, book)
        return document

    def _overview(self, cards: Sequence[Card]) -> nodes.section:
        section = self.pieces.marked(PAGE, f"{PAGE}-overzicht")
        section["classes"].append("overzicht")
        items = [nodes.list_item("", nodes.paragraph("", card.title)) for card in cards]
        section += nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")
        return section

    def _cards(self) -> Iterator[Card]:
        for key, chosen in self.chosen.items():
            yield self._principle(key)
            yield from (card for card in map(self._example, chosen.own) if _fits(card))

    def _principle(self, key: str) -> Card:
        principle = self.settings.vocabulary.principles[key]
        found = self.pieces.titled(f"principes/{key}", self.settings.products.questions)
        front = [
            nodes.paragraph("", principle.core),
            self._question("principe"),
        ]
        back = [] if found is None else [_as(found, "heel")]
        return Card("principe", f"principes/{key}", principle.label, front, back)

    def _example(self, example: Example) -> Card:
        page = self.pieces.example(example)
        found = parts(page)
        tags, *intro = (each for each in page.children[1:] if isinstance(each, nodes.Element))
        situation = _as(found["situatie"], "links")
        for node in reversed(intro):
            situation.insert(1, node)
        behind = [_as(found[key], side) for key, side in _BEHIND.items() if key in found]
        front = [tags, situation, self._question("voorbeeld")]
        return Card("voorbeeld", example.docname, example.title, front, behind)

    def _question(self, name: str) -> nodes.section:
        question = self.pieces.marked(PAGE, f"{PAGE}-{name}")
        return _as(question, "vraag")


_BEHIND = {"maar-wel": "links", "waarom": "rechts", "afweging": "rechts", "bron": "rechts"}


def _as(section: nodes.section, kind: str) -> nodes.section:
    """Tell the template where on the card a section goes."""
    section["classes"] = [kind]
    return section


def _fits(card: Card) -> bool:
    """Tell whether a card's text goes on it; warn if not, for nothing is left out in silence."""
    columns = (
        (_with(card.front, "links"), _WIDE),
        (_with(card.back, "links"), _WIDE),
        (_with(card.back, "rechts"), _NARROW),
        (_with(card.back, "heel"), _WIDE),
    )
    if all(_lines(text, width) <= _LINES for text, width in columns):
        return True
    LOGGER.warning(
        "dit voorbeeld is te lang voor een werkkaart en krijgt er geen; maak de tekst korter, of "
        "kies bij [werkkaarten] in conf/handboek.toml andere voorbeelden",
        location=card.docname,
        type="handboek",
        subtype="producten",
    )
    return False


def _with(given: Iterable[nodes.Element], place: str) -> list[nodes.Element]:
    return [each for each in given if place in each.get("classes", ())]


def _lines(given: Iterable[nodes.Node], width: int) -> float:
    """Estimate how many lines a text takes; the space between two blocks is half a line."""
    blocks = [each for part in given for each in part.findall(nodes.TextElement)]
    blocks = [each for each in blocks if not isinstance(each.parent, nodes.TextElement)]
    lines = [line for each in blocks for line in each.astext().splitlines()]
    return sum(-(-len(line) // width) for line in lines) + len(blocks) / 2


def _side(number: int, card: Card, side: str, given: Sequence[nodes.Node]) -> nodes.section:
    """Make a side of a card; everything can be on more cards, so nothing is a target."""
    classes = ["kaart", card.kind, side, f"nummer-{number}"]
    return without_ids(new_section(card.title, *strip_ids(given), classes=classes))
