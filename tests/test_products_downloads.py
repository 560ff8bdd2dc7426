"""The PDFs on the site: each is there, and what is said of it is so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from builds import later, run_build, site, small_handbook
from handboek.handbook import Handbook
from handboek.layout import Layout
from handboek.products.files import describe
from handboek.products.selection import for_training


def page(layout: Layout, name: str) -> BeautifulSoup:
    return BeautifulSoup((layout.html / name).read_text("utf-8"), "html5lib")


def pdf_links(layout: Layout, name: str) -> set[str]:
    found = page(layout, name).find_all("a", href=re.compile(r"\.pdf$"))
    for each in found:
        target = (layout.html / name).parent / urlsplit(str(each["href"])).path
        assert target.is_file(), f"{name}: {each['href']}"
    return {Path(str(each["href"])).stem for each in found}


def test_the_page_says_of_each_pdf_what_is_so(built: Layout) -> None:
    rows = page(built, "downloads.html").select("table.downloads tbody tr")
    shown = {}
    for row in rows:
        link, *facts = row.find_all("td")
        shown[Path(str(link.a["href"])).name] = [
            link.get_text(strip=True), *(each.get_text(strip=True) for each in facts)
        ]  # fmt: skip
    pdfs = sorted(built.pdf.glob("*.pdf"))
    assert sorted(shown) == [path.name for path in pdfs]
    for path in pdfs:
        about = describe(path)
        title, pages, size, date = shown[path.name]
        assert (title, pages) == (about.title, str(about.pages))
        number, unit = size.split()
        bytes_ = float(number.replace(",", ".")) * {"kB": 1e3, "MB": 1e6}[unit]
        assert bytes_ == pytest.approx(path.stat().st_size, rel=0.05)
        assert date == "23 november 2026" or re.fullmatch(r"\d+ \w+ \d{4}", date)
        assert (built.html / "downloads" / path.name).read_bytes() == path.read_bytes()


def test_pages_link_to_what_belongs_to_them(built: Layout) -> None:
    assert {"handboek", "samenvatting"} <= pdf_links(built, "index.html")
    for path in (built.html / "principes").glob("[!i]*.html"):
        assert pdf_links(built, f"principes/{path.name}") == {"werkkaarten"}
    for path in (built.html / "rollen").glob("[!i]*.html"):
        assert pdf_links(built, f"rollen/{path.name}") == {f"training-{path.stem}"}


@pytest.fixture
def own(tmp_path: Path) -> Layout:
    """A handbook of one's own, to change."""
    layout = small_handbook(tmp_path / "handboek")
    run_build(layout, pdf=True)
    return layout


def test_without_pdfs_there_are_no_dead_links(own: Layout) -> None:
    run_build(own)
    after = site(own)
    assert not [name for name in after if name.endswith(".pdf")]
    text = page(own, "downloads.html").get_text()
    assert "De pdf’s zijn bij deze versie van de site niet gemaakt." in text
    assert pdf_links(own, "index.html") == set()
    shutil.rmtree(own.build)
    run_build(own)
    assert site(own) == after


def test_a_build_with_pdfs_after_an_edit_equals_a_clean_one(own: Layout) -> None:
    before = site(own)
    handbook = Handbook.load(own)
    chosen = for_training("baliemedewerker", handbook.catalogue, handbook.settings)
    path = own.root / chosen["passend"].own[0].path
    longer = "Nog een zin die erbij komt. " * 200
    later(path, path.read_text("utf-8").replace("## Afweging\n", f"## Afweging\n\n{longer}\n"))
    run_build(own, pdf=True)
    after = site(own)
    shutil.rmtree(own.build)
    run_build(own, pdf=True)
    clean = site(own)
    assert [name for name in clean if clean[name] != after.get(name)] == []
    assert sorted(after) == sorted(clean)
    # Nobody touched these pages; only the PDF they name has changed.
    for name in ("downloads.html", "rollen/baliemedewerker.html"):
        assert before[name] != after[name], name


def test_pdfs_after_a_site_without_equals_a_clean_build(own: Layout) -> None:
    whole = site(own)
    run_build(own)
    run_build(own, pdf=True)
    assert site(own) == whole


def test_a_name_that_does_not_exist_is_told(own: Layout) -> None:
    path = own.docs / "index.md"
    later(path, path.read_text("utf-8").replace("{downloads} handboek", "{downloads} hanboek"))
    _, warnings = run_build(own, pdf=True)
    assert "index.md" in warnings
    assert "de pdf ‘hanboek’ bestaat niet; kies uit: handboek, " in warnings
