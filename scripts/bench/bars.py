"""The bars of issue 7: what was asked, what was measured, and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contestants import MATERIAL, OURS, SPHINX, Work
from results import Results

SMALL, LARGE = 1_000, 10_000
OF_STOCK = 0.18
GROWTH = 1.3
MOST_MEMORY = 1_000
PAGE_BYTES = 20_000
PAGE_SPREAD = 1.05
"""Pages may differ this much between numbers of examples: a listed number gets a digit more."""
SECONDS = {
    (SMALL, Work.EDIT): 1.5,
    (LARGE, Work.EDIT): 5.0,
    (SMALL, Work.SAME): 1.0,
    (LARGE, Work.SAME): 3.0,
    (LARGE, Work.CHECK): 8.0,
    (SMALL, Work.PDF): 40.0,
}


@dataclass(frozen=True)
class Bar:
    """What was asked, what the bar is, and what was measured, in one unit."""

    what: str
    most: float
    found: float
    unit: str = ""

    @property
    def reached(self) -> bool:
        """Whether it is enough."""
        return self.found <= self.most


def bars(results: Results) -> Iterator[Bar]:
    """Give each bar that this run says something about."""
    yield from _against_peers(results)
    yield from _growth(results)
    yield from _seconds(results)
    yield from _memory(results)
    yield from _pages(results)


def _against_peers(results: Results) -> Iterator[Bar]:
    for count, who, most in (
        (SMALL, SPHINX, OF_STOCK),
        (SMALL, MATERIAL, 1.0),
        (LARGE, MATERIAL, 1.0),
    ):
        ratio = results.ratio(count, Work.COLD, OURS, who)
        if ratio is not None:
            name = results.names[who]
            yield Bar(f"{Work.COLD}, {number(count)}, ten opzichte van {name}", most, ratio, "×")


def _growth(results: Results) -> Iterator[Bar]:
    large = max(results.counts, default=0)
    few, many = results.get(SMALL, OURS, Work.COLD), results.get(large, OURS, Work.COLD)
    if few and many and large > SMALL:
        growth = (many.wall / large) / (few.wall / SMALL)
        text = f"{Work.COLD}, een voorbeeld bij {number(large)} en bij {number(SMALL)}"
        yield Bar(text, GROWTH, growth, "×")


def _seconds(results: Results) -> Iterator[Bar]:
    for (count, work), most in SECONDS.items():
        cost = results.get(count, OURS, work)
        if cost:
            yield Bar(f"{work}, {number(count)}", most, cost.wall, "s")


def _memory(results: Results) -> Iterator[Bar]:
    for count, work in ((LARGE, Work.COLD), (SMALL, Work.PDF)):
        cost = results.get(count, OURS, work)
        if cost:
            text = f"{work}, {number(count)}, geheugen van het grootste proces"
            yield Bar(text, MOST_MEMORY, cost.memory, "MB")


def _pages(results: Results) -> Iterator[Bar]:
    for count, size in results.pages.items():
        text = f"bladzijde van een voorbeeld, gzip, bij {number(count)}"
        yield Bar(text, PAGE_BYTES / 1000, size / 1000, "kB")
    if len(results.pages) > 1:
        spread = max(results.pages.values()) / min(results.pages.values())
        yield Bar("grootste bladzijde ten opzichte van de kleinste", PAGE_SPREAD, spread, "×")


def number(count: int) -> str:
    """Write a number as the Dutch do: 10.000."""
    return f"{count:,}".replace(",", ".")
