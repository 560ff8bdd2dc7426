"""A folder a case: what is in examples/ or make.toml, and what `handboek check` says of it.

``HANDBOEK_RENEW=1`` writes what the check says now; read it before you commit it.
"""

from __future__ import annotations

import os
import shutil
import string
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from handboek.catalogue import load
from handboek.cli import main
from handboek.layout import Layout
from handboek.messages import Message, Problem
from handbooks import GOOD, write_example

CASES = sorted(path for path in (Path(__file__).parent / "check").iterdir() if path.is_dir())
MAX_TEXT = 420


def lay_out(case: Path, layout: Layout) -> None:
    """Put the files of a case in a handbook."""
    for folder in ("examples", "docs"):
        if (case / folder).is_dir():
            shutil.copytree(case / folder, layout.root / folder, dirs_exist_ok=True)
    if (case / "make.toml").is_file():
        for name, how in tomllib.loads((case / "make.toml").read_text("utf-8")).items():
            make(layout.root / name, how)


def make(path: Path, how: dict[str, Any]) -> None:
    """Make a file that git or an editor would not leave as it is, from the good example."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if "symlink" in how:
        path.symlink_to(how["symlink"])
        return
    text = how.get("text", GOOD)
    for old, new in how.get("replace", {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    text = text.replace("\n", how.get("newline", "\n")) + how.get("repeat", "") * 10_000
    path.write_bytes(text.encode(how.get("encoding", "utf-8")))


def lines_of(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, handbook: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(case, handbook)
    status = main(["--map", str(handbook.root), "check"])
    got = capsys.readouterr().out
    expected = case / "verwacht.txt"
    if os.environ.get("HANDBOEK_RENEW"):
        expected.write_text(got, encoding="utf-8", newline="\n")
    assert got == expected.read_text(encoding="utf-8")
    assert status == (1 if got else 0)


@pytest.fixture(scope="module")
def all_problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    from handbooks import EPOCH, new_handbook  # noqa: PLC0415

    problems: list[Problem] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        for case in CASES:
            layout = new_handbook(tmp_path_factory.mktemp("alle") / "handboek")
            lay_out(case, layout)
            problems += load(layout).problems
    return problems


def test_every_message_has_a_case(all_problems: list[Problem]) -> None:
    assert {problem.message for problem in all_problems} == set(Message)


def test_every_message_is_one_neat_line(all_problems: list[Problem]) -> None:
    for text in {problem.text for problem in all_problems}:
        assert text.isprintable()
        assert text == text.strip()
        assert text.count("; ") >= 2, text
        for ugly in ("  ", ";;", "; ;", " ;", "()", "‘’", "{", "None", "?;"):
            assert ugly not in text.replace("{titel: …, uitgever: …, url: https://…}", ""), text
        assert not text.endswith((";", ".", ":", " ")), text
        assert len(text) < MAX_TEXT, text


@pytest.mark.parametrize("message", Message, ids=lambda message: message.slug)
def test_every_text_says_what_is_wrong_what_may_and_how_to_repair(message: Message) -> None:
    assert all(part and part == part.strip() for part in message.value)
    assert len(set(message.value)) == 3
    for part in message.value:
        list(string.Formatter().parse(part))  # raises on a brace too many


def test_problems_come_by_file_and_by_number_of_the_line(handbook: Layout) -> None:
    write_example(handbook, "tweede", ("De lezer ziet", "<b> ziet"), ("Een inwoner", "<i> Een"))
    write_example(handbook, "eerste", ("De lezer ziet", "<b> ziet"), ("## Situatie", "#### x"))
    found = [(problem.path, problem.line) for problem in load(handbook).problems]
    assert found == sorted(found)
    assert len({path for path, _ in found}) == 2
    assert any(line < 10 for _, line in found) or found[0][1] < found[-1][1]


def test_a_problem_is_reported_once(handbook: Layout) -> None:
    write_example(handbook, "vet", ("De lezer ziet", "<b>De</b> <b>lezer</b> ziet"))
    assert len(load(handbook).problems) == 1


def test_the_count_goes_to_the_terminal_and_the_lines_to_the_output(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    write_example(handbook, "goed")
    assert main(["--map", str(handbook.root), "check"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "In orde: 1 voorbeeld gecontroleerd.\n")
    write_example(handbook, "fout", ("gemeente", "stad"))
    assert main(["--map", str(handbook.root), "check"]) == 1
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert said.err == "1 fout in 1 bestand.\n"


def test_a_folder_inside_the_handbook_will_do(handbook: Layout) -> None:
    path = write_example(handbook, "goed")
    assert main(["--map", str(path.parent), "check"]) == 0


def test_a_folder_without_handbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--map", str(tmp_path), "check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "hier is geen handboek: conf/handboek.toml ontbreekt. "
        "Ga naar de map van het handboek, of geef die op met --map.\n"
    )


def test_a_command_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["bestaatniet"])
    assert stop.value.code == 2
    assert "bestaatniet" in capsys.readouterr().err


def test_a_file_that_cannot_be_opened(
    handbook: Layout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_example(handbook, "goed")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["--map", str(handbook.root), "check"]) == 1
    assert "goed.md is niet te openen" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_terminal_can_show_any_problem(handbook: Layout, encoding: str) -> None:
    write_example(handbook, "blij", ("Een inwoner", "\N{GRINNING FACE} Een inwoner"))
    command = [sys.executable, "-m", "handboek", "--map", str(handbook.root), "check"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    ran = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert b"U+1F600" in ran.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text(handbook: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    folder = os.fsencode(write_example(handbook, "goed").parent)
    for name in (b"caf\xe9.md", b"twee\nregels.md"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - bytes
            file.write(GOOD.encode())
    assert main(["--map", str(handbook.root), "check"]) == 1
    said = capsys.readouterr().out
    assert "caf?.md:1: " in said
    assert "twee?regels.md:1: " in said
    assert len(said.splitlines()) == 4
