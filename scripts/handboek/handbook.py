"""One handbook, loaded: what the Sphinx side needs of the pure side."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from handboek.addresses import Addresses
from handboek.catalogue import Catalogue, Loaded, load
from handboek.clock import Edition, edition
from handboek.comparison import Comparison
from handboek.layout import Layout
from handboek.listings import Listing, listings
from handboek.neighbours import Neighbours, neighbours
from handboek.problems import Problem
from handboek.related import Kinship
from handboek.settings import Settings

_HANDED_OVER: ContextVar[Loaded | None] = ContextVar("handed_over", default=None)


@contextmanager
def hand_over(loaded: Loaded | None) -> Iterator[None]:
    """Have no handbook loaded twice: Sphinx starts its extensions itself, and passes nothing on."""
    token = _HANDED_OVER.set(loaded)
    try:
        yield
    finally:
        _HANDED_OVER.reset(token)


class InvalidExamplesError(Exception):
    """Some examples cannot be used; ``problems`` holds everything that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, and show them as the error's text."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Handbook:
    """The folders, settings, examples, lists and sets to compare with of one handbook."""

    layout: Layout
    settings: Settings
    catalogue: Catalogue
    edition: Edition
    listings: tuple[Listing, ...]
    addresses: Addresses
    reviewed: Mapping[str, dt.date]
    comparisons: tuple[Comparison, ...]

    @classmethod
    def load(cls, layout: Layout) -> Handbook:
        """Load a handbook, or take what was handed over.

        Raises:
            InvalidExamplesError: an example is not right.
            SettingsError: conf/handboek.toml cannot be used.
        """
        loaded = _HANDED_OVER.get() or load(layout)
        if loaded.problems:
            raise InvalidExamplesError(loaded.problems)
        return cls(
            layout,
            loaded.settings,
            loaded.catalogue,
            edition(layout),
            tuple(listings(loaded.catalogue, loaded.settings)),
            loaded.addresses,
            loaded.reviewed,
            loaded.comparisons,
        )

    @cached_property
    def generated(self) -> Mapping[str, Listing]:
        """The pages of lists that have no source in docs/, by docname."""
        return {docname: each for docname, each in self.lists.items() if each.generated}

    @cached_property
    def lists(self) -> Mapping[str, Listing]:
        """The pages of lists, by docname."""
        return {each.docname: each for each in self.listings}

    def sum_of(self, slug: str) -> str:
        """Sum up an example, to see it change; empty if there is none."""
        example = self.catalogue.examples.get(slug)
        if example is None:
            return ""
        if slug not in self._sums:  # each is in many lists, and writing it out takes long
            self._sums[slug] = hashlib.sha256(repr(example).encode()).hexdigest()
        return self._sums[slug]

    @cached_property
    def _sums(self) -> dict[str, str]:
        return {}

    @cached_property
    def kinship(self) -> Kinship:
        """Finds the examples that are of interest beside an example."""
        return Kinship(self.catalogue)

    @cached_property
    def neighbours(self) -> Mapping[str, Neighbours]:
        """What comes before and after every example, by slug."""
        return neighbours(self.catalogue)

    @cached_property
    def outline(self) -> str:
        """Sum up all that `beside` depends on; it is the same as long as only texts change."""
        summed = hashlib.sha256()
        for each in self.catalogue:
            shown = (each.slug, each.title, each.principles, each.roles, each.channels)
            summed.update(repr(shown).encode())
        return summed.hexdigest()

    def beside(self, slug: str) -> object:
        """Give all that the page of an example shows of other examples, to see it change."""
        if slug not in self.neighbours:  # the example is gone
            return None
        vocabulary = self.settings.vocabulary
        row = self.neighbours[slug]
        return [
            *(
                (each.example.slug, each.example.title, each.labels(vocabulary))
                for each in self.kinship.of(slug)
            ),
            *((each.slug, each.title) if each else None for each in (row.before, row.after)),
        ]

    def reviewed_on(self, docname: str) -> dt.date | None:
        """Give the day on which a page was last looked at; nothing if nobody says it."""
        folder, _, slug = docname.rpartition("/")
        example = self.catalogue.examples.get(slug) if folder == "voorbeelden" else None
        return example.date if example is not None else self.reviewed.get(docname)

    def source_of(self, docname: str) -> str:
        """Give the file of a page, from the root; empty if the page is generated."""
        folder, _, slug = docname.rpartition("/")
        if folder == "voorbeelden" and slug in self.catalogue.examples:
            return self.catalogue.examples[slug].path
        if folder == "vergelijken" and slug in {each.slug for each in self.comparisons}:
            return self.layout.relative(self.layout.comparisons / f"{slug}.toml")
        if docname in self.generated:
            return ""
        return self.layout.relative(self.layout.docs / f"{docname}.md")
