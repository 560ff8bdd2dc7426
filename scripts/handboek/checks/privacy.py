"""Find personal data in a line of text, by the rules that the form on the site has too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from handboek.checks.rules import Rule, rules

_BEFORE, _BEHIND = 60, 30  # characters that a rule looks at around what it finds
_LONGEST = 20_000  # no line that a person wrote is longer; the size check refuses what is
_DIGIT = re.compile("[0-9]")
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
    return _find(line, rules().rules, allowed)


def find_all(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[tuple[int, Found]]:
    """Find the personal data in all lines of a text, each with its number from 1.

    The same as :func:`find` for every line, but most texts have nothing, and that shows sooner.
    """
    lines = text.split("\n")
    counted = [number for number, line in enumerate(lines) if _DIGIT.search(line)]
    digits = "\n".join(lines[number] for number in counted).translate(rules().alike)
    apply: list[Rule] = []
    worth: set[int] = set()
    for rule in rules().rules:
        if not rule.digits:
            hits = list(_lines_of(rule.needed.finditer(text), text))
        else:
            hits = counted if rule.needed.search(digits) else []
        worth.update(hits)
        apply += [rule] if hits else []
    for number in sorted(worth):
        for found in _find(lines[number], apply, allowed):
            yield number + 1, found


def _lines_of(hits: Iterable[re.Match[str]], text: str) -> Iterator[int]:
    """Give the line of each hit, counted on from the hit before: some words are on every line."""
    line = counted = 0
    for hit in hits:
        line += text.count("\n", counted, hit.start())
        counted = hit.start()
        yield line


def _find(line: str, among: Iterable[Rule], allowed: frozenset[str]) -> list[Found]:
    every = rules()
    text = line[:_LONGEST].translate(every.alike)
    counted = _DIGIT.search(text) is not None
    apply = [r for r in among if (counted or not r.digits) and r.needed.search(text)]
    if not apply:
        return []
    addresses = [match.span() for match in every.address.finditer(text)]
    kept: list[Found] = []
    for rule in apply:
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
