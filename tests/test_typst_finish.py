"""The last hand on a PDF: smaller, the same to read, and row heads tagged."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import typst
from handboek.typst.finish import finish
from pdftree import PdfTree, Tag, plain

SOURCE = """
#set document(title: "Proef")
#set text(lang: "nl")
= Proef
#table(columns: 3,
  table.header([A], [B], [C]),
  table.cell(rowspan: 2)[Over twee], [Eerste], [#table(columns: 2, [Binnen], [Ook binnen])],
  [Tweede], [Derde],
  [Laatste], [Vierde], [Vijfde],
)
#for _ in range(40) { par(lorem(60)) }
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    source, path = tmp_path / "proef.typ", tmp_path / "proef.pdf"
    source.write_text(SOURCE, "utf-8")
    typst.compile(str(source), output=str(path), pdf_standards=["ua-1"])
    return path


def cells(tree: PdfTree) -> dict[str, Tag]:
    return {plain(cell.text): cell for cell in tree.root.all("TH", "TD")}


def row_heads(tree: PdfTree) -> set[str]:
    return {name for name, cell in cells(tree).items() if cell.attribute("/Scope") == "/Row"}


def test_it_is_smaller_and_reads_the_same(path: Path) -> None:
    size, text = path.stat().st_size, PdfTree(path).root.text
    finish(path)
    assert path.stat().st_size < size
    assert PdfTree(path).root.text == text
    with pikepdf.open(path) as pdf:
        assert pdf.is_linearized


def test_row_heads_keep_what_they_were(path: Path) -> None:
    finish(path, [1, 0])
    tree = PdfTree(path)
    # A cell that spans two rows is the head of both, so the second row starts with no head; and
    # in a table inside a cell nothing is a head that the author did not call one.
    assert row_heads(tree) == {"Over twee", "Laatste"}
    found = cells(tree)
    assert found["Over twee"].role == found["A"].role == "TH"
    assert found["Over twee"].attribute("/RowSpan") == 2
    assert found["A"].attribute("/Scope") == "/Column"


def test_other_tables_than_those_of_the_text_are_left_alone(path: Path) -> None:
    finish(path, [1])
    assert row_heads(PdfTree(path)) == set()


def test_it_gives_the_same_bytes_every_time(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.pdf"
    other.write_bytes(path.read_bytes())
    finish(path, [1, 0])
    finish(other, [1, 0])
    assert path.read_bytes() == other.read_bytes()
