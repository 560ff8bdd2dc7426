"""How far two colours lie apart, as a reader with poor sight needs them to."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """Give the contrast between two colours (#rrggbb), from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's own
        for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
