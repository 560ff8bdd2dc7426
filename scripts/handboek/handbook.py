"""One handbook, loaded: what the Sphinx side needs of the pure side."""

from __future__ import annotations

from dataclasses import dataclass

from handboek.catalogue import Catalogue, load
from handboek.clock import Edition, edition
from handboek.comparison import Comparison
from handboek.layout import Layout
from handboek.listings import Listing, listings
from handboek.messages import Problem
from handboek.settings import Settings


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
    comparisons: tuple[Comparison, ...]

    @classmethod
    def load(cls, layout: Layout) -> Handbook:
        """Load a handbook.

        Raises:
            InvalidExamplesError: an example is not right.
            SettingsError: conf/handboek.toml cannot be used.
        """
        loaded = load(layout)
        if loaded.problems:
            raise InvalidExamplesError(loaded.problems)
        return cls(
            layout,
            loaded.settings,
            loaded.catalogue,
            edition(layout),
            tuple(listings(loaded.catalogue, loaded.settings)),
            loaded.comparisons,
        )
