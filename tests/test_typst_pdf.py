"""Whole documents, compiled for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from docutils import nodes
from handboek.typst import TypstError, write_pdfs
from handboek.typst.assemble import Assembler
from handboek.typst.finish import row_heads
from pdftext import missing_texts, units
from pdftree import PdfTree, elements, plain
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CONF = HERE.parent / "conf"
LOOK = {
    "typst_font_paths": [str(CONF / "fonts")],
    "typst_template": str(CONF / "typst" / "handboek.typ"),
}


def make_app(root: str, folder: Path, builder: str = "typst", **settings: object) -> SphinxTestApp:
    srcdir = folder / "src"
    if not srcdir.exists():
        shutil.copytree(HERE / "roots" / f"test-typst-{root}", srcdir)
    look = LOOK if root == "boek" else {}
    app = SphinxTestApp(builder, srcdir=srcdir, confoverrides={**look, **settings})
    MADE.append(app)
    return app


MADE: list[SphinxTestApp] = []


@pytest.fixture(scope="module", autouse=True)
def leave_nothing_behind() -> Iterator[None]:
    """Undo what the applications did to docutils: the next module on this core builds as well."""
    yield
    while MADE:
        MADE.pop().cleanup()


def build(root: str, folder: Path, **settings: object) -> SphinxTestApp:
    app = make_app(root, folder, **settings)
    app.build()
    return app


def only_pdf(app: SphinxTestApp) -> Path:
    (path,) = Path(app.outdir).glob("*.pdf")
    return path


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SphinxTestApp]:
    app = build("boek", tmp_path_factory.mktemp("boek"))
    yield app
    app.cleanup()


@pytest.fixture(scope="module")
def pdf(book: SphinxTestApp) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(only_pdf(book)) as opened:
        yield opened


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [role for role, _ in elements(pdf)]


# ---- Nothing is lost


def test_build_gives_no_warnings(book: SphinxTestApp) -> None:
    assert book.warning.getvalue() == ""


def test_every_text_is_in_the_pdf(book: SphinxTestApp) -> None:
    tree = book.builder.book.tree
    assert len(list(units(tree))) > 100
    assert missing_texts(tree, only_pdf(book)) == []


def test_a_lost_text_is_noticed(book: SphinxTestApp) -> None:
    tree = book.builder.book.tree.deepcopy()
    tree += nodes.paragraph("", "", nodes.Text("Deze alinea staat nergens."))
    assert missing_texts(tree, only_pdf(book)) == ["Deze alinea staat nergens."]


# ---- What PDF/UA asks


def test_document_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang).startswith("nl")
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Het proefboek"


def test_every_figure_has_alt(pdf: pikepdf.Pdf) -> None:
    figures = [element for role, element in elements(pdf) if role == "Figure"]
    assert len(figures) == 4
    assert all(str(figure.Alt).strip() for figure in figures)


def test_header_cells_have_scope(pdf: pikepdf.Pdf) -> None:
    cells = [element for role, element in elements(pdf) if role == "TH"]
    assert cells
    for cell in cells:
        attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
        assert any("/Scope" in each for each in attributes)


def test_cells_at_the_head_of_a_row_are_tagged_so(book: SphinxTestApp) -> None:
    tree = PdfTree(only_pdf(book))
    tables = list(tree.root.all("Table"))
    with_row_heads = [
        [plain(cell.text) for cell in table.all("TH") if cell.attribute("/Scope") == "/Row"]
        for table in tables
    ]
    assert ["Brief", "Telefoon", "E-mail"] in with_row_heads
    assert row_heads(book.builder.book.tree) == tuple(int(bool(each)) for each in with_row_heads)


def test_heading_levels_are_whole(pdf: pikepdf.Pdf) -> None:
    levels = [int(role[1:]) for role in roles(pdf) if role in {f"H{n}" for n in range(1, 7)}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 4


def test_liever_niet_is_read_before_maar_wel(book: SphinxTestApp, pdf: pikepdf.Pdf) -> None:
    source = (Path(book.outdir) / "bron" / "proefboek.typ").read_text("utf-8")
    assert source.index("Liever niet") < source.index("Maar wel")
    assert "H4" in roles(pdf)


@pytest.mark.parametrize("checker", [["pdfua", "check"], ["outloud"]], ids=lambda each: each[0])
def test_checkers_find_no_errors(book: SphinxTestApp, checker: list[str]) -> None:
    program = Path(sys.executable).with_name(checker[0])
    command = [program, *checker[1:], only_pdf(book)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


# ---- Again, and not again


def test_same_sources_give_same_bytes(book: SphinxTestApp, tmp_path: Path) -> None:
    again = build("boek", tmp_path)
    assert only_pdf(again).read_bytes() == only_pdf(book).read_bytes()


def test_unchanged_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build("kaal", tmp_path).cleanup()
    compiled: list[str] = []
    monkeypatch.setattr(
        "handboek.typst.compiler._compile_and_finish",
        lambda job, output: (compiled.append(job.output.name), output.touch()),
    )
    build("kaal", tmp_path).cleanup()
    assert compiled == []
    build("kaal", tmp_path, typst_colors={"primary": "#123456"}).cleanup()
    assert compiled == ["document.pdf"]


def test_date_is_never_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with pikepdf.open(only_pdf(build("kaal", tmp_path / "a"))) as undated:
        assert "/CreationDate" not in undated.docinfo
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    with pikepdf.open(only_pdf(build("kaal", tmp_path / "b"))) as dated:
        assert str(dated.docinfo["/CreationDate"]).startswith("D:19700102")


# ---- Beside another builder


@pytest.fixture
def html_app(tmp_path: Path) -> Iterator[SphinxTestApp]:
    app = make_app("boek", tmp_path, "html", html_theme="furo")
    app.build()
    yield app
    app.cleanup()


def test_pdf_after_html_is_the_same(
    html_app: SphinxTestApp, book: SphinxTestApp, tmp_path: Path
) -> None:
    before, tags = html_app.builder, set(html_app.tags)
    doctrees = {path: path.read_bytes() for path in Path(html_app.doctreedir).rglob("*.doctree")}
    (path,) = write_pdfs(html_app, tmp_path / "pdf")
    assert path == tmp_path / "pdf" / "proefboek.pdf"
    assert path.read_bytes() == only_pdf(book).read_bytes()
    assert html_app.builder is before
    assert set(html_app.tags) == tags
    assert {path: path.read_bytes() for path in doctrees} == doctrees
    assert not os.environ.get("SOURCE_DATE_EPOCH")


def test_builder_is_restored_after_an_error(html_app: SphinxTestApp, tmp_path: Path) -> None:
    before = html_app.builder
    html_app.config.typst_template = "bestaat-niet.typ"
    with pytest.raises(TypstError, match=r"bestaat-niet\.typ"):
        write_pdfs(html_app, tmp_path / "pdf")
    assert html_app.builder is before


# ---- Assembling


def outline(tree: nodes.Element) -> list[tuple[int, str]]:
    """Return level and title of every heading of a book."""
    found = []
    for section in tree.findall(nodes.section):
        level, parent = 1, section.parent
        while parent is not None:
            level += isinstance(parent, nodes.section)
            parent = parent.parent
        found.append((level, section[0].astext()))
    return found


def test_documents_nest_under_the_section_of_their_toctree(book: SphinxTestApp) -> None:
    headings = outline(book.builder.book.tree)
    assert (1, "Passend") in headings
    assert (2, "Voorbeelden") in headings
    assert (3, "De brief begint met het antwoord") in headings
    assert (4, "Liever niet") in headings
    assert (2, "Achter de pagina") in headings
    assert (1, "Het proefboek") not in headings


def test_each_document_comes_once(tmp_path: Path) -> None:
    app = make_app("diep", tmp_path)
    app.builder.read()
    tree = Assembler(app, app.tags).assemble("index")
    files = [node["docname"] for node in tree.findall(addnodes.start_of_file)]
    assert files == ["index", "boven", "onder", "los"]


def test_too_deep_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(TypstError, match=r"onder\.md:5: de kop 'Zeven' ligt te diep \(7\)"):
        build("diep", tmp_path)


def test_skipped_level_names_file_and_line(tmp_path: Path) -> None:
    def sink(_app: object, doctree: nodes.document, _docname: str) -> None:
        inner = list(doctree.findall(nodes.section))[-1]
        inner.replace_self(nodes.section("", inner.deepcopy(), ids=["zonder-titel"]))

    app = make_app("kaal", tmp_path)
    app.connect("typst-doctree-loaded", sink)
    with pytest.raises(TypstError, match=r"index\.rst:7: .*slaat een niveau over \(van 1 naar 3\)"):
        app.build()


def test_event_can_add_documents(tmp_path: Path) -> None:
    def add(_app: object, doctree: nodes.document, docname: str) -> None:
        if docname == "index":
            section = next(doctree.findall(nodes.section))
            section += addnodes.toctree("", includefiles=["los"], entries=[(None, "los")])

    app = make_app("kaal", tmp_path)
    (tmp_path / "src" / "los.rst").write_text(":orphan:\n\nLos\n===\n\nTekst.\n", "utf-8")
    app.connect("typst-doctree-loaded", add)
    app.build()
    assert (1, "Los") in outline(app.builder.book.tree)


# ---- Nodes of others, and errors


class vreemd(nodes.General, nodes.Element):  # noqa: N801 - nodes are named so
    """A node that there is no Typst for."""


def add_strange(_app: object, doctree: nodes.document, _docname: str) -> None:
    for paragraph in list(doctree.findall(nodes.paragraph)):
        strange = vreemd()
        strange.source, strange.line = paragraph.source, paragraph.line
        paragraph.replace_self(strange)


def test_unknown_nodes_are_named_all_at_once(tmp_path: Path) -> None:
    app = make_app("kaal", tmp_path)
    app.connect("typst-doctree-loaded", add_strange)
    with pytest.raises(TypstError) as caught:
        app.build()
    assert str(caught.value).count("'vreemd' kan niet in de PDF") == 2
    assert "index.rst:4:" in str(caught.value)


def test_an_extension_can_translate_its_own_node(tmp_path: Path) -> None:
    app = make_app("kaal", tmp_path)
    app.connect("typst-doctree-loaded", add_strange)
    app.add_node(
        vreemd,
        typst=(lambda self, _: self.write_text("Heel gewoon."), lambda *_: None),
    )
    app.build()
    assert 'Heel gewoon."' in (Path(app.outdir) / "bron" / "document.typ").read_text("utf-8")


def test_failed_compile_says_what_to_do_and_keeps_the_old(tmp_path: Path) -> None:
    before = only_pdf(build("kaal", tmp_path)).read_bytes()
    broken = tmp_path / "stuk.typ"
    broken.write_text('#import "base.typ": *\n#let book(..given) = panic("stuk")\n', "utf-8")
    with pytest.raises(TypstError, match=r"(?s)Typst kon document\.pdf niet maken.*stuk"):
        build("kaal", tmp_path, typst_template=str(broken))
    (kept,) = (tmp_path / "src").rglob("document.pdf")
    assert kept.read_bytes() == before
    assert not list((tmp_path / "src").rglob("*.nieuw.pdf"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kent geen signalen")
def test_killed_compiler_says_what_to_do_and_keeps_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = only_pdf(build("kaal", tmp_path)).read_bytes()
    killed = tmp_path / "killed.py"
    killed.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "utf-8")
    monkeypatch.setattr("handboek.typst.compiler.PROGRAM", killed)
    with pytest.raises(TypstError, match=r"(?s)signaal SIGKILL.*verdeel het boek"):
        build("kaal", tmp_path, typst_colors={"primary": "#123456"})
    (kept,) = (tmp_path / "src").rglob("document.pdf")
    assert kept.read_bytes() == before


def test_compiler_has_a_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n", "utf-8")
    monkeypatch.setattr("handboek.typst.compiler.PROGRAM", slow)
    with pytest.raises(TypstError, match=r"na 1 seconden nog niet klaar.*typst_timeout"):
        build("kaal", tmp_path, typst_timeout=1)


def test_what_is_no_longer_asked_for_is_removed(tmp_path: Path) -> None:
    both = [{"startdoc": "index", "target": name, "title": name} for name in ("een", "twee")]
    out = Path(build("kaal", tmp_path, typst_documents=both).outdir)
    (out / "bron" / "beeld" / "oud.svg").write_text("<svg/>", "utf-8")
    (out / "andermans.pdf").write_bytes(b"")
    build("kaal", tmp_path, typst_documents=both[:1])
    assert {path.name for path in out.glob("*.pdf")} == {"een.pdf", "andermans.pdf"}
    assert not list((out / "bron" / "beeld").iterdir())
    assert not list(out.glob("bron/twee*"))


def test_image_without_alt_can_be_an_artifact(tmp_path: Path) -> None:
    app = make_app("kaal", tmp_path, typst_image_without_alt="artifact")
    (tmp_path / "src" / "vak.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    index = tmp_path / "src" / "index.rst"
    index.write_text(index.read_text("utf-8") + "\n.. image:: vak.svg\n", "utf-8")
    app.build()
    with pikepdf.open(only_pdf(app)) as opened:
        assert "Figure" not in roles(opened)
