"""What the handbook gives the PDF: the whole examples, each behind its principle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handboek.nodes import ChapterExamples

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_examples(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a principle's examples in the book (event ``typst-doctree-loaded``)."""
    for place in list(doctree.findall(ChapterExamples)):
        docnames = place["docnames"]
        toctree = addnodes.toctree(
            "",
            parent=docname,
            entries=[(None, name) for name in docnames],
            includefiles=docnames,
            hidden=True,
            glob=False,
            maxdepth=-1,
            caption=None,
            numbered=0,
            titlesonly=False,
            includehidden=False,
        )
        place.replace_self(toctree)


def setup_book(app: Sphinx) -> None:
    """Register what the book gets."""
    app.connect("typst-doctree-loaded", add_examples)
