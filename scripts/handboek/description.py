"""What a page is about, in one sentence or two, for search engines and for who shares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from handboek.domain import handbook_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

LONGEST = 160  # characters; search engines show no more


def description(env: BuildEnvironment, docname: str, doctree: nodes.document | None) -> str:
    """Describe a page; empty for a page that is no document.

    An example has its own summary, a list its title and number. Any other page is described by
    the first paragraph of its own text, that of a note or a list left out.
    """
    domain = handbook_domain(env)
    example = domain.example(docname)
    if example is not None:
        return example.summary
    listing = domain.listing(docname)
    if listing is not None:
        count = len(domain.handbook.catalogue.select(listing.query))
        part = f", bladzijde {listing.number} van {listing.pages}" if listing.pages > 1 else ""
        return _short(f"{listing.title}. {_count(count)}{part}. {listing.intro}")
    if doctree is None:
        return ""
    paragraphs = (
        p for p in doctree.findall(nodes.paragraph) if isinstance(p.parent, nodes.section)
    )
    first = next(paragraphs, None)
    return _short(first.astext()) if first is not None else ""


def _count(number: int) -> str:
    return f"{number} voorbeeld" + ("" if number == 1 else "en")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
