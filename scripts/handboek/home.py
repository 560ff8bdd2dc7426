"""The home page: what opens it stands apart, so that the search field can stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(
    r"(?P<before>.*?<section[^>]*>)(?P<opening>\s*<h1>.*?)(?P<rest><section\b.*)", re.DOTALL
)


@dataclass(frozen=True)
class Opening:
    """The HTML of the home page in three: up to the title, from there to the first part, the rest."""

    before: str
    opening: str
    rest: str


def opening(body: str) -> Opening | None:
    """Divide the home page.

    Args:
        body: the HTML of the page.

    Returns:
        The three pieces; None if the page has no title followed by parts with a heading.
    """
    found = _OPENING.fullmatch(body)
    return Opening(**found.groupdict()) if found else None
