"""The home page: what it offers, and how near every example is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from handboek.catalogue import Catalogue, load
from handboek.home import opening
from handboek.layout import Layout


@pytest.fixture(scope="module")
def catalogue(built: Layout) -> Catalogue:
    return load(built).catalogue


@pytest.fixture(scope="module")
def home(built: Layout) -> BeautifulSoup:
    return BeautifulSoup((built.html / "index.html").read_text("utf-8"), "html5lib")


def pages(links: BeautifulSoup) -> list[str]:
    return [Path(str(a["href"])).stem for a in links.select("li > p:first-child > a")]


def test_the_home_page_offers_every_way_in(home: BeautifulSoup, built: Layout) -> None:
    vocabulary = load(built).settings.vocabulary
    for name, facet in (("principes", vocabulary.principles), ("rollen", vocabulary.roles),
                        ("kanalen", vocabulary.channels)):  # fmt: skip
        cards = home.select_one(f"ul.kaarten.{name}")
        assert cards is not None
        assert pages(cards) == list(facet), name
        assert [a.get_text() for a in cards.select("a")] == [term.label for term in facet.values()]


def test_the_home_page_opens_with_two_sentences(home: BeautifulSoup) -> None:
    first = home.select_one(".opening")
    assert first is not None
    assert len(first.select("h1")) == 1
    text = " ".join(p.get_text() for p in first.find_all("p", recursive=False))
    assert text.count(".") == 2


def test_the_newest_examples_are_there(home: BeautifulSoup, catalogue: Catalogue) -> None:
    shown = home.select_one("ul.voorbeeldlijst")
    assert shown is not None
    assert pages(shown) == [example.slug for example in catalogue][:3]


def test_an_example_for_a_role_and_a_channel_is_three_clicks_away(
    built: Layout, catalogue: Catalogue
) -> None:
    near, edge = {"index.html"}, {"index.html"}
    for _ in range(3):
        edge = {link for name in edge for link in links(built.html, name)} - near
        near |= edge
    for role, channel in {(r, c) for e in catalogue for r in e.roles for c in e.channels}:
        found = [e for e in catalogue if role in e.roles and channel in e.channels]
        assert any(f"{e.docname}.html" in near for e in found), (role, channel)


def links(html: Path, name: str) -> set[str]:
    """Which pages the text of a page leads to; not its menu."""
    page = BeautifulSoup((html / name).read_text("utf-8"), "html5lib")
    found = set()
    for a in page.select("article a[href]"):
        parts = urlsplit(str(a["href"]))
        if not parts.scheme and parts.path.endswith(".html"):
            target = (html / PurePosixPath(name).parent / unquote(parts.path)).resolve()
            found.add(target.relative_to(html.resolve()).as_posix())
    return found


def test_a_home_page_is_divided_where_its_first_part_begins() -> None:
    found = opening(
        '\n<section id="a">\n<h1>A</h1><p>b</p>\n<section id="c"><h2>C</h2></section></section>'
    )
    assert found is not None
    assert found.before == '\n<section id="a">'
    assert found.opening == "\n<h1>A</h1><p>b</p>\n"
    assert found.rest == '<section id="c"><h2>C</h2></section></section>'
    assert opening("<p>geen titel</p>") is None
