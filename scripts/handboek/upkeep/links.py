"""Ask every address that the handbook refers to whether it is still there; with Sphinx's link check.

This is the only part of the handbook that asks anything of a third party, and only when asked to.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handboek.layout import Layout
from handboek.upkeep.plain import code

_SETTINGS = {
    "linkcheck_timeout": 20,  # seconds; some sites of governments take long
    "linkcheck_retries": 3,
    "linkcheck_workers": 4,
    "linkcheck_rate_limit_timeout": 60.0,  # seconds; a week later we ask again
    "linkcheck_report_timeouts_as_broken": True,
    # Many pages make their headings with a script, so only the page itself is asked for.
    "linkcheck_anchors": False,
    "suppress_warnings": ["*"],  # a build tells those
}
_MOVED = {301, 308}
_GOOD = {"working", "unchecked", "ignored", "local"}


class LinksError(Exception):
    """The pages could not be read; the text says in Dutch what to do."""


@dataclass(frozen=True, order=True)
class Link:
    """A reference that needs somebody: where it stands, its address, what the other side said.

    ``moved`` is the new address of a page that has moved for good; empty for one that is gone.
    """

    path: str
    line: int
    address: str
    said: str
    moved: str = ""


@dataclass(frozen=True)
class Checked:
    """What a link check found: how many addresses were asked for, and which need somebody."""

    asked: int
    links: Sequence[Link]


def check_links(layout: Layout, **settings: object) -> Checked:
    """Check the addresses in docs/ and examples/.

    Args:
        layout: a handbook whose examples have been checked.
        settings: Sphinx's settings that differ from ours, such as ``linkcheck_timeout``.

    Raises:
        LinksError: Sphinx cannot read the pages.
        OSError: the answers cannot be written.
    """
    output = layout.build / "verwijzingen"
    shutil.rmtree(output, ignore_errors=True)
    try:
        with patch_docutils(layout.conf), docutils_namespace():
            app = Sphinx(
                srcdir=layout.docs,
                confdir=layout.conf,
                outdir=output,
                doctreedir=output / "doctrees",
                buildername="linkcheck",
                confoverrides={**_SETTINGS, **settings},
                status=None,
                warning=io.StringIO(),
            )
            app.build()
    except SphinxError as error:
        raise LinksError(
            f"De pagina's zijn niet te lezen: {error}. Los dat eerst op, met: make html"
        ) from error
    return read_answers(layout, output / "output.json")


def read_answers(layout: Layout, file: Path) -> Checked:
    """Read what Sphinx's link check wrote: one answer a line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    answers = [answer for answer in map(json.loads, lines) if answer["status"] != "local"]
    links = sorted({_link(layout, answer) for answer in answers if _needs_somebody(answer)})
    return Checked(len({answer["uri"] for answer in answers}), links)


def _needs_somebody(answer: Mapping[str, Any]) -> bool:
    if answer["status"] == "redirected":
        return answer["code"] in _MOVED
    return answer["status"] not in _GOOD


def _link(layout: Layout, answer: Mapping[str, Any]) -> Link:
    path = Path(os.path.normpath(layout.docs / answer["filename"]))
    moved = answer["info"] if answer["status"] == "redirected" else ""
    return Link(layout.relative(path), answer["lineno"], answer["uri"], answer["info"], moved)


def report(checked: Checked) -> str:
    """Write what needs somebody, in Markdown; empty if all addresses answer."""
    gone = [link for link in checked.links if not link.moved]
    moved = [link for link in checked.links if link.moved]
    if not checked.links:
        return ""
    return "\n".join(
        [
            f"De controle van {checked.asked} adressen vond verwijzingen die aandacht vragen.",
            "",
            *_part("Geen antwoord", _GONE, map(_gone, gone)),
            *_part("Verhuisd", _ELSEWHERE, map(_moved, moved)),
        ]
    )


_GONE = "Werkt het adres in uw browser wel? Dan hoeft er niets. Zoek anders een nieuw adres, of haal de verwijzing weg."
_ELSEWHERE = "De pagina staat nu ergens anders. Kijk of er nog hetzelfde staat, en neem het nieuwe adres over."


def _part(title: str, what: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from (f"## {title}", "", what, "", *found, "")


def _gone(link: Link) -> str:
    return f"- [ ] {_place(link)}: {code(link.address)} ({_said(link.said)})"


def _said(text: str) -> str:
    """Say in Dutch what the other side answered; what the internet itself says is English."""
    if answer := re.match(r"([45]\d\d) ", text):
        return f"antwoord {answer[1]}"
    if text == "unauthorized":
        return "antwoord 401: alleen voor wie inlogt"
    if "Timeout" in text or "timed out" in text:
        return "geen antwoord op tijd"
    return "deze site bestaat niet" if "Failed to resolve" in text else code(text, 80)


def _moved(link: Link) -> str:
    return f"- [ ] {_place(link)}: {code(link.address)} staat nu op {code(link.moved)}"


def _place(link: Link) -> str:
    return f"{code(link.path)} regel {link.line}" if link.line else code(link.path)
