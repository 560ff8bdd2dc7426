"""The pages that list examples: which there are, what they are called, what is on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handboek.catalogue import Catalogue, Query
from handboek.settings import Settings
from handboek.vocabulary import Facet, Term

ALL = "voorbeelden/index"
"""The overview: a page of docs/ of which only the later pages are generated."""

_SENTENCE = re.compile(r".*?[.?!][’”)]*(?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class Listing:
    """One page of a list of examples.

    ``number`` is this page's and ``pages`` the total, both from 1; ``first`` is the docname of
    the list's first page.
    """

    first: str
    query: Query
    title: str
    intro: str
    number: int
    pages: int

    @property
    def docname(self) -> str:
        """This page's docname."""
        return page_docname(self.first, self.number)

    @property
    def generated(self) -> bool:
        """Whether the page has no source in docs/."""
        return self.docname != ALL


def page_docname(first: str, number: int) -> str:
    """Give the docname of a page of the list that starts at ``first``."""
    if number == 1:
        return first
    return f"{'voorbeelden/alle' if first == ALL else first}-{number}"


def listings(catalogue: Catalogue, settings: Settings) -> Iterator[Listing]:
    """Go through all pages of all lists: the overview, then those of every facet's terms."""
    yield from _pages(ALL, Query(), "Alle voorbeelden", "", catalogue, settings)
    for facet in settings.vocabulary:
        for term in facet.values():
            yield from _pages(
                facet.listing + term.key,
                Query(facet.name, term.key),
                _title(facet, term),
                term.core if facet.name in ("kanalen", "soorten") else "",
                catalogue,
                settings,
            )


def _pages(  # noqa: PLR0913, PLR0917 - one private helper with two calls
    first: str, query: Query, title: str, intro: str, catalogue: Catalogue, settings: Settings
) -> Iterator[Listing]:
    count = len(catalogue.select(query))
    pages = max(1, -(-count // settings.per_page))
    for number in range(1, pages + 1):
        yield Listing(first, query, title, intro, number, pages)


def _title(facet: Facet, term: Term) -> str:
    if facet.name == "kanalen":
        return term.label
    if facet.name == "rollen":
        return f"Voorbeelden voor {term.plural or term.label.lower()}"
    return f"Voorbeelden: {term.label.lower()}"


def first_sentence(summary: str) -> str:
    """Give the first sentence of a summary: a list has one line for an example."""
    found = _SENTENCE.match(summary)
    return found[0] if found else summary


def source(listing: Listing, settings: Settings) -> str:
    """Write the Markdown of a generated page."""
    suffix = f", bladzijde {listing.number}" if listing.number > 1 else ""
    intro = f"{listing.intro}\n\n" if listing.intro and listing.number == 1 else ""
    query = listing.query
    facet = (
        f":{settings.vocabulary.facet(query.facet).singular}: {query.key}\n" if query.facet else ""
    )
    return (
        "---\norphan: true\nnosearch: true\n---\n"
        f"# {listing.title}{suffix}\n\n{intro}"
        f"```{{voorbeelden}}\n{facet}:bladzijde: {listing.number}\n```\n"
    )
