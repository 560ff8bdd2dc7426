"""Which examples are of interest beside an example: those that share most with it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from handboek.catalogue import Catalogue
from handboek.models import Example
from handboek.vocabulary import Vocabulary

SHOWN = 4
_COMPARED = 60  # examples: enough to find good ones, and few enough to do this 10,000 times
_FACETS = ("principes", "rollen", "kanalen")

Group = tuple[str, str, str]


@dataclass(frozen=True)
class Related:
    """An example beside another one, and the keys they share as (facet, key)."""

    example: Example
    shared: tuple[tuple[str, str], ...]

    def labels(self, vocabulary: Vocabulary) -> list[str]:
        """Give what they share as people call it."""
        return [vocabulary.facet(facet)[key].label for facet, key in self.shared]


class Kinship:
    """Finds related examples, by the groups that an example is in.

    A group is the examples of one principle, role and channel, of two of those, or of one. An
    example is compared with those that follow it in its groups, the narrow groups first, until
    that is enough. So the work grows with the number of examples and not with its square, a small
    handbook is compared whole, and of many equal examples each leads to others.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        """Put every example in its groups."""
        self.examples = tuple(catalogue)
        self.terms = [frozenset(_terms(example)) for example in self.examples]
        bits = {term: 1 << n for n, term in enumerate(sorted(set().union(*self.terms)))}
        self.masks = [sum(bits[term] for term in terms) for terms in self.terms]
        self.principles = [example.principle for example in self.examples]
        self.places = {example.slug: place for place, example in enumerate(self.examples)}
        self.groups: dict[Group, list[int]] = {}
        for place, example in enumerate(self.examples):
            for group in _groups(example):
                self.groups.setdefault(group, []).append(place)

    def of(self, slug: str) -> list[Related]:
        """Give the few examples that share most with an example, the best first.

        Of those that share as much, the ones with the same principal principle come first, and of
        those the next ones in the order of the catalogue.
        """
        place = self.places[slug]
        masks, principles, count = self.masks, self.principles, len(self.examples)
        principle, ours = principles[place], masks[place]
        found = sorted(  # the best first
            (
                -(ours & masks[other]).bit_count(),
                principles[other] != principle,
                (other - place) % count,
                other,
            )
            for other in self._near(place)
        )
        return [self._related(place, other) for *_, other in found[:SHOWN]]

    def _related(self, place: int, other: int) -> Related:
        shared = (term for term in _terms(self.examples[place]) if term in self.terms[other])
        return Related(self.examples[other], tuple(shared))

    def _near(self, place: int) -> list[int]:
        """Give the places of the examples to compare with, each once."""
        near: dict[int, None] = {}
        for group in _groups(self.examples[place]):
            for other in islice(self._following(group, place), _COMPARED):
                near[other] = None
                if len(near) == _COMPARED:
                    return list(near)
        return list(near)

    def _following(self, group: Group, place: int) -> Iterator[int]:
        """Go through a group from an example on, and on from its start until that example."""
        members = self.groups[group]
        after = bisect(members, place)
        yield from islice(members, after, None)
        yield from islice(members, after - 1)


def _groups(example: Example) -> Iterator[Group]:
    """Give the groups of an example, from narrow to wide, its principal principle first."""
    terms = [example.terms(facet) for facet in _FACETS]
    for wide in ((), (0,), (1,), (2,), (1, 2), (0, 1), (0, 2)):
        left = [("",) if n in wide else keys for n, keys in enumerate(terms)]
        yield from product(*left)


def _terms(example: Example) -> Iterator[tuple[str, str]]:
    """Go through what counts as shared, in the order people see it."""
    return ((facet, key) for facet in _FACETS for key in example.terms(facet))
