"""Words for messages: a list, what someone may have meant, and what was typed, fit to be quoted."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST_WORD = 100  # what is longer is no slip of the pen, and slow to compare


def listed(words: Iterable[str]) -> str:
    """Write words as a list for people: ``a, b, c``."""
    return ", ".join(words)


def nearest(given: str, known: Iterable[str]) -> str:
    """Give the known word nearest to ``given``; nothing if none is near."""
    found = difflib.get_close_matches(given[:_LONGEST_WORD].lower(), list(known), n=1)
    return found[0] if found else ""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Give ‘bedoelt u …? ’ with the known word nearest to ``given``, or nothing."""
    word = nearest(given, known)
    return f"bedoelt u ‘{word}’? " if word else ""


def hint(given: str, known: Iterable[str]) -> str:
    """Give the same to put behind what is wrong: `` (bedoelt u …?)``, or nothing."""
    question = did_you_mean(given, known).rstrip()
    return f" ({question})" if question else ""


def shown(text: str, limit: int = 60) -> str:
    """Make something that a person typed fit to be quoted in a message."""
    line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return line if len(line) <= limit else f"{line[:limit]}…"
