"""The words of the site: how they are written for the search, and how widely each is used."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

MOST = 20_000
"""How many words a reader's browser gets at most: about 70 kB, whatever the size of the site."""

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SHORTEST = 2
_SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"


class _WithoutAccents(dict[int, int | None]):
    """What becomes of each letter, for `str.translate`: an accent goes, any other stays."""

    def __missing__(self, letter: int) -> int | None:
        kept = None if unicodedata.combining(chr(letter)) else letter
        self[letter] = kept
        return kept


_LETTERS = _WithoutAccents()


def fold(text: str) -> str:
    """Write a text in small letters and without accents, as the search reads it."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return parts if parts.isascii() else parts.translate(_LETTERS)


def words(text: str) -> list[str]:
    """Give the words of a text, folded; ``e-mail`` is also ``email``, and so are its parts."""
    found = []
    for word in _WORD.findall(fold(text)):
        parts = word.split("-")
        whole = ["".join(parts)] if len(parts) > 1 else []
        found += [part for part in parts + whole if len(part) >= _SHORTEST]
    return found


Vocabulary = Counter[str]
"""On how many pages each word stands."""


def packed(vocabulary: Vocabulary, most: int = MOST) -> str:
    """Write the words on the most pages as the browser reads them, small.

    A line a word, in alphabetical order: how many letters it shares with the word before (0-9a-z),
    the other letters, and a digit that says how widely it is used (each step is twice as many
    pages).
    """
    by_spread = sorted(vocabulary.items(), key=lambda item: (-item[1], item[0]))
    return "".join(_lines(sorted(by_spread[:most])))


def _lines(counted: Iterable[tuple[str, int]]) -> Iterator[str]:
    before = ""
    for word, count in counted:
        shared = _shared(before, word)
        yield f"{_SHARED[shared]}{word[shared:]}{min(9, count.bit_length() - 1)}\n"
        before = word


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or count == len(_SHARED) - 1:
            break
        count += 1
    return count
