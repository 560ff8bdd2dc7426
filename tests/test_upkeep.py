"""The review list, the licences, the list of parts, the release, and what a proposal changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from handboek.catalogue import load
from handboek.cli import main
from handboek.clock import Edition, edition
from handboek.layout import Layout
from handboek.settings import load_settings
from handboek.upkeep.dependencies import UNKNOWN, dependencies, licence_table
from handboek.upkeep.proposed import ProposalError, changed_files
from handboek.upkeep.release import ReleaseError, changes_of, gather
from handboek.upkeep.review import review_list
from handboek.upkeep.sbom import sbom
from handbooks import write_example

ROOT = Layout(Path(__file__).parents[1])
EDITION = Edition("0.1.0", dt.date(2026, 11, 23), "abc")
ASKS_MORE = re.compile(r"GPL|GNU|EUPL|CC-BY")
"""A licence that asks more of us than a notice: somebody has to read it."""
READ = {
    "docutils": "its parts are in the public domain or under BSD; only its mode for Emacs is GPL",
    "pyphen": "one may choose: LGPL or MPL; we use it as it is",
    "python-stdnum": "LGPL; we use it as it is, as a library",
}


def listed(layout: Layout, day: dt.date, years: int = 2) -> str:
    vocabulary = load_settings(layout).vocabulary
    return review_list(load(layout).catalogue, vocabulary, day, years)


def test_only_examples_that_are_due_are_listed(handbook: Layout) -> None:
    write_example(handbook, "oud", ("datum: 2026-11-23", "datum: 2024-02-29"))
    write_example(handbook, "nieuw")
    assert "oud" not in listed(handbook, dt.date(2026, 2, 28))
    text = listed(handbook, dt.date(2026, 3, 1))
    assert "## Passend\n\n- [ ] oud De brief" in text
    assert "(`examples/passend/oud.md`, bekeken op 2024-02-29)" in text
    assert "nieuw" not in text
    assert "nieuw" in listed(handbook, dt.date(2027, 11, 24), years=1)


def test_a_title_in_the_list_calls_nobody(handbook: Layout) -> None:
    write_example(handbook, "oud", ("titel: oud De brief", "titel: '@naam #1 <b>'"))
    text = listed(handbook, dt.date(2030, 1, 1))
    assert "@naam" not in text
    assert "<b>" not in text


def test_review_says_when_there_is_nothing(
    handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    write_example(handbook, "nieuw")
    assert main(["--map", str(handbook.root), "review"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Elk voorbeeld is in de laatste 2 jaar bekeken." in printed.err


def test_every_package_has_a_licence_that_we_may_use() -> None:
    found = dependencies(ROOT)
    assert len(found) > 40
    assert {"sphinx", "typst", "furo"} <= {each.name for each in found}
    unknown = [each.name for each in found if each.licence == UNKNOWN and each.name != "colorama"]
    assert unknown == []
    assert [each.name for each in found if ASKS_MORE.search(each.licence)] == sorted(READ)


def test_the_licences_are_a_table() -> None:
    lines = licence_table(dependencies(ROOT)).splitlines()
    assert lines[0].split() == ["Pakket", "Versie", "Licentie"]
    column = lines[0].index("Licentie")
    assert all(line[column - 1] == " " and line[column] != " " for line in lines)


def test_each_package_is_the_one_that_is_installed() -> None:
    from importlib.metadata import version  # noqa: PLC0415 - only here

    found = {each.name: each for each in dependencies(ROOT)}
    assert found["sphinx"].version == version("sphinx")
    assert found["docutils"].version == version("docutils")
    assert {"docutils", "jinja2"} <= set(found["sphinx"].needs)
    assert all(each.hashes for each in found.values())


def test_the_list_of_parts_is_the_same_each_time_and_whole() -> None:
    found = dependencies(ROOT)
    text = sbom(found, EDITION)
    assert text == sbom(list(reversed(found)), EDITION)
    data = json.loads(text)
    assert data["metadata"]["timestamp"].startswith("2026-11-23T00:00:00")
    assert data["metadata"]["component"]["licenses"][0]["license"]["id"] == "EUPL-1.2"
    assert [each["name"] for each in data["components"]] == [each.name for each in found]
    assert all(each["hashes"] and each["purl"] for each in data["components"])
    newer = [replace(found[0], version="99"), *found[1:]]
    assert json.loads(sbom(newer, EDITION))["serialNumber"] != data["serialNumber"]


def test_the_list_of_parts_fits_its_schema() -> None:
    from cyclonedx.schema import OutputFormat, SchemaVersion  # noqa: PLC0415 - only here
    from cyclonedx.validation import make_schemabased_validator  # noqa: PLC0415 - only here

    validator = make_schemabased_validator(OutputFormat.JSON, SchemaVersion.V1_6)
    text = sbom(dependencies(ROOT), EDITION)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"library"', '"boek"', 1)) is not None


CHANGES = """# Wijzigingen

## [Nog niet uitgebracht]

## [0.2.0] - 2027-01-31

### Toegevoegd

- Iets.

## [0.1.0] - 2026-12-01

- Begin.
"""


@pytest.fixture
def released(handbook: Layout) -> Layout:
    (handbook.root / "pyproject.toml").write_text('[project]\nversion = "0.2.0"\n', "utf-8")
    (handbook.root / "CHANGELOG.md").write_text(CHANGES, "utf-8")
    (handbook.root / "requirements.lock").write_bytes(
        (ROOT.root / "requirements.lock").read_bytes()
    )
    handbook.pdf.mkdir(parents=True)
    (handbook.pdf / "handboek.pdf").write_bytes(b"%PDF")
    return handbook


def test_a_release_has_all_that_readers_can_take(released: Layout) -> None:
    folder = gather(released, edition(released), "v0.2.0")
    files = {path.name: path.read_bytes() for path in (folder / "bestanden").iterdir()}
    assert set(files) == {"handboek.pdf", "sbom.json", "licenties.txt", "SHA256SUMS"}
    for line in files["SHA256SUMS"].decode().splitlines():
        summed, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == summed
    assert (folder / "wijzigingen.md").read_text("utf-8") == "### Toegevoegd\n\n- Iets.\n"
    before = files
    gather(released, edition(released), "v0.2.0")
    assert before == {path.name: path.read_bytes() for path in (folder / "bestanden").iterdir()}


def test_a_release_that_is_not_ready_says_all_that_is_wrong(released: Layout) -> None:
    (released.pdf / "handboek.pdf").unlink()
    (released.root / "CHANGELOG.md").write_text("# Wijzigingen\n", "utf-8")
    with pytest.raises(ReleaseError) as raised:
        gather(released, edition(released), "v0.3.0")
    text = str(raised.value)
    assert "het label is ‘v0.3.0’, maar pyproject.toml heeft versie 0.2.0" in text
    assert "er zijn geen PDF’s" in text
    assert "## [0.2.0]" in text
    assert not (released.build / "uitgave").exists()


def test_the_changes_of_a_version_end_where_the_next_begin(released: Layout) -> None:
    assert changes_of(released, "0.1.0") == "- Begin.\n"
    assert changes_of(released, "0.9.0") == ""


def git(layout: Layout, *words: str) -> None:
    name = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *name, *words], cwd=layout.root, check=True, capture_output=True)


@pytest.fixture
def proposal(handbook: Layout) -> Layout:
    """A handbook with a branch that adds, changes, renames and removes examples."""
    for slug in ("blijft", "verandert", "heet-anders", "gaat-weg"):
        write_example(handbook, slug)
    git(handbook, "init", "--initial-branch=main")
    git(handbook, "add", ".")
    git(handbook, "commit", "--message=Start")
    git(handbook, "checkout", "-b", "voorstel")
    folder = handbook.examples / "passend"
    (folder / "gaat-weg.md").unlink()
    (folder / "heet-anders.md").rename(folder / "nieuwe-naam.md")
    write_example(handbook, "verandert", ("datum: 2026-11-23", "datum: 2026-11-22"))
    write_example(handbook, "nieuw")
    (handbook.root / "buiten.md").write_text("x", "utf-8")
    git(handbook, "add", ".")
    git(handbook, "commit", "--message=Voorstel")
    return handbook


def test_what_a_proposal_changes_is_found(proposal: Layout) -> None:
    expected = ["nieuw", "nieuwe-naam", "verandert"]
    for base in ("main", "HEAD^1"):
        assert changed_files(proposal, base) == [f"examples/passend/{each}.md" for each in expected]


@pytest.mark.parametrize("base", ["bestaat-niet", "--output=gemaakt", ""])
def test_a_base_that_git_does_not_know_is_said(proposal: Layout, base: str) -> None:
    with pytest.raises(ProposalError, match="make voorstel BASIS="):
        changed_files(proposal, base)
    assert not (proposal.root / "gemaakt").exists()


def test_a_proposal_gets_its_outcome_in_every_form(
    proposal: Layout, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["--map", str(proposal.root), "proposal", "--basis", "main"]) == 0
    folder = proposal.build / "voorstel"
    data = json.loads((folder / "uitkomst.json").read_text("utf-8"))
    assert data["fouten"] == []
    assert {each["bestand"] for each in data["adviezen"]} <= set(changed_files(proposal, "main"))
    write_example(proposal, "blijft", ("soort: bedacht", "soort: verzonnen"))
    capfd.readouterr()
    assert main(["--map", str(proposal.root), "proposal", "--basis", "main"]) == 1
    data = json.loads((folder / "uitkomst.json").read_text("utf-8"))
    assert [each["bestand"] for each in data["fouten"]] == ["examples/passend/blijft.md"]
    assert "::error file=examples/passend/blijft.md" in capfd.readouterr().out
    assert "verzonnen" in (folder / "reactie.md").read_text("utf-8")
