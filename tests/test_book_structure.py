"""The structure of the real handbook.pdf, as a screen reader meets it.

Two checkers run in test_book.py, but they look at few of the rules of PDF/UA; what they leave out
is read here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from builds import small_handbook
from docutils import nodes
from handboek.build import Wanted, _application
from handboek.nodes import SiteOnly
from pdftext import normalise, pieces, units
from pdftree import CONTENTS, HEADINGS, PdfTree, Tag, flat, headings, plain
from sphinx.util.docutils import docutils_namespace, patch_docutils


@dataclass(frozen=True)
class Book:
    """The PDF, and the doctree that it was made of."""

    pdf: PdfTree
    tree: nodes.document
    path: Path

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and text of every heading in the structure tree, without the contents' own."""
        return headings(self.pdf)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    layout = small_handbook(tmp_path_factory.mktemp("bouw") / "handboek")
    with patch_docutils(layout.conf), docutils_namespace():
        app = _application(layout, Wanted(html=False), io.StringIO())
        app.config.typst_documents = app.config.typst_documents[:1]
        app.build()
        tree = app.builder.book.tree
    for node in list(tree.findall(SiteOnly)):
        node.parent.remove(node)
    return Book(PdfTree(layout.pdf / "handboek.pdf"), tree, layout.pdf / "handboek.pdf")


def links(book: Book) -> Iterator[pikepdf.Object]:
    for page in book.pdf.pdf.pages:
        yield from (note for note in page.get("/Annots", []) if note.Subtype == "/Link")


# ---- The document


def test_it_says_what_it_is(book: Book) -> None:
    root = book.pdf.pdf.Root
    assert root.Lang == "nl"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    with book.pdf.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        title = metadata["dc:title"]
    [shown] = book.pdf.root.all("Title")
    assert plain(shown.text) == title


def test_nothing_is_in_another_language(book: Book) -> None:
    given = {str(tag.element.Lang) for tag in book.pdf.root.all() if "/Lang" in tag.element}
    assert given <= {"nl"}


def test_every_kind_of_element_is_one_that_readers_know(book: Book) -> None:
    known = {
        *("Root", "Document", "Title", "P", "Span", "Link", "Strong", "Em", "Code", "Figure"),
        *("L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption"),
        *("TOC", "TOCI", "Reference", "Div", "Quote", "BlockQuote", "Note", *HEADINGS),
    }
    assert {tag.role for tag in book.pdf.root.all()} <= known


# ---- Headings and bookmarks


def test_no_level_is_skipped(book: Book) -> None:
    levels = [level for level, _ in book.headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headings_are_those_of_the_doctree(book: Book) -> None:
    titles = [node for node in book.tree.findall(nodes.title) if in_section(node)]
    assert [text for _, text in book.headings] == [plain(node.astext()) for node in titles]


def in_section(node: nodes.Node) -> bool:
    return isinstance(node.parent, nodes.section)


def test_bookmarks_are_the_headings(book: Book) -> None:
    with book.pdf.pdf.open_outline() as outline:
        found = list(flat(outline.root))
    assert [(level, plain(text)) for level, text in found] == book.headings


# ---- Elements


def test_every_figure_has_alt(book: Book) -> None:
    figures = list(book.pdf.root.all("Figure"))
    assert figures
    assert [figure for figure in figures if not str(figure.element.get("/Alt", "")).strip()] == []


def test_every_table_has_heads_with_a_scope(book: Book) -> None:
    tables = list(book.pdf.root.all("Table"))
    assert tables
    for table in tables:
        heads = list(table.all("TH"))
        assert heads, table.text
        assert {str(head.attribute("/Scope")) for head in heads} <= {"/Column", "/Row", "/Both"}
        assert all(cell.attribute("/Headers") is not None for cell in table.all("TD"))


def test_lists_are_lists(book: Book) -> None:
    found = list(book.pdf.root.all("L"))
    assert found
    for each in found:
        assert {child.role for child in each.children} <= {"LI", "L"}
    for item in book.pdf.root.all("LI"):
        assert [child.role for child in item.children] == ["Lbl", "LBody"]


def test_every_link_leads_somewhere_and_says_where(book: Book) -> None:
    tags = list(book.pdf.root.all("Link"))
    assert tags
    assert [tag.text for tag in tags if not tag.objects] == []
    assert [note for note in links(book) if not str(note.get("/Contents", "")).strip()] == []
    assert all("/StructParent" in note for note in links(book))
    assert sum(tag.objects for tag in tags) == sum(1 for _ in links(book))


# ---- Text


def test_running_heads_are_no_content(book: Book) -> None:
    pages = list(book.pdf.pages.values())
    assert [page.loose for page in pages if page.loose] == []
    chapters = {text for level, text in book.headings if level == 1}
    with book.pdf.pdf.open_metadata() as metadata:
        foot = normalise(metadata["dc:title"])
    heads = set()
    for number, page in enumerate(pages[1:], start=2):
        furniture = normalise("".join(page.artifacts).replace(".", ""))
        assert f"{foot}{number}" in furniture
        heads |= {chapter for chapter in chapters if normalise(chapter) in furniture}
    assert len(heads) > 5


def test_text_is_read_in_the_order_of_the_doctree(book: Book) -> None:
    [body] = [tag for tag in book.pdf.root.children if tag.role == "Document"]
    parts = body.children
    start = next(at for at, tag in enumerate(parts) if tag.role == "TOC") + 1
    text = normalise("".join(tag.text for tag in parts[start:]))
    place, wrong = 0, []
    for unit in units(book.tree):
        for piece in map(normalise, pieces(unit)):
            found = text.find(piece, place)
            if found < 0:
                wrong.append(unit.astext())
            else:
                place = found + len(piece)
    assert wrong == []


def test_every_font_is_embedded_and_can_be_copied(book: Book) -> None:
    fonts = {
        font.objgen: font
        for page in book.pdf.pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        described = font.DescendantFonts[0].FontDescriptor
        assert any(f"/FontFile{kind}" in described for kind in ("", "2", "3"))
        assert "+" in str(font.BaseFont)  # a subset
    assert "\ufffd" not in book.pdf.root.text


def test_no_page_takes_more_than_15_kb(book: Book) -> None:
    assert book.path.stat().st_size <= 15_000 * len(book.pdf.pdf.pages)


# ---- Order on paper


def marks_in_order(tag: Tag) -> Iterator[tuple[Any, int]]:
    """Yield the marks of an element and those in it, in reading order, without the notes."""
    if tag.role == "Note":
        return
    own = iter(tag.marks)
    for part in tag.parts:
        if isinstance(part, Tag):
            yield from marks_in_order(part)
        else:
            yield next(own)


def test_text_is_painted_in_the_order_it_is_read(book: Book) -> None:
    """The warning ORD-001 of `outloud` is about two things that are as they should be.

    A note is read where the text refers to it, and stands at the foot of the page. And `outloud`
    takes what stands in a paragraph before and after a bold word together. Typst numbers what it
    paints, so without the notes those numbers rise.
    """
    painted: dict[Any, list[int]] = {}
    for page, mark in marks_in_order(book.pdf.root):
        painted.setdefault(page, []).append(mark)
    assert len(painted) > 50
    for marks in painted.values():
        assert marks == sorted(marks)


# ---- Pages


def blocks(tag: Tag) -> Iterator[Tag]:
    """Yield headings, paragraphs and the like, in reading order."""
    if tag.role in {"P", "Figure", "TD", "TH", "Lbl", "Title", *HEADINGS}:
        yield tag
    else:
        for child in tag.children:
            yield from blocks(child)


def test_no_heading_stands_at_the_foot_of_a_page(book: Book) -> None:
    found = [tag for tag in blocks(book.pdf.root) if tag.place]
    for tag, following in pairwise(found):
        if tag.role in HEADINGS and tag.text != CONTENTS:
            assert tag.place[-1] == following.place[0], tag.text


def test_an_example_begins_with_more_than_its_title(book: Book) -> None:
    found = [tag for tag in blocks(book.pdf.root) if tag.place]
    titles = [at for at, tag in enumerate(found) if "Laatst bekeken: " in tag.text]
    assert len(titles) > 20
    for at in titles:
        heading = next(tag for tag in reversed(found[:at]) if tag.role in HEADINGS)
        first = found[at + 1]
        assert heading.place[0] == first.place[0], heading.text


def test_no_line_stands_alone(book: Book) -> None:
    """A paragraph that goes on to the next page leaves and takes at least two lines."""
    for tag in book.pdf.root.all("P"):
        if len(set(tag.place)) > 1:
            parts = split_by_page(tag)
            # Half a page is the narrowest that text goes on in: some forty characters a line.
            assert all(len(part) > 38 for part in parts), parts


def split_by_page(tag: Tag) -> list[str]:
    parts: dict[Any, str] = {}
    for page, text in pieces_with_page(tag):
        parts[page] = parts.get(page, "") + text
    return list(parts.values())


def pieces_with_page(tag: Tag) -> Iterator[tuple[Any, str]]:
    pages = iter(tag.pages)
    for part in tag.parts:
        if isinstance(part, Tag):
            yield from pieces_with_page(part)
        elif part.strip():
            yield next(pages), part


# ---- The tests themselves


def test_a_changed_order_is_noticed(book: Book) -> None:
    swapped = nodes.container("", *(node.deepcopy() for node in reversed(book.tree.children)))
    with pytest.raises(AssertionError):
        test_text_is_read_in_the_order_of_the_doctree(Book(book.pdf, swapped, book.path))


def test_the_tree_knows_its_parts() -> None:
    tag = Tag("P", pikepdf.Dictionary(), ["a", Tag("Span", pikepdf.Dictionary(), ["b"]), "c"])
    assert tag.text == "abc"
    assert [each.role for each in tag.all()] == ["P", "Span"]
