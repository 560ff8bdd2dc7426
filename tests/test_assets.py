"""What a page loads, and how its tables can be reached."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_doctree
from handboek.assets import _styles
from handboek.layout import Layout
from handboek.tables import mend_tables

TABLES = """
Kop
===

+---+
| a |
+---+

+---+
| b |
+---+

.. table:: Een bijschrift

   +---+
   | c |
   +---+
"""


def test_every_table_has_a_name_of_its_own() -> None:
    doctree = publish_doctree(TABLES, settings_overrides={"doctitle_xform": False})
    count = len(list(doctree.findall(nodes.table)))
    frame = '<div class="table-wrapper docutils container" id="id1"><col style="width: 50%" />'
    body = mend_tables(frame * count, doctree)
    assert "style=" not in body
    assert "id=" not in body
    named = BeautifulSoup(body, "html5lib").find_all(tabindex="0", role="region")
    assert [tag["aria-label"] for tag in named] == [
        "Tabel: Kop",
        "Tabel: Kop (2)",
        "Tabel: Een bijschrift",
    ]


def loaded(built: Layout, name: str) -> set[str]:
    page = BeautifulSoup((built.html / name).read_text("utf-8"), "html5lib")
    tags = page.select("script[src], link[rel=stylesheet]")
    return {
        str(tag.get("src") or tag.get("href")).rpartition("_static/")[2].partition("?")[0]
        for tag in tags
    }


def test_a_page_loads_nothing_that_it_has_no_use_for(built: Layout) -> None:
    stock = {"pygments.css", "sphinx-design.min.css", "styles/furo-extensions.css", "doctools.js",
             "design-tabs.js", "sphinx_highlight.js", "scripts/furo.js"}  # fmt: skip
    for name in ("index.html", "principes/passend.html", "voorbeelden/woz-op-een-vel.html"):
        found = loaded(built, name)
        assert not found & stock, name
        assert {"styles/furo.css", "handboek.css", "handboek.js", "weergave.js"} <= found


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('<div class="highlight-python notranslate"><div class="highlight">', {"pygments.css"}),
        ('<div class="sd-card docutils">', {"sphinx-design.min.css", "styles/furo-extensions.css"}),
        (
            '<div class="docutils sd-tab-set">',
            {"sphinx-design.min.css", "styles/furo-extensions.css"},
        ),
        ('<p class="highlighted">sd-card</p>', set()),
    ],
)
def test_a_page_with_code_or_cards_loads_what_shows_them(body: str, wanted: set[str]) -> None:
    """A page of another edition may have them."""
    names = ["pygments.css", "sphinx-design.min.css", "styles/furo-extensions.css", "eigen.css"]
    found = set(_styles([f"_static/{name}?v=1" for name in names], body))
    assert found == {f"_static/{name}?v=1" for name in {*wanted, "eigen.css"}}
