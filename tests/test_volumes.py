"""A handbook too large for one PDF: its volumes together hold what the one would."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
import segno
from builds import run_build, small_handbook
from handboek.catalogue import load
from handboek.layout import Layout
from handboek.nodes import _drawn
from handboek.volumes import divide
from pdftext import pdf_pages
from pdftree import PdfTree

ADDRESS = "https://handboek.example.org/"


def names(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(count)]


def test_a_small_handbook_is_one_volume() -> None:
    assert divide({"a": names("a", 2), "b": []}, 2) == [{"a": ["a0", "a1"], "b": []}]


def test_a_principle_stays_whole_if_it_fits() -> None:
    divided = divide({"a": names("a", 2), "b": names("b", 2), "c": names("c", 1)}, 3)
    assert divided == [{"a": ["a0", "a1"]}, {"b": ["b0", "b1"], "c": ["c0"]}]


def test_a_principle_too_large_is_cut_by_number() -> None:
    divided = divide({"a": names("a", 1), "b": names("b", 5)}, 2)
    assert divided == [{"a": ["a0"]}, {"b": ["b0", "b1"]}, {"b": ["b2", "b3"]}, {"b": ["b4"]}]


def build(folder: Path, size: int, url: str = "") -> Layout:
    layout = Layout(folder) if folder.exists() else small_handbook(folder)
    text = layout.settings.read_text("utf-8")
    for key in ("voorbeelden_per_deel = ", 'url = "'):
        start = text.index(key) + len(key)
        end = text.index('"' if '"' in key else "\n", start)
        text = text[:start] + (url if '"' in key else str(size)) + text[end:]
    layout.settings.write_text(text, "utf-8")
    _, warnings = run_build(layout, html=False, pdf=True)
    assert warnings == ""
    return layout


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return build(tmp_path_factory.mktemp("delen") / "handboek", 11, ADDRESS)


def files(layout: Layout) -> list[str]:
    return sorted(path.name for path in layout.pdf.glob("handboek*.pdf"))


def test_every_example_is_in_one_volume(divided: Layout) -> None:
    assert files(divided) == ["handboek-deel-2.pdf", "handboek-deel-3.pdf", "handboek.pdf"]
    sources = [path.read_text("utf-8") for path in (divided.pdf / "bron").glob("handboek*.typ")]
    for slug in load(divided).catalogue.examples:
        assert sum(f'#label("voorbeelden/{slug}#' in each for each in sources) == 1, slug


def test_the_first_volume_says_where_the_rest_is(divided: Layout) -> None:
    pages = "".join(pdf_pages(divided.pdf / "handboek.pdf"))
    assert "Devoorbeeldenbijditprincipestaanindeel2vandithandboek." in pages
    assert "deel3vandithandboek" in pages
    cover = pdf_pages(divided.pdf / "handboek-deel-2.pdf")[0]
    assert "Handboekoverheidsbredeprincipes,deel2" in cover
    assert "Deel2van3" in cover


def test_links_lead_to_the_site_where_the_volume_is_another(divided: Layout) -> None:
    second = PdfTree(divided.pdf / "handboek-deel-2.pdf")
    found = {
        str(note.A.URI)
        for page in second.pdf.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get("/A", {})
    }
    assert any(each.startswith(f"{ADDRESS}principes/passend.html") for each in found)
    assert {tag.text for tag in second.root.all("H1")} >= {"Inhoud"}


def test_every_example_has_its_address_to_scan(divided: Layout) -> None:
    alts: list[str] = []
    for name in files(divided):
        pdf = PdfTree(divided.pdf / name)
        alts += [str(tag.element.Alt) for tag in pdf.root.all("Figure")]
    for example in load(divided).catalogue:
        address = f"{ADDRESS}{example.docname}.html"
        assert alts.count(f"QR-code die naar dit voorbeeld op de site leidt: {address}") == 1


def test_a_tag_leads_to_no_list(divided: Layout) -> None:
    sources = [path.read_text("utf-8") for path in (divided.pdf / "bron").glob("handboek*.typ")]
    assert [each for each in sources if "voorbeelden/organisatie-gemeente.html" in each] == []


def test_a_drawing_holds_every_module_of_the_code() -> None:
    address = f"{ADDRESS}voorbeelden/een-voorbeeld.html"
    drawn = []
    for row in re.findall(r"<path ([^>]*)/>", _drawn(address)):
        start, end = map(int, re.search(r"M(\d+) \d+\.5H(\d+)", row).groups())
        dashes = re.search(r'dasharray="([\d ]*) 9"', row)
        runs = map(int, dashes[1].split()) if dashes else [end - start]
        dark = [step % 2 == 0 for step, run in enumerate(runs) for _ in range(run)]
        drawn.append([False] * start + dark)
    wanted = [[bool(module) for module in row] for row in segno.make(address, error="m").matrix]
    assert [row + [False] * (len(wanted) - len(row)) for row in drawn] == wanted


def test_every_volume_is_whole(divided: Layout) -> None:
    for name in files(divided):
        with pikepdf.open(divided.pdf / name) as pdf, pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_volumes_that_are_no_longer_there_are_removed(tmp_path: Path) -> None:
    layout = build(tmp_path / "handboek", 14)
    assert len(files(layout)) == 2
    # Without an address there is nothing to follow, so the volume is named.
    first, second = ("".join(pdf_pages(layout.pdf / name)) for name in reversed(files(layout)))
    assert "(deel2)" in first
    assert "(deel1)" in second
    build(tmp_path / "handboek", 300)
    assert files(layout) == ["handboek.pdf"]
