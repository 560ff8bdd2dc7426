"""The ways into the examples: for each facet a link per value, which the filter makes a choice of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes

from handboek.catalogue import Query
from handboek.directives import HandbookDirective
from handboek.domain import handbook_domain
from handboek.nodes import SiteOnly, doc_link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handboek.vocabulary import Facet

_NAMES = {"organisatie": "Soort organisatie", "soort": "Soort voorbeeld"}


class Facets(HandbookDirective):
    """``{kenmerken}``: by what an example can be found, with the number of examples.

    Without JavaScript these are links to lists. The script filter.js makes checkboxes of them; it
    knows a facet and its keys by the classes ``facet-rol`` and ``sleutel-baliemedewerker``.
    """

    def run(self) -> list[nodes.Node]:
        """Build the lists of links."""
        handbook_domain(self.env).note_use(self.env.current_document.docname, Query())
        lists = [node for facet in self.handbook.settings.vocabulary for node in self.links(facet)]
        return [SiteOnly("", nodes.container("", *lists, classes=["facetten"]))]

    def links(self, facet: Facet) -> Iterator[nodes.Node]:
        """List the values of a facet."""
        name = _NAMES.get(facet.singular, facet.singular.capitalize())
        yield nodes.paragraph("", name, classes=["facetnaam"])
        items = [self.link(facet, key) for key in facet]
        yield nodes.bullet_list("", *items, classes=["facet", f"facet-{facet.singular}"])

    def link(self, facet: Facet, key: str) -> nodes.list_item:
        """Link to the list of one value, with its number of examples."""
        count = len(self.handbook.catalogue.select(Query(facet.name, key)))
        link = doc_link(f"{facet.listing}{key}", facet[key].label)
        paragraph = nodes.paragraph("", "", link, nodes.Text(f" ({count})"))
        return nodes.list_item("", paragraph, classes=[f"sleutel-{key}"])


def setup_overview(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("kenmerken", Facets)
