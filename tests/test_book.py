"""The PDF of this handbook: nothing is missing, and a screen reader can read it."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from builds import run_build, small_handbook
from docutils import nodes
from handboek.catalogue import load
from handboek.layout import Layout
from handboek.listings import ALL, listings
from handboek.nodes import SiteOnly
from pdftext import missing_texts, pdf_pages


@pytest.fixture(scope="module")
def pdf(built: Layout) -> Path:
    return built.pdf / "handboek.pdf"


def doctrees(layout: Layout) -> dict[str, nodes.document]:
    """Read what Sphinx read, by docname, without what only the site shows."""
    folder = layout.doctrees / "html"
    trees = {}
    for path in sorted(folder.rglob("*.doctree")):
        tree = pickle.loads(path.read_bytes())
        for node in list(tree.findall(SiteOnly)):
            node.parent.remove(node)
        trees[path.relative_to(folder).with_suffix("").as_posix()] = tree
    return trees


def expected(layout: Layout) -> set[str]:
    """Give what a reader of the book must find: every page of docs/ and every example."""
    pages = {
        path.relative_to(layout.docs).with_suffix("").as_posix()
        for path in layout.docs.rglob("*.md")
    }
    loaded = load(layout)
    sets = {f"vergelijken/{each.slug}" for each in loaded.comparisons}
    return pages | sets | {example.docname for example in loaded.catalogue}


def test_every_source_has_been_read(built: Layout) -> None:
    loaded = load(built)
    generated = {each.docname for each in listings(loaded.catalogue, loaded.settings)} - {ALL}
    assert set(doctrees(built)) - generated == expected(built)


def test_every_paragraph_is_in_the_pdf(built: Layout, pdf: Path) -> None:
    wanted = expected(built)
    book = nodes.container()
    for docname, tree in doctrees(built).items():
        if docname in wanted:
            book += tree.children
    assert missing_texts(book, pdf) == []


def test_a_missing_paragraph_is_noticed(pdf: Path) -> None:
    lost = nodes.container("", nodes.paragraph("", "Deze zin staat in geen enkel voorbeeld."))
    assert missing_texts(lost, pdf) == ["Deze zin staat in geen enkel voorbeeld."]


def test_the_cover_says_what_it_is(pdf: Path) -> None:
    cover = pdf_pages(pdf)[0]
    for words in ("handboekoverheidsbredeprincipes", "conceptgeenofficiëlepublicatie", "versie"):
        assert words in re.sub(r"\W", "", cover).lower()


def test_site_and_pdf_hold_the_same_examples(built: Layout) -> None:
    catalogue = load(built).catalogue
    on_site = {path.stem for path in (built.html / "voorbeelden").glob("*.html")} & set(
        catalogue.examples
    )
    source = (built.pdf / "bron" / "handboek.typ").read_text("utf-8")
    in_book = {slug for slug in catalogue.examples if f'"voorbeelden/{slug}#' in source}
    assert on_site == in_book == set(catalogue.examples)


@pytest.mark.parametrize("checker", [["pdfua", "check"], ["outloud"]], ids=lambda each: each[0])
def test_checkers_find_no_errors(pdf: Path, checker: list[str]) -> None:
    program = Path(sys.executable).with_name(checker[0])
    result = subprocess.run(
        [program, *checker[1:], pdf], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_a_removed_example_leaves_the_pdf(tmp_path: Path) -> None:
    layout = small_handbook(tmp_path / "handboek")
    run_build(layout, pdf=True)
    gone = next(iter(load(layout).catalogue))
    (layout.root / gone.path).unlink()
    run_build(layout, pdf=True)
    text = "".join(pdf_pages(layout.pdf / "handboek.pdf"))
    assert re.sub(r"\W", "", gone.title) not in re.sub(r"\W", "", text)
