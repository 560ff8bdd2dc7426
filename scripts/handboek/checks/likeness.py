"""Tell what is too much like something else: names that look alike, texts that say the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from handboek.checks.advice import Advice
from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.wording import shown

Sketch = frozenset[int]
"""A sample of the runs of words in a text, each as a number."""

_RUN = 5  # words in a row; fewer are in any two texts
_SHARE = 4  # one run in four is kept
_COMMON = 30  # texts; a run that more of them share is a manner of speaking
MIN_SHARED = 8  # runs of the sample: some thirty words in a row
MIN_PERCENT = 35
_WORD = re.compile(r"[^\W_]+")
_ALIKE = (("vv", "w"), ("rn", "m"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"),
          ("-", ""))  # fmt: skip


def skeleton(slug: str) -> str:
    """Give what a slug looks like; two that look alike have the same."""
    for seen, same in _ALIKE:
        slug = slug.replace(seen, same)
    return slug


def similar_slugs(paths: Iterable[Path], layout: Layout) -> Iterator[Problem]:
    """Find names that a reader takes for one another."""
    first: dict[str, Path] = {}
    for path in paths:
        other = first.setdefault(skeleton(path.stem.casefold()), path)
        if other.stem.casefold() != path.stem.casefold():
            values = {"slug": shown(path.stem), "other": shown(layout.relative(other))}
            yield problem(layout.relative(path), 1, Message.SIMILAR_SLUG, **values)


def sketch(texts: Iterable[str]) -> Sketch:
    """Take a sample of a text, the same for the same words; codes and capitals do not count."""
    words = [word.encode() for word in _WORD.findall(" ".join(texts).casefold())]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    text = b" ".join(words)
    codes = [crc32(text[a : b - 1]) for a, b in zip(starts, starts[_RUN:], strict=False)]
    return frozenset([code for code in codes if code % _SHARE == 0])


def percent(own: Sketch, other: Sketch) -> int:
    """Tell which part of a text is in another too; 0 if that says nothing."""
    shared = len(own & other)
    return 100 * shared // len(own) if shared >= MIN_SHARED else 0


def near_duplicates(sketches: Mapping[str, Sketch]) -> Iterator[Problem]:
    """Find texts that are largely in another one, which comes before it.

    Args:
        sketches: a sample of each text, by path, in a fixed order.
    """
    first: dict[int, str] = {}
    having: dict[int, list[str]] = {}  # only what more than one has, which is little
    for path, own in sketches.items():
        for code in own:
            other = first.setdefault(code, path)
            if other is not path:
                having.setdefault(code, [other]).append(path)
    common: dict[str, Counter[str]] = defaultdict(Counter)
    for paths in having.values():
        if len(paths) <= _COMMON:
            for number, path in enumerate(paths[1:], start=1):
                common[path].update(paths[:number])
    for path, others in common.items():
        other, shared = min(others.items(), key=lambda each: (-each[1], each[0]))
        found = 100 * shared // len(sketches[path]) if shared >= MIN_SHARED else 0
        if found >= MIN_PERCENT:
            yield duplicate(path, found, other)


def duplicate(path: str, found: int, other: str) -> Problem:
    """Say that a text is largely in another one."""
    return problem(path, 1, Advice.NEAR_DUPLICATE, percent=found, other=shown(other))
