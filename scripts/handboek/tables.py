"""Tables of a page: within reach of the keyboard, and with nothing in them that the policy refuses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from docutils import nodes

_WRAPPER = re.compile(r'<div class="table-wrapper([^"]*)"[^>]*>')
_WIDTH = re.compile(r'<col style="[^"]*" />')


def mend_tables(body: str, doctree: nodes.document) -> str:
    """Give each table's frame, which scrolls, a name and a place in the order of the Tab key.

    The theme gives the frame the id of its table too; an id is given once. docutils writes the
    width of a column into the page, which the policy refuses; the browser finds a better one.

    Args:
        body: the HTML of a page, with the frames that the theme puts around tables.
        doctree: the page that it was made of.
    """
    names = _names(doctree)

    def named(match: re.Match[str]) -> str:
        name = escape(next(names, "Tabel"))
        return (
            f'<div tabindex="0" role="region" aria-label="{name}" class="table-wrapper{match[1]}">'
        )

    return _WIDTH.sub("<col>", _WRAPPER.sub(named, body))


def _names(doctree: nodes.document) -> Iterator[str]:
    """Name each table after its caption, or else after the heading that it stands under."""
    seen: Counter[str] = Counter()
    for table in doctree.findall(nodes.table):
        caption = next(table.findall(nodes.title), None) or _heading(table)
        name = f"Tabel: {caption.astext()}" if caption is not None else "Tabel"
        seen[name] += 1
        yield f"{name} ({seen[name]})" if seen[name] > 1 else name


def _heading(node: nodes.Node) -> nodes.Node | None:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.section):
            return next(node.findall(nodes.title), None)
    return None
