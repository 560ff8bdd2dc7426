"""Python values as Typst code. Text only ever becomes a string, so it can never become code."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\n\r\t]')
_SPACE = re.compile(r"[ \t\r\n]+")
_TOO_LONG = re.compile(r"[^\s\u200b]{51,}")
"""Longer than the longest Dutch word that hyphenation can still help with."""
_PIECE = 25


def quote(text: str) -> str:
    """Return `text` as a Typst string, every character of it kept."""
    return '"' + _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text) + '"'


def inline(text: str) -> str:
    """Return running text as Typst markup; line ends in the source are mere spaces."""
    return f"#{quote(breakable(_SPACE.sub(' ', text)))};"


def breakable(text: str) -> str:
    """Return text in which a word that is longer than a line may break, and so stays in sight."""
    return _TOO_LONG.sub(lambda match: _with_breaks(match[0]), text)


def _with_breaks(word: str) -> str:
    pieces = [""]
    for character in word:
        # An accent stays with its letter.
        if len(pieces[-1]) >= _PIECE and not unicodedata.combining(character):
            pieces.append("")
        pieces[-1] += character
    return "\u200b".join(pieces)


def array(items: Iterable[str]) -> str:
    """Return strings as a Typst array; the closing comma makes an array of a single item."""
    return "(" + "".join(f"{quote(item)}, " for item in items).rstrip(" ") + ")"


def optional(text: str | None) -> str:
    """Return a string, or Typst's `none`."""
    return "none" if text is None else quote(text)
