"""The plot: what a cold site costs against the number of examples, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from bars import number
from contestants import Work
from results import Results
from tables import decimal

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 60, 55
# Four hues that lie apart for the colour-blind too; a shape of its own for who sees no colour.
LOOKS = (
    ("#0b5563", "circle"),
    ("#b3470d", "square"),
    ("#6a3d9a", "triangle"),
    ("#4d4d4d", "cross"),
)
STYLE = """text { font: 13px sans-serif; fill: #1b1b1b; } .titel { font-weight: bold; font-size: 16px; }
.as { stroke: #66767c; } .raster { stroke: #dde3e5; } .lijn { fill: none; stroke-width: 2.5; }"""

Point = tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis: from values to places on the drawing."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Give the place of a value."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Give the values 1, 2 and 5 times a power of ten that are on the axis."""
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        values = [step * 10.0**power for power in powers for step in (1, 2, 5)]
        return [value for value in values if self.low <= value <= self.high]


def plot(results: Results) -> str:
    """Draw the cold site of each contestant; a single number of examples gives points alone."""
    lines = {
        name: [(float(count), cost.wall) for count in results.counts
               if (cost := results.get(count, who, Work.COLD))]
        for who, name in results.names.items()
    }  # fmt: skip
    lines = {name: points for name, points in lines.items() if points}
    across, up = _axes([point for points in lines.values() for point in points])
    drawn = [*_frame(across, up, [float(count) for count in results.counts])]
    looks = dict(zip(lines, LOOKS, strict=False))
    for name, points in reversed(lines.items()):  # ours last, over the others
        drawn += _line([(across.place(x), up.place(y)) for x, y in points], *looks[name])
    drawn += _labels({name: up.place(points[-1][1]) for name, points in lines.items()}, looks)
    title = f"Site koud bouwen, met zoekindex; {escape(_what(lines))}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _what(lines: dict[str, list[Point]]) -> str:
    """Say in words what the plot shows."""
    return "; ".join(
        f"{name}: " + ", ".join(f"{number(int(x))} in {decimal(y)} s" for x, y in points)
        for name, points in lines.items()
    )


def _axes(points: Sequence[Point]) -> tuple[Axis, Axis]:
    """Leave room around the points."""
    numbers, seconds = [x for x, _ in points], [y for _, y in points]
    return (
        Axis(min(numbers) / 1.3, max(numbers) * 1.3, LEFT, WIDTH - RIGHT),
        Axis(min(seconds) / 1.6, max(seconds) * 1.6, HEIGHT - BOTTOM, TOP),
    )


def _frame(across: Axis, up: Axis, counts: Sequence[float]) -> Iterator[str]:
    yield _text(LEFT, 26, "Site koud bouwen, met zoekindex", kind="titel")
    yield _text(LEFT, 46, "seconden")
    yield _text(across.end, HEIGHT - 12, "voorbeelden", anchor="end")
    for value in up.ticks():
        y = up.place(value)
        yield _segment("raster", (LEFT, y), (across.end, y))
        yield _text(LEFT - 8, y + 4, f"{value:g}".replace(".", ","), anchor="end")
    for value in counts:
        x = across.place(value)
        yield _segment("raster", (x, up.start), (x, up.end))
        yield _text(x, up.start + 20, number(int(value)), anchor="middle")
    yield _segment("as", (LEFT, up.start), (across.end, up.start))
    yield _segment("as", (LEFT, up.start), (LEFT, up.end))


def _line(points: Sequence[Point], colour: str, shape: str) -> Iterator[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline class="lijn" stroke="{colour}" points="{path}"/>'
    for x, y in points:
        yield _mark(colour, shape, x, y)


def _mark(colour: str, shape: str, x: float, y: float) -> str:
    path = {
        "circle": f"M{x - 5:.1f} {y:.1f}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
        "square": f"M{x - 5:.1f} {y - 5:.1f}h10v10h-10z",
        "triangle": f"M{x:.1f} {y - 6:.1f}l6 11h-12z",
        "cross": f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10",
    }[shape]
    return f'<path fill="{colour}" stroke="{colour}" stroke-width="2" d="{path}"/>'


def _labels(places: dict[str, float], looks: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Write each name with its mark beside the end of its line, below any that is in the way."""
    free = 0.0
    for name, y in sorted(places.items(), key=lambda item: item[1]):
        free = max(free + 20, y + 4)
        yield _mark(*looks[name], WIDTH - RIGHT + 16, free - 4)
        yield _text(WIDTH - RIGHT + 30, free, name)


def _segment(kind: str, start: Point, end: Point) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
