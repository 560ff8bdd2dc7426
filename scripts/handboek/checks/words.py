"""The words of the language advice: formal ones, abbreviations, and what to call people."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handboek.layout import Layout

FILE = Path(__file__).with_name("taal.toml")
GLOSSARY = "begrippen.md"
ABBREVIATION = re.compile(r"(?<![\w.])(?:[A-Z][A-Z0-9]{1,7}|(?:[a-z]\.){2,5})(?![\w’'])")
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")


@dataclass(frozen=True)
class Entry:
    """A word or a turn that has something better: what to try, and why if that is not plain."""

    words: tuple[str, ...]
    instead: str
    why: str = ""


@dataclass(frozen=True)
class WordLists:
    """The lists; ``formal`` and ``people`` by the first word of each entry."""

    formal: Mapping[str, tuple[Entry, ...]]
    people: Mapping[str, tuple[Entry, ...]]
    known: frozenset[str]


def words_of(layout: Layout) -> WordLists:
    """Give the words for a handbook: ours, and the abbreviations that its glossary explains."""
    return _with_glossary(layout.docs / GLOSSARY)


@cache
def _with_glossary(path: Path) -> WordLists:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return WordLists(
        formal=_by_first({key: {"liever": value} for key, value in data["formeel"].items()}),
        people=_by_first(data["mensen"]),
        known=frozenset(data["afkortingen"]["bekend"]) | set(ABBREVIATION.findall(text)),
    )


def _by_first(table: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for forms, value in table.items():
        for form in forms.split("|"):
            words = tuple(plain_words(form))
            entry = Entry(words, value["liever"], value.get("waarom", ""))
            found.setdefault(words[0], []).append(entry)
    longest = {key: sorted(each, key=lambda e: -len(e.words)) for key, each in found.items()}
    return {key: tuple(each) for key, each in longest.items()}


def plain_words(text: str) -> Iterator[str]:
    """Give the words of a text, in lower case."""
    return (match[0].casefold() for match in _WORD.finditer(text))


def look_up(words: list[str], entries: Mapping[str, tuple[Entry, ...]]) -> Iterable[Entry]:
    """Find the entries in a row of words, the longest first; no word counts twice."""
    place = 0
    while place < len(words):
        fits = (e for e in entries.get(words[place], ()) if _fits(e, words, place))
        entry = next(fits, None)
        if entry is not None:
            yield entry
        place += len(entry.words) if entry else 1


def _fits(entry: Entry, words: list[str], place: int) -> bool:
    return tuple(words[place : place + len(entry.words)]) == entry.words
