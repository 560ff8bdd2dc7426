"""Answers become the file of an example; a folder a case. ``HANDBOEK_RENEW=1`` writes what comes out now."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from handboek.catalogue import load
from handboek.fields import keys
from handboek.layout import Layout
from handboek.models import Example
from handboek.proposal import Desk, Proposal
from handboek.questions import question, questions
from handboek.scaffold import paragraphs, scaffold
from handboek.settings import load_settings
from handboek.slugs import suggest
from handbooks import write_example
from proposals import CASES, NAMES, Case, read_case


@pytest.fixture
def desk(handbook: Layout) -> Desk:
    write_example(handbook, "de", ("titel: de De brief", "titel: De brief"))
    return Desk(handbook, load_settings(handbook))


def renew(case: Case, found: Proposal) -> None:
    lines = [f"{each.asked}: {each.text}\n" for each in found.findings]
    for name, text in (("verwacht.md", found.scaffold.text), ("verwacht.txt", "".join(lines))):
        (case.folder / name).write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path, desk: Desk) -> None:
    case = read_case(folder)
    found = desk.look_at(case.answers)
    if os.environ.get("HANDBOEK_RENEW"):
        renew(case, found)
    assert found.scaffold.text == case.file
    assert [f"{each.asked}: {each.text}" for each in found.findings] == case.findings


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_real_check_says_the_same_of_the_file(folder: Path, handbook: Layout) -> None:
    case = read_case(folder)
    desk = Desk(handbook, load_settings(handbook))
    found = desk.look_at(case.answers)
    if found.findings and not case.answers:
        return  # without a principle there is no folder to put it in
    found.path.parent.mkdir(parents=True, exist_ok=True)
    found.path.write_text(found.scaffold.text, encoding="utf-8", newline="\n")
    problems = load(handbook).problems
    assert bool(problems) == bool([each for each in found.findings if each.asked != "principe"])


def test_the_case_with_everything_answers_every_question_in_the_order_of_the_model() -> None:
    """So a new field of the model cannot be left out of the files that form and program make."""
    case = read_case(next(each for each in CASES if each.name == "alles"))
    assert set(case.answers) == {each.name for each in questions()}
    written = re.findall(r"^(\w+):", case.file.partition("\n---\n")[0], re.MULTILINE)
    assert written == [key.name for key in keys(Example).values() if key.asked]


def test_every_line_of_the_file_knows_its_question() -> None:
    case = read_case(next(each for each in CASES if each.name == "alles"))
    made = scaffold(case.answers)
    lines = made.text.splitlines()
    assert len(lines) == len(made.asked)
    assert {made.asked[n] for n, line in enumerate(lines) if line.startswith("titel")} == {"titel"}
    assert set(filter(None, made.asked)) == set(case.answers) - {"principe"}


def test_an_example_that_exists_keeps_its_text() -> None:
    text = (Path(__file__).parents[1] / "examples/respectvol/boos-in-de-chat.md").read_text("utf-8")
    parts = text.split("## ")
    for each in parts[1:]:
        lines = each.split("\n")[2:]
        while not lines[-1]:
            lines.pop()
        assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["naam"])
def test_a_name_for_the_file(case: dict[str, str], handbook: Layout) -> None:
    vocabulary = load_settings(handbook).vocabulary
    assert suggest(case["titel"], case.get("bezet", []), vocabulary) == case["naam"]


def test_the_questions_follow_the_model() -> None:
    names = [each.name for each in questions()]
    assert len(names) == len(set(names))
    assert "uitgelicht" not in names
    assert question("bron-url").group == "bron"
    assert question("titel").limit == 90
    with pytest.raises(KeyError):
        question("uitgelicht")


def test_the_cases_can_be_read() -> None:
    for folder in CASES:
        tomllib.loads((folder / "antwoorden.toml").read_text("utf-8"))
