"""The doctree nodes that are ours, and how each output shows them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import segno
from docutils import nodes
from sphinx import addnodes

from handboek.typst.quoting import quote
from handboek.typst.writer import Writer

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator


class SiteOnly(nodes.General, nodes.Element):
    """What only makes sense on the site: links to lists that a book does not have."""


class ChapterExamples(nodes.General, nodes.Element):
    """The place in a book for whole examples; ``docnames`` says which. The site links to them."""


class SiteAddress(nodes.General, nodes.Element):
    """Where on the site a whole example stands: ``address``. Only a book needs to say so."""


def doc_link(docname: str, text: str) -> addnodes.pending_xref:
    """Link to a page of the site; Sphinx fills in the address for each output."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{docname}",
        refexplicit=True,
        refwarn=True,
    )


def _show(translator: SphinxTranslator, node: nodes.Element) -> None:
    """Show the children, and nothing of our own."""


def _skip(translator: SphinxTranslator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _print_address(translator: SphinxTranslator, node: nodes.Element) -> None:
    """Write an address to read, to follow and to scan."""
    address = node["address"]
    alt = f"QR-code die naar dit voorbeeld op de site leidt: {address}"
    assert isinstance(translator, Writer)
    translator.begin_block()
    arguments = ", ".join(map(quote, (address, _drawn(address), alt)))
    translator.write(f"#scan-address({arguments})[Dit voorbeeld op de site:]\n\n")


def _drawn(address: str) -> str:
    """Draw a QR code as SVG, each row one dashed line: that takes the least room in a PDF."""
    rows = [bytes(row) for row in segno.make(address, micro=False, error="m").matrix]
    lines = "".join(_row(row, y) for y, row in enumerate(rows))
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
        f'<g stroke="#000">{lines}</g></svg>'
    )


def _row(row: bytes, y: int) -> str:
    start, end = row.index(1), row.rindex(1) + 1
    runs = [str(len(list(run))) for _, run in groupby(row[start:end])]
    dashes = f' stroke-dasharray="{" ".join([*runs, "9"])}"' if len(runs) > 1 else ""
    return f'<path d="M{start} {y}.5H{end}"{dashes}/>'


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(SiteOnly, html=(_show, _show), text=(_show, _show), typst=(_skip, _show))
    app.add_node(
        SiteAddress, html=(_skip, _show), text=(_skip, _show), typst=(_print_address, _show)
    )
    app.add_node(ChapterExamples, html=(_skip, _show), text=(_skip, _show), typst=(_skip, _show))
