"""Hold a few files against all others, without reading those as examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from handboek.checks.likeness import MIN_PERCENT, Sketch, duplicate, percent, sketch
from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.wording import shown

_TITLE = re.compile(rb"^titel:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_HEAD = 4_000  # bytes in which the title of an example stands
_PROBES = 16
_ENOUGH = 2  # probes found that make a text worth a closer look
_LARGEST = 100_000


class Neighbours:
    """All other files, each read once as bytes."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Read the files; what cannot be read has its own message when all are checked."""
        self.texts: dict[Path, bytes] = {}
        for path in paths:
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= _LARGEST:
                self.texts[path] = path.read_bytes()
        self.titles: dict[str, list[Path]] = {}
        for path, text in self.texts.items():
            if found := _TITLE.search(text, 0, _HEAD):
                title = _unquoted(found[1].decode("utf-8", "replace"))
                self.titles.setdefault(title, []).append(path)

    def with_title(self, title: str) -> Sequence[Path]:
        """Find the files with a title."""
        return self.titles.get(_unquoted(title), ())

    def like(self, path: Path, own: Sketch) -> tuple[int, Path] | None:
        """Find the file that has most of a text, and how much per cent of it."""
        found = [
            (percent(own, sketch([text.decode("utf-8", "replace")])), other)
            for other, text in self._worth(path)
        ]
        return max(found, key=lambda each: (each[0], str(each[1])), default=None)

    def _worth(self, path: Path) -> Iterator[tuple[Path, bytes]]:
        probes = list(_probes(path.read_bytes()))
        for other, text in self.texts.items():
            if sum(probe in text for probe in probes) >= _ENOUGH:
                yield other, text


def _probes(text: bytes) -> Iterator[bytes]:
    """Take pieces from all over a text, long enough to be its own."""
    body = text.partition(b"\n## ")[2]
    pieces = re.findall(rb"[^\n*_`\[\]()>|#-]{24}", body)
    yield from pieces[:: max(1, len(pieces) // _PROBES)]


def _unquoted(title: str) -> str:
    return " ".join(title.strip("\"'").split()).casefold()


def neighbours(
    titles: Mapping[Path, tuple[str, int]], sketches: Mapping[Path, Sketch],
    others: Sequence[Path], layout: Layout,
) -> Iterator[Problem]:  # fmt: skip
    """Find other files with the same title or largely the same text.

    Args:
        titles: the title of each file to check, and its line.
        sketches: a sample of the text of each.
        others: the files to hold them against.
        layout: the folders of the handbook.
    """
    around = Neighbours(others)
    for path, (title, line) in titles.items():
        for other in around.with_title(title):
            values = {"title": shown(title), "other": layout.relative(other)}
            yield problem(layout.relative(path), line, Message.DUPLICATE_TITLE, **values)
    for path, own in sketches.items():
        found = around.like(path, own) if own else None
        if found and found[0] >= MIN_PERCENT:
            yield duplicate(layout.relative(path), found[0], layout.relative(found[1]))
