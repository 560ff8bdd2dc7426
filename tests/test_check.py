"""A folder a case: what is in examples/ or make.toml, and what `handboek check` says of it.

``HANDBOEK_RENEW=1`` writes what the check says now; read it before you commit it.
"""

from __future__ import annotations

import os
import re
import shutil
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from handboek.catalogue import load
from handboek.cli import main
from handboek.layout import Layout
from handboek.messages import Message
from handbooks import GOOD, write_example

CHECK = Path(__file__).parent / "check"
CASES = sorted(path for path in CHECK.iterdir() if path.is_dir())
BUILT = CHECK.parent / "adressen"  # what only the build can tell; test_addresses runs these
EXPECTED = [
    path.read_text("utf-8")
    for folder in (CHECK, BUILT)
    for path in sorted(folder.glob("*/verwacht.txt"))
]
TEXTS = sorted({line.split(": ", 1)[1] for text in EXPECTED for line in text.splitlines()})
MAX_TEXT = 420
UGLY = ("  ", ";;", "; ;", " ;", "()", "‘’", "None", "?;")


def lay_out(case: Path, layout: Layout) -> None:
    """Put the files of a case in a handbook."""
    for folder in ("examples", "docs", "conf"):
        if (case / folder).is_dir():
            shutil.copytree(case / folder, layout.root / folder, dirs_exist_ok=True)
    if (case / "make.toml").is_file():
        for name, how in tomllib.loads((case / "make.toml").read_text("utf-8")).items():
            make(layout.root / name, how)


def make(path: Path, how: dict[str, Any]) -> None:
    """Make a file that git or an editor would not leave as it is, from the good example."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if "remove" in how:
        path.unlink()
        return
    if "symlink" in how:
        path.symlink_to(how["symlink"])
        return
    text = how.get("text", GOOD)
    for old, new in how.get("replace", {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    text = text.replace("\n", how.get("newline", "\n")) + how.get("repeat", "") * 10_000
    path.write_bytes(text.encode(how.get("encoding", "utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, handbook: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(case, handbook)
    status = main(["--map", str(handbook.root), "check", "--alleen-fouten"])
    got = capsys.readouterr().out
    expected = case / "verwacht.txt"
    if os.environ.get("HANDBOEK_RENEW"):
        expected.write_text(got, encoding="utf-8", newline="\n")
    assert got == expected.read_text(encoding="utf-8")
    assert status == (1 if got else 0)


def pattern(message: Message) -> re.Pattern[str]:
    """Recognise a message, whatever is filled in."""
    parts = ("".join(_pieces(part)) for part in message.value)
    return re.compile("; ".join(parts))


def _pieces(part: str) -> Iterator[str]:
    for literal, name, _, _ in string.Formatter().parse(part):
        yield re.escape(literal)
        yield ".*" if name else ""


@pytest.mark.parametrize("message", Message, ids=lambda message: message.slug)
def test_every_message_has_a_case(message: Message) -> None:
    assert any(pattern(message).fullmatch(text) for text in TEXTS)


def test_every_case_has_its_message() -> None:
    patterns = [pattern(message) for message in Message]
    assert not [text for text in TEXTS if not any(each.fullmatch(text) for each in patterns)]


@pytest.mark.parametrize("text", TEXTS)
def test_every_message_is_one_neat_line(text: str) -> None:
    assert text.isprintable()
    assert text == text.strip()
    assert text.count("; ") >= 2
    assert not [ugly for ugly in UGLY if ugly in text]
    assert not text.endswith((";", ".", ":", " "))
    assert len(text) < MAX_TEXT


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
    lines = [line for path, line in found if path.endswith("tweede.md")]
    assert lines == [13, 25]


def test_a_problem_is_reported_once(handbook: Layout) -> None:
    write_example(handbook, "vet", ("De lezer ziet", "<b>De</b> <b>lezer</b> ziet"))
    assert len(load(handbook).problems) == 1


def test_the_count_goes_to_the_terminal_and_the_lines_to_the_output(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    write_example(handbook, "goed")
    assert main(["--map", str(handbook.root), "check", "--alleen-fouten"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "In orde: 1 voorbeeld gecontroleerd.\n")
    write_example(handbook, "fout", ("gemeente", "stad"))
    assert main(["--map", str(handbook.root), "check", "--alleen-fouten"]) == 1
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
    said = capsys.readouterr().err
    assert said == "Deze opdracht klopt niet. Wat wel kan, leest u met: handboek --help\n"


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
            file.write(GOOD.replace("De brief", f"{len(name)} brieven").encode())
    assert main(["--map", str(handbook.root), "check", "--alleen-fouten"]) == 1
    said = capsys.readouterr().out
    assert "caf?.md:1: " in said
    assert "twee?regels.md:1: " in said
    assert len(said.splitlines()) == 2
