"""How often Python looks for garbage: seldom, as a command ends soon and trees of pages are none."""

from __future__ import annotations

import gc

_OBJECTS = 1_000_000
"""How many new objects to wait for: the garbage of a thousand pages, some 70 MB."""


def look_seldom() -> None:
    """Have Python look for garbage once in so many objects, and at those that stay hardly ever."""
    gc.set_threshold(_OBJECTS, 50, 1_000)
