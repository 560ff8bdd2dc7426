"""What a check says: to a person, a forge, a tool and in a comment; and how it ends."""

from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path

import pytest
from handboek.checks.report import FORMATS, MARK, Report
from handboek.cli import main
from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import problem
from handboek.upkeep.plain import JOINER
from handbooks import write_example

NASTY = "@iemand #12 <b>x</b> `a` [a](b) | \\ ~~x~~ ! www.a.nl"


def run(layout: Layout, *options: str | Path) -> int:
    return main(["--map", str(layout.root), "check", *map(str, options)])


@pytest.fixture
def faulty(handbook: Layout) -> Layout:
    write_example(handbook, "fout", ("gemeente", "stad"), ("Een inwoner", "Mevrouw De Vries"))
    write_example(handbook, "goed")
    return handbook


def test_what_is_wrong_comes_first_and_advice_after(
    faulty: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(faulty) == 1
    said = capsys.readouterr()
    kinds = ["advies" if ": advies: " in line else "fout" for line in said.out.splitlines()]
    assert kinds == sorted(kinds, reverse=True)
    assert {"fout", "advies"} == set(kinds)
    assert said.err.startswith("1 fout in 1 bestand. En ")


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 0),
        (("--streng",), 3),
        (("--streng", "--alleen-fouten"), 0),
        (("--taal", "--streng"), 3),
    ],
)
def test_advice_alone_ends_well_unless_asked_to_be_strict(
    handbook: Layout, options: tuple[str, ...], status: int
) -> None:
    write_example(handbook, "goed")
    assert run(handbook, *options) == status


def test_strict_does_not_hide_what_is_wrong(faulty: Layout) -> None:
    assert run(faulty, "--streng") == 1


def test_one_file_is_checked_alone_and_for_language_too(
    faulty: Layout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_example(faulty, "formeel", ("Een inwoner", "Derhalve heeft een inwoner"))
    monkeypatch.chdir(path.parent)
    for given in (path, Path("formeel.md"), Path("examples/passend/formeel.md")):
        assert run(faulty, given, "--streng") == 3
        said = capsys.readouterr()
        assert "‘derhalve’" in said.out
        assert "fout.md" not in said.out
        assert "1 voorbeeld gecontroleerd" in said.err
    assert run(faulty, path, "--geen-taal") == 0
    assert "‘derhalve’" not in capsys.readouterr().out
    assert run(faulty, path.parent) == 1


def test_one_file_is_held_against_the_others(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    write_example(handbook, "brief-1")
    path = write_example(handbook, "brief-l", ("titel: brief-l", "titel: brief-1"))
    other = write_example(handbook, "anders")
    twin = write_example(
        handbook, "anders", ("titel: anders", "titel: nog anders"), principle="respectvol"
    )
    assert run(handbook, path) == 1
    said = capsys.readouterr().out
    assert "lijkt te veel op die van examples/passend/brief-1.md" in said
    assert "is ook de titel van examples/passend/brief-1.md" in said
    assert run(handbook, other) == 0
    assert run(handbook, twin) == 1


def test_a_page_of_the_handbook_can_be_checked_for_language(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    page = handbook.docs / "over.md"
    page.write_text("# Over\n\nDerhalve belt u.\n\nGoed zo.\n", encoding="utf-8")
    assert run(handbook, page) == 0
    assert capsys.readouterr().out.startswith("docs/over.md:3: advies: ‘derhalve’")
    assert run(handbook, "--taal") == 0
    assert "docs/over.md:3" in capsys.readouterr().out


@pytest.mark.parametrize("given", ["bestaat-niet.md", "/etc/passwd", "conf/handboek.toml", "../"])
def test_what_is_no_text_of_the_handbook_is_a_wrong_command(
    handbook: Layout, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    assert run(handbook, given) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "is geen bestand of map in examples/ of docs/" in said.err


def test_a_link_that_is_asked_for_is_not_followed(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_example(handbook, "echt")
    link = path.with_name("koppeling.md")
    link.symlink_to("/etc/passwd")
    assert run(handbook, link) == 1
    assert "snelkoppeling" in capsys.readouterr().out


def test_github_gets_one_command_a_line(faulty: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(faulty, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    form = re.compile(
        r"::(error|notice) file=examples/passend/\w+\.md,line=\d+,title=(Fout|Advies)::\S"
    )
    assert all(form.match(line) for line in lines)
    assert lines[0].startswith("::error ")
    assert lines[-1].startswith("::notice ")


def test_github_gets_no_command_of_an_author() -> None:
    text = "a%0A::error::b\n::set-output name=x::y\r::c"
    found = [problem("a,b:c.md", 1, Message.RAW_HTML, given=text)]
    said = FORMATS["github"](Report(1, found, []))
    assert said.count("\n") == 1
    assert "\r" not in said
    assert "file=a%2Cb%3Ac.md," in said
    assert "%250A" in said


def test_json_is_data_for_tools(faulty: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(faulty, "--format", "json") == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["versie"], data["bestanden"]) == (1, 2)
    (wrong,) = data["fouten"]
    assert wrong == {
        "bestand": "examples/passend/fout.md",
        "regel": 5,
        "soort": "unknown-term",
        "wat": wrong["wat"],
        "waarom": wrong["waarom"],
        "herstel": wrong["herstel"],
    }
    assert "stad" in wrong["wat"]
    assert "name" in {advice["soort"] for advice in data["adviezen"]}


def test_markdown_is_one_comment(faulty: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(faulty, "--format", "markdown") == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{MARK}\n### 1 fout, ")
    assert said.count("<details>") == said.count("</details>") == 1
    run(faulty, faulty.examples / "passend" / "goed.md", "--alleen-fouten", "--format", "markdown")
    assert "### In orde" in capsys.readouterr().out


def test_a_comment_means_nothing_that_an_author_wrote() -> None:
    found = [problem("a@b.md", n, Message.RAW_HTML, given=NASTY) for n in range(2)]
    said = FORMATS["markdown"](Report(1, found, found))
    lines = [line for line in said.splitlines() if "HTML" in line]
    assert len(lines) == 4
    for line in lines:
        assert not set("<>`[]|\\~!*") & set(line.removeprefix("- "))
        # A code does not keep a forge from calling @someone: only a mark behind the @ does.
        seen = html.unescape(line)
        assert re.findall(r"[@#](.)", seen) == [JOINER] * 2
        assert not re.search(r"://|www\.", seen)


def test_a_comment_fits() -> None:
    found = [problem("a.md", n, Message.RAW_HTML, given=NASTY) for n in range(2_000)]
    for report in (Report(1, found, []), Report(1, [], found)):
        said = FORMATS["markdown"](report)
        assert len(said) < 65_000
        assert said.count("<details>") == said.count("</details>")
        assert "Er is meer." in said


def test_many_files_give_the_same_on_every_core(
    handbook: Layout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(12):
        write_example(
            handbook, f"naam-van-{number}", ("gemeente", "stad" if number % 3 else "gemeente")
        )
    run(handbook)
    alone = capsys.readouterr()
    monkeypatch.setattr("handboek.reader._WORTH_PROCESSES", 1)
    monkeypatch.setattr("handboek.reader._CHUNK", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    run(handbook)
    assert capsys.readouterr() == alone
    assert alone.out.count("organisatie") >= 8
