"""``handboek new``: the questions in a real terminal, from a pipe, and as options."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from handboek.cli import main
from handboek.layout import Layout
from handbooks import write_example
from proposals import CASES, read_case

TEXTS = ("situatie", "liever-niet", "maar-wel", "waarom", "afweging")
ANSWERS = (
    "passend", "Zeg wanneer het antwoord komt", "Een inwoner wacht op een besluit.",
    *(f"De tekst bij {text}.\nTweede regel.\n." for text in TEXTS), ".",
    "3", "brief, Sociale media", "1", "", "2026-11-23", "besluit, wachten", "bedacht", "",
)  # fmt: skip


def command(layout: Layout, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "handboek", "--map", str(layout.root), "new", *arguments]


def run(
    layout: Layout, answers: tuple[str, ...], *arguments: str
) -> subprocess.CompletedProcess[str]:
    typed = "".join(f"{answer}\n" for answer in answers)
    return subprocess.run(
        command(layout, *arguments), input=typed, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"}, check=False, timeout=120,
    )  # fmt: skip


def test_the_questions_one_by_one(handbook: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(handbook, ANSWERS)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    made = handbook.examples / "passend" / "zeg-wanneer-het-antwoord-komt.md"
    text = made.read_text("utf-8")
    assert (
        "rollen: [communicatieadviseur]\nkanalen: [brief, sociale-media]\norganisatie: gemeente\n"
        in text
    )
    assert "De tekst bij situatie.\n\nTweede regel.\n" in text
    assert "Naam [zeg-wanneer-het-antwoord-komt]" in ran.stdout
    assert "make check" in ran.stderr
    assert main(["--map", str(handbook.root), "check"]) == 0


def test_a_wrong_answer_is_explained_and_asked_again(handbook: Layout) -> None:
    long = "x" * 91
    answers = ("vriendelijk", "6", "respectvol", "", long, *ANSWERS[1:])
    ran = run(handbook, answers)
    assert ran.returncode == 0
    assert "‘vriendelijk’ kan niet bij ‘principe’" in ran.stdout
    assert "‘6’ kan niet bij ‘principe’" in ran.stdout
    assert "het kenmerk ‘titel’ ontbreekt" in ran.stdout
    assert "is 91 tekens lang" in ran.stdout
    assert (handbook.examples / "respectvol" / "zeg-wanneer-het-antwoord-komt.md").is_file()


def test_a_source_is_asked_for_an_example_that_happened(handbook: Layout) -> None:
    source = (
        "praktijk",
        "Jaarverslag",
        "Ombudsman",
        "http://x",
        "https://www.voorbeeld.nl/x",
        "",
        "",
    )
    ran = run(handbook, (*ANSWERS[:-2], *source))
    assert ran.returncode == 0, ran.stdout
    assert "het adres ‘http://x’ bij ‘url’ kan niet" in ran.stdout
    assert main(["--map", str(handbook.root), "check"]) == 0


def test_a_text_can_be_written_later(handbook: Layout) -> None:
    answers = (*ANSWERS[:4], ".", *ANSWERS[5:])
    ran = run(handbook, answers)
    assert ran.returncode == 0
    assert "Schrijf in het bestand nog: Liever niet." in ran.stderr
    assert "## Liever niet\n\n## Maar wel\n" in next(handbook.examples.rglob("*.md")).read_text(
        "utf-8"
    )


def test_a_name_that_is_taken_is_asked_again(handbook: Layout) -> None:
    before = write_example(handbook, "brief").read_text("utf-8")
    ran = run(handbook, (*ANSWERS[:-1], "brief", "Brief Twee", "brief-twee.md"))
    assert ran.returncode == 0, ran.stdout
    assert "de naam ‘brief’ is ook de naam van" in ran.stdout
    assert "kan geen adres op de site worden" in ran.stdout
    assert (handbook.examples / "passend" / "brief-twee.md").is_file()
    assert (handbook.examples / "passend" / "brief.md").read_text("utf-8") == before


@pytest.mark.parametrize("count", [0, 1, 5])
def test_answers_that_end_too_soon_make_nothing(handbook: Layout, count: int) -> None:
    ran = run(handbook, ANSWERS[:count])
    assert ran.returncode == 1
    assert "Er is niets gemaakt." in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(handbook.examples.rglob("*.md")) == []


def options_of(folder: Path) -> list[str]:
    case = read_case(folder)
    return [f"--{name}={','.join(values)}" for name, values in case.answers.items()]


@pytest.mark.parametrize(
    "folder", [each for each in CASES if not read_case(each).findings], ids=lambda each: each.name
)
def test_options_make_the_file_that_the_form_makes(folder: Path, handbook: Layout) -> None:
    given = ["--map", str(handbook.root), "new", "--zonder-vragen", *options_of(folder)]
    assert main(given) == 0
    [made] = handbook.examples.rglob("*.md")
    assert made.read_text("utf-8") == read_case(folder).file
    assert main(given) == 1
    assert list(handbook.examples.rglob("*.md")) == [made]


def test_options_that_are_not_right_make_nothing(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [
        "--map",
        str(handbook.root),
        "new",
        "--zonder-vragen",
        "--titel",
        "Kort",
        "--naam",
        "A b",
    ]
    assert main(given) == 1
    said = capsys.readouterr().err
    assert "--principe: het kenmerk ‘principe’ ontbreekt" in said
    assert "--naam: de bestandsnaam ‘A b.md’" in said
    assert list(handbook.examples.rglob("*.md")) == []


@pytest.mark.parametrize("name", ["../../kwaad", "/tmp/kwaad", "..", "passend/kwaad", ""])
def test_a_name_stays_in_its_folder(name: str, handbook: Layout) -> None:
    folder = next(each for each in CASES if each.name == "gewoon")
    before = {each for each in handbook.root.parent.rglob("*") if each.is_file()}
    main(
        [
            "--map",
            str(handbook.root),
            "new",
            "--zonder-vragen",
            f"--naam={name}",
            *options_of(folder),
        ]
    )
    made = {each for each in handbook.root.parent.rglob("*") if each.is_file()} - before
    assert all(each.parent == handbook.examples / "passend" for each in made)
    assert bool(made) == (name == "")


def test_what_was_given_as_an_option_is_not_asked(handbook: Layout) -> None:
    ran = run(
        handbook,
        ANSWERS[3:],
        "--principe=passend",
        "--titel=Zeg wanneer",
        "--kern=Een inwoner wacht.",
    )
    assert ran.returncode == 0, ran.stdout
    assert "Titel:" not in ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_a_real_terminal(handbook: Layout) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    main_end, terminal = pty.openpty()
    process = subprocess.Popen(
        command(handbook), stdin=terminal, stdout=terminal, stderr=terminal, close_fds=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    os.close(terminal)
    said = b""
    for line in "\n".join(ANSWERS).split("\n"):
        said = read_until(main_end, said)
        os.write(main_end, f"{line}\n".encode())
    while chunk := _read(main_end):
        said += chunk
    os.close(main_end)
    assert process.wait(60) == 0, said.decode()
    assert "Gemaakt: examples/passend/zeg-wanneer-het-antwoord-komt.md" in said.decode()
    assert b"Traceback" not in said


def read_until(descriptor: int, said: bytes) -> bytes:
    """Read until the program waits: it has asked something, or takes the next line of a text."""
    import select  # noqa: PLC0415 - with pty

    while select.select([descriptor], [], [], 3 if not said else 0.15)[0]:
        chunk = _read(descriptor)
        if not chunk:
            break
        said += chunk
    return said


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed: Linux says so with an error
        return b""
