"""Lists of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from handboek.typst.quoting import array, breakable, quote
from handboek.typst.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERING = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


class ListsMixin(Writer):
    """Lists are function calls with an argument an item."""

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """Begin a list; the template sees its classes."""
        self.begin_block()
        if "contains-task-list" in node["classes"]:
            self.write(f"#task-list(({_states(node)}), ")
            return
        classes = [name for name in node["classes"] if name != "simple"]
        self.write(f"#bullet-list(classes: {array(classes)}, tight: {_tight(node)}, ")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        """End a list."""
        self.write(")\n\n")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Begin a numbered list, with its own kind of number and its own start."""
        self.begin_block()
        number = _NUMBERING.get(node.get("enumtype", "arabic"), "1")
        pattern = f"{node.get('prefix', '')}{number}{node.get('suffix', '.')}"
        start = node.get("start", 1)
        self.write(f"#enum(numbering: {quote(pattern)}, start: {start}, tight: {_tight(node)}, ")

    depart_enumerated_list = depart_bullet_list

    def visit_list_item(self, node: nodes.list_item) -> None:
        """Begin an item."""
        self.write("[")

    def depart_list_item(self, node: nodes.list_item) -> None:
        """End an item."""
        self.write("], ")

    def visit_definition_list(self, node: nodes.Element) -> None:
        """Begin a list of terms."""
        self.begin_block()
        self.write("#definitions(")

    depart_definition_list = depart_bullet_list

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> None:
        """Write one or more terms with one or more definitions."""
        terms = [child for child in node if not isinstance(child, nodes.definition)]
        definitions = [child for child in node if isinstance(child, nodes.definition)]
        content = "\n\n".join(self.capture(child.children) for child in definitions)
        self._write_item(self.capture(terms), content)
        raise nodes.SkipNode

    def visit_term(self, node: nodes.term) -> None:
        """Begin a term; several for one definition stand after one another."""
        place = node.parent.index(node)
        if place and isinstance(node.parent[place - 1], nodes.term):
            self.write_text(", ")

    def depart_term(self, node: nodes.term) -> None:
        """End a term."""

    def visit_classifier(self, node: nodes.classifier) -> None:
        """Begin what kind of thing a term is."""
        self.write_text(" (")

    def depart_classifier(self, node: nodes.classifier) -> None:
        """End what kind of thing a term is."""
        self.write_text(")")

    visit_field_list, depart_field_list = visit_definition_list, depart_bullet_list
    visit_option_list, depart_option_list = visit_definition_list, depart_bullet_list

    def visit_field(self, node: nodes.field) -> None:
        """Write a field as a term with its value."""
        self._write_parts(node)
        raise nodes.SkipNode

    def visit_option_list_item(self, node: nodes.option_list_item) -> None:
        """Write an option of a command with what it does."""
        options = [option.astext() for option in node.findall(nodes.option)]
        term = f"#raw({quote(breakable(', '.join(options)))});"
        self._write_item(term, self.capture(_content(node[1])))
        raise nodes.SkipNode

    def _write_parts(self, node: nodes.Element) -> None:
        self._write_item(self.capture(_content(node[0])), self.capture(_content(node[1])))

    def _write_item(self, term: str, content: str) -> None:
        self.write(f"terms.item([{term}], [{content}]), ")


def _states(tasks: nodes.bullet_list) -> str:
    """Return which tasks are done; MyST makes a raw HTML checkbox of `[x]`."""
    boxes = [next(iter(item.findall(nodes.raw)), None) for item in tasks]
    done = [box is not None and "checked=" in box.astext() for box in boxes]
    return "".join("true, " if each else "false, " for each in done).rstrip()


def _tight(items: nodes.Element) -> str:
    """Tell whether every item is a single paragraph, perhaps with a list below it."""
    several = (
        sum(isinstance(part, nodes.paragraph) for part in item.children) > 1 for item in items
    )
    return "false" if any(several) else "true"


def _content(node: nodes.Node) -> Iterable[nodes.Node]:
    return node.children
