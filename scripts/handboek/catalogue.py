"""All examples together: load them, check them, find the ones that fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handboek.addresses import Addresses, read_addresses
from handboek.characters import check_fonts
from handboek.checks.likeness import near_duplicates, similar_slugs
from handboek.checks.neighbours import neighbours
from handboek.checks.privacy import public
from handboek.checks.words import words_of
from handboek.clock import today
from handboek.comparison import Comparison
from handboek.comparison_file import load_comparisons
from handboek.layout import Layout
from handboek.messages import Message
from handboek.models import Example
from handboek.pages import advise_pages, check_pages, missing_pages
from handboek.problems import Problem, problem
from handboek.reader import EVERYTHING, Job, Read, Wishes, read_all
from handboek.reread import read_again
from handboek.reviewed import read_reviewed
from handboek.settings import Settings, load_settings
from handboek.sources import is_markdown
from handboek.wording import shown

_NOT_EXAMPLES = {"README.md"}


@dataclass(frozen=True)
class Query:
    """Which examples are wanted: all, or those with a key in a facet of the vocabulary."""

    facet: str = ""
    key: str = ""


@dataclass(frozen=True)
class Catalogue:
    """All examples that are right, by slug; newest first, then by title."""

    examples: Mapping[str, Example]

    def __iter__(self) -> Iterator[Example]:
        """Go through the examples, newest first."""
        return iter(self.examples.values())

    def __len__(self) -> int:
        """Count the examples."""
        return len(self.examples)

    def select(self, query: Query) -> list[Example]:
        """Give the wanted examples, newest first.

        Raises:
            KeyError: there is no such facet.
        """
        if not query.facet:
            return list(self)
        if query.facet not in self._having:  # every list asks, so each facet is gone through once
            having = self._having[query.facet] = {}
            for example in self:
                for key in dict.fromkeys(example.terms(query.facet)):
                    having.setdefault(key, []).append(example)
        return list(self._having[query.facet].get(query.key, ()))

    @cached_property
    def _having(self) -> dict[str, dict[str, list[Example]]]:
        """The examples by facet and key, as far as someone asked."""
        return {}

    def best(self, query: Query, count: int) -> list[Example]:
        """Give the first few to read.

        Those of which the wanted principle is the principal one come first, and among them the
        featured ones, then the newest.
        """
        found = self.select(query)
        found.sort(key=lambda e: (_aside(e, query), not e.featured))
        return found[:count]


def catalogue_of(examples: Iterable[Example]) -> Catalogue:
    """Put examples in the order of a catalogue."""
    ordered = sorted(examples, key=lambda e: (-e.date.toordinal(), e.title.casefold(), e.slug))
    return Catalogue({example.slug: example for example in ordered})


def _aside(example: Example, query: Query) -> bool:
    return query.facet == "principes" and example.principle != query.key


@dataclass(frozen=True)
class Loaded:
    """What loading gave: the settings, the examples that are right, and all that is wrong.

    ``advice`` is what could be better, ``files`` how many were read, ``addresses`` what conf/ says of
    addresses, ``reviewed`` when each page of docs/ was last looked at, by docname, ``comparisons``
    the sets of principles to compare with.
    """

    settings: Settings
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    files: int
    addresses: Addresses
    reviewed: Mapping[str, dt.date]
    comparisons: tuple[Comparison, ...]


def load(layout: Layout, wishes: Wishes = EVERYTHING) -> Loaded:
    """Load and check a handbook: examples, pages and sets to compare with, or only some files.

    Args:
        layout: the folders of the handbook.
        wishes: which files, if not all, and which advice.

    Returns:
        The examples and the sets, and everything that is wrong, in order of file and line.

    Raises:
        SettingsError: conf/handboek.toml or a font cannot be used.
    """
    settings = load_settings(layout)
    check_fonts(layout)
    allowed = public((*settings.public, settings.site.contact))
    job = Job(layout, settings, today(), allowed, wishes)
    every = list(example_files(layout))
    wished = set(wishes.paths)
    paths = [path for path in every if not wished or path in wished]
    read = dict(zip(paths, read_again(paths, job, read_all), strict=True))
    said = [each for one in read.values() for each in one.problems]
    said += _together(every, read, job)
    said += check_pages(layout, allowed, wishes.paths)
    if wishes.language:
        said += advise_pages(layout, words_of(layout), settings.vocabulary, wishes.paths)
    if not wishes.paths:
        said += missing_pages(layout, settings.vocabulary)
    slugs = [path.stem for path in every if is_markdown(path)]
    addresses, wrong = read_addresses(layout, settings.vocabulary, slugs)
    reviewed, unread = read_reviewed(layout, settings, job.today)
    comparisons, uncompared = load_comparisons(layout, settings.vocabulary)
    said += _about([*wrong, *unread, *uncompared], layout, wishes)
    said.sort(key=lambda p: (p.path, p.line))  # what is on one line stays as it was found
    said = list(dict.fromkeys(said))
    return Loaded(
        settings,
        catalogue_of(one.example for one in read.values() if one.example is not None),
        tuple(each for each in said if each.message.refuses),
        tuple(each for each in said if not each.message.refuses),
        len(paths),
        addresses,
        reviewed,
        tuple(comparisons),
    )


def _about(said: Iterable[Problem], layout: Layout, wishes: Wishes) -> Iterator[Problem]:
    """Leave out what is about other files than those that were asked for."""
    names = {layout.relative(path) for path in wishes.paths}
    yield from (each for each in said if not names or each.path in names)


def _together(every: list[Path], read: Mapping[Path, Read], job: Job) -> Iterator[Problem]:
    """Hold the examples that were read against all others."""
    layout = job.layout
    examples = [one.example for one in read.values() if one.example is not None]
    lines = {one.example.path: one.title_line for one in read.values() if one.example is not None}
    yield from _same_titles(examples, lines)
    slugs = (*_same_slugs(every, layout), *similar_slugs(filter(is_markdown, every), layout))
    names = {layout.relative(path) for path in read}
    yield from (each for each in slugs if each.path in names)
    sketches = {layout.relative(path): one.sketch for path, one in read.items()}
    yield from near_duplicates(sketches)
    if job.wishes.paths:
        others = [path for path in every if path not in read and is_markdown(path)]
        titled = {
            path: (one.example.title, one.title_line) for path, one in read.items() if one.example
        }
        yield from neighbours(titled, {p: one.sketch for p, one in read.items()}, others, layout)


def example_files(layout: Layout) -> Iterator[Path]:
    """Find everything in examples/ that is meant to be an example, in a fixed order."""
    for path in sorted(layout.examples.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(layout.examples).parts)
        if hidden or path.name in _NOT_EXAMPLES or (path.is_dir() and not path.is_symlink()):
            continue
        yield path


def _same_titles(examples: Iterable[Example], lines: Mapping[str, int]) -> Iterator[Problem]:
    first: dict[str, Example] = {}
    for example in examples:
        other = first.setdefault(example.title.casefold(), example)
        if other is not example:
            yield problem(
                example.path,
                lines[example.path],
                Message.DUPLICATE_TITLE,
                title=shown(example.title),
                other=other.path,
            )


def _same_slugs(paths: Iterable[Path], layout: Layout) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path in filter(is_markdown, paths):
        other = first.setdefault(path.stem.casefold(), path)
        if other is not path:
            yield problem(
                layout.relative(path),
                1,
                Message.DUPLICATE_SLUG,
                slug=shown(path.stem),
                other=shown(layout.relative(other)),
            )
