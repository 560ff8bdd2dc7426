"""Workshop cards: one for each principle and each example, a question in front, an answer behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document

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

PAGE = "werkkaarten"
"""The page of docs/ that holds the fixed texts."""

A_SHEET = 2
"""The cards on a sheet."""


@dataclass(frozen=True)
class Card:
    """One card: what it is of, its name, and what stands on its two sides."""

    kind: str
    title: str
    front: Sequence[nodes.Node]
    back: Sequence[nodes.Node]


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
            yield from map(self._example, chosen.own)

    def _principle(self, key: str) -> Card:
        principle = self.settings.vocabulary.principles[key]
        found = self.pieces.titled(f"principes/{key}", self.settings.products.questions)
        front = [
            nodes.paragraph("", principle.core),
            self._question("principe"),
        ]
        back = [] if found is None else [_as(found, "heel")]
        return Card("principe", principle.label, front, back)

    def _example(self, example: Example) -> Card:
        page = self.pieces.example(example)
        found = parts(page)
        tags, *intro = page.children[1:]
        situation = _as(found["situatie"], "links")
        for node in reversed(intro):
            situation.insert(1, node)
        behind = [_as(found[key], side) for key, side in _BEHIND.items() if key in found]
        return Card(
            "voorbeeld", example.title, [tags, situation, self._question("voorbeeld")], behind
        )

    def _question(self, name: str) -> nodes.section:
        question = self.pieces.marked(PAGE, f"{PAGE}-{name}")
        return _as(question, "vraag")


_BEHIND = {"maar-wel": "links", "waarom": "rechts", "afweging": "rechts", "bron": "rechts"}


def _as(section: nodes.section, kind: str) -> nodes.section:
    """Tell the template where on the card a section goes."""
    section["classes"] = [kind]
    return section


def _side(number: int, card: Card, side: str, given: Sequence[nodes.Node]) -> nodes.section:
    """Make a side of a card; everything can be on more cards, so nothing is a target."""
    classes = ["kaart", card.kind, side, f"nummer-{number}"]
    return without_ids(new_section(card.title, *strip_ids(given), classes=classes))
