"""Admonitions, topics and the components of sphinx-design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from handboek.typst.media import MediaMixin
from handboek.typst.quoting import array, inline, quote
from handboek.typst.writer import Writer, first, others

if TYPE_CHECKING:
    from sphinx import addnodes

    from handboek.typst.simple import Visit

COMPONENTS = {
    "card": "card",
    "card-title": "card-title",
    "card-header": "card-note",
    "card-footer": "card-note",
    "tab-item": "tab",
    "dropdown": "fold",
    "div": "pass",
}


class BoxesMixin(MediaMixin):
    """Boxes have a kind, a title and classes; the template gives them their look."""

    def visit_admonition(self, node: nodes.Element) -> None:
        """Write a box with a title of its own."""
        kind = next((name for name in node["classes"] if name in admonitionlabels), "admonition")
        title = first(node, nodes.title)
        self.write_box(node, kind, self.argument(title))
        raise nodes.SkipNode

    visit_todo_node = visit_admonition

    def visit_topic(self, node: nodes.Element) -> None:
        """Write a topic or sidebar; a table of contents of the page is no use in print."""
        if "contents" in node["classes"]:
            raise nodes.SkipNode
        self.write_box(node, "topic", self.argument(first(node, nodes.title)))
        raise nodes.SkipNode

    visit_sidebar = visit_topic

    def visit_versionmodified(self, node: addnodes.versionmodified) -> None:
        """Write what changed in a version."""
        self.write_box(node, "versionmodified", "none")
        raise nodes.SkipNode

    def write_box(self, node: nodes.Element, kind: str, title: str) -> None:
        """Write a box."""
        self.begin_block()
        classes = [name for name in node["classes"] if not name.startswith("admonition-")]
        content = self.capture(others(node, nodes.title))
        self.write(
            f"#admonition(kind: {quote(kind)}, classes: {array(classes)}, title: {title})",
            f"[{content}]\n\n",
        )

    def visit_container(self, node: nodes.container) -> None:
        """Begin a component of sphinx-design, or a plain container, which shows nothing."""
        component = node.get("design_component")
        if "literal-block-wrapper" in node["classes"]:
            self.write_listing(node)
            raise nodes.SkipNode
        if component == "grid-row":
            self.begin_block()
            self.write("#card-grid(")
        elif component == "grid-item":
            self.write("[")
        elif function := COMPONENTS.get(component, ""):
            self.begin_block()
            self.write(f"#{function}[")

    def depart_container(self, node: nodes.container) -> None:
        """End a component."""
        component = node.get("design_component")
        if component == "grid-row":
            self.write(")\n\n")
        elif component == "grid-item":
            self.write("], ")
        elif component in COMPONENTS:
            self.write("]\n\n")

    def visit_sd_icon(self, node: nodes.Element) -> None:
        """Leave out an icon: it never says what the text does not."""
        raise nodes.SkipNode

    visit_fontawesome = visit_sd_icon


def with_admonitions(translator: type[Writer]) -> type[Writer]:
    """Give a translator a method for each kind of admonition that docutils and Sphinx know."""
    for kind in admonitionlabels:
        setattr(translator, f"visit_{kind}", _visit_kind(kind))
    return translator


def _visit_kind(kind: str) -> Visit:
    def visit(self: BoxesMixin, node: nodes.Element) -> None:
        self.write_box(node, kind, f"[{inline(str(admonitionlabels[kind]))}]")
        raise nodes.SkipNode

    return visit  # type: ignore[return-value]  # given to a translator with boxes only
