"""What every part of the translator stands on: writing, capturing, anchors and unknown nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxTranslator

from handboek.typst.labels import ids_of, is_numbered, key
from handboek.typst.quoting import inline, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handboek.typst.builder import TypstBuilder


class Writer(SphinxTranslator):
    """Collects Typst markup; always inside markup, never inside code, when a node is visited."""

    builder: TypstBuilder

    def __init__(self, document: nodes.document, builder: TypstBuilder) -> None:
        super().__init__(document, builder)
        self.book = builder.book
        self.problems = self.book.problems
        self.parts: list[str] = []
        self.docnames: list[str] = [self.book.document.startdoc]
        self.level = 0
        # Anchors wait here for the next text: between list items, say, there is no place for them.
        self.waiting: list[str] = []
        self.anchored: set[str] = set()
        # In headings and captions, which appear in the contents and on repeated pages as well,
        # there can be no anchors and no notes.
        self.plain = 0
        # A heading returns in the running head, where PDF/UA allows no links either.
        self.in_heading = False

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    @property
    def docname(self) -> str:
        """The document that the current node comes from."""
        return self.docnames[-1]

    def write(self, *parts: str) -> None:
        """Add Typst markup."""
        self.parts.extend(parts)

    def begin_block(self) -> None:
        """Begin a new paragraph or block, with the anchors that wait for one."""
        self.write("\n\n")
        self.write_anchors()

    def write_anchors(self) -> None:
        """Write the waiting anchors, where a place for them is."""
        if self.plain or not self.waiting:
            return
        self.write(f"#anchor({', '.join(quote(each) for each in self.waiting)});")
        self.waiting = []

    def write_text(self, text: str) -> None:
        """Write running text."""
        self.write_anchors()
        self.write(inline(text))

    def capture(self, children: Iterable[nodes.Node], *, plain: bool = False) -> str:
        """Return the markup of nodes, for use as an argument."""
        before, self.parts = self.parts, []
        self.plain += plain
        for child in children:
            child.walkabout(self)
        self.plain -= plain
        self.write_anchors()
        captured, self.parts = self.text, before
        return captured.strip()

    def argument(self, node: nodes.Element | None) -> str:
        """Return the content of a title or caption as an argument, `none` without one."""
        return "none" if node is None else f"[{self.capture(node.children, plain=True)}]"

    def native_label(self, node: nodes.Element) -> str:
        """Return the label that a heading or a numbered figure carries itself."""
        for name in ids_of(node):
            label = self.book.labels.canonical.get(key(self.docname, name))
            if label is not None:
                return label
        return ""

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Let the ids of any node wait as anchors, then visit it."""
        if isinstance(node, nodes.Element):
            self._await_anchors(node)
        super().dispatch_visit(node)

    def _await_anchors(self, node: nodes.Element) -> None:
        if isinstance(node, addnodes.start_of_file):
            return
        canonical = self.book.labels.canonical
        for name in ids_of(node):
            label = key(self.docname, name)
            if canonical.get(label) != label or label in self.anchored:
                continue
            self.anchored.add(label)
            if not isinstance(node, nodes.section) and not is_numbered(node):
                self.waiting.append(label)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Note a node that there is no Typst for; the build fails once all are known."""
        name = type(node).__name__
        self.problems.add(
            node,
            f"'{name}' kan niet in de PDF; schrijf het anders, of geef de extensie een "
            "Typst-vertaling met app.add_node(..., typst=...)",
        )
        raise nodes.SkipNode

    def unknown_departure(self, node: nodes.Node) -> None:
        """Do nothing: the visit has skipped the node."""


def first(node: nodes.Element, kind: type[nodes.Element]) -> nodes.Element | None:
    """Return the first child of a kind."""
    return next((child for child in node.children if isinstance(child, kind)), None)


def others(node: nodes.Element, *kinds: type[nodes.Element]) -> list[nodes.Node]:
    """Return the children that are none of these kinds."""
    return [child for child in node.children if not isinstance(child, kinds)]
