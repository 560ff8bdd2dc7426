"""Refuse text that would keep a parser busy, before any parser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_LENGTH = 6_000
MAX_MARKS = 400
MAX_NESTING = 10
MAX_INDENT = 60
_MARK = re.compile(r"[\[\]!*_`<>~{}&\\:|#]")
_NESTING = re.compile(r"[ \t]*(?:(?:>|[-+*]|[0-9]{1,9}[.)])[ \t]*)+")
_MARKER = re.compile(r">|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])")
_INDENT = re.compile(r"[ \t]+")


@dataclass(frozen=True)
class Dense:
    """A stretch of text that is too much: its first line from 1, what it has, and what may be."""

    line: int
    given: str
    limit: str


def dense(text: str) -> Iterator[Dense]:
    """Find what is too long, too full of marks, or too deep.

    A Markdown parser needs time by the square of what stands between two blank lines; what passes
    here takes it far less than a second.

    Args:
        text: the whole text of a file.

    Yields:
        One for each stretch between blank lines that is too much.
    """
    first, stretch = 1, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            first = first if stretch else number
            stretch.append(line)
        elif stretch:
            yield from _judge(first, stretch)
            stretch = []


def _judge(first: int, lines: list[str]) -> Iterator[Dense]:
    text = "\n".join(lines)
    marks = len(_MARK.findall(text)) if len(text) > MAX_MARKS else 0
    if len(text) > MAX_LENGTH:
        yield Dense(first, f"{len(text)} tekens", f"{MAX_LENGTH} tekens")
    elif marks > MAX_MARKS:
        yield Dense(first, f"{marks} tekens met een betekenis", f"{MAX_MARKS} van die tekens")
    else:
        depth = max(map(_depth, lines))
        if depth > MAX_NESTING:
            yield Dense(first, f"{depth} lijsten of citaten in elkaar", f"{MAX_NESTING} in elkaar")


def _depth(line: str) -> int:
    """Count how many lists and quotations a line opens in one another."""
    if not line.startswith((">", " ", "\t", "-", "+", "*")) and not line[0].isdigit():
        return 0
    indent = _INDENT.match(line)
    if indent and indent.end() > MAX_INDENT:
        return indent.end()
    found = _NESTING.match(line)
    return len(_MARKER.findall(found[0])) if found else 0
