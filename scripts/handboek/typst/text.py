"""Running text: literals, references, notes and other things inside a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from handboek.typst.assemble import with_docnames
from handboek.typst.labels import SCHEME, key
from handboek.typst.quoting import breakable, inline, quote
from handboek.typst.writer import Writer, first, others

if TYPE_CHECKING:
    from sphinx import addnodes

    from handboek.typst.builder import TypstBuilder

_LONGEST_ADDRESS = 2000
"""Longer addresses no browser is sure to follow, and Typst refuses them at some length as well."""
_BADGE = re.compile(r"sd-(?:bg|outline)-(\w+)")


class TextMixin(Writer):
    """Whatever stands inside a paragraph."""

    def __init__(self, document: nodes.document, builder: TypstBuilder) -> None:
        super().__init__(document, builder)
        self.notes = {
            key(docname, name): node
            for docname, node in with_docnames(document)
            if isinstance(node, nodes.footnote)
            for name in node["ids"]
        }
        self.noted: set[str] = set()
        self.addresses: set[tuple[str, str]] = set()

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - the name of the node
        """Write text, quoted."""
        self.write_text(node.astext())

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802 - the name of the node
        """Do nothing."""

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code inside a line; keys and buttons of a programme have their own look."""
        self.write_anchors()
        kind = next((each for each in ("kbd", "guilabel") if each in node["classes"]), None)
        self.write(f"#{kind}({quote(breakable(node.astext()))});" if kind else _code(node))
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.inline) -> None:
        """Begin a stretch of text; only some classes have a look of their own."""
        classes = node["classes"]
        if "sd-badge" in classes:
            self.write(f"#badge({quote(_badge_color(classes))})[")
        elif "guilabel" in classes or "menuselection" in classes:
            self.write("#strong[")
        elif "kbd" in classes:
            self.write_anchors()
            self.write(f"#kbd({quote(breakable(node.astext()))});")
            raise nodes.SkipNode

    def depart_inline(self, node: nodes.inline) -> None:
        """End a stretch of text."""
        if {"sd-badge", "guilabel", "menuselection"} & set(node["classes"]):
            self.write("];")

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        """Write an abbreviation; what it stands for comes after it."""

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        """Write what the abbreviation stands for: paper has no tooltip."""
        if explanation := node.get("explanation"):
            self.write_text(f" ({explanation})")

    def visit_reference(self, node: nodes.reference) -> None:
        """Write a reference: in the book with its page, outside it with its address."""
        if len(node.children) == 1 and isinstance(node[0], nodes.image):
            self._write_linked_image(node, node[0])
            raise nodes.SkipNode
        opening = None if self.in_heading else self._opening(node)
        if opening is None or (self.plain and opening.startswith("#xref")):
            node["typst_after"] = "" if self.in_heading else self._elsewhere(node)
            return
        if not isinstance(node.parent, nodes.TextElement):
            self.begin_block()
        self.write_anchors()
        self.write(opening)
        node["typst_close"] = "];"

    def _write_linked_image(self, node: nodes.reference, image: nodes.image) -> None:
        """Write an image and, below it, where it leads: on paper nobody can click on it."""
        image.walkabout(self)
        alt = image.get("alt", "")
        if label := self._label(node):
            self.write(f'\n\n#xref({quote(label)}, look: "card")[{inline(alt)}];\n\n')
        elif self._leads_elsewhere(node, image):
            address = self._address(node) or ""
            text = inline(address)
            self.write(f'\n\n#external({quote(address)}, look: "card")[{text}];\n\n')

    def _leads_elsewhere(self, node: nodes.reference, image: nodes.image) -> bool:
        address = self._address(node) or image.get("uri")
        return address != image.get("uri") and len(address) <= _LONGEST_ADDRESS

    def depart_reference(self, node: nodes.reference) -> None:
        """End a reference."""
        self.write(node.get("typst_close", ""))
        if after := node.get("typst_after"):
            self.write_text(after)

    def _elsewhere(self, node: nodes.reference) -> str:
        """Say in which volume the place is, when there is no address to follow."""
        address = str(node.get("refuri", ""))
        if not address.startswith(SCHEME) or self._label(node):
            return ""
        where = self.book.document.elsewhere
        document = address.removeprefix(SCHEME).partition("#")[0]
        found = where.get(document, where.get("", ""))
        return f" ({found})" if found else ""

    def visit_number_reference(self, node: addnodes.number_reference) -> None:
        """Write 'Figuur 3' with the number that Typst gives the figure."""
        label = self._label(node)
        if label not in self.book.labels.numbered:
            self.visit_reference(node)
            return
        self.write_anchors()
        self.write(f"#ref(label({quote(label or '')}));")
        raise nodes.SkipNode

    depart_number_reference = depart_reference

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write a note where it is first referred to, and its number at every later place."""
        name = key(self.docname, node.get("refid", ""))
        note = self.notes.get(name)
        if note is None:
            raise nodes.SkipNode
        label = quote(f"note:{name}")
        self.write_anchors()
        if name in self.noted:
            self.write(f"#footnote(label({label}));")
        else:
            self.noted.add(name)
            content = self.capture(others(note, nodes.label))
            self.write(f"#footnote[{content}]#label({label});")
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        """Write a citation as an entry of a list of sources."""
        self.begin_block()
        label = first(node, nodes.label)
        content = self.capture(others(node, nodes.label))
        self.write(f"#citation({self.argument(label)})[{content}]\n\n")
        raise nodes.SkipNode

    def _opening(self, node: nodes.reference) -> str | None:
        look = "address" if _bare(node.astext()) == _bare(node.get("refuri", "")) else "plain"
        look = "button" if "sd-btn" in node["classes"] else look
        look = "card" if "sd-stretched-link" in node["classes"] else look
        if label := self._label(node):
            return f"#xref({quote(label)}, look: {quote(look)})["
        address = self._address(node)
        if address is None:
            return None
        noted = "true" if self._shows_address(node, address) else "false"
        if len(address) > _LONGEST_ADDRESS:
            return f"#unlinked({quote(address)}, noted: {noted})["
        return f"#external({quote(address)}, noted: {noted}, look: {quote(look)})["

    def _label(self, node: nodes.Element) -> str | None:
        address = node.get("refid") or node.get("refuri", "")
        if "refid" not in node and not address.startswith(SCHEME):
            return None
        return self.book.labels.resolve(address, self.docname)

    def _address(self, node: nodes.Element) -> str | None:
        """Return the address on the web, also of a page that is not in this book."""
        address = str(node.get("refuri", ""))
        if not address.startswith(SCHEME):
            return address or None
        base = self.config.html_baseurl.rstrip("/")
        document, _, name = address.removeprefix(SCHEME).partition("#")
        if not base:
            return None
        return f"{base}/{document}.html" + (f"#{name}" if name else "")

    def _shows_address(self, node: nodes.Element, address: str) -> bool:
        """Tell whether the address still has to be printed: once a page, not in headings."""
        seen = (self.docname, address) in self.addresses
        shown = _bare(node.astext()) == _bare(address)
        if self.plain or seen or shown:
            return False
        self.addresses.add((self.docname, address))
        return True


def _code(node: nodes.Element) -> str:
    return f"#raw({quote(breakable(node.astext()))});"


def _badge_color(classes: list[str]) -> str:
    return next((match[1] for each in classes if (match := _BADGE.fullmatch(each))), "muted")


def _bare(address: str) -> str:
    return re.sub(r"^(https?://|mailto:|tel:)", "", address.strip()).rstrip("/")
