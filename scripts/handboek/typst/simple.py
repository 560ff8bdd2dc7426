"""The nodes whose Typst is no more than what stands before and after their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from handboek.typst.writer import Writer

    Visit = Callable[[Writer, nodes.Element], None]

INLINE = {
    "emphasis": "#emph[",
    "title_reference": "#emph[",
    "strong": "#strong[",
    "literal_emphasis": "#emph[",
    "literal_strong": "#strong[",
    "subscript": "#sub[",
    "superscript": "#super[",
    "manpage": "#emph[",
    "desc_name": "#strong[",
    "desc_addname": "[",
}

BLOCK = {
    "block_quote": "#quotation[",
    "attribution": "#attribution[",
    "rubric": "#rubric[",
    "centered": "#rubric[",
    "line_block": "#line-block[",
    "desc_signature": "#signature[",
    "desc_content": "#indented[",
    "caption": "#strong[",
    "subtitle": "#rubric[",
    "production": "#line-block[",
    "sidebar_title": "#rubric[",
}

THROUGH = (
    "compound",
    "glossary",
    "tabular_col_spec",
    "only",
    "highlightlang",
    "pending_xref_condition",
    "PassthroughTextElement",
    "generated",
    "desc",
    "desc_signature_line",
    "desc_annotation",
    "desc_inline",
    "desc_type",
    "desc_optional",
    "desc_type_parameter_list",
    "desc_type_parameter",
    "productionlist",
    "acks",
    "problematic",
    "hlist",
    "hlistcol",
    "download_reference",
    "option_string",
    "substitution_reference",
    "acronym",
    "autosummary_table",
)

SKIPPED = (
    "comment",
    "meta",
    "index",
    "toctree",
    "system_message",
    "substitution_definition",
    "pending",
    "footnote",
    "colspec",
    "docinfo",
    "decoration",
    "aside_main",
    "autosummary_toc",
)


def simple(translator: type[Writer]) -> type[Writer]:
    """Give a translator the methods for the nodes above."""
    for name, before in INLINE.items():
        _give(translator, name, _open_inline(before), _close_inline)
    for name, before in BLOCK.items():
        _give(translator, name, _open_block(before), _close_block)
    for name in THROUGH:
        _give(translator, name, _nothing, _nothing)
    for name in SKIPPED:
        _give(translator, name, _skip, _nothing)
    return translator


def _give(translator: type[Writer], name: str, visit: Visit, depart: Visit) -> None:
    setattr(translator, f"visit_{name}", visit)
    setattr(translator, f"depart_{name}", depart)


def _open_inline(before: str) -> Visit:
    def visit(self: Writer, _node: nodes.Element) -> None:
        self.write(before if before.startswith("#") else "#" + before)

    return visit


def _close_inline(self: Writer, _node: nodes.Element) -> None:
    self.write("];")


def _open_block(before: str) -> Visit:
    def visit(self: Writer, _node: nodes.Element) -> None:
        self.begin_block()
        self.write(before)

    return visit


def _close_block(self: Writer, _node: nodes.Element) -> None:
    self.write("]\n\n")


def _nothing(_self: Writer, _node: nodes.Element) -> None:
    pass


def _skip(_self: Writer, _node: nodes.Element) -> None:
    raise nodes.SkipNode
