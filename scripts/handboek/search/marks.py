"""What a page tells the search about itself: title, description, facets and order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from handboek.domain import handbook_domain
from handboek.listings import ALL
from handboek.search.words import fold

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handboek.handbook import Handbook
    from handboek.models import Example

_TYPES = {"principes": "Principe", "rollen": "Rol", "kanalen": "Kanaal"}
_SHOWN = ("principes", "rollen")  # what a result shows of an example
_LAST_DAY = 99991231  # minus a day: a number that is smaller for a newer example


@dataclass(frozen=True)
class Mark:
    """One thing to tell: ``kind`` is Pagefind's word for it (meta, filter or sort)."""

    kind: str
    name: str
    value: str


@dataclass(frozen=True)
class Marks:
    """What a page tells; a page that is not ``indexed`` is not found."""

    indexed: bool
    marks: tuple[Mark, ...] = ()


def mark_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates what a page tells the search (event ``html-page-context``)."""
    domain = handbook_domain(app.env)
    if doctree is None or not is_indexed(pagename, domain.handbook):
        context["zoek"] = Marks(indexed=False)
        return
    title = nodes.Text(context.get("title", "")).astext()
    marks = [
        Mark("meta", "title", re.sub(r"<[^>]+>", "", title)),
        Mark("meta", "omschrijving", context.get("description", "")),
    ]
    example = domain.example(pagename)
    if example is None:
        marks += [Mark("meta", "type", _type_of_page(pagename)), Mark("filter", "pagina", "uitleg")]
    else:
        marks += _example_marks(example, domain.handbook)
    context["zoek"] = Marks(indexed=True, marks=tuple(marks))


def is_indexed(docname: str, handbook: Handbook) -> bool:
    """Leave out lists, which only repeat what the examples say; the page of a channel is more."""
    listing = handbook.lists.get(docname)
    if listing is None or docname == ALL:
        return True
    return listing.query.facet == "kanalen" and listing.number == 1


def _type_of_page(docname: str) -> str:
    folder, _, name = docname.partition("/")
    return _TYPES.get(folder, "Uitleg") if name not in ("", "index") else "Uitleg"


def _example_marks(example: Example, handbook: Handbook) -> Iterator[Mark]:
    vocabulary = handbook.settings.vocabulary
    yield Mark("meta", "type", "Voorbeeld")
    yield Mark("filter", "pagina", "voorbeeld")
    labels: list[str] = []
    for facet in vocabulary:
        terms = [facet[key].label for key in example.terms(facet.name)]
        labels += terms
        if facet.name in _SHOWN:
            yield Mark("meta", facet.singular, ", ".join(terms))
        for key in example.terms(facet.name):
            yield Mark("filter", facet.singular, key)
    yield Mark("meta", "kenmerken", " · ".join(labels))
    day = int(example.date.strftime("%Y%m%d"))
    yield Mark("sort", "titel", f"{sort_key(example.title)} {example.slug}")
    # The order of the catalogue, so that the filter begins where the list of the page left off.
    yield Mark("sort", "nieuwste", f"{_LAST_DAY - day} {example.title.casefold()} {example.slug}")


def sort_key(title: str) -> str:
    """Write a title so that its order is that of its letters, whatever quotes it begins with."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(title)))
