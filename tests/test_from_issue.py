"""The issue form, and the examples made of its issues; hostile ones too. ``HANDBOEK_RENEW=1`` renews."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from handboek.cli import main
from handboek.from_issue import MAX_CHARACTERS
from handboek.issue_form import LABEL, asked_in_issue, issue_form, path
from handboek.layout import Layout
from handboek.settings import load_settings
from handbooks import ROOT
from markdown_it import MarkdownIt
from proposals import CASES, issue_body, read_case

BODIES = sorted((Path(__file__).parent / "meldingen").glob("*.md"))
FORM = yaml.safe_load(issue_form(load_settings(Layout(ROOT)).vocabulary))


def files(layout: Layout) -> set[Path]:
    return {each for each in layout.root.rglob("*") if each.is_file()}


def outcome(layout: Layout, status: int, out: str, before: set[Path]) -> str:
    """Write down all that a run did: its status, what it said, and the file it made."""
    made = sorted(files(layout) - before)
    texts = (f"=== {layout.relative(each)}\n{each.read_text('utf-8')}" for each in made)
    return f"=== {status}\n{out}{''.join(texts)}"


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.stem)
def test_issue(body: Path, handbook: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(handbook)
    status = main(["--map", str(handbook.root), "from-issue", str(body)])
    got = outcome(handbook, status, capsys.readouterr().out, before)
    expected = body.with_suffix(".txt")
    if os.environ.get("HANDBOEK_RENEW"):
        expected.write_text(got, encoding="utf-8", newline="\n")
    assert got == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.stem)
def test_what_is_made_passes_the_check_and_lies_in_its_folder(
    body: Path, handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(handbook)
    status = main(["--map", str(handbook.root), "from-issue", str(body)])
    made = files(handbook) - before
    assert len(made) == (1 if status == 0 else 0)
    for each in made:
        assert each.parent.parent == handbook.examples
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", each.name)
        assert main(["--map", str(handbook.root), "check"]) == 0


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.stem)
def test_a_comment_calls_nobody_and_shows_nothing_from_elsewhere(
    body: Path, handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    if main(["--map", str(handbook.root), "from-issue", str(body)]) == 0:
        return
    said = capsys.readouterr().out
    for token in walk(said):
        assert token.type not in ("image", "link_open", "html_inline", "html_block"), token
        if token.type == "text":
            assert not re.search(r"[@#$<]|https?:", token.content), token.content


def walk(text: str) -> Iterator[object]:
    for token in MarkdownIt("commonmark").parse(text):
        yield token
        yield from token.children or ()


@pytest.mark.parametrize(
    "folder", [each for each in CASES if not read_case(each).findings], ids=lambda each: each.name
)
def test_an_issue_makes_the_file_that_the_form_makes(
    folder: Path, handbook: Layout, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = read_case(folder)
    body = tmp_path / "melding.md"
    body.write_text(issue_body(case.answers, load_settings(handbook).vocabulary), encoding="utf-8")
    assert main(["--map", str(handbook.root), "from-issue", str(body)]) == 0
    made = handbook.root / capsys.readouterr().out.strip()
    assert made.read_text("utf-8") == case.file


def test_an_issue_typed_on_windows(handbook: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    body = handbook.root / "melding.md"
    text = next(each for each in BODIES if each.stem == "goed").read_text("utf-8")
    body.write_bytes(text.replace("\n", "\r\n").encode())
    assert main(["--map", str(handbook.root), "from-issue", str(body)]) == 0
    made = handbook.root / capsys.readouterr().out.strip()
    assert b"\r" not in made.read_bytes()


def test_the_same_issue_twice_writes_nothing_over(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    body = next(each for each in BODIES if each.stem == "goed")
    assert main(["--map", str(handbook.root), "from-issue", str(body)]) == 0
    capsys.readouterr()
    assert main(["--map", str(handbook.root), "from-issue", str(body)]) == 1
    assert "is ook de titel van" in capsys.readouterr().out


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe### Titel\n\nx", b"\x00" * 1000, b"### Titel\n\n" + b"a" * (MAX_CHARACTERS * 5), b"### " * 20_000,
     b"### Titel\n\n" + b"![" * 20_000, b"### Situatie\n\n" + b"> " * 20_000],
    ids=["utf-16", "nul", "te-groot", "koppen", "haken", "citaten"],
)  # fmt: skip
def test_bytes_of_any_kind_from_the_standard_input(data: bytes, handbook: Layout) -> None:
    command = [sys.executable, "-m", "handboek", "--map", str(handbook.root), "from-issue"]
    before = files(handbook)
    ran = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert ran.stdout.startswith(b"Bedankt")
    assert files(handbook) == before


def test_the_note_with_the_proposal(handbook: Layout, tmp_path: Path) -> None:
    body = next(each for each in BODIES if each.stem == "shell")
    note = tmp_path / "toelichting.md"
    main(["--map", str(handbook.root), "from-issue", str(body), "--toelichting", str(note)])
    text = note.read_text("utf-8")
    plain = "".join(token.content for token in walk(text) if token.type == "text")
    assert "AI gebruikt" in plain
    assert not re.search(r"[@$`]", plain)


def test_the_form_in_the_repository_is_the_one_of_the_model() -> None:
    layout = Layout(ROOT)
    made = issue_form(load_settings(layout).vocabulary)
    assert path(layout).read_text("utf-8") == made, "draai: make issueformulier"


def test_the_form_is_one_that_a_forge_takes() -> None:
    assert FORM["labels"] == [LABEL]
    ids = [each["id"] for each in FORM["body"] if each["type"] != "markdown"]
    labels = [each["attributes"]["label"] for each in FORM["body"] if each["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", each) for each in ids)
    for each in FORM["body"]:
        assert each["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
        assert each["type"] != "dropdown" or len(each["attributes"]["options"]) > 1


def test_every_question_has_its_place_in_the_form() -> None:
    ids = [each.get("id") for each in FORM["body"]]
    assert [each.name for each in asked_in_issue()] == ids[1:-2]
