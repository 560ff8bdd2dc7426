"""The words of the sources: what a compound can be made of.

They are known before the first page is written, so the index can be made along with the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from handboek.layout import Layout
from handboek.processes import Tell, spread, usable
from handboek.search.words import words

_WORTH_PROCESSES = 1_000
"""Files; for fewer, copying the process takes longer than it saves."""

_NO_TEXT = re.compile(
    r"^\s*:[\w-]+:.*$|^\s*\(.*\)=$|\{[^}]*\}|https?://\S+|\]\([^)]*\)",
    re.MULTILINE,
)
"""What is no text in a source: options, targets, names of directives and roles, addresses."""


def known_words(layout: Layout) -> frozenset[str]:
    """Gather the words, folded, of all pages, examples and settings.

    Args:
        layout: the folders of the handbook.
    """
    files = list(_files(layout))
    count = usable() if len(files) >= _WORTH_PROCESSES else 1
    if count == 1:
        return frozenset(_words_of(files))
    parts = [files[start::count] for start in range(count)]
    return frozenset().union(*spread(_part, parts, lambda _: None))


def _files(layout: Layout) -> Iterator[Path]:
    yield layout.settings
    for folder, endings in ((layout.docs, (".md", ".toml")), (layout.examples, (".md",))):
        yield from (path for path in folder.rglob("*") if path.suffix in endings)


def _part(files: Sequence[Path], tell: Tell) -> set[str]:
    return _words_of(files)


def _words_of(files: Sequence[Path]) -> set[str]:
    found: set[str] = set()
    for path in files:
        found.update(words(_NO_TEXT.sub(" ", path.read_text("utf-8", "replace"))))
    return found
