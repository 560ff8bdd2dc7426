"""What the workflows write to the forge: once, in the right place, and nothing of a stranger's."""

from __future__ import annotations

import base64
import html
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from handboek.upkeep.plain import JOINER
from littleforge import BOT, TOKEN, LittleForge, little_forge

SCRIPTS = Path(__file__).parents[1] / "scripts"
RUN = {
    "head_sha": "abc", "head_branch": "mijn-tak", "head_repository": {"owner": {"login": "vreemde"}}
}  # fmt: skip


@pytest.fixture
def forge() -> Iterator[LittleForge]:
    with little_forge() as started:
        yield started


def upkeep(
    forge: LittleForge, *words: str | Path, event: Any = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run as a workflow does: with Python alone, no package installed (-S)."""
    variables = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(SCRIPTS), "GITHUB_API_URL": forge.address,
        "GITHUB_REPOSITORY": "eigenaar/handboek", "GITHUB_TOKEN": TOKEN, **more,
    }  # fmt: skip
    if event is not None:
        path = Path(more["map"]) / "event.json"
        path.write_text(json.dumps(event), encoding="utf-8")
        variables["GITHUB_EVENT_PATH"] = str(path)
    command = [sys.executable, "-S", "-m", "handboek.upkeep", *map(str, words)]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def right(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr


def report(folder: Path, text: str) -> Path:
    path = folder / "rapport.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_issue_is_opened_updated_and_closed(forge: LittleForge, tmp_path: Path) -> None:
    for text in ("Eerst", "Eerst", "Daarna"):
        right(upkeep(forge, "issue", "proef", "Een titel", report(tmp_path, text)))
    assert [issue["title"] for issue in forge.issues] == ["Een titel"]
    assert forge.issues[0]["body"].endswith("\nDaarna")
    assert forge.written == ["POST issues", "PATCH issues/1"]  # the same text is not written again
    right(upkeep(forge, "issue", "proef", "Een titel", report(tmp_path, "")))
    assert forge.issues[0]["state"] == "closed"
    right(upkeep(forge, "issue", "proef", "Een titel", report(tmp_path, "Weer")))
    assert [issue["state"] for issue in forge.issues] == ["closed", "open"]


def test_without_anything_to_say_no_issue_is_opened(forge: LittleForge, tmp_path: Path) -> None:
    right(upkeep(forge, "issue", "proef", "Een titel", report(tmp_path, " \n")))
    right(upkeep(forge, "issue", "proef", "Een titel", tmp_path / "niet-gemaakt.md"))
    assert forge.written == []


def test_an_issue_of_somebody_else_is_left_alone(forge: LittleForge, tmp_path: Path) -> None:
    forge.add_issue("<!-- handboek: proef -->\nVan mij", "vreemde")
    forge.add_issue("<!-- handboek: proef -->\nEen voorstel", BOT, pull_request={})
    right(upkeep(forge, "issue", "proef", "Een titel", report(tmp_path, "Tekst")))
    assert forge.written == ["POST issues"]


def test_our_issue_is_found_behind_many_others(forge: LittleForge, tmp_path: Path) -> None:
    for _ in range(130):
        forge.add_issue("Iets anders", "vreemde")
    for text in ("Eerst", "Daarna"):
        right(upkeep(forge, "issue", "proef", "Een titel", report(tmp_path, text)))
    assert len(forge.issues) == 131


def test_a_text_that_is_too_long_is_cut_at_a_line(forge: LittleForge, tmp_path: Path) -> None:
    right(upkeep(forge, "issue", "proef", "Een titel", report(tmp_path, "een regel\n" * 9_000)))
    body = forge.issues[0]["body"]
    assert len(body) < 65_536
    assert "een regel\n\nEr is meer" in body


def test_failed_jobs_are_named_and_forgotten(forge: LittleForge) -> None:
    def outcome(**results: str) -> None:
        needs = json.dumps({name: {"result": result} for name, result in results.items()})
        right(upkeep(forge, "outcome", "wekelijks", "Mislukt", NEEDS=needs, GITHUB_RUN_ID="7"))

    outcome(nieuwste="failure", lang="success")
    assert "- `nieuwste`" in forge.issues[0]["body"]
    assert "lang" not in forge.issues[0]["body"].split("[Bekijk")[0]
    assert "/eigenaar/handboek/actions/runs/7" in forge.issues[0]["body"]
    outcome(nieuwste="success", lang="success")
    assert forge.issues[0]["state"] == "closed"


def verdict(folder: Path, **data: Any) -> Path:
    path = folder / "uitkomst.json"
    path.write_text(json.dumps({"fouten": [], "adviezen": [], **data}), encoding="utf-8")
    return path


def entry(text: str = "er is iets", path: str = "examples/passend/a.md") -> dict[str, Any]:
    return {"bestand": path, "regel": 3, "soort": "x", "wat": text, "herstel": "doe iets"}


def proposal(forge: LittleForge, number: int = 5, sha: str = "abc", who: str = "vreemde") -> None:
    forge.pulls.append({"number": number, "label": f"{who}:mijn-tak", "head": {"sha": sha}})


def comment(forge: LittleForge, file: Path) -> subprocess.CompletedProcess[str]:
    return upkeep(forge, "comment", file, event={"workflow_run": RUN}, map=str(file.parent))


def test_a_proposal_gets_one_comment_that_follows(forge: LittleForge, tmp_path: Path) -> None:
    proposal(forge)
    right(comment(forge, verdict(tmp_path, fouten=[entry()], adviezen=[entry("kort")])))
    right(comment(forge, verdict(tmp_path)))
    [written] = forge.comments
    assert written["issue"] == 5
    assert "### De controle is in orde" in written["body"]


def test_the_comment_of_a_proposal_looks_like_this(forge: LittleForge, tmp_path: Path) -> None:
    proposal(forge)
    other = entry("te lang", "docs/over.md")
    right(comment(forge, verdict(tmp_path, fouten=[entry(), entry()], adviezen=[other])))
    assert forge.comments[0]["body"] == (
        "<!-- handboek: controle -->\n### 2 fouten, 1 advies\n\n"
        "Dit moet beter voordat het op de site kan:\n\n"
        "`examples/passend/a.md`\n\n"
        "- regel 3: er is iets; doe iets\n- regel 3: er is iets; doe iets\n\n"
        "Dit kan misschien beter. U beslist zelf:\n\n"
        "`docs/over.md`\n\n- regel 3: te lang; doe iets\n\n"
        "Dit is de uitkomst van de automatische controle. Bij elke wijziging van uw voorstel wordt "
        "deze reactie bijgewerkt. CONTRIBUTING.md legt uit hoe u een melding leest.\n"
    )


@pytest.mark.parametrize(("sha", "who"), [("nieuwer", "vreemde"), ("abc", "een-ander")])
def test_only_the_proposal_that_was_checked_gets_it(
    forge: LittleForge, tmp_path: Path, sha: str, who: str
) -> None:
    proposal(forge, sha=sha, who=who)
    right(comment(forge, verdict(tmp_path)))
    assert forge.comments == []


def test_a_comment_of_somebody_else_is_left_alone(forge: LittleForge, tmp_path: Path) -> None:
    proposal(forge)
    forge.add_comment(5, "<!-- handboek: controle -->\nVan mij", "vreemde")
    right(comment(forge, verdict(tmp_path)))
    assert [each["user"]["login"] for each in forge.comments] == ["vreemde", BOT]


@pytest.mark.parametrize(
    "hostile",
    [
        "@iedereen kijk", "#12", "![x](https://kwaad.example/y.png)", "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>", "<!-- handboek: controle -->", "``` \n# kop", "www.kwaad.example",
        "https://kwaad.example", "a\n\n# Kop\n- [ ] taak", "</details><script>", "$x^2$", "| a | b |",
        "\u202eomgekeerd", "Closes #3", "&#64;iedereen", "`@iedereen`", "--- \n***",
    ],
)  # fmt: skip
def test_a_hostile_outcome_means_nothing(forge: LittleForge, tmp_path: Path, hostile: str) -> None:
    proposal(forge)
    right(comment(forge, verdict(tmp_path, fouten=[entry(hostile, hostile)])))
    _, _, *lines = forge.comments[0]["body"].splitlines()
    [path] = [line for line in lines if line.startswith("`")]
    [text] = [line for line in lines if line.startswith("- ")]
    assert path.count("`") == 2  # all of it is code, and in code a forge looks for nothing
    shown = text.removeprefix("- regel 3: ")
    for sign in ("<", "`", "[", "](", "![", "|", "$", "***", "\u202e"):
        assert sign not in shown
    for call in ("@iedereen", "#12", "#3", "://", "www."):
        assert call not in html.unescape(shown)  # a forge looks after it has read the codes
    assert len(lines) == 8  # no line of its own


@pytest.mark.parametrize(
    "content",
    [
        b"", b"geen json", b"[]", b"{}", b'{"fouten": {}, "adviezen": []}', b"[" * 100_000,
        b'{"fouten": [1], "adviezen": []}', b'{"fouten": [{"bestand": "a"}], "adviezen": []}',
        b'{"fouten": [{"bestand": "a", "regel": 1e999}], "adviezen": []}', b"\xff\xfe\x00",
        b'{"fouten": [], "adviezen": []}' + b" " * 2_000_001,
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_outcome_is_refused(forge: LittleForge, tmp_path: Path, content: bytes) -> None:
    proposal(forge)
    file = tmp_path / "uitkomst.json"
    file.write_bytes(content)
    done = comment(forge, file)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert forge.written == []


def test_an_outcome_that_points_elsewhere_is_refused(forge: LittleForge, tmp_path: Path) -> None:
    proposal(forge)
    verdict(tmp_path).rename(tmp_path / "elders.json")
    (tmp_path / "uitkomst.json").symlink_to("elders.json")
    assert comment(forge, tmp_path / "uitkomst.json").returncode == 1


def test_the_comment_names_no_more_than_people_read(forge: LittleForge, tmp_path: Path) -> None:
    proposal(forge)
    right(comment(forge, verdict(tmp_path, fouten=[entry()] * 5_000)))
    body = forge.comments[0]["body"]
    assert body.startswith("<!-- handboek: controle -->\n### 5000 fouten\n")
    assert body.count("- regel") == 50
    assert "En nog 4950." in body


ISSUE = {"issue": {"number": 3, "body": "Mijn tekst\r\n$(touch /tmp/x) `id` ${{ github.token }}"}}


def test_the_text_of_an_issue_reaches_a_file_as_it_is(forge: LittleForge, tmp_path: Path) -> None:
    file = tmp_path / "map" / "tekst.md"
    right(upkeep(forge, "text", file, event=ISSUE, map=str(tmp_path)))
    assert file.read_bytes().decode() == ISSUE["issue"]["body"]


def came(folder: Path, path: str = "examples/passend/nieuw.md", text: str = "Inhoud é\n") -> Path:
    file = folder / "uit" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder / "uit"


def propose(forge: LittleForge, folder: Path) -> subprocess.CompletedProcess[str]:
    return upkeep(forge, "propose", folder, event=ISSUE, map=str(folder.parent))


def test_an_example_becomes_one_proposal(forge: LittleForge, tmp_path: Path) -> None:
    for _ in range(3):
        forge.add_issue("Iets", "vreemde")
    (came(tmp_path) / "toelichting.md").write_text("- AI gebruikt: nee\n", encoding="utf-8")
    right(propose(forge, tmp_path / "uit"))
    right(propose(forge, came(tmp_path, text="Beter\n")))  # the issue was edited
    [pull] = forge.pulls
    assert "- AI gebruikt: nee" in pull["body"]
    assert "Closes #3" in pull["body"]
    commit = forge.objects[forge.refs["heads/voorbeeld/melding-3"]]
    assert commit["parents"] == ["c0"]
    tree = forge.objects[commit["tree"]]
    assert tree["base_tree"] == "t0"
    [file] = tree["tree"]
    assert (file["path"], file["mode"]) == ("examples/passend/nieuw.md", "100644")
    assert base64.b64decode(forge.objects[file["sha"]]["content"]) == b"Beter\n"
    branch = "voorbeeld/melding-3"
    assert forge.started == [f"controle.yml {branch}", f"bouw.yml {branch}"] * 2
    [answer] = forge.comments
    assert f"#{pull['number']}" in answer["body"]
    assert forge.refs["heads/main"] == "c0"


def test_work_of_the_editors_is_not_replaced(forge: LittleForge, tmp_path: Path) -> None:
    forge.objects["c9"] = {"tree": {"sha": "t9"}, "message": "Verbeter de titel"}
    forge.refs["heads/voorbeeld/melding-3"] = "c9"
    right(propose(forge, came(tmp_path)))
    assert forge.refs["heads/voorbeeld/melding-3"] == "c9"
    assert "De redactie werkt al aan het voorstel" in forge.comments[0]["body"]


def test_an_answer_becomes_one_comment(forge: LittleForge, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    for text in ("Er ontbreekt iets.", "**Titel**\n\n- `@iedereen <b>` ![x](y) #3"):
        (folder / "reactie.md").write_text(text, encoding="utf-8")
        right(propose(forge, folder))
    [answer] = forge.comments
    assert answer["body"].endswith(
        f"**Titel**\n\n- `@{JOINER}iedereen <{JOINER}b>` !{JOINER}[x](y) #{JOINER}3"
    )
    assert forge.pulls == []


@pytest.mark.parametrize(
    "path",
    [
        "examples/passend/Hoofdletter.md", "examples/passend/a.py", "examples/a.md", "examples/../x/y.md",
        "examples/passend/diep/a-b.md", "examples/passend/-streepje.md", "examples/passend/ab.md",
        "examples/.github/workflow.md", ".github/workflows/a.yml", "scripts/a.py", "toelichting.md",
    ],
)  # fmt: skip
def test_a_file_in_another_place_is_refused(forge: LittleForge, tmp_path: Path, path: str) -> None:
    done = propose(forge, came(tmp_path, path))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert forge.written == []


def test_two_examples_a_large_one_and_a_link_are_refused(
    forge: LittleForge, tmp_path: Path
) -> None:
    two = came(came(tmp_path, "examples/passend/een.md").parent, "examples/passend/twee.md")
    large = came(tmp_path / "groot", text="x" * 200_001)
    link = came(tmp_path / "link").parent / "uit" / "examples" / "passend" / "nieuw.md"
    link.unlink()
    link.symlink_to(tmp_path / "event.json")
    for folder in (two, large, tmp_path / "link" / "uit"):
        assert propose(forge, folder).returncode == 1
    assert forge.written == []


def test_what_the_forge_refuses_is_said_in_dutch(forge: LittleForge, tmp_path: Path) -> None:
    done = upkeep(forge, "issue", "a", "b", report(tmp_path, "x"), GITHUB_TOKEN="fout")
    assert done.returncode == 1
    assert done.stderr.startswith("De forge weigert GET issues")
    done = upkeep(forge, "issue", "a", "b", report(tmp_path, "x"), GITHUB_TOKEN="")
    assert done.stderr.startswith("Dit werkt alleen in een workflow: GITHUB_TOKEN ontbreekt")
    done = upkeep(
        forge, "issue", "a", "b", report(tmp_path, "x"), GITHUB_API_URL="http://127.0.0.1:9"
    )
    assert done.stderr.startswith("De forge geeft geen antwoord")
