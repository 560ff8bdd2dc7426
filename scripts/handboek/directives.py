"""The directives a page of docs/ can use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from handboek import drawings
from handboek.catalogue import Query
from handboek.domain import handbook_domain
from handboek.example_list import example_list
from handboek.kinds import is_web_address
from handboek.listings import Listing, page_docname
from handboek.mount import write_if_changed
from handboek.nodes import ChapterExamples, SiteOnly, doc_link
from handboek.vocabulary import Facet, Principle
from handboek.wording import did_you_mean, listed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handboek.handbook import Handbook

FACETS = ("principe", "rol", "kanaal", "organisatie", "soort")


class HandbookDirective(SphinxDirective):
    """A directive that shows something of the handbook's data."""

    @property
    def handbook(self) -> Handbook:
        """The handbook that is being built."""
        return handbook_domain(self.env).handbook

    def principle(self, key: str) -> Principle:
        """Give a principle, or fail with what is allowed."""
        principles = self.handbook.settings.vocabulary.principles
        found = principles.get(key)
        if not isinstance(found, Principle):
            raise self.error(_unknown(principles, key))
        return found


def _unknown(facet: Facet, key: str) -> str:
    hint = did_you_mean(key, facet)
    return f"{facet.singular} ‘{key}’ bestaat niet; kies uit: {listed(facet)}; {hint}"


class Examples(HandbookDirective):
    """``{voorbeelden}``: examples of one principle, role, channel, …, or all of them.

    ``:aantal:`` shows that many of the best, ``:nieuwste:`` that many of the newest, and both link
    to the rest; without them the directive shows one page (``:bladzijde:``) of the whole list.
    """

    option_spec: ClassVar = {
        **dict.fromkeys(FACETS, directives.unchanged_required),
        "aantal": directives.positive_int,
        "nieuwste": directives.positive_int,
        "bladzijde": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        query = self.query()
        handbook_domain(self.env).note_use(self.env.current_document.docname, query)
        listing = self.listing(query)
        found = self.handbook.catalogue.select(query)
        if not found:
            return [nodes.paragraph("", "Hier staan nog geen voorbeelden.")]
        if "aantal" in self.options:
            count = self.options["aantal"]
            shown = self.handbook.catalogue.best(query, count)
            rest: list[nodes.Node] = [_more(listing, len(found))]
        elif "nieuwste" in self.options:
            shown = found[: self.options["nieuwste"]]  # a selection has the newest first
            rest = [_more(listing, len(found))]
        else:
            size = self.handbook.settings.per_page
            shown = found[(listing.number - 1) * size : listing.number * size]
            rest = _pager(listing, len(found))
        return [example_list(shown, query), *rest, *self.chapter(query)]

    def query(self) -> Query:
        """Read which examples are wanted."""
        given = [(name, self.options[name]) for name in FACETS if name in self.options]
        if len(given) > 1:
            raise self.error("kies één van: principe, rol, kanaal, organisatie of soort")
        for name, key in given:
            facet = self.handbook.settings.vocabulary.facet(name)
            if key not in facet:
                raise self.error(_unknown(facet, key))
            return Query(facet.name, key)
        return Query()

    def listing(self, query: Query) -> Listing:
        """Find the page of the list that is wanted."""
        number = self.options.get("bladzijde", 1)
        for listing in self.handbook.listings:
            if listing.query == query and listing.number == number:
                return listing
        raise self.error(f"deze lijst heeft geen bladzijde {number}; kies een lager getal")

    def chapter(self, query: Query) -> list[nodes.Node]:
        """Give the place in a book where the whole examples of a principle stand."""
        if query.facet != "principes" or "aantal" not in self.options:
            return []
        own = [e.docname for e in self.handbook.catalogue if e.principle == query.key]
        return [ChapterExamples(docnames=own)]


def _more(listing: Listing, count: int) -> nodes.Element:
    text = f"Bekijk alle {count} voorbeelden" if count > 1 else "Bekijk dit voorbeeld in de lijst"
    paragraph = nodes.paragraph("", "", doc_link(listing.first, text), classes=["meer"])
    return SiteOnly("", paragraph)


def _pager(listing: Listing, count: int) -> list[nodes.Node]:
    if listing.pages == 1:
        return []
    here, pages = listing.number, listing.pages
    paragraph = nodes.paragraph(
        "", f"Bladzijde {here} van {pages}, {count} voorbeelden. ", classes=["bladzijden"]
    )
    for number, text in ((here - 1, "Vorige bladzijde"), (here + 1, "Volgende bladzijde")):
        if 1 <= number <= pages:
            link = doc_link(page_docname(listing.first, number), text)
            paragraph += [link, nodes.Text(" ")]
    return [SiteOnly("", paragraph)]


class Official(HandbookDirective):
    """``{officieel} passend``: the established wording; nothing as long as there is none."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the wording, with its source."""
        official = self.principle(self.arguments[0]).official
        if not official:
            return []
        rows = (
            ("Als burger", official.citizen),
            ("Als organisatie", official.organisation),
            ("Bron", official.source),
        )
        items = [
            nodes.definition_list_item(
                "", nodes.term("", name), nodes.definition("", _wording(text))
            )
            for name, text in rows
            if text
        ]
        title = nodes.title("", "Officiële tekst")
        return [
            nodes.admonition(
                "", title, nodes.definition_list("", *items), classes=["admonition", "officieel"]
            )
        ]


def _wording(text: str) -> nodes.paragraph:
    """Show a text; an address as a link."""
    if is_web_address(text):
        return nodes.paragraph("", "", nodes.reference("", text, refuri=text))
    return nodes.paragraph("", text)


class Editorial(HandbookDirective):
    """``{redactioneel}``: says that the text is the editors' and not official."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Build the note; its own text replaces the standard one."""
        body = (
            self.parse_content_to_nodes()
            if self.content
            else [nodes.paragraph("", self.handbook.settings.site.editorial)]
        )
        title = nodes.title("", "Uitleg van de redactie")
        return [nodes.admonition("", title, *body, classes=["admonition", "redactioneel"])]


class Drawing(HandbookDirective):
    """A directive that shows a drawing made from data."""

    def figure(self, name: str, svg: str, alt: str) -> list[nodes.Node]:
        """Write a drawing and show it."""
        path = self.handbook.layout.drawings / f"{name}.svg"
        write_if_changed(path, svg)
        # Sphinx reads a leading slash as: from the source directory.
        uri = f"/{os.path.relpath(path, self.env.srcdir)}"
        image = nodes.image(uri=Path(uri).as_posix(), alt=alt, classes=["tekening"])
        self.set_source_info(image)
        return [image]


class FivePrinciples(Drawing):
    """``{vijf-principes}``: the principles and the two perspectives, drawn."""

    def run(self) -> list[nodes.Node]:
        """Draw."""
        principles = self.handbook.settings.vocabulary.principles
        svg, alt = drawings.principles(principles, self.handbook.settings.colours)
        return self.figure("vijf-principes", svg, alt)


class Timeline(Drawing):
    """``{tijdlijn} titel``: moments, one a line, as ``datum | tekst``."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Draw."""
        self.assert_has_content()
        moments = []
        for line in filter(str.strip, self.content):
            day, separator, text = line.partition("|")
            if not separator or not day.strip() or not text.strip():
                raise self.error(
                    f"de regel ‘{line.strip()}’ is geen moment; schrijf: datum | tekst"
                )
            moments.append(drawings.Moment(day.strip(), text.strip()))
        title = self.arguments[0]
        svg, alt = drawings.timeline(title, moments, self.handbook.settings.colours)
        return self.figure(f"tijdlijn-{nodes.make_id(title)}", svg, alt)


def setup_directives(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("voorbeelden", Examples)
    app.add_directive("officieel", Official)
    app.add_directive("redactioneel", Editorial)
    app.add_directive("vijf-principes", FivePrinciples)
    app.add_directive("tijdlijn", Timeline)
