"""The icon of the site: a speech balloon in the accent colour, as SVG and as ICO.

It is drawn from a few shapes on a field of 32 by 32; it looks like no mark of any organisation.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

SVG, ICO = "favicon.svg", "favicon.ico"
"""The icon's places on the site."""

SIZE = 32
_SAMPLES = 4  # by row and by column in every pixel, for smooth edges


class Bar(NamedTuple):
    """A rectangle with round corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        aside = max(self.x + self.radius - x, x - (self.x + self.width - self.radius), 0)
        below = max(self.y + self.radius - y, y - (self.y + self.height - self.radius), 0)
        return aside**2 + below**2 <= self.radius**2


_BALLOON = Bar(1, 2, 30, 23, 6)
# On whole numbers, so that they are sharp at 32 pixels.
_LINES = (Bar(7, 7, 18, 3, 1.5), Bar(7, 12, 18, 3, 1.5), Bar(7, 17, 11, 3, 1.5))
_TAIL_X, _TAIL_TOP, _TAIL_SIDE = 8, 24, 8  # a right-angled triangle that hangs below the balloon


def svg(accent: str, accent_dark: str) -> str:
    """Draw the icon for browsers that know SVG; on a dark background it is light.

    Args:
        accent: the colour, as #rrggbb.
        accent_dark: the colour on a dark background.
    """
    lines = "".join(_rect(line, ' class="regel"') for line in _LINES)
    tail = f"M{_TAIL_X} {_TAIL_TOP}h{_TAIL_SIDE}l-{_TAIL_SIDE} {_TAIL_SIDE}z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}"><style>'
        f"svg{{fill:{accent}}}.regel{{fill:#fff}}"
        f"@media(prefers-color-scheme:dark){{svg{{fill:{accent_dark}}}.regel{{fill:#131416}}}}"
        f'</style>{_rect(_BALLOON)}<path d="{tail}"/>{lines}</svg>\n'
    )


def _rect(bar: Bar, more: str = "") -> str:
    return (
        f'<rect x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}" '
        f'rx="{bar.radius}"{more}/>'
    )


def ico(accent: str) -> bytes:
    """Draw the icon for everything else: one PNG of 32 by 32 in an ICO file.

    Args:
        accent: the colour, as #rrggbb.
    """
    picture = _png(accent)
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", SIZE, SIZE, 0, 0, 1, 32, len(picture), 22)
    return head + entry + picture


def _png(accent: str) -> bytes:
    # Not compressed (level 0): the bytes may not depend on which zlib there is.
    rows = b"".join(b"\0" + bytes(_row(bytes.fromhex(accent[1:]), y)) for y in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _row(accent: bytes, y: int) -> Iterator[int]:
    """Give red, green, blue and opacity of each pixel in a row."""
    for x in range(SIZE):
        points = [_point(x + dx, y + dy) for dx in _STEPS for dy in _STEPS]
        seen = sum(point is not None for point in points)
        white = sum(point is True for point in points)
        for colour in accent:
            yield (white * 255 + (seen - white) * colour) // seen if seen else colour
        yield seen * 255 // len(points)


_STEPS = [(n + 0.5) / _SAMPLES for n in range(_SAMPLES)]


def _point(x: float, y: float) -> bool | None:
    """Tell what is at a point: a line (true), the balloon (false) or nothing."""
    if any(line.holds(x, y) for line in _LINES):
        return True
    across, down = x - _TAIL_X, y - _TAIL_TOP
    in_tail = across >= 0 and down >= 0 and across + down <= _TAIL_SIDE
    return False if in_tail or _BALLOON.holds(x, y) else None
