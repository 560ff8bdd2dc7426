"""Python values as Typst code. Text only ever becomes a string, so it can never become code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\n\r\t]')
_SPACE = re.compile(r"[ \t\r\n]+")


def quote(text: str) -> str:
    """Return `text` as a Typst string, every character of it kept."""
    return '"' + _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text) + '"'


def inline(text: str) -> str:
    """Return running text as Typst markup; line ends in the source are mere spaces."""
    return f"#{quote(_SPACE.sub(' ', text))};"


def array(items: Iterable[str]) -> str:
    """Return strings as a Typst array; the closing comma makes an array of a single item."""
    return "(" + "".join(f"{quote(item)}, " for item in items).rstrip(" ") + ")"


def optional(text: str | None) -> str:
    """Return a string, or Typst's `none`."""
    return "none" if text is None else quote(text)
