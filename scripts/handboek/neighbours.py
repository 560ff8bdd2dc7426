"""What comes before and after an example: the others of its principle, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from handboek.catalogue import Catalogue
from handboek.models import Example


@dataclass(frozen=True)
class Neighbours:
    """The examples before and after one; ``None`` at either end of the list."""

    before: Example | None = None
    after: Example | None = None


def neighbours(catalogue: Catalogue) -> Mapping[str, Neighbours]:
    """Give the neighbours of every example, by slug.

    They are those with the same principal principle, in the order of the catalogue. So an example
    is in one list only, and back is always where the reader came from.
    """
    found: dict[str, Neighbours] = {}
    ordered = sorted(catalogue, key=lambda example: example.principle)  # stable: keeps the order
    for _, group in groupby(ordered, key=lambda example: example.principle):
        row = [None, *group, None]
        for (before, here), (_, after) in pairwise(pairwise(row)):
            assert here is not None
            found[here.slug] = Neighbours(before, after)
    return found
