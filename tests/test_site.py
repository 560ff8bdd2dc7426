"""The site as it is published: whole, in Dutch, and without a request to anyone else."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from handboek.catalogue import Catalogue, load
from handboek.layout import Layout
from playwright.sync_api import Browser

KINDS = (
    "index.html", "principes/passend.html", "rollen/baliemedewerker.html", "kanalen/brief.html",
    "voorbeelden/index.html", "voorbeelden/woz-op-een-vel.html", "voorbeelden/rol-baliemedewerker.html",
    "achtergrond/ontstaan.html", "begrippen.html", "zoeken.html",
    "downloads.html", "training.html", "meedoen.html", "deel-uw-voorbeeld.html",
)  # fmt: skip
"""One page of every kind."""


@pytest.fixture(scope="session")
def catalogue(built: Layout) -> Catalogue:
    return load(built).catalogue


@pytest.fixture(scope="session")
def pages(built: Layout) -> dict[str, BeautifulSoup]:
    return {
        path.relative_to(built.html).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html5lib")
        for path in sorted(built.html.rglob("*.html"))
    }


def article(page: BeautifulSoup) -> BeautifulSoup:
    found = page.find("article")
    assert found is not None
    return BeautifulSoup(str(found), "html5lib")


def links(page: BeautifulSoup) -> set[str]:
    return {
        Path(urlsplit(str(a["href"])).path).name for a in article(page).find_all("a", href=True)
    }


def test_every_link_leads_somewhere(pages: dict[str, BeautifulSoup], built: Layout) -> None:
    ids = {name: {str(tag["id"]) for tag in page.find_all(id=True)} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for tag in page.find_all(href=True):
            parts = urlsplit(str(tag["href"]))
            if parts.scheme or not (parts.path or parts.fragment):
                continue
            folder = built.html if parts.path.startswith("/") else (built.html / name).parent
            target = folder / unquote(parts.path).lstrip("/") if parts.path else built.html / name
            place = target.resolve().relative_to(built.html.resolve()).as_posix()
            fragment = unquote(parts.fragment)
            if not target.exists() or (fragment and place in ids and fragment not in ids[place]):
                broken.append(f"{name}: {tag['href']}")
    assert broken == []


def test_every_example_is_everywhere_it_belongs(
    pages: dict[str, BeautifulSoup], catalogue: Catalogue
) -> None:
    shown: dict[str, set[str]] = {}
    for name, page in pages.items():  # a list goes on in voorbeelden/alle-2, rol-…-2, and so on
        first = re.sub(r"-\d+(?=\.html$)", "", name).replace(
            "voorbeelden/alle.", "voorbeelden/index."
        )
        shown.setdefault(first, set()).update(links(page))
    missing = []
    for example in catalogue:
        lists = [
            "voorbeelden/index.html",
            *(f"voorbeelden/principe-{key}.html" for key in example.principles),
            *(f"voorbeelden/rol-{key}.html" for key in example.roles),
            *(f"kanalen/{key}.html" for key in example.channels),
            f"voorbeelden/organisatie-{example.organisation}.html",
            f"voorbeelden/soort-{example.kind}.html",
        ]
        missing += [
            f"{name}: {example.slug}" for name in lists if f"{example.slug}.html" not in shown[name]
        ]
    assert missing == []


def test_every_example_page_says_what_it_is(
    pages: dict[str, BeautifulSoup], catalogue: Catalogue
) -> None:
    for example in catalogue:
        page = article(pages[f"{example.docname}.html"])
        assert [h.get_text().rstrip("#") for h in page.find_all("h1")] == [example.title]
        about = page.find(class_="kenmerken")
        assert about is not None
        assert ("Bedacht voorbeeld" in about.get_text()) == (example.kind == "bedacht")
        classes = [tag["class"] for tag in page.find_all("section") if tag.get("class")]
        order = [name for each in classes for name in each if name in ("liever-niet", "maar-wel")]
        assert order == ["liever-niet", "maar-wel"]


def test_examples_stay_out_of_the_menu(
    pages: dict[str, BeautifulSoup], catalogue: Catalogue
) -> None:
    slugs = {f"{example.slug}.html" for example in catalogue}
    for name, page in pages.items():
        menu = page.find(class_="sidebar-tree")
        shown = (
            {Path(str(a["href"])).name for a in menu.find_all("a", href=True)} if menu else set()
        )
        assert not shown & slugs, name


def test_every_page_is_dutch_and_has_one_first_heading(pages: dict[str, BeautifulSoup]) -> None:
    english = re.compile(
        r"\b(Toggle|Skip to|Next|Previous|Search|Back to top|On this page|Made with|Link to this|"
        r"Permalink|Home|Contents|Table of)\b"
    )
    for name, page in pages.items():
        assert page.html is not None
        assert page.html["lang"] == "nl", name
        for tag in page(["script", "style"]):
            tag.extract()
        words = [page.get_text(" ")]
        words += [
            str(tag.get(key, ""))
            for tag in page.find_all()
            for key in ("title", "aria-label", "alt", "placeholder")
        ]
        assert not english.search(" ".join(words)), name
        if name != "zoeken.html":
            assert len(page.find_all("h1")) == 1, name
        for image in page.find_all("img"):
            assert image.get("alt"), name


def test_nothing_is_asked_of_anyone_else(pages: dict[str, BeautifulSoup], built: Layout) -> None:
    for name, page in pages.items():
        for tag in page.find_all(["script", "link", "img", "iframe", "source", "video"]):
            address = str(tag.get("src") or tag.get("href") or "")
            assert not urlsplit(address).netloc, f"{name}: {address}"
    for sheet in built.html.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*['\"]?https?:", sheet.read_text("utf-8")), sheet


@pytest.mark.browser
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("width", [1280, 360])
def test_a_page_opens_without_a_fault(
    chromium: Browser, built: Layout, name: str, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        page.goto((built.html / name).as_uri())
        page.wait_for_load_state("networkidle")
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    finally:
        page.close()


@pytest.mark.browser
def test_before_and_after_stand_side_by_side_on_a_wide_screen(
    chromium: Browser, built: Layout
) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    try:
        page.goto((built.html / "voorbeelden/woz-op-een-vel.html").as_uri())
        tops, lefts = zip(*(
            (box["y"], box["x"])
            for name in ("liever-niet", "maar-wel")
            if (box := page.locator(f"section.{name}").bounding_box())
        ), strict=True)  # fmt: skip
        assert tops[0] == tops[1]
        assert lefts[0] < lefts[1]
    finally:
        page.close()
