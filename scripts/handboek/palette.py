"""Which colours the site uses for what, in both themes, and how far they must lie apart.

The style sheets know no other colours than these: each is a CSS variable ``--handboek-<name>``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handboek.contrast import contrast

TEXT, SHAPE = 4.5, 3.0
"""What WCAG 2.2 AA asks of text (1.4.3), and of the shape of what one can use (1.4.11)."""


@dataclass(frozen=True)
class Colour:
    """A colour of the site: in each theme a fixed ``#rrggbb``, or the name of one in [kleuren]."""

    light: str
    dark: str


COLOURS: Mapping[str, Colour] = {
    "achtergrond": Colour("#ffffff", "#14181b"),
    "vlak": Colour("vlak", "#1f262a"),
    "tekst": Colour("tekst", "#e8eaec"),
    "zacht": Colour("#49535c", "#b6bec5"),
    "lijn": Colour("lijn", "#828d97"),
    "haarlijn": Colour("#d5dce0", "#38424a"),  # between things that are told apart without it
    "accent": Colour("accent", "accent_donker"),
    "op-accent": Colour("#ffffff", "#14181b"),
    "liever-niet": Colour("liever_niet", "liever_niet_donker"),
    "maar-wel": Colour("maar_wel", "maar_wel_donker"),
}
"""The colours of the site, by what they are for."""


@dataclass(frozen=True)
class Pair:
    """Two colours that lie on each other, and the least contrast between them."""

    front: str
    ground: str
    least: float = TEXT


PAIRS = (
    *(
        Pair(front, ground)
        for front in ("tekst", "zacht", "accent", "liever-niet", "maar-wel")
        for ground in ("achtergrond", "vlak")
    ),
    Pair("op-accent", "accent"),
    Pair("lijn", "achtergrond", SHAPE),
    Pair("lijn", "vlak", SHAPE),
)
"""Every pair that the style sheets use."""


@dataclass(frozen=True)
class TooClose:
    """A pair with too little contrast.

    ``name`` is the colour of [kleuren] to change and ``value`` what it is now; ``other`` is the
    colour that it lies on, or that lies on it, and ``other_name`` its name if it is configured too.
    """

    name: str
    value: str
    other: str
    other_name: str
    ratio: float
    least: float

    @property
    def lighter(self) -> bool:
        """Whether a lighter colour would help, rather than a darker one."""
        return contrast(self.other, "#000000") < contrast(self.other, "#ffffff")


def tokens(configured: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Give the colours of one theme, by name, as ``#rrggbb``."""
    return {name: _value(_key(colour, dark=dark), configured) for name, colour in COLOURS.items()}


def too_close(configured: Mapping[str, str]) -> Iterator[TooClose]:
    """Find the configured colours that cannot be read; of each only its worst pair.

    Args:
        configured: the colours of [kleuren], as ``#rrggbb``.

    Yields:
        What to change, in the order of :data:`PAIRS`, the light theme first.
    """
    worst: dict[str, TooClose] = {}
    for dark in (False, True):
        for pair in PAIRS:
            found = _measure(pair, configured, dark=dark)
            if found and found.ratio < worst.get(found.name, found).ratio + 1e-9:
                worst[found.name] = found
    yield from worst.values()


def _measure(pair: Pair, configured: Mapping[str, str], *, dark: bool) -> TooClose | None:
    keys = [_key(COLOURS[name], dark=dark) for name in (pair.front, pair.ground)]
    ratio = contrast(*(_value(key, configured) for key in keys))
    if ratio >= pair.least:
        return None
    # The colour in front is what an edition changes, unless only the ground is configured.
    name, other = keys if keys[0] in configured else reversed(keys)
    return TooClose(
        name,
        _value(name, configured),
        _value(other, configured),
        other if other in configured else "",
        ratio,
        pair.least,
    )


def _key(colour: Colour, *, dark: bool) -> str:
    return colour.dark if dark else colour.light


def _value(key: str, configured: Mapping[str, str]) -> str:
    return key if key.startswith("#") else configured[key]
