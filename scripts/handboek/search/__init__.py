"""Search: what each page tells Pagefind, the index that Pagefind makes, and the page to search on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handboek.search.marks import mark_page
from handboek.search.overview import setup_overview
from handboek.search.site import search_page, without_own_index

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_search(app: Sphinx) -> None:
    """Register what search needs."""
    app.connect("builder-inited", without_own_index)
    app.connect("html-page-context", mark_page, priority=950)  # after the page's description
    app.connect("html-collect-pages", search_page)
    setup_overview(app)
