"""Text can never become code: any text, in any place, comes out of the PDF as it went in."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docutils import nodes
from handboek.characters import covered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdftree import PdfTree
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

HERE = Path(__file__).parent
CONF = HERE.parent / "conf"
# Each is a document that is compiled; HANDBOEK_EXAMPLES=500 searches longer than CI does.
EXAMPLES = int(os.environ.get("HANDBOEK_EXAMPLES", "60"))
MARK = re.compile(r"Grens(\d+)snerG")
# What typesetting adds or leaves out: spaces and places to break at the end of a line.
UNSEEN = re.compile(r"[\s\u00ad\u200b\u2060]+")
# A letter and an accent that the font has no one glyph for: Typst 0.15 gives the text of both to
# each of the two glyphs. Whoever copies it gets the letter twice; nothing here can help that.
TWICE = re.compile(r"(.[\u0300-\u036f]+)\1+")

CODE = [
    *"#\"\\][$*@<>`~_-=+{}();:|&%^!?/.,'",
    *("//", "/*", "*/", "#let x = 1", "#panic()", "```", "$x$", "\\u{41}", "\\n", "@index", "]["),
    *("<index>", "\n= kop", "\n- punt", "\n+ punt", "\n/ term: x", "1. ", "https://x.nl", "--"),
    *('");#panic("', "];#panic();[", "...", "-?", "~", "\t", "\n\n", "%", "${x}", "&amp;", "<b>"),
]
CHARACTERS = sorted(covered(CONF / "fonts"))
MARKS = ["\u0301", "\u0308", "\u0323", "e\u0301", "x\u0308\u0301"]


def texts() -> st.SearchStrategy[str]:
    piece = st.one_of(
        st.sampled_from(CODE), st.sampled_from(CHARACTERS), st.sampled_from(MARKS), st.just(" ")
    )
    mixed = st.lists(piece, min_size=1, max_size=30).map("".join)
    plain = st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=40)
    return st.one_of(mixed, plain).filter(lambda text: bool(squeezed(text)))


def squeezed(text: str) -> str:
    return UNSEEN.sub("", text)


def comparable(text: str) -> str:
    return TWICE.sub(r"\1", unicodedata.normalize("NFD", squeezed(text)))


# ---- Places


def paragraph(*children: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *children)


def within(kind: type[nodes.TextElement], **attributes: object) -> Callable[[str], nodes.Node]:
    return lambda text: paragraph(kind("", text, **attributes))


def block(kind: type[nodes.Element], **attributes: object) -> Callable[[str], nodes.Node]:
    return lambda text: kind("", paragraph(nodes.Text(text)), **attributes)


def titled(kind: type[nodes.Element], **attributes: object) -> Callable[[str], nodes.Node]:
    return lambda text: kind("", nodes.title("", text), paragraph(nodes.Text("na")), **attributes)


def section(text: str) -> nodes.Node:
    return nodes.section("", nodes.title("", text), ids=[f"k{abs(hash(text))}"])


def bullets(text: str, *classes: str) -> nodes.Node:
    return nodes.bullet_list("", block(nodes.list_item)(text), classes=list(classes))


def table(head: str, cell: str, title: str) -> nodes.Node:
    def row(text: str) -> nodes.row:
        return nodes.row("", block(nodes.entry)(text))

    group = nodes.tgroup("", nodes.colspec(colwidth=1), cols=1)
    group += [nodes.thead("", row(head)), nodes.tbody("", row(cell))]
    return nodes.table("", nodes.title("", title), group, ids=["tabel"])


def definition(term: str, body: str) -> nodes.Node:
    item = nodes.definition_list_item("", nodes.term("", term), block(nodes.definition)(body))
    return nodes.definition_list("", item)


def field(name: str, body: str) -> nodes.Node:
    parts = nodes.field_name("", name), block(nodes.field_body)(body)
    return nodes.field_list("", nodes.field("", *parts))


def option(name: str, body: str) -> nodes.Node:
    names = nodes.option_group("", nodes.option("", nodes.option_string("", name)))
    return nodes.option_list("", nodes.option_list_item("", names, block(nodes.description)(body)))


def figure(alt: str, caption: str, legend: str) -> nodes.Node:
    image = nodes.image(uri="vak.svg", alt=alt, candidates={"*": "vak.svg"})
    return nodes.figure(
        "", image, nodes.caption("", caption), block(nodes.legend)(legend), ids=["plaat"]
    )


def footnote(text: str) -> list[nodes.Node]:
    note = nodes.footnote("", nodes.label("", "1"), paragraph(nodes.Text(text)), ids=["noot"])
    return [paragraph(nodes.Text("x"), nodes.footnote_reference("", "1", refid="noot")), note]


def listing(caption: str, code: str) -> nodes.Node:
    parts = nodes.caption("", caption), nodes.literal_block(code, code, language="text")
    return nodes.container("", *parts, classes=["literal-block-wrapper"], ids=["lijst"])


def link(text: str, address: str) -> nodes.Node:
    return paragraph(nodes.reference("", text, refuri=address))


def component(name: str, text: str) -> nodes.Node:
    return nodes.container("", paragraph(nodes.Text(text)), design_component=name)


def signature(text: str) -> nodes.Node:
    name = addnodes.desc_name("", text)
    return addnodes.desc("", addnodes.desc_signature("", "", name), addnodes.desc_content())


def same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Place:
    """A context: what stands there for a text, and what a reader then reads."""

    make: Callable[[str], nodes.Node | list[nodes.Node]]
    read: Callable[[str], str] = same


TEXT_ELEMENTS = (
    nodes.emphasis,
    nodes.strong,
    nodes.literal,
    nodes.subscript,
    nodes.superscript,
    nodes.title_reference,
    nodes.inline,
    addnodes.literal_emphasis,
)
PLACES = {
    "paragraph": Place(lambda text: paragraph(nodes.Text(text))),
    **{kind.__name__: Place(within(kind)) for kind in TEXT_ELEMENTS},
    "kbd": Place(within(nodes.literal, classes=["kbd"])),
    "guilabel": Place(within(nodes.inline, classes=["guilabel"])),
    "badge": Place(within(nodes.inline, classes=["sd-badge", "sd-bg-primary"])),
    "abbreviation": Place(lambda text: paragraph(nodes.abbreviation("", text, explanation=text)),
                          lambda text: f"{text} ({text})"),
    "literal_block": Place(lambda text: nodes.literal_block(text, text, language="python")),
    "language": Place(lambda text: nodes.literal_block("x", "x", language=text), lambda _: "x"),
    "title": Place(section),
    "rubric": Place(lambda text: nodes.rubric("", text)),
    "term": Place(lambda text: definition(text, text), lambda text: text + text),
    "field": Place(lambda text: field(text, text), lambda text: text + text),
    "option": Place(lambda text: option(text, text), lambda text: text + text),
    "cells": Place(lambda text: table(text, text, "T"),
                   lambda text: f"Tabel 1: T{text}{text}"),
    "table title": Place(lambda text: table("a", "b", text), lambda text: f"Tabel 2: {text}ab"),
    "figure": Place(lambda text: figure(text, text, text),
                    lambda text: f"Figuur 1: {text}{text}"),
    "footnote": Place(footnote, lambda text: f"x11{text}"),
    "list item": Place(bullets, lambda text: f"•{text}"),
    "tags": Place(lambda text: bullets(text, "kenmerken")),
    "classes": Place(lambda text: bullets("x", text), lambda _: "•x"),
    "line": Place(lambda text: nodes.line_block("", nodes.line("", text))),
    "quote": Place(lambda text: nodes.block_quote("", paragraph(nodes.Text(text)),
                                                  nodes.attribution("", text)),
                   lambda text: f"{text}— {text}"),
    "admonition": Place(titled(nodes.admonition, classes=["x"]), lambda text: f"{text}na"),
    "editorial": Place(titled(nodes.admonition, classes=["redactioneel"]),
                       lambda text: f"{text}na"),
    "note": Place(block(nodes.note), lambda text: f"Notitie{text}"),
    "topic": Place(titled(nodes.topic), lambda text: f"{text}na"),
    "listing": Place(lambda text: listing(text, text),
                     lambda text: f"Codefragment 1: {text}{text}"),
    "link": Place(lambda text: link(text, "https://example.org/"),
                  lambda text: f"{text}22https://example.org/"),
    "address": Place(lambda text: link("Hier staat het.", text),
                     lambda text: f"Hier staat het.33{text}"),
    "reference": Place(lambda text: paragraph(nodes.reference("", text, refid="hier")),
                       lambda text: f"{text} (blz. 9)"),
    "button": Place(lambda text: paragraph(
        nodes.reference("", text, refid="hier", classes=["sd-btn"])),
                    lambda text: f"{text} (blz. 9)"),
    "card": Place(lambda text: component("card", text)),
    "tab": Place(lambda text: component("tab-item", text)),
    "dropdown": Place(lambda text: component("dropdown", text)),
    "signature": Place(signature),
    "citation": Place(lambda text: nodes.citation("", nodes.label("", text),
                                                  paragraph(nodes.Text(text))),
                      lambda text: f"[{text}] {text}"),
}  # fmt: skip


# ---- A document with every place in it


def fill(document: nodes.document, text: str) -> None:
    """Put a text in every place, with a mark before each."""
    chapter = next(document.findall(nodes.section))
    for number, place in enumerate(PLACES.values()):
        made = place.make(text)
        chapter += paragraph(nodes.Text(f"Grens{number}snerG"))
        chapter += made


class Press:
    """A project whose only page is filled anew for every text."""

    def __init__(self, srcdir: Path) -> None:
        srcdir.mkdir()
        (srcdir / "conf.py").write_text(
            'language = "nl"\nextensions = ["handboek.typst"]\n', "utf-8"
        )
        (srcdir / "index.rst").write_text(INDEX, "utf-8")
        (srcdir / "vak.svg").write_text(SVG, "utf-8")
        look = {
            "typst_fonts": ["Source Sans 3"],
            "typst_font_paths": [str(CONF / "fonts")],
            "typst_template": str(CONF / "typst" / "handboek.typ"),
        }
        self.text = ""
        self.app = SphinxTestApp("typst", srcdir=srcdir, confoverrides=look)
        self.app.connect("typst-doctree-loaded", lambda _, tree, __: fill(tree, self.text))
        self.app.builder.read()

    def print(self, text: str) -> PdfTree:
        self.text = text
        # The title returns on every page; the longest of them would take the test a minute.
        text = text[:500]
        cover = {"title": text, "subtitle": text, "version": text, "date": text, "author": text}
        self.app.config.typst_documents = [{"startdoc": "index", "target": "proef", **cover}]
        (path,) = self.app.builder.write_pdfs()
        return PdfTree(path)


INDEX = """
Proef
=====

.. image:: vak.svg
   :alt: x

.. _hier:

Hier.
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
    '<path d="M0 0h20v10H0z" fill="#154273"/></svg>'
)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    press = Press(tmp_path_factory.mktemp("tekst") / "src")
    yield press
    press.app.cleanup()


def addresses(tree: PdfTree) -> set[str]:
    """Return where the links in the document lead outside it."""
    found = set()
    for page in tree.pdf.pages:
        for annotation in page.get("/Annots", []):
            if "/URI" in annotation.get("/A", {}):
                found.add(bytes(annotation.A.URI).decode())
    return found


def differences(text: str, tree: PdfTree) -> dict[str, tuple[str, str]]:
    """Return the places where something else stands than what went in."""
    pieces = MARK.split(tree.root.text)
    found = {
        list(PLACES)[int(at)]: piece for at, piece in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    assert list(found) == list(PLACES)
    # On which page something stands is not what this is about.
    got = {name: re.sub(r"\(blz\.\s\d+\)", "(blz. 9)", piece) for name, piece in found.items()}
    wanted = {name: place.read(text) for name, place in PLACES.items()}
    return {
        name: (wanted[name], got[name])
        for name in PLACES
        if comparable(wanted[name]) != comparable(got[name])
    }


def check(press: Press, text: str) -> None:
    tree = press.print(text)
    assert differences(text, tree) == {}
    _, alt = (str(tag.element.Alt) for tag in tree.root.all("Figure"))
    assert alt == text.strip()
    with tree.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == text[:500]
    # What no reader could follow is shown only.
    assert len(text) > 2000 or text in addresses(tree)
    (title,) = tree.root.all("Title")
    assert comparable(title.text) == comparable(text[:500])


@given(texts())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="HANDBOEK_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_any_text_comes_out_as_it_went_in(press: Press, text: str) -> None:
    check(press, text)


def test_every_piece_of_code_stays_text(press: Press) -> None:
    check(press, "".join(CODE))
    check(press, " ".join(CODE))
    check(press, " ".join(reversed(CODE)))


@pytest.mark.parametrize("word", ["#" * 10_000, "e\u0301" * 5_000])
def test_a_word_longer_than_a_page(press: Press, word: str) -> None:
    check(press, word)


def test_every_character_of_the_fonts(press: Press) -> None:
    check(press, " ".join(CHARACTERS))
