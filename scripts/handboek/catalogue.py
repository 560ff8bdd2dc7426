"""All examples together: load them, check them, find the ones that fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handboek.addresses import Addresses, read_addresses
from handboek.body import read_body
from handboek.characters import bad_characters, without_unseen
from handboek.clock import today
from handboek.fields import Reading, read_fields
from handboek.frontmatter import split
from handboek.layout import Layout
from handboek.messages import Message, Problem, problem, shown
from handboek.models import Example
from handboek.pages import check_pages, missing_pages
from handboek.reviewed import read_reviewed
from handboek.settings import Settings, load_settings
from handboek.sources import check_place, is_markdown, read_text

_NOT_EXAMPLES = {"README.md"}


@dataclass(frozen=True)
class Query:
    """Which examples are wanted: all, or those with a key in a facet of the vocabulary."""

    facet: str = ""
    key: str = ""

    def matches(self, example: Example) -> bool:
        """Tell whether an example is wanted."""
        return not self.facet or self.key in example.terms(self.facet)


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
        """Give the wanted examples, newest first."""
        return [example for example in self if query.matches(example)]

    def best(self, query: Query, count: int) -> list[Example]:
        """Give the first few to read.

        Those of which the wanted principle is the principal one come first, and among them the
        featured ones, then the newest.
        """
        found = self.select(query)
        found.sort(key=lambda e: (_aside(e, query), not e.featured))
        return found[:count]


def _aside(example: Example, query: Query) -> bool:
    return query.facet == "principes" and example.principle != query.key


@dataclass(frozen=True)
class Loaded:
    """What loading gave: the settings, the examples that are right, and all that is wrong.

    ``addresses`` is what conf/ says of addresses, ``reviewed`` when each page of docs/ was last
    looked at, by docname.
    """

    settings: Settings
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    files: int
    addresses: Addresses
    reviewed: Mapping[str, dt.date]


def load(layout: Layout) -> Loaded:
    """Load and check all examples of a handbook.

    Args:
        layout: the folders of the handbook.

    Returns:
        The examples, and everything that is wrong with any of them, in order of file and line.

    Raises:
        SettingsError: conf/handboek.toml cannot be used.
    """
    settings = load_settings(layout)
    day = today()
    problems: list[Problem] = []
    examples: list[Example] = []
    lines: dict[str, int] = {}
    paths = list(example_files(layout))
    for path in paths:
        reading = Reading(layout.relative(path), settings.vocabulary, day, [])
        example = read_example(path, layout, reading)
        problems += reading.problems
        if example is not None:
            examples.append(example)
            lines[example.path] = reading.line_of("titel")
    problems += _same_titles(examples, lines)
    problems += _same_slugs(paths, layout)
    problems += check_pages(layout)
    problems += missing_pages(layout, settings.vocabulary)
    slugs = [path.stem for path in paths if is_markdown(path)]
    addresses, wrong = read_addresses(layout, settings.vocabulary, slugs)
    reviewed, unread = read_reviewed(layout, settings, day)
    problems += [*wrong, *unread]
    problems.sort(key=lambda p: (p.path, p.line))  # what is on one line stays as it was found
    examples.sort(key=lambda e: (-e.date.toordinal(), e.title.casefold(), e.slug))
    catalogue = Catalogue({example.slug: example for example in examples})
    return Loaded(
        settings, catalogue, tuple(dict.fromkeys(problems)), len(paths), addresses, reviewed
    )


def example_files(layout: Layout) -> Iterator[Path]:
    """Find everything in examples/ that is meant to be an example, in a fixed order."""
    for path in sorted(layout.examples.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(layout.examples).parts)
        if hidden or path.name in _NOT_EXAMPLES or (path.is_dir() and not path.is_symlink()):
            continue
        yield path


def read_example(path: Path, layout: Layout, reading: Reading) -> Example | None:
    """Read and check one example.

    Args:
        path: its file.
        layout: the folders of the handbook.
        reading: takes what is wrong.

    Returns:
        The example; ``None`` if its front matter is too broken to make one.
    """
    if path.is_symlink() or not path.is_file():
        reading.wrong(1, Message.SYMLINK)
        return None
    check_place(path, layout.examples, reading)
    text = read_text(path, reading) if is_markdown(path) else None
    if text is None:
        return None
    for bad in bad_characters(text, layout.fonts):
        reading.wrong(
            bad.line, Message.BAD_CHARACTER, name=bad.name, code=bad.code, column=bad.column
        )
    parts, problems = split(reading.path, without_unseen(text))
    reading.problems += problems
    if parts is None:
        return None
    reading.lines = {name: entry.line for name, entry in parts.entries.items()}
    values = read_fields(Example, parts.entries, 1, reading)
    principle = path.parent.name
    _check_together(values, principle, reading)
    body = read_body(parts.body, parts.body_line, path, reading)
    try:
        return Example(
            slug=path.stem,
            principle=principle,
            path=reading.path,
            summary=body.summary,
            exercise=body.exercise,
            **values,
        )
    except TypeError:  # a required field is missing, and has been reported
        return None


def _needs_source(kind: str | None, reading: Reading) -> bool:
    term = reading.vocabulary.kinds.get(kind or "")
    return term is not None and term.sourced


def _check_together(values: Mapping[str, Any], principle: str, reading: Reading) -> None:
    """Check what one key asks of another."""
    if _needs_source(values.get("kind"), reading) and "bron" not in reading.lines:
        reading.wrong(reading.line_of("soort"), Message.NO_SOURCE)
    if principle in values.get("also", ()):
        reading.wrong(reading.line_of("ook"), Message.OWN_PRINCIPLE, given=principle)


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
