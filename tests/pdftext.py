"""Which texts of a document are not in its PDF: a translator loses text without a sound."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNITS = (
    nodes.paragraph,
    nodes.title,
    nodes.term,
    nodes.classifier,
    nodes.rubric,
    nodes.attribution,
    nodes.caption,
    nodes.field_name,
    nodes.option_string,
    nodes.line,
    nodes.literal_block,
    nodes.doctest_block,
    addnodes.desc_signature,
)
# Here the PDF adds something of its own: a page, the number of a note, what is abbreviated.
BREAKS = (
    nodes.reference,
    addnodes.pending_xref,
    nodes.footnote_reference,
    nodes.abbreviation,
    nodes.image,
    addnodes.number_reference,
    addnodes.desc_parameterlist,
    addnodes.desc_parameter,
    addnodes.desc_returns,
)
UNPRINTED = (nodes.raw, nodes.image, nodes.footnote_reference, addnodes.number_reference)
SKIPPED = (nodes.comment, nodes.substitution_definition, nodes.system_message, nodes.raw)
# Hyphens come and go at the end of a line, zero-width spaces in an address.
LOOSE = re.compile(r"[\s\u00ad\u200b\u2010-\u2015\ufffe\x00-\x1f-]+")


def missing_texts(tree: nodes.Element, pdf: Path) -> list[str]:
    """Return every paragraph, heading, term and cell that is not, or not whole, in the PDF."""
    pages = pdf_pages(pdf)
    missing = []
    for unit in units(tree):
        wanted = [normalise(piece) for piece in pieces(unit)]
        if not all(_found(piece, pages) for piece in wanted):
            missing.append(unit.astext())
    return missing


def units(tree: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the elements that hold text of their own."""
    for node in tree.findall(nodes.Element):
        if isinstance(node, UNITS) and not _skipped(node):
            yield node


def pieces(unit: nodes.Element) -> list[str]:
    """Return the text of a unit, cut where the PDF adds something."""
    if isinstance(unit, (nodes.literal_block, nodes.doctest_block)):
        return unit.astext().splitlines()
    found = [""]
    for node in unit.children:
        _collect(node, found)
    return [piece for piece in found if piece.strip()]


def pdf_pages(pdf: Path) -> list[str]:
    """Return the normalised text of each page, without running head and foot."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for number in range(len(document)):
        page = document[number]
        _, height = page.get_size()
        # The furniture stands in the outer 20 mm; the cover has none.
        edge = 57 if number else 0
        text = page.get_textpage().get_text_bounded(bottom=edge, top=height - edge)
        pages.append(normalise(text))
    return pages


def normalise(text: str) -> str:
    """Return text without what typesetting changes: ligatures, spaces, hyphens."""
    return LOOSE.sub("", unicodedata.normalize("NFKC", text))


def _found(piece: str, pages: list[str]) -> bool:
    if any(piece in page for page in pages):
        return True
    return any(_crosses(piece, *pair) for pair in pairwise(pages))


def _crosses(piece: str, page: str, after: str) -> bool:
    """Tell whether a piece begins on one page and ends on the next."""
    return any(piece[:at] in page and piece[at:] in after for at in range(1, len(piece)))


def _collect(node: nodes.Node, found: list[str]) -> None:
    if isinstance(node, BREAKS):
        found.append("")
    if isinstance(node, nodes.Text):
        found[-1] += node.astext()
    elif isinstance(node, nodes.Element) and not isinstance(node, UNPRINTED):
        for child in node.children:
            _collect(child, found)
    if isinstance(node, BREAKS):
        found.append("")


def _skipped(node: nodes.Node) -> bool:
    current: nodes.Node | None = node
    while current is not None:
        if isinstance(current, SKIPPED):
            return True
        current = current.parent
    return False
