"""The nodes of the products: what a template has to draw where no text stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator

    from handboek.typst.translator import TypstTranslator


class PageTurn(nodes.General, nodes.Element):
    """What follows begins on the next page."""


class WritingSpace(nodes.General, nodes.Element):
    """Lines to write on: at least ``lines``, and with ``fill`` all that is left of the page."""


class DownloadList(nodes.General, nodes.Element):
    """The place on a page of the site for links to PDFs: those of ``targets``, or all."""


def visit_page_turn(translator: TypstTranslator, node: PageTurn) -> None:
    """Write the call of the template."""
    translator.begin_block()
    translator.write("#page-turn()\n\n")
    raise nodes.SkipNode


def visit_writing_space(translator: TypstTranslator, node: WritingSpace) -> None:
    """Write the call of the template."""
    translator.begin_block()
    fill = "true" if node.get("fill") else "false"
    translator.write(f"#writing-space(lines: {int(node['lines'])}, fill: {fill})\n\n")
    raise nodes.SkipNode


def skip(translator: SphinxTranslator, node: nodes.Element) -> None:
    """Leave it out."""
    raise nodes.SkipNode


def setup_product_nodes(app: Sphinx) -> None:
    """Register the nodes; only the last is on pages of the site."""
    app.add_node(PageTurn, typst=(visit_page_turn, None))
    app.add_node(WritingSpace, typst=(visit_writing_space, None))
    app.add_node(DownloadList, html=(skip, None), text=(skip, None), typst=(skip, None))
