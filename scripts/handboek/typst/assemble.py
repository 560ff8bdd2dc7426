"""One doctree out of many: the start document with everything its toctrees lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import new_document
from sphinx.util.nodes import process_only_nodes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.tags import Tags

LOGGER = logging.getLogger(__name__)

_EMPTY = (nodes.title, nodes.comment, nodes.target, nodes.meta, nodes.substitution_definition)


@dataclass
class Assembler:
    """Takes documents into a book, each at most once."""

    app: Sphinx
    tags: Tags
    leaves: Collection[str] = ()

    def __post_init__(self) -> None:
        self.taken: set[str] = set(self.leaves)

    def assemble(self, startdoc: str) -> nodes.document:
        """Return the book: the text of the start document, then its chapters at the same level.

        The chapters do not nest under the section their toctree stands in: Markdown can only
        put a toctree at the end of a page, and so always in its last section.
        """
        book = self._load(startdoc)
        chapters = self._cut_toctrees(book)
        # A chapter stays a chapter, even when an earlier chapter leads to it as well.
        self.taken.update([startdoc, *chapters])
        start = _start_of_file(startdoc, book.children)
        book.children = []
        book += _without_lonely_title(start)
        for docname in chapters:
            book += self._inlined(docname)
        return book

    def assemble_chapters(self, chapters: Sequence[str]) -> nodes.document:
        """Return a book of these documents, with what they lead to themselves."""
        book = new_document("")
        self.taken.update(chapters)
        for docname in chapters:
            book += self._inlined(docname)
        return book

    def _load(self, docname: str) -> nodes.document:
        """Return a copy of a stored doctree, as the handlers of the event want it."""
        doctree = self.app.env.get_doctree(docname)
        process_only_nodes(doctree, self.tags)
        self.app.emit("typst-doctree-loaded", doctree, docname)
        return doctree

    def _inlined(self, docname: str) -> addnodes.start_of_file:
        """Return a document with the documents of its toctrees nested in it.

        Those of a toctree that shows on the page nest under the section it stands in. Those of a
        hidden one belong to the page as a whole: it stands in the last section only because
        Markdown has no other place for it.
        """
        doctree = self._load(docname)
        for toctree in list(doctree.findall(addnodes.toctree)):
            nested = [self._inlined(each) for each in self._take(toctree)]
            if toctree.get("hidden"):
                _top_of(doctree).extend(nested)
                nested = []
            _replace(toctree, nested)
        return _start_of_file(docname, doctree.children)

    def _cut_toctrees(self, doctree: nodes.document) -> list[str]:
        chapters: list[str] = []
        for toctree in list(doctree.findall(addnodes.toctree)):
            chapters += self._take(toctree)
            _replace(toctree, [])
        return chapters

    def _take(self, toctree: addnodes.toctree) -> list[str]:
        """Return the documents of a toctree that are not in the book yet, and count them in."""
        new = [str(name) for name in toctree["includefiles"]]
        new = [name for name in dict.fromkeys(new) if name not in self.taken]
        self.taken.update(new)
        missing = [name for name in new if name not in self.app.env.all_docs]
        for name in missing:
            LOGGER.warning(
                "de pagina %r uit een toctree bestaat niet en komt niet in de PDF",
                name,
                location=toctree,
                type="typst",
                subtype="toctree",
            )
        return [name for name in new if name not in missing]


def with_docnames(node: nodes.Element, docname: str = "") -> Iterator[tuple[str, nodes.Element]]:
    """Yield every element of a book, in order, with the document it comes from."""
    if isinstance(node, addnodes.start_of_file):
        docname = node["docname"]
    yield docname, node
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from with_docnames(child, docname)


def _start_of_file(docname: str, children: Iterable[nodes.Node]) -> addnodes.start_of_file:
    start = addnodes.start_of_file(docname=docname)
    start.extend(children)
    return start


def _top_of(doctree: nodes.document) -> nodes.Element:
    """Return the section that is the page, or the page itself when it has no title."""
    sections = [node for node in doctree.children if isinstance(node, nodes.section)]
    return sections[0] if len(sections) == 1 else doctree


def _replace(toctree: addnodes.toctree, new: list[addnodes.start_of_file]) -> None:
    parent = toctree.parent
    place = parent.index(toctree)
    parent[place : place + 1] = new


def _without_lonely_title(start: addnodes.start_of_file) -> addnodes.start_of_file:
    """Drop the title of a page that only holds the toctree: the cover says it already."""
    sections = [node for node in start.children if isinstance(node, nodes.section)]
    if len(sections) != 1 or any(_has_content(node) for node in start.children):
        return start
    start["ids"] = list(sections[0]["ids"])
    start.children = []
    return start


def _has_content(node: nodes.Node) -> bool:
    if isinstance(node, _EMPTY):
        return False
    if isinstance(node, (nodes.section, nodes.compound)):
        deeper = node.parent is not None and isinstance(node.parent, nodes.section)
        if isinstance(node, nodes.section) and deeper:
            return True
        return any(_has_content(child) for child in node.children)
    return True
