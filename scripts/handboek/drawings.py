"""The drawings that are made from data, as SVG with a title and a description."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from handboek.vocabulary import Facet

WIDTH = 480  # narrow, so that it stays readable on a phone
_FONT = "'Source Sans 3', 'Source Sans Pro', sans-serif"


@dataclass(frozen=True)
class Moment:
    """A moment on a timeline: the day as people write it, and what happened."""

    day: str
    text: str


def timeline(title: str, moments: Sequence[Moment], colours: Mapping[str, str]) -> tuple[str, str]:
    """Draw moments under each other along a line.

    Args:
        title: what the timeline is of.
        moments: the moments, in order.
        colours: the colours of the edition, by name.

    Returns:
        The SVG, and a text that says the same.
    """
    alt = f"{title}. " + " ".join(f"{m.day}: {m.text.rstrip('.')}." for m in moments)
    shapes = list(_moments(moments, colours))
    height = _timeline_height(moments)
    line = (
        f'<line x1="22" y1="26" x2="22" y2="{height - 26}" '
        f'stroke="{colours["accent"]}" stroke-width="3"/>'
    )
    return whole(height, title, alt, [line, *shapes], colours), alt


_WRAP = 52
_LINE = 22


def _wrapped(moment: Moment) -> list[str]:
    return textwrap.wrap(moment.text, _WRAP)


def _timeline_height(moments: Iterable[Moment]) -> int:
    return 20 + sum(_step(moment) for moment in moments)


def _step(moment: Moment) -> int:
    return 42 + _LINE * len(_wrapped(moment))


def _moments(moments: Iterable[Moment], colours: Mapping[str, str]) -> Iterator[str]:
    top = 30
    for moment in moments:
        yield (
            f'<circle cx="22" cy="{top - 5}" r="8" fill="#ffffff" '
            f'stroke="{colours["accent"]}" stroke-width="3"/>'
        )
        yield words(46, top, moment.day, colours["accent"], weight=700)
        for number, line in enumerate(_wrapped(moment), start=1):
            yield words(46, top + number * _LINE, line, colours["tekst"])
        top += _step(moment)


_ROW = 62
_PILL = (130, 220, 44)  # left, width, height


def principles(facet: Facet, colours: Mapping[str, str]) -> tuple[str, str]:
    """Draw the principles between the two perspectives from which each is seen.

    Args:
        facet: the principles, in order.
        colours: the colours of the edition, by name.

    Returns:
        The SVG, and a text that says the same.
    """
    labels = [term.label for term in facet.values()]
    title = "De principes en de twee kanten waarvan u ze bekijkt"
    alt = (
        f"In het midden staan de principes onder elkaar: {', '.join(labels)}. "
        "Links staat de burger, rechts de overheidsorganisatie. "
        "Van beide kanten loopt een lijn naar elk principe: u bekijkt elk principe van twee kanten."
    )
    height = 20 + _ROW * len(labels)
    shapes = [
        *_lines(len(labels), height, colours),
        _side(10, height, "Burger", -90, colours),
        _side(WIDTH - 54, height, "Overheidsorganisatie", 90, colours),
        *_pills(labels, colours),
    ]
    return whole(height, title, alt, shapes, colours), alt


def _lines(count: int, height: int, colours: Mapping[str, str]) -> Iterator[str]:
    left, width, _ = _PILL
    for row in range(count):
        y = 10 + _ROW * row + _ROW // 2
        for x1, x2 in ((54, left), (WIDTH - 54, left + width)):
            yield (
                f'<line x1="{x1}" y1="{height // 2}" x2="{x2}" y2="{y}" '
                f'stroke="{colours["lijn"]}" stroke-width="1.5"/>'
            )


def _side(x: int, height: int, label: str, angle: int, colours: Mapping[str, str]) -> str:
    middle = height // 2
    band = (
        f'<rect x="{x}" y="10" width="44" height="{height - 20}" rx="6" '
        f'fill="{colours["vlak"]}" stroke="{colours["accent"]}" stroke-width="1.5"/>'
    )
    text = (
        f'<text transform="translate({x + 22} {middle}) rotate({angle})" text-anchor="middle" '
        f'dominant-baseline="central" font-size="18" font-weight="600" '
        f'fill="{colours["accent"]}">{escape(label)}</text>'
    )
    return band + text


def _pills(labels: Iterable[str], colours: Mapping[str, str]) -> Iterator[str]:
    left, width, height = _PILL
    for row, label in enumerate(labels):
        top = 10 + _ROW * row + (_ROW - height) // 2
        yield (
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="{height // 2}" '
            f'fill="{colours["accent"]}"/>'
        )
        yield (
            f'<text x="{left + width // 2}" y="{top + height // 2}" text-anchor="middle" '
            f'dominant-baseline="central" font-size="20" font-weight="600" '
            f'fill="#ffffff">{escape(label)}</text>'
        )


def words(x: int, y: int, text: str, colour: str, weight: int = 400) -> str:
    """Write a line of text that begins at a place; the size is that of the page."""
    return (
        f'<text x="{x}" y="{y}" font-size="17" font-weight="{weight}" '
        f'fill="{colour}">{escape(text)}</text>'
    )


def whole(
    height: int, title: str, description: str, shapes: Iterable[str], colours: Mapping[str, str]
) -> str:
    """Give the whole drawing; its white ground keeps it readable on a dark page."""
    ground = (
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8" '
        f'fill="#ffffff" stroke="{colours["lijn"]}"/>'
    )
    body = "\n".join(["<title>" + escape(title) + "</title>",
                      "<desc>" + escape(description) + "</desc>", ground, *shapes])  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="{_FONT}">\n{body}\n</svg>\n'
    )
