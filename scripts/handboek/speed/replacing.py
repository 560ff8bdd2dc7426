"""Put a faster function in the place of one of upstream's, only where that is the one we know."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Function = Callable[..., Any]


@dataclass(frozen=True)
class Replacement:
    """A function of upstream and what stands in its place.

    ``places`` are the modules and classes that hold it, each with the name it has there; ``known``
    the sums of the texts for which ours does the same; ``faster`` makes ours from upstream's.
    """

    places: Sequence[tuple[object, str]]
    known: frozenset[str]
    faster: Callable[[Function], Function]

    @property
    def original(self) -> Function:
        """What stands in the first place now."""
        owner, name = self.places[0]
        found: Function = getattr(owner, name)
        return found

    @property
    def fits(self) -> bool:
        """Tell whether upstream's function is one that we know."""
        return text_sum(self.original) in self.known

    def make(self) -> None:
        """Replace the function, if we know it; another one stays, slower and right."""
        original = self.original
        if text_sum(original) not in self.known:
            return
        faster = self.faster(original)
        for owner, name in self.places:
            if getattr(owner, name, None) is original:
                setattr(owner, name, faster)


def text_sum(function: Function) -> str:
    """Sum up the text of a function, as short as a person can compare; nothing if it is wrapped.

    One that remembers its answers is such a wrapping, and Python gives it the text of what is in it:
    it would be replaced again by each build in the same process.
    """
    if hasattr(function, "__wrapped__"):
        return ""
    try:
        text = inspect.getsource(function)
    except (OSError, TypeError):  # there is no text, as in a program that was frozen
        return ""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
