"""The map of the examples, drawn: a row for each principle and role, a column for each channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from handboek.coverage import Cell, Coverage
from handboek.drawings import WIDTH, whole, words
from handboek.vocabulary import Vocabulary

_LEFT = 176  # room for the longest role, also in the wider letter of a reader without ours
_RIGHT = 8
_HEAD = 118  # room for the longest channel, turned upright
_ROW = 26
_GROUP = 34
_LEGEND = 52
_MANY = 100


@dataclass(frozen=True)
class Shade:
    """How a cell looks from some number of examples on; its number says the same in words."""

    least: int
    said: str
    opacity: float
    dashed: bool = False
    inverse: bool = False


_SHADES = (
    Shade(5, "5 of meer", 1, inverse=True),
    Shade(2, "2 tot 4", 0.3),
    Shade(1, "1", 0.08),
    Shade(0, "geen", 0, dashed=True),
)


@dataclass(frozen=True)
class CoverageMap:
    """Draws the map. Read it with :meth:`draw`."""

    coverage: Coverage
    vocabulary: Vocabulary
    colours: Mapping[str, str]

    def draw(self) -> tuple[str, str]:
        """Give the SVG, and a text that says where examples are missing."""
        alt = " ".join(self._said())
        groups = len(self.vocabulary.principles)
        height = _HEAD + groups * (_GROUP + len(self.vocabulary.roles) * _ROW) + _LEGEND
        shapes = [*self._channels(), *self._groups(), *self._legend(height - _LEGEND)]
        return whole(height, "Waar ontbreken voorbeelden?", alt, shapes, self.colours), alt

    def _said(self) -> Iterator[str]:
        yield f"Kaart van {len(self.coverage.counts)} vakken: principe, rol en kanaal."
        each = len(self.vocabulary.roles) * len(self.vocabulary.channels)
        for key, term in self.vocabulary.principles.items():
            yield f"{term.label}: {len(self.coverage.empty(key))} van {each} vakken leeg."
        yield "De tabellen op deze pagina noemen elk getal."

    @property
    def _step(self) -> float:
        return (WIDTH - _LEFT - _RIGHT) / len(self.vocabulary.channels)

    def _channels(self) -> Iterator[str]:
        for column, term in enumerate(self.vocabulary.channels.values()):
            x = _LEFT + self._step * (column + 0.5)
            yield (
                f'<text transform="translate({x:.1f} {_HEAD - 2}) rotate(-90)" font-size="15" '
                f'dominant-baseline="central" fill="{self.colours["tekst"]}">'
                f"{escape(term.label)}</text>"
            )

    def _groups(self) -> Iterator[str]:
        top = _HEAD
        for key, term in self.vocabulary.principles.items():
            yield words(12, top + 24, term.label, self.colours["accent"], weight=700)
            top += _GROUP
            for role in self.vocabulary.roles:
                yield from self._row(key, role, top)
                top += _ROW

    def _row(self, principle: str, role: str, top: int) -> Iterator[str]:
        label = self.vocabulary.roles[role].label
        yield (
            f'<text x="{_LEFT - 6}" y="{top + _ROW // 2}" text-anchor="end" font-size="14" '
            f'dominant-baseline="central" fill="{self.colours["tekst"]}">{escape(label)}</text>'
        )
        for column, channel in enumerate(self.vocabulary.channels):
            count = self.coverage[Cell(principle, role, channel)]
            yield self._box(_LEFT + self._step * column, top, self._step, count)

    def _box(self, x: float, top: int, width: float, count: int) -> str:
        shade = next(each for each in _SHADES if count >= each.least)
        ink = "#ffffff" if shade.inverse else self.colours["tekst"]
        size = 15 if count < _MANY else 10  # so that the number stays in its cell
        return self._swatch(x + 1, top + 1, width - 2, shade) + (
            f'<text x="{x + width / 2:.1f}" y="{top + _ROW // 2}" text-anchor="middle" '
            f'dominant-baseline="central" font-size="{size}" fill="{ink}">{count}</text>'
        )

    def _swatch(self, x: float, y: int, width: float, shade: Shade) -> str:
        dashes = ' stroke-dasharray="3 2"' if shade.dashed else ""
        return (
            f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_ROW - 2}" rx="3" '
            f'fill="{self.colours["accent"]}" fill-opacity="{shade.opacity}" '
            f'stroke="{self.colours["lijn"]}"{dashes}/>'
        )

    def _legend(self, top: int) -> Iterator[str]:
        for place, shade in enumerate(reversed(_SHADES)):
            x = 12 + place * 116
            yield self._swatch(x, top + 14, self._step - 2, shade)
            yield (
                f'<text x="{x + self._step + 4:.1f}" y="{top + 14 + _ROW // 2}" font-size="15" '
                f'dominant-baseline="central" fill="{self.colours["tekst"]}">{shade.said}</text>'
            )
