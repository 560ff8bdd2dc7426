"""The directives of the page that shows where examples are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives

from handboek.catalogue import Query
from handboek.coverage import Cell, Coverage, coverage
from handboek.coverage_map import CoverageMap
from handboek.directives import Drawing, HandbookDirective
from handboek.domain import handbook_domain
from handboek.nodes import SiteOnly

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx

    from handboek.vocabulary import Vocabulary


class CoverageDirective(HandbookDirective):
    """A directive that shows something of the coverage."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the cells are named with."""
        return self.handbook.settings.vocabulary

    def coverage(self) -> Coverage:
        """Count the examples, and have the page read again when they change."""
        handbook_domain(self.env).note_use(self.env.current_document.docname, Query())
        return coverage(self.handbook.catalogue, self.vocabulary)

    def invitation(self, cell: Cell, text: str) -> pending_xref | None:
        """Invite an example for a cell with a link to the form, if there is one."""
        return handbook_domain(self.env).form_link(
            self.env.current_document.docname,
            text,
            principe=cell.principle,
            rol=cell.role,
            kanaal=cell.channel,
        )


class DrawnCoverage(CoverageDirective, Drawing):
    """``{dekking-kaart}``: the coverage as one drawing, with the totals. A book has the tables."""

    def run(self) -> list[nodes.Node]:
        """Draw."""
        found = self.coverage()
        svg, alt = CoverageMap(found, self.vocabulary, self.handbook.settings.colours).draw()
        said = (
            f"Nu staan er {found.examples} voorbeelden in het handboek. "
            f"Van de {len(found.counts)} vakken zijn er {len(found.empty())} leeg."
        )
        return [nodes.paragraph("", said), SiteOnly("", *self.figure("dekking", svg, alt))]


class FirstNeeded(CoverageDirective):
    """``{dekking-eerst} 10``: the empty cells that need an example most, as invitations."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        cells = self.coverage().first(directives.positive_int(self.arguments[0]))
        if not cells:
            return [nodes.paragraph("", "Elk vak heeft een voorbeeld.")]
        items = (nodes.list_item("", nodes.paragraph("", "", self.named(cell))) for cell in cells)
        return [nodes.bullet_list("", *items)]

    def named(self, cell: Cell) -> nodes.Node:
        """Name a cell in words."""
        words = self.vocabulary
        principle, role = words.principles[cell.principle].label, words.roles[cell.role].label
        channel = words.channels[cell.channel].label
        text = f"{principle}, {role.lower()}, {channel.lower()}"
        return self.invitation(cell, text) or nodes.Text(text)


class CoverageTables(CoverageDirective):
    """``{dekking-tabellen}``: a table for each principle: a row a channel, a column a role."""

    def run(self) -> list[nodes.Node]:
        """Build the tables."""
        found = self.coverage()
        return [self.table(key, found) for key in self.vocabulary.principles]

    def table(self, principle: str, found: Coverage) -> nodes.table:
        """Build the table of one principle."""
        roles = self.vocabulary.roles.values()
        label = self.vocabulary.principles[principle].label
        head = ["Kanaal", *(role.label for role in roles)]
        columns = [nodes.colspec(colwidth=20, stub=1), *(nodes.colspec(colwidth=20) for _ in roles)]
        group = nodes.tgroup("", *columns, cols=len(columns))
        group += nodes.thead("", _row([_entry(nodes.Text(each)) for each in head]))
        group += nodes.tbody("", *self.rows(principle, found))
        caption = nodes.title("", f"{label}: aantal voorbeelden per kanaal en rol")
        return nodes.table("", caption, group, classes=["dekking"])

    def rows(self, principle: str, found: Coverage) -> Iterator[nodes.row]:
        """Build a row for every channel."""
        for key, channel in self.vocabulary.channels.items():
            cells = [Cell(principle, role, key) for role in self.vocabulary.roles]
            counts = [_entry(*self.count(cell, found[cell])) for cell in cells]
            yield _row([_entry(nodes.Text(channel.label)), *counts])

    def count(self, cell: Cell, count: int) -> Iterator[nodes.Node]:
        """Give the number in a cell; beside a nought, the invitation."""
        yield nodes.Text(str(count))
        link = None if count else self.invitation(cell, "vul aan")
        if link is not None:
            yield SiteOnly("", nodes.inline("", "", nodes.Text(", "), link))


def _row(entries: list[nodes.entry]) -> nodes.row:
    return nodes.row("", *entries)


def _entry(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


def setup_coverage(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("dekking-kaart", DrawnCoverage)
    app.add_directive("dekking-eerst", FirstNeeded)
    app.add_directive("dekking-tabellen", CoverageTables)
