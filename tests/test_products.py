"""The products: a training for each role, cards and a summary, read as a reader gets them."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pdftext
import pikepdf
import pypdfium2
import pytest
from builds import later, run_build, small_handbook
from docutils import nodes
from handboek.build import BuildError
from handboek.catalogue import load
from handboek.clock import edition
from handboek.layout import Layout
from handboek.models import Example
from handboek.products.files import describe
from handboek.products.selection import for_training
from handboek.settings import load_settings
from handbooks import ROOT
from pdftext import missing_texts, normalise
from pdftree import CONTENTS, PdfTree, elements, flat, headings, plain

ROLES = tuple(load_settings(Layout(ROOT)).vocabulary.roles)
TRAININGS = tuple(f"training-{role}" for role in ROLES)
PRODUCTS = (*TRAININGS, "werkkaarten", "samenvatting")
AFTER_THE_TURN = ("maar-wel", "waarom", "afweging")


def test_every_product_is_made(built: Layout) -> None:
    assert {path.stem for path in built.pdf.glob("*.pdf")} >= set(PRODUCTS)


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest, built: Layout) -> Path:
    return built.pdf / f"{request.param}.pdf"


def whole_pages(pdf: Path) -> list[str]:
    """Read each page to its edges: a card has no running head that could stand in the way."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [normalise(page.get_textpage().get_text_bounded()) for page in document]


def doctree(layout: Layout, docname: str) -> nodes.document:
    tree: nodes.document = pickle.loads(
        (layout.doctrees / "html" / f"{docname}.doctree").read_bytes()
    )
    return tree


def section(tree: nodes.Element, name: str) -> nodes.section:
    return next(
        each
        for each in tree.findall(nodes.section)
        if name in each["classes"] or name in each["ids"]
    )


def examples_of(layout: Layout, role: str) -> list[Example]:
    """Give the examples that must be in a training."""
    loaded = load(layout)
    chosen = for_training(role, loaded.catalogue, loaded.settings)
    return [each for principle in chosen.values() for each in principle.own]


# ---- Nothing is lost


@pytest.mark.parametrize("role", ROLES)
def test_a_training_practises_every_principle(built: Layout, role: str) -> None:
    chosen = Counter(each.principle for each in examples_of(built, role))
    assert set(chosen) == set(load_settings(built).vocabulary.principles)
    assert all(3 <= count <= 5 for count in chosen.values())
    assert all(each.exercise and role in each.roles for each in examples_of(built, role))


@pytest.mark.parametrize("role", ROLES)
def test_a_training_holds_its_examples_whole(built: Layout, role: str) -> None:
    examples = examples_of(built, role)
    assert examples
    wanted = nodes.container()
    for example in examples:
        wanted += doctree(built, example.docname).children
    assert missing_texts(wanted, built.pdf / f"training-{role}.pdf") == []


@pytest.mark.parametrize("role", ROLES)
def test_a_training_holds_advice_checklists_and_its_fixed_texts(built: Layout, role: str) -> None:
    settings = load_settings(built)
    wanted = nodes.container()
    for key in settings.vocabulary.principles:
        page = doctree(built, f"principes/{key}")
        wanted += section(page, role).children[1:]
        wanted += section(page, "checklist").children[1:]
    fixed = doctree(built, "training")
    for name in ("doel", "programma", "principes", "vragen", "checklist", "antwoorden"):
        wanted += section(fixed, f"training-{name}").children
    assert missing_texts(wanted, built.pdf / f"training-{role}.pdf") == []


def test_a_training_holds_nothing_of_another_role(built: Layout) -> None:
    text = "".join(whole_pages(built.pdf / "training-personeelsadviseur.pdf"))
    others = [e for e in load(built).catalogue if "personeelsadviseur" not in e.roles]
    assert [each.slug for each in others if normalise(each.title) in text] == []


def test_the_cards_hold_situation_and_answer(
    built: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdftext, "pdf_pages", whole_pages)
    wanted = nodes.container()
    for example in load(built).catalogue:
        page = section(doctree(built, example.docname), "voorbeeld")
        wanted += [each for each in page if not isinstance(each, nodes.section)]
        for name in ("situatie", *AFTER_THE_TURN):
            wanted += section(page, name).children
    for key in load_settings(built).vocabulary.principles:
        wanted += section(doctree(built, f"principes/{key}"), "vragen-om-te-stellen").children
    wanted += doctree(built, "werkkaarten").children[0].children[1:2]
    assert missing_texts(wanted, built.pdf / "werkkaarten.pdf") == []


def test_the_summary_is_two_whole_pages(built: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdftext, "pdf_pages", whole_pages)
    pdf = built.pdf / "samenvatting.pdf"
    assert describe(pdf).pages == 2
    assert missing_texts(doctree(built, "samenvatting"), pdf) == []


# ---- On paper


def last_words(part: nodes.section) -> str:
    """Give the longest stretch of its last paragraph; between stretches a note can stand."""
    last = list(part.findall(nodes.paragraph))[-1]
    return max((normalise(text.astext()) for text in last.findall(nodes.Text)), key=len)


@pytest.mark.parametrize("role", ROLES)
def test_what_works_stands_on_the_back_of_what_does_not(built: Layout, role: str) -> None:
    pages = whole_pages(built.pdf / f"training-{role}.pdf")
    for example in examples_of(built, role):
        tree = doctree(built, example.docname)
        before, after = (last_words(section(tree, name)) for name in ("liever-niet", "maar-wel"))
        at = next(n for n, text in enumerate(pages) if before in text)
        assert at % 2 == 0, f"{example.slug} staat niet op een rechterbladzijde"
        assert after not in pages[at]
        assert after in pages[at + 1]


def test_front_and_back_of_a_card_meet(built: Layout) -> None:
    with pypdfium2.PdfDocument(built.pdf / "werkkaarten.pdf") as document:
        halves = []
        for page in document:
            _, height = page.get_size()
            text = page.get_textpage()
            top = text.get_text_bounded(bottom=height / 2)
            bottom = text.get_text_bounded(top=height / 2)
            halves.append((normalise(top), normalise(bottom)))
    loaded = load(built)
    titles = [normalise(each.title) for each in loaded.catalogue]
    cards = len(titles) + len(loaded.settings.vocabulary.principles)
    before = len(halves) - 2 * -(-cards // 2)  # the explanation, and the list of all cards
    for title in titles:
        (front, half), *others = [
            (at, side)
            for at, sides in enumerate(halves[before:], start=before + 1)
            for side, text in enumerate(sides)
            if title in text[: len(title) + 3]
        ]
        assert front % 2 == 1
        assert others == [(front + 1, half)]
        assert "Situatie" in halves[front - 1][half]
        assert "Maarwel" in halves[front][half]


def test_every_product_says_what_it_is(product: Path, built: Layout) -> None:
    pages = [re.sub(r"\W", "", text).lower() for text in whole_pages(product)]
    date = edition(built).long_date.replace(" ", "")
    for words in ("conceptgeenofficiëlepublicatie", "versie010", date):
        assert words in pages[0] or product.stem.startswith("training")
        assert words in "".join(pages[:2])


# ---- For a screen reader


@pytest.mark.parametrize("checker", [["pdfua", "check"], ["outloud"]], ids=lambda each: each[0])
def test_checkers_find_no_errors(product: Path, checker: list[str]) -> None:
    """Two warnings are left.

    PAG-001: headings that stand in the same place of every card are taken for running heads.
    ORD-001: Typst paints some words in another order than it tags them, seen on pages with a list
    whose items begin in bold; a screen reader follows the tags.
    """
    program = Path(sys.executable).with_name(checker[0])
    result = subprocess.run(
        [program, *checker[1:], product], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
    warnings = set(re.findall(r"WARNING (\S+)", result.stdout))
    assert warnings <= {"PAG-001", "ORD-001"}


def test_the_structure_is_whole(product: Path) -> None:
    with pikepdf.open(product) as pdf:
        found = list(elements(pdf))
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        levels = [int(role[1:]) for role, _ in found if re.fullmatch(r"H[1-6]", role)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        for role, element in found:
            if role == "TH":
                given = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
                assert any("/Scope" in each for each in given)
            assert role != "Figure" or str(element.get("/Alt", "")).strip()


def test_every_font_is_embedded_and_gives_its_text(product: Path) -> None:
    with pikepdf.open(product) as pdf:
        fonts = [
            font
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
            for font in [each]
        ]
        assert fonts
        for font in fonts:
            if font.Subtype == "/Type0":
                assert "/ToUnicode" in font
            else:
                assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())


def test_bookmarks_are_the_headings(product: Path) -> None:
    tree = PdfTree(product)
    with tree.pdf.open_outline() as outline:
        marks = [(level, plain(text)) for level, text in flat(outline.root)]
    assert [mark for mark in marks if mark[1] != CONTENTS] == headings(tree)


def test_text_is_read_in_the_order_it_was_written(product: Path) -> None:
    source = (product.parent / "bron" / "producten" / f"{product.stem}.typ").read_text("utf-8")
    text, place, wrong = normalise(PdfTree(product).root.text), 0, []
    for given in re.findall(r'#"((?:[^"\\]|\\.)*)";', source):
        piece = normalise(re.sub(r"\\(.)", r"\1", given))
        found = text.find(piece, place)
        if found < 0:
            wrong.append(given)
        else:
            place = found + len(piece)
    assert wrong == []


def test_lists_links_and_running_heads_are_what_they_are(product: Path) -> None:
    tree = PdfTree(product)
    for item in tree.root.all("LI"):
        assert [child.role for child in item.children] == ["Lbl", "LBody"]
    notes = [
        note
        for page in tree.pdf.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link"
    ]
    assert sum(tag.objects for tag in tree.root.all("Link")) == len(notes)
    assert all(str(note.get("/Contents", "")).strip() for note in notes)
    assert [page.loose for page in tree.pages.values() if page.loose] == []


# ---- Again, and after a change


LONG = "Dit is een zin die de situatie alleen maar langer maakt, en verder niets zegt. "


@pytest.fixture
def own(tmp_path: Path) -> Layout:
    return small_handbook(tmp_path / "handboek")


def change(layout: Layout, name: str, old: str, new: str) -> None:
    text = (layout.root / name).read_text("utf-8")
    assert old in text
    later(layout.root / name, text.replace(old, new, 1))


def test_a_long_situation_still_fits_on_its_card(
    own: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdftext, "pdf_pages", whole_pages)
    long = f"{LONG * 20}Hier is het uit."
    change(
        own, "examples/passend/aan-de-keukentafel.md", "## Situatie\n", f"## Situatie\n\n{long}\n"
    )
    _, warnings = run_build(own, pdf=True)
    assert warnings == ""
    wanted = nodes.container("", nodes.paragraph("", long))
    assert missing_texts(wanted, own.pdf / "werkkaarten.pdf") == []


def test_what_is_too_long_for_a_card_is_told(own: Layout) -> None:
    example = examples_of(own, "baliemedewerker")[0]
    change(own, example.path, "## Maar wel\n", f"## Maar wel\n\n{LONG * 50}\n")
    _, warnings = run_build(own, pdf=True)
    assert example.path in warnings
    assert "dit voorbeeld is te lang voor een werkkaart en krijgt er geen" in warnings
    cards = "".join(whole_pages(own.pdf / "werkkaarten.pdf"))
    assert f"{normalise(example.title)}Maarwel" not in cards
    training = "".join(whole_pages(own.pdf / "training-baliemedewerker.pdf"))
    assert normalise(LONG * 50) in training


def test_the_settings_choose(own: Layout) -> None:
    chosen = 'keuze = ["boos-in-de-chat", "aan-de-keukentafel"]'
    settings = "conf/handboek.toml"
    change(own, settings, "keuze = []", chosen)
    change(
        own,
        settings,
        "[training.keuze]\n",
        '[training.keuze]\nbaliemedewerker = ["boos-in-de-chat"]\n',
    )
    run_build(own, pdf=True)
    catalogue = load(own).catalogue
    for pdf, wanted in (
        ("werkkaarten", {"boos-in-de-chat", "aan-de-keukentafel"}),
        ("training-baliemedewerker", {"boos-in-de-chat"}),
    ):
        text = "".join(whole_pages(own.pdf / f"{pdf}.pdf"))
        assert {each.slug for each in catalogue if normalise(each.title) in text} == wanted


def test_links_to_the_site_are_printed_and_stay_within_a_card(own: Layout) -> None:
    change(own, "conf/handboek.toml", 'url = ""', 'url = "https://handboek.example.org/"')
    link = "Lees ook [over de balie](../respectvol/boos-in-de-chat.md)."
    change(
        own, "examples/passend/aan-de-keukentafel.md", "## Situatie\n", f"## Situatie\n\n{link}\n"
    )
    _, warnings = run_build(own, html=False, pdf=True)
    assert warnings == ""
    address = normalise("https://handboek.example.org/voorbeelden/boos-in-de-chat.html")
    assert address not in "".join(whole_pages(own.pdf / "werkkaarten.pdf"))
    training = "".join(whole_pages(own.pdf / "training-personeelsadviseur.pdf"))
    assert normalise("https://handboek.example.org/") in training
    assert len(pikepdf.open(own.pdf / "werkkaarten.pdf").pages) % 2 == 0


def test_a_role_that_is_gone_leaves_no_training(own: Layout) -> None:
    old = own.pdf / "training-portier.pdf"
    run_build(own, html=False, pdf=True)
    shutil.copyfile(own.pdf / "training-baliemedewerker.pdf", old)
    result, _ = run_build(own, html=False, pdf=True)
    assert not old.exists()
    assert sorted(result.pdfs) == sorted(set(own.pdf.glob("*.pdf")))


def test_an_edition_may_leave_the_settings_out(own: Layout) -> None:
    text = own.settings.read_text("utf-8")
    before, _, after = text.partition("# --- PDF's naast het handboek")
    assert "[werkkaarten]" in after
    own.settings.write_text(before, encoding="utf-8")
    products = load_settings(own).products
    assert (products.training.most, products.cards.most, products.summary_pages) == (5, 20, 2)
    assert not products.training.chosen
    assert not products.cards.chosen


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("boos-in-de-chatt", r"‘boos-in-de-chatt’ bestaat niet; bedoelt u ‘boos-in-de-chat’\?"),
        ("woz-op-een-vel", "‘woz-op-een-vel’ is er niet voor deze rol"),
    ],
)
def test_a_choice_that_cannot_be_is_told(own: Layout, slug: str, said: str) -> None:
    choice = f'[training.keuze]\nbaliemedewerker = ["{slug}"]\n'
    change(own, "conf/handboek.toml", "[training.keuze]\n", choice)
    with pytest.raises(BuildError, match=said):
        run_build(own, html=False, pdf=True)


def test_a_missing_fixed_text_is_told(own: Layout) -> None:
    change(own, "docs/training.md", "(training-vragen)=\n", "")
    with pytest.raises(
        BuildError, match=r"docs/training\.md: het onderdeel \(training-vragen\)= ontbreekt"
    ):
        run_build(own, html=False, pdf=True)


def test_a_summary_that_grows_is_told(own: Layout) -> None:
    change(
        own,
        "docs/samenvatting.md",
        "## De vijf principes\n",
        f"## De vijf principes\n\n{LONG * 40}\n",
    )
    _, warnings = run_build(own, html=False, pdf=True)
    assert "samenvatting.pdf heeft 3 bladzijden, en er mogen er 2 zijn" in warnings


def test_without_their_pages_there_are_no_products(own: Layout) -> None:
    for name in ("training", "werkkaarten", "samenvatting", "downloads"):
        (own.docs / f"{name}.md").unlink()
    result, _ = run_build(own, html=False, pdf=True)
    assert not {path.stem for path in result.pdfs} & set(PRODUCTS)
