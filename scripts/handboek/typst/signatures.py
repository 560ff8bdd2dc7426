"""Signatures of functions, options and the like: what is needed to read them, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handboek.typst.writer import Writer

if TYPE_CHECKING:
    from sphinx import addnodes


class SignaturesMixin(Writer):
    """Puts back the brackets and commas that the doctree leaves to the translator."""

    def visit_desc_parameterlist(self, node: addnodes.desc_parameterlist) -> None:
        """Open the parameters."""
        self.write_text("(")

    def depart_desc_parameterlist(self, node: addnodes.desc_parameterlist) -> None:
        """Close the parameters."""
        self.write_text(")")

    def visit_desc_parameter(self, node: addnodes.desc_parameter) -> None:
        """Separate a parameter from the one before it."""
        if node.parent.index(node):
            self.write_text(", ")

    def depart_desc_parameter(self, node: addnodes.desc_parameter) -> None:
        """End a parameter."""

    def visit_desc_returns(self, node: addnodes.desc_returns) -> None:
        """Write what a function gives back."""
        self.write_text(" -> ")

    def depart_desc_returns(self, node: addnodes.desc_returns) -> None:
        """End what a function gives back."""
