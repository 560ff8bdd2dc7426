"""When a page of docs/ was last looked at: its own date, or else that of the settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from handboek.fields import Key, Reading
from handboek.frontmatter import FENCE, split
from handboek.kinds import Day
from handboek.layout import Layout
from handboek.problems import Problem
from handboek.settings import Settings

REVIEWED = Key(
    "bekeken",
    Day(),
    help="de dag waarop iemand de pagina voor het laatst heeft bekeken",
    example="2026-11-23",
    required=False,
)
"""The key in the front matter of a page."""


def read_reviewed(
    layout: Layout, settings: Settings, today: dt.date
) -> tuple[Mapping[str, dt.date], list[Problem]]:
    """Read when each page of docs/ was last looked at.

    Args:
        layout: the folders of the handbook.
        settings: those of the edition.
        today: the build's date; no page was looked at later.

    Returns:
        The days by docname, without the pages of which nobody says it; and what is wrong.
    """
    days: dict[str, dt.date] = {}
    problems: list[Problem] = []
    for path in sorted(layout.docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        reading = Reading(layout.relative(path), settings.vocabulary, today, problems)
        day = _own(text, reading) or settings.site.reviewed
        if day is not None:
            days[path.relative_to(layout.docs).with_suffix("").as_posix()] = day
    return days, problems


def _own(text: str, reading: Reading) -> dt.date | None:
    """Read the page's own day; what else is in its front matter is for MyST to judge."""
    if not text.startswith(FENCE):
        return None
    parts, _ = split(reading.path, text)
    given = parts.entries.get(REVIEWED.name) if parts is not None else None
    if given is None:
        return None
    day: dt.date | None = REVIEWED.kind.read(REVIEWED, given, reading)
    return day
