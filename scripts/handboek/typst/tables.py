"""Tables: cells in reading order; Typst finds the place of each."""

from __future__ import annotations

from docutils import nodes

from handboek.typst.quoting import optional
from handboek.typst.writer import Writer, first


class TablesMixin(Writer):
    """A table repeats its header row on every page and tags it as such."""

    def visit_table(self, node: nodes.table) -> None:
        """Begin a table."""
        self.begin_block()
        title = first(node, nodes.title)
        label = self.native_label(node) if title is not None else ""
        self.write(f"#data-table(caption: {self.argument(title)}, key: {optional(label or None)}, ")

    def depart_table(self, node: nodes.table) -> None:
        """End a table."""
        self.write(")\n\n")

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        """Write the widths of the columns, when the author gave them."""
        widths = [column["colwidth"] for column in node if isinstance(column, nodes.colspec)]
        given = "colwidths-given" in node.parent["classes"]
        columns = [f"{width}fr" if given else "auto" for width in widths]
        head = sum(len(part) for part in node if isinstance(part, nodes.thead))
        self.write(f"columns: ({', '.join(columns)},), head: {head},\n")

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        """End the cells."""

    def visit_thead(self, node: nodes.thead) -> None:
        """Begin the header rows; these come back on every page, so without anchors and notes."""
        self.write("table.header(")
        self.plain += 1

    def depart_thead(self, node: nodes.thead) -> None:
        """End the header rows."""
        self.plain -= 1
        self.write("),\n")

    def visit_tbody(self, node: nodes.Element) -> None:
        """Begin the rows."""

    def depart_tbody(self, node: nodes.Element) -> None:
        """End the rows."""

    visit_row = visit_tbody

    def depart_row(self, node: nodes.row) -> None:
        """End a row."""
        self.write("\n")

    def visit_entry(self, node: nodes.entry) -> None:
        """Begin a cell."""
        spans = {"colspan": node.get("morecols", 0), "rowspan": node.get("morerows", 0)}
        spanning = ", ".join(f"{name}: {more + 1}" for name, more in spans.items() if more)
        self.write(f"table.cell({spanning})[" if spanning else "[")
        if _is_row_header(node):
            self.write("#strong[")

    def depart_entry(self, node: nodes.entry) -> None:
        """End a cell."""
        self.write("]" if _is_row_header(node) else "", "], ")


def _is_row_header(cell: nodes.entry) -> bool:
    row = cell.parent
    if not isinstance(row.parent, nodes.tbody):
        return False
    columns = [each for each in row.parent.parent if isinstance(each, nodes.colspec)]
    place = row.index(cell)
    return place < len(columns) and bool(columns[place].get("stub"))
