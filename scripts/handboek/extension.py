"""The Sphinx extension: everything that the handbook adds to Sphinx, part by part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from handboek.anchors import setup_anchors
from handboek.assets import setup_assets
from handboek.book import setup_book
from handboek.comparing import setup_comparing
from handboek.coverage_page import setup_coverage
from handboek.directives import setup_directives
from handboek.domain import handbook_domain, setup_domain
from handboek.example_list import setup_example_lists
from handboek.form import setup_form
from handboek.freshness import setup_freshness
from handboek.handbook import Handbook, InvalidExamplesError
from handboek.html import setup_html
from handboek.layout import Layout
from handboek.menu import setup_menu
from handboek.mount import mount
from handboek.nodes import setup_nodes
from handboek.plain import setup_plain
from handboek.products.downloads import setup_downloads
from handboek.products.nodes import setup_product_nodes
from handboek.search import setup_search
from handboek.site_files import setup_site_files
from handboek.speed import setup_speed
from handboek.transforms import setup_transforms

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class HandbookError(SphinxError):
    """The handbook cannot be built."""

    category = "Handboek"


def load(app: Sphinx) -> None:
    """Load the examples and make them part of the project (event ``builder-inited``)."""
    try:
        handbook = Handbook.load(Layout.find(Path(app.confdir)))
    except InvalidExamplesError as error:
        raise HandbookError(str(error)) from error
    handbook_domain(app.env).handbook = handbook
    mount(app, handbook)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension."""
    # Changed settings change any page; conf.py fills this in.
    app.add_config_value("handboek_settings_digest", "", "env", types=frozenset({str}))
    app.connect("builder-inited", load, priority=100)
    setup_speed(app)
    setup_plain(app)
    setup_nodes(app)
    setup_domain(app)
    setup_directives(app)
    setup_example_lists(app)
    setup_form(app)
    setup_comparing(app)
    setup_coverage(app)
    setup_transforms(app)
    setup_anchors(app)
    setup_menu(app)
    setup_html(app)
    setup_freshness(app)
    setup_site_files(app)
    setup_assets(app)
    setup_search(app)
    setup_book(app)
    setup_product_nodes(app)
    setup_downloads(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
