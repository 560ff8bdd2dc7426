"""Where examples are missing: counted, drawn, in tables, and up to date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup, Tag
from builds import later, run_build, site
from handboek.catalogue import load
from handboek.coverage import Cell, Coverage, coverage
from handboek.coverage_map import CoverageMap
from handboek.layout import Layout
from handboek.settings import load_settings
from handboek.vocabulary import Vocabulary
from handbooks import ROOT, new_handbook, write_example

FORM = "deel-uw-voorbeeld"
PAGE = "redactie/dekking"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def own(tmp_path: Path) -> Layout:
    """Make a handbook with three examples and the page."""
    layout = new_handbook(tmp_path)
    write_example(layout, "een")
    write_example(layout, "twee", ("kanalen: [brief]", "kanalen: [brief, balie]"))
    write_example(layout, "drie", principle="eigentijds")
    text = (ROOT / "docs" / f"{PAGE}.md").read_text(encoding="utf-8")
    later(layout.docs / f"{PAGE}.md", text.replace("[", "").replace("](", " ("))
    later(layout.docs / "index.md", f"# Handboek\n\n```{{toctree}}\n{PAGE}\n```\n")
    for name in ("conf.py", "templates", "static", "locale", "typst", "stijl"):
        source = ROOT / "conf" / name
        if source.exists():
            (layout.conf / name).symlink_to(source)
    return layout


def counted(layout: Layout) -> Coverage:
    loaded = load(layout)
    return coverage(loaded.catalogue, loaded.settings.vocabulary)


def vocabulary(layout: Layout) -> Vocabulary:
    return load_settings(layout).vocabulary


def page(layout: Layout) -> BeautifulSoup:
    return BeautifulSoup((layout.html / f"{PAGE}.html").read_text("utf-8"), "html.parser")


def cells(soup: BeautifulSoup, layout: Layout) -> Iterator[tuple[Cell, Tag]]:
    """Go through the cells of the tables, by what their heads say."""
    words = vocabulary(layout)
    tables = soup.select("table.dekking")
    for (principle, term), table in zip(words.principles.items(), tables, strict=True):
        assert table.select_one("caption").get_text().startswith(term.label)
        for channel, row in zip(words.channels, table.select("tbody tr"), strict=True):
            assert row.select_one("th").get_text(strip=True) == words.channels[channel].label
            for role, cell in zip(words.roles, row.select("td"), strict=True):
                yield Cell(principle, role, channel), cell


def test_every_example_counts_where_it_belongs(own: Layout) -> None:
    found = counted(own)
    words = vocabulary(own)
    assert list(found.counts) == [
        Cell(*each) for each in product(words.principles, words.roles, words.channels)
    ]
    full = {tuple(cell): count for cell, count in found.counts.items() if count}
    role = next(iter(load(own).catalogue)).roles[0]
    assert full == {
        ("passend", role, "brief"): 2,
        ("passend", role, "balie"): 1,
        ("eigentijds", role, "brief"): 1,
    }
    assert found.examples == 3
    assert len(found.empty("passend")) == len(words.roles) * len(words.channels) - 2


def test_what_is_needed_most_comes_first(own: Layout) -> None:
    found = counted(own)
    first = found.first(10)
    assert len(first) == 10
    assert not any(found[cell] for cell in first)
    # No role and no channel of a principle twice, as long as there are others without any.
    assert len({(cell.principle, cell.role) for cell in first}) == 10
    assert len({(cell.principle, cell.channel) for cell in first}) == 10
    near = {(example.principle, role) for example in load(own).catalogue for role in example.roles}
    assert not near & {(cell.principle, cell.role) for cell in first}


def test_nothing_is_needed_when_every_cell_is_full() -> None:
    cell = Cell("passend", "baliemedewerker", "brief")
    assert Coverage({cell: 1}, 1).first(10) == []
    assert Coverage({cell: 0}, 0).first(10) == [cell]


def test_the_map_shows_every_number(own: Layout) -> None:
    found, settings = counted(own), load_settings(own)
    svg, alt = CoverageMap(found, settings.vocabulary, settings.colours).draw()
    root = ET.fromstring(svg)
    assert root[1].text == alt
    shown = [int(text.text or "") for text in root.iter(f"{SVG}text")
             if text.get("text-anchor") == "middle"]  # fmt: skip
    assert shown == list(found.counts.values())
    assert "Passend: 38 van 40 vakken leeg." in alt


def test_the_map_stays_inside_its_frame(own: Layout) -> None:
    settings = load_settings(own)
    svg, _ = CoverageMap(counted(own), settings.vocabulary, settings.colours).draw()
    root = ET.fromstring(svg)
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    for box in root.iter(f"{SVG}rect"):
        x, y = float(box.get("x", "")), float(box.get("y", ""))
        assert x + float(box.get("width", "")) <= width
        assert y + float(box.get("height", "")) <= height


def test_a_large_number_stays_in_its_cell(own: Layout) -> None:
    settings, found = load_settings(own), counted(own)
    large = Coverage(dict.fromkeys(found.counts, 9999), 9999)
    svg, _ = CoverageMap(large, settings.vocabulary, settings.colours).draw()
    root = ET.fromstring(svg)
    width = min(float(box.get("width", "")) for box in root.iter(f"{SVG}rect"))
    sizes = {float(text.get("font-size", "")) for text in root.iter(f"{SVG}text")
             if text.get("text-anchor") == "middle"}  # fmt: skip
    assert max(sizes) * 0.65 * 4 <= width  # a digit is about 0.65 of the size wide, at most


def test_the_tables_show_every_number(own: Layout) -> None:
    run_build(own)
    shown = {cell: tag.get_text(strip=True) for cell, tag in cells(page(own), own)}
    assert shown == {cell: str(count) for cell, count in counted(own).counts.items()}
    assert not page(own).select(f'a[href*="{FORM}"]')
    ids = [str(tag["id"]) for tag in page(own).select("[id]")]
    assert len(set(ids)) == len(ids)


def test_an_empty_cell_invites_and_a_full_one_does_not(own: Layout) -> None:
    later(own.docs / f"{FORM}.md", "---\norphan: true\n---\n# Deel uw voorbeeld\n")
    run_build(own)
    found = counted(own)
    for cell, tag in cells(page(own), own):
        link = tag.select_one("a")
        assert (link is None) == bool(found[cell])
        if link is not None:
            address = urlsplit(str(link["href"]))
            assert address.path == f"../{FORM}.html"
            assert parse_qs(address.query) == {
                "principe": [cell.principle], "rol": [cell.role], "kanaal": [cell.channel],
            }  # fmt: skip


def test_the_form_that_comes_or_goes_is_noticed(own: Layout) -> None:
    run_build(own)
    form = own.docs / f"{FORM}.md"
    later(form, "---\norphan: true\n---\n# Deel uw voorbeeld\n")
    run_build(own)
    assert page(own).select(f'a[href*="{FORM}"]')
    form.unlink()
    run_build(own)
    assert not page(own).select(f'a[href*="{FORM}"]')


def test_a_new_example_changes_map_and_tables(own: Layout) -> None:
    run_build(own)
    write_example(own, "vier", ("kanalen: [brief]", "kanalen: [chat]"))
    run_build(own)
    after = site(own)
    assert {cell: tag.get_text(strip=True) for cell, tag in cells(page(own), own)} == {
        cell: str(count) for cell, count in counted(own).counts.items()
    }
    svg, _ = CoverageMap(counted(own), vocabulary(own), load_settings(own).colours).draw()
    assert after["_images/dekking.svg"] == svg.encode()


def test_a_book_has_the_tables_and_no_invitations(own: Layout) -> None:
    later(own.docs / f"{FORM}.md", "---\norphan: true\n---\n# Deel uw voorbeeld\n")
    run_build(own, html=False, pdf=True)
    source = "".join(
        each.read_text("utf-8") for each in (own.build / "pdf").rglob("*.typ") if each.is_file()
    )
    assert "Passend: aantal voorbeelden per kanaal en rol" in source
    assert "vul aan" not in source
    assert FORM not in source
    assert "dekking.svg" not in source
