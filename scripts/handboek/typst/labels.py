"""Where references can lead to: every id in the book, as one Typst label."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handboek.typst.assemble import with_docnames

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEME = "\x1f"
"""First character of the private addresses that stand for a document in the book: one that no
source can hold, so that an address which somebody writes is never taken for one of these."""


def key(docname: str, name: str = "") -> str:
    """Return the name of a label: ids are unique in a document only."""
    return f"{docname}#{name}"


@dataclass
class Labels:
    """The label of every place, and which of them are numbered figures and tables."""

    canonical: dict[str, str] = field(default_factory=dict)
    numbered: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, book: nodes.document) -> Labels:
        """Read the labels of a book. Typst refuses a label that is missing or there twice."""
        labels = cls()
        for docname, node in with_docnames(book):
            labels._add(docname, node)
        return labels

    def resolve(self, address: str, docname: str) -> str | None:
        """Return the label that an address or id in `docname` leads to, if it is in the book."""
        if address.startswith(SCHEME):
            document, _, name = address.removeprefix(SCHEME).partition("#")
            return self.canonical.get(key(document, name))
        return self.canonical.get(key(docname, address))

    def _add(self, docname: str, node: nodes.Element) -> None:
        if isinstance(node, (nodes.footnote, nodes.footnote_reference)):
            return  # Typst numbers and links notes itself
        keys = [key(docname, name) for name in ids_of(node)]
        if isinstance(node, addnodes.start_of_file):
            keys.append(key(docname))
        if isinstance(node, nodes.section):
            if isinstance(node.parent, addnodes.start_of_file):
                keys.append(key(docname))
            self._add_heading(keys)
            return
        for each in keys:
            self.canonical.setdefault(each, each)
        if keys and is_numbered(node):
            self.canonical.update(dict.fromkeys(keys, keys[0]))
            self.numbered.add(keys[0])

    def _add_heading(self, keys: Sequence[str]) -> None:
        """Lead everything to the heading itself: a loose anchor could land a page earlier."""
        for each in keys:
            self.canonical[each] = keys[0]


def ids_of(node: nodes.Element) -> list[str]:
    """Return the ids of a node."""
    return list(node.get("ids", ()))


def is_numbered(node: nodes.Element) -> bool:
    """Tell whether Typst numbers this node: a figure, table or listing with a caption."""
    if isinstance(node, nodes.table):
        return any(isinstance(child, nodes.title) for child in node)
    if isinstance(node, nodes.figure) or "literal-block-wrapper" in node.get("classes", ()):
        return any(isinstance(child, nodes.caption) for child in node)
    return False
