"""Other sets of principles, kept as data: which of our principles each of their norms touches."""

from __future__ import annotations

import re
from dataclasses import dataclass

NONE = "geen"
"""In the place of a principle: the norms that touch none of them."""


@dataclass(frozen=True)
class Norm:
    """One norm of a set.

    ``mainly`` is the principle that it touches first and ``also`` are others; both are empty when
    it touches none. ``reason`` says why, in one sentence of the editors.
    """

    name: str
    group: str
    mainly: str
    also: tuple[str, ...]
    reason: str

    def touches(self, principle: str) -> bool:
        """Tell whether the norm touches a principle, or none if that is what is asked."""
        if principle == NONE:
            return not self.mainly and not self.also
        return principle == self.mainly or principle in self.also


@dataclass(frozen=True)
class Comparison:
    """A set of principles of somebody else, compared with ours.

    ``slug`` is the name of its file and of its page, ``by`` who made it, ``year`` when, ``note``
    what else a reader has to know, ``source`` an address or empty.
    """

    slug: str
    title: str
    by: str
    year: str
    note: str
    source: str
    norms: tuple[Norm, ...]

    @property
    def docname(self) -> str:
        """The set's page on the site, without extension."""
        return f"vergelijken/{self.slug}"

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of norms, in order; one without a name if the set has none."""
        return tuple(dict.fromkeys(norm.group for norm in self.norms))

    def touching(self, principle: str) -> list[Norm]:
        """Give the norms that touch a principle, those that mainly do so first."""
        found = [norm for norm in self.norms if norm.touches(principle)]
        return sorted(found, key=lambda norm: norm.mainly != principle)


def page(comparison: Comparison) -> str:
    """Write the Markdown of a set's page."""
    parts = [f"# {_plain(comparison.title)}\n", _directive(comparison, "deel", "inleiding")]
    for group in comparison.groups:
        parts.append(f"## {_plain(group) or 'De normen'}\n")
        parts.append(_directive(comparison, "groep", group))
    parts += ["## Telling\n", _directive(comparison, "deel", "telling")]
    return "\n".join(parts)


def _directive(comparison: Comparison, option: str, value: str) -> str:
    given = f":{option}: {value}\n" if value else ""
    return f"```{{vergelijking}} {comparison.slug}\n{given}```\n"


def _plain(text: str) -> str:
    """Write text so that Markdown takes every character for what it is."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
