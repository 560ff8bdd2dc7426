"""Advice on language and quality: it names the line, the words and a way out, and never refuses."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from handboek.body import Block
from handboek.checks.advice import Advice
from handboek.checks.language import check_language, reading_ease
from handboek.checks.likeness import percent, skeleton, sketch
from handboek.checks.words import FILE, words_of
from handboek.cli import main
from handboek.fields import Reading
from handboek.layout import Layout
from handboek.settings import load_settings
from handbooks import GOOD, ROOT, write_example

LISTS = tomllib.loads(FILE.read_text("utf-8"))
SENTENCES = tomllib.loads((Path(__file__).parent / "advies" / "zinnen.toml").read_text("utf-8"))[
    "zin"
]
FORMS = [
    (form, instead) for forms, instead in LISTS["formeel"].items() for form in forms.split("|")
]
LONG = " ".join(f"Dit is zin {n} over de brief die {n} keer terugkwam." for n in range(40))


def advise(text: str, section: str = "maar-wel") -> list[tuple[str, str]]:
    layout = Layout(ROOT)
    reading = Reading("x.md", load_settings(layout).vocabulary, dt.date.min, [])
    check_language([Block(section, 7, "paragraph", text, text)], words_of(layout), reading)
    assert {problem.line for problem in reading.problems} <= {1, 7}
    return [(problem.message.slug, problem.text) for problem in reading.problems]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["tekst"][:30])
def test_a_sentence_gets_its_advice(case: dict[str, list[str]]) -> None:
    assert {slug for slug, _ in advise(case["tekst"])} == set(case.get("geeft", []))  # type: ignore[arg-type]


def test_what_is_bad_on_purpose_is_left_alone() -> None:
    text = " ".join(case["tekst"] for case in SENTENCES)
    assert advise(text)
    assert not advise(text, "liever-niet")


def test_there_are_enough_formal_words() -> None:
    assert len(LISTS["formeel"]) >= 260
    assert len({form for form, _ in FORMS}) == len(FORMS)


def test_each_formal_word_is_found_with_what_is_plainer() -> None:
    for form, instead in FORMS:
        found = [text for slug, text in advise(f"Nu {form} nu.") if slug == "formal-word"]
        assert any(f"‘{form.rstrip('.')}" in text and instead in text for text in found), form


def test_what_is_plainer_is_not_formal_itself() -> None:
    formal = {form for form, _ in FORMS}
    for form, instead in FORMS:
        assert instead == instead.strip()
        assert form not in instead.split(", "), form
    wrong = {w for _, instead in FORMS for w in instead.split(", ") if w in formal}
    assert wrong == set()


@pytest.mark.parametrize("words", LISTS["mensen"], ids=str)
def test_a_word_for_people_is_found_with_why(words: str) -> None:
    for form in words.split("|"):
        ((slug, text),) = [each for each in advise(f"De {form} wacht.") if each[0] == "people"]
        assert slug == "people"
        assert LISTS["mensen"][words]["liever"] in text


def test_reading_ease_tells_easy_from_hard() -> None:
    easy = reading_ease(["Ik bel u op. U komt langs. Dan zien wij wat er kan. " * 10])
    hard = reading_ease([
        "De desbetreffende uitvoeringsorganisatie heeft overeenkomstig de daartoe strekkende "
        "verantwoordelijkheidsverdeling besluitvormingsprocedures geïmplementeerd. " * 12
    ])  # fmt: skip
    assert easy is not None
    assert hard is not None
    assert easy > 80
    assert hard < 20
    assert reading_ease(["Te kort."]) is None


def test_every_text_of_advice_is_whole() -> None:
    for advice in Advice:
        assert not advice.refuses
        assert len(set(advice.value)) == 3
        assert "B1" not in "".join(advice.value)


def test_short_and_one_sided_examples_get_advice(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    long = GOOD.replace("Een besluit heeft ook een motivering nodig.", "Dit is goed. " * 20)
    path = write_example(handbook, "eenzijdig")
    path.write_text(
        long.replace("De brief begint", "Een brief die echt begint " + "heel " * 7 + "goed")
    )
    assert main(["--map", str(handbook.root), "check"]) == 0
    said = capsys.readouterr().out
    for words in ("het onderdeel ‘Situatie’ heeft", "noemt maar één kant", "de titel is"):
        assert words in said


def test_a_text_that_is_there_already_is_named(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    change = ("Een inwoner heeft een kapvergunning aangevraagd.", LONG)
    write_example(handbook, "eerste", change)
    second = write_example(handbook, "tweede", change, principle="respectvol")
    write_example(handbook, "derde")
    for command in (["check"], ["check", str(second)]):
        main(["--map", str(handbook.root), *command])
        said = capsys.readouterr().out
        assert "respectvol/tweede.md:1: advies: " in said
        assert "procent van deze tekst staat ook in examples/passend/eerste.md" in said
        assert "derde.md:1:" not in said


def test_the_sample_tells_how_much_is_the_same() -> None:
    other = LONG.replace("brief", "vergunning").replace("zin", "dus").replace("keer", "maal")
    assert percent(sketch([LONG]), sketch([LONG.upper()])) == 100
    assert percent(sketch([LONG]), sketch([other])) < 35
    assert percent(sketch([LONG]), sketch([f"{other} {LONG}"])) == 100


def test_names_that_look_alike_have_one_skeleton() -> None:
    assert skeleton("brief-1") == skeleton("brief-l") == skeleton("brie-fl")
    assert skeleton("formulier") == skeleton("forrnulier")
    assert skeleton("aan-de-balie") != skeleton("aan-de-telefoon")
