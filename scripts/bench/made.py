"""What a contestant made: a figure counts only if the pages are there, and say what they should."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

from measure import CommandError

WEIGHED = 100
"""Examples whose page is weighed: the first ones, which are the same at every number."""


def pages(site: Path) -> list[Path]:
    """Find the pages of the examples: ``voorbeeld-00000.html``, or an index in such a folder."""
    found = (*site.rglob("voorbeeld-*.html"), *site.rglob("voorbeeld-*/index.html"))
    return sorted(page.resolve() for page in found)


def require(site: Path, count: int, shown: str) -> None:
    """See that a site has the pages of all its examples, and that one of them shows a text.

    Raises:
        CommandError: it does not.
    """
    found = pages(site)
    if len(found) != count:
        raise CommandError(f"{site}: {len(found)} bladzijden voor {count} voorbeelden")
    if not any(shown in page.read_text("utf-8") for page in found):
        raise CommandError(f"{site}: geen bladzijde laat de wijziging zien: {shown}")


def weight(found: Sequence[Path]) -> int:
    """Give the size of the largest of the first examples' pages as it is sent, in bytes."""
    return max(len(gzip.compress(page.read_bytes(), 9)) for page in found[:WEIGHED])
