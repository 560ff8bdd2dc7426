"""Documents, sections and headings, and the plain blocks in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from handboek.typst.labels import key
from handboek.typst.quoting import array, breakable, quote
from handboek.typst.writer import Writer

if TYPE_CHECKING:
    from sphinx import addnodes


class StructureMixin(Writer):
    """Sections carry their classes to the template, which decides what they look like."""

    def visit_document(self, node: nodes.document) -> None:
        """Begin the book."""

    def depart_document(self, node: nodes.document) -> None:
        """End the book; an anchor at its very end still needs its place."""
        self.begin_block()

    def visit_start_of_file(self, node: addnodes.start_of_file) -> None:
        """Begin a document of the project."""
        self.docnames.append(node["docname"])
        start = [key(node["docname"], name) for name in ["", *node["ids"]]]
        labels = self.book.labels.canonical
        self.waiting += [each for each in start if labels.get(each) == each]

    def depart_start_of_file(self, node: addnodes.start_of_file) -> None:
        """End a document of the project."""
        self.docnames.pop()

    def visit_section(self, node: nodes.section) -> None:
        """Begin a section; neighbours with classes go to the template together."""
        self.level += 1
        if self.level == 1:
            self.write("\n\n#chapter-start()\n")
        if not node["classes"]:
            return
        if not _joins(node, -1):
            self.write("\n\n#section-run(\n")
        found = text_blocks(node)
        size = f"characters: {sum(len(each.astext()) for each in found)}, blocks: {len(found)}"
        self.write(f"(classes: {array(node['classes'])}, level: {self.level}, {size}, body: [")

    def depart_section(self, node: nodes.section) -> None:
        """End a section."""
        if node["classes"]:
            self.write("]),\n")
            if not _joins(node, 1):
                self.write(")\n\n")
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Write a heading. Titles of tables and boxes are written by those themselves."""
        if not isinstance(node.parent, nodes.section):
            raise nodes.SkipNode
        self.write(f"\n\n#heading(level: {self.level})[")
        self.plain += 1
        self.in_heading = True

    def depart_title(self, node: nodes.title) -> None:
        """End a heading, with its label and the anchors that had to wait."""
        self.plain -= 1
        self.in_heading = False
        self.write("]")
        if label := self.native_label(node.parent) or self._document_label(node.parent):
            self.write(f"#label({quote(label)})")
        self.begin_block()

    def _document_label(self, section: nodes.Element) -> str:
        """Return the label of a document whose title has no id of its own."""
        label = key(self.docname)
        top = section.parent is None or not isinstance(section.parent, nodes.section)
        return label if top and self.book.labels.canonical.get(label) == label else ""

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Begin a paragraph."""
        self.begin_block()

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """End a paragraph."""
        self.write("\n\n")

    def visit_transition(self, node: nodes.transition) -> None:
        """Write a rule, but not the one that MyST puts above footnotes."""
        self.begin_block()
        if "footnotes" not in node["classes"]:
            self.write("#transition\n\n")
        raise nodes.SkipNode

    def visit_line(self, node: nodes.line) -> None:
        """Begin a line of verse."""
        self.write_anchors()

    def depart_line(self, node: nodes.line) -> None:
        """End a line of verse."""
        self.write("#linebreak();")

    def visit_target(self, node: nodes.target) -> None:
        """Let the text pass; the anchor has been noted."""

    def depart_target(self, node: nodes.target) -> None:
        """Do nothing."""

    def visit_raw(self, node: nodes.raw) -> None:
        """Write raw Typst; raw text for other formats is not for paper."""
        if "typst" in node.get("format", "").split():
            self.write(node.astext())
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Write code with its language."""
        self.begin_block()
        self.write(code_block(node), "\n\n")
        raise nodes.SkipNode

    def visit_doctest_block(self, node: nodes.doctest_block) -> None:
        """Write an example of a session as code."""
        self.visit_literal_block(node)

    def visit_math(self, node: nodes.Element) -> None:
        """Refuse mathematics: PDF/UA asks for a description of every formula."""
        self.problems.add(
            node, "een formule kan niet in de PDF; schrijf haar uit in woorden of als afbeelding"
        )
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        """Refuse mathematics."""
        self.visit_math(node)


def code_block(node: nodes.Element) -> str:
    """Return code as a Typst block."""
    code = node.astext().rstrip("\n")
    language = node.get("language", "text")
    language = "text" if language in {"default", "none"} else language
    return f"#raw(block: true, lang: {quote(language)}, {quote(breakable(code))})"


def text_blocks(node: nodes.Node) -> list[nodes.TextElement]:
    """Return the paragraphs, headings and the like in a node: from them a form can be chosen.

    To measure is to set the text once more, and Typst keeps all that it has set in its memory.
    """
    found = node.findall(nodes.TextElement)
    return [each for each in found if not isinstance(each.parent, nodes.TextElement)]


def _joins(section: nodes.section, step: int) -> bool:
    """Tell whether the section before or after this one belongs to the same run."""
    siblings = section.parent.children
    place = siblings.index(section) + step
    if not 0 <= place < len(siblings):
        return False
    other = siblings[place]
    return isinstance(other, nodes.section) and bool(other["classes"])
