"""The doctree nodes that are ours, and how each output shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator


class SiteOnly(nodes.General, nodes.Element):
    """What only makes sense on the site: links to lists that a book does not have."""


class ChapterExamples(nodes.General, nodes.Element):
    """The place in a book for whole examples; ``docnames`` says which. The site links to them."""


def _show(translator: SphinxTranslator, node: nodes.Element) -> None:
    """Show the children, and nothing of our own."""


def _skip(translator: SphinxTranslator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(SiteOnly, html=(_show, _show), text=(_show, _show), typst=(_skip, _show))
    app.add_node(ChapterExamples, html=(_skip, _show), text=(_skip, _show), typst=(_skip, _show))
