"""Find personal data in a line of text, by the rules that the form on the site has too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from handboek.checks.rules import Rule, rules

_BEFORE, _BEHIND = 60, 30  # characters that a rule looks at around what it finds
_LONGEST = 20_000  # no line that a person wrote is longer; the size check refuses what is
_LOOSE = re.compile(r"[ .\-()]")
_ABROAD = re.compile(r"^(?:\+31|0031)0?")


@dataclass(frozen=True)
class Found:
    """Personal data in a line: by which rule, and from where to where."""

    rule: Rule
    start: int
    end: int
    text: str

    @property
    def hidden(self) -> str:
        """What a message may show of it: enough to find it, too little to know it."""
        return f"{self.text[:2]}…"


def public(entries: Collection[str]) -> frozenset[str]:
    """Make ready what an edition says is public: e-mail addresses and numbers."""
    return frozenset(_bare(entry.removeprefix("mailto:")) for entry in entries)


def _bare(text: str) -> str:
    return _ABROAD.sub("0", _LOOSE.sub("", text).lower())


def find(line: str, allowed: frozenset[str] = frozenset()) -> list[Found]:
    """Find the personal data in one line.

    Args:
        line: the text, without line feeds.
        allowed: what is public, from :func:`public`.

    Returns:
        What was found, in order of place.
    """
    every = rules()
    text = line[:_LONGEST].translate(every.alike)
    if not every.needed.search(text):
        return []
    addresses = [match.span() for match in every.address.finditer(text)]
    kept: list[Found] = []
    for rule in every.rules:
        if rule.needed.search(text):
            for found in _candidates(rule, text, addresses):
                if _bare(found.text) not in allowed and not _overlaps(found, kept):
                    kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _candidates(rule: Rule, text: str, addresses: list[tuple[int, int]]) -> Iterator[Found]:
    for pattern in rule.patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            inside = any(first <= start < last for first, last in addresses)
            if (rule.in_address or not inside) and _holds(rule, text, start, end):
                yield Found(rule, start, end, match[0])


def _holds(rule: Rule, text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    return (
        not rule.unless.search(text[start:end])
        and not rule.not_after.search(before)
        and not rule.not_before.search(behind)
        and (rule.only_after is None or bool(rule.only_after.search(before)))
        and rule.test(text[start:end])
    )


def _overlaps(found: Found, kept: Collection[Found]) -> bool:
    return any(found.start < other.end and other.start < found.end for other in kept)
