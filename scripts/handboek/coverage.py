"""How many examples each principle has with each role by each channel, and where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from handboek.models import Example
from handboek.vocabulary import Vocabulary


class Cell(NamedTuple):
    """One cell of the coverage, by the keys of the vocabulary."""

    principle: str
    role: str
    channel: str


@dataclass(frozen=True)
class Coverage:
    """The number of examples in every cell, also in those without any; in the vocabulary's order.

    ``examples`` is how many examples were counted. Their sum over the cells is larger: an example
    for two roles stands in two cells.
    """

    counts: dict[Cell, int]
    examples: int

    def __getitem__(self, cell: Cell) -> int:
        """Give the number of examples in a cell."""
        return self.counts[cell]

    def empty(self, principle: str = "") -> list[Cell]:
        """Give the cells without examples, of one principle or of all."""
        return [
            cell
            for cell, count in self.counts.items()
            if not count and principle in ("", cell.principle)
        ]

    def first(self, number: int) -> list[Cell]:
        """Give the empty cells that need an example most.

        Args:
            number: how many at most.

        Returns:
            The cell whose principle has the fewest examples of that role and that channel comes
            first, and then each next as if the ones before it had been filled; of equals, the
            first in the vocabulary.
        """
        near: Counter[tuple[str, str]] = Counter()
        for cell, count in self.counts.items():
            for each in _near(cell):
                near[each] += count
        left = self.empty()
        found: list[Cell] = []
        while left and len(found) < number:
            cell = min(left, key=lambda one: sum(near[each] for each in _near(one)))
            left.remove(cell)
            found.append(cell)
            near.update(_near(cell))
        return found


def _near(cell: Cell) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give what a cell shares with others: its principle with its role, and with its channel."""
    return (cell.principle, f"rol {cell.role}"), (cell.principle, f"kanaal {cell.channel}")


def coverage(examples: Iterable[Example], vocabulary: Vocabulary) -> Coverage:
    """Count the examples.

    Args:
        examples: what to count. Each counts for its own principle, the folder it is in, and there
            with every role and every channel that it names.
        vocabulary: the principles, roles and channels.

    Returns:
        The count of every cell.
    """
    found = list(examples)
    counted = Counter(cell for example in found for cell in _cells(example))
    every = product(vocabulary.principles, vocabulary.roles, vocabulary.channels)
    return Coverage({cell: counted[cell] for cell in (Cell(*keys) for keys in every)}, len(found))


def _cells(example: Example) -> Iterator[Cell]:
    for role, channel in product(example.roles, example.channels):
        yield Cell(example.principle, role, channel)
