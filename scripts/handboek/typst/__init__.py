"""A Sphinx builder that writes a project as tagged PDF (PDF/UA-1), by way of Typst.

It is an extension of its own, `handboek.typst`, and works for any Sphinx project:
`sphinx-build -b typst`. Nothing in it knows what the handbook is about; the look is in a Typst
template, and what a class on a section or a list means is decided there as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handboek.typst.builder import TypstBuilder, write_pdfs
from handboek.typst.config import TypstDocument, setup_config
from handboek.typst.problems import TypstError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["TypstBuilder", "TypstDocument", "TypstError", "setup", "write_pdfs"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, its settings and its events."""
    app.add_builder(TypstBuilder)
    setup_config(app)
    app.add_event("typst-document-started")
    app.add_event("typst-doctree-loaded")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
