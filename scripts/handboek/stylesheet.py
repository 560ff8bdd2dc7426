"""The style sheet of the site: the colours of the edition, and the parts in conf/stijl in one file.

One file costs the reader one request, and the parts can each be about one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handboek.layout import Layout
from handboek.palette import tokens
from handboek.settings import Settings

NAME = "handboek.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def stylesheet(layout: Layout, settings: Settings) -> str:
    """Write the style sheet.

    Args:
        layout: the folders of the handbook; the parts are in ``conf/stijl``, in order of name.
        settings: the settings, for the colours.
    """
    parts = [_COMMENT.sub("", path.read_text("utf-8")) for path in _parts(layout)]
    lines = [line for part in parts for line in part.splitlines() if line.strip()]
    return "\n".join([*_colours(settings.colours), *lines, ""])


def _parts(layout: Layout) -> list[Path]:
    return sorted((layout.conf / "stijl").glob("*.css"))


def _colours(configured: Mapping[str, str]) -> Iterator[str]:
    """Give every colour to the page: the dark ones where the reader or the machine asks for them."""
    light, dark = (_declarations(tokens(configured, dark=dark)) for dark in (False, True))
    yield f"body{{{light}}}"
    yield "@media not print{"
    yield f'body[data-theme="dark"]{{{dark}}}'
    yield f'@media (prefers-color-scheme:dark){{body:not([data-theme="light"]){{{dark}}}}}'
    yield "}"


def _declarations(colours: Mapping[str, str]) -> str:
    return "".join(f"--handboek-{name}:{value};" for name, value in colours.items())
