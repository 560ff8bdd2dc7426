"""The workflows keep to our rules, and linters find nothing in them; all without the internet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from workflowrules import ROOT, WORKFLOWS, complaints, wrong_recipes

CASES = sorted((Path(__file__).parent / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_there_are_workflows() -> None:
    assert len(WORKFLOWS) >= 9


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_keeps_to_the_rules(path: Path) -> None:
    assert complaints(path) == set()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_rules_see_what_is_wrong(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    expected = first.removeprefix("# verwacht:").strip()
    assert complaints(path) == (
        {each.strip() for each in expected.split(";")} if expected else set()
    )


def test_every_recipe_calls_a_command_that_exists() -> None:
    assert wrong_recipes() == []


def test_a_workflow_that_waits_for_another_knows_its_name() -> None:
    workflows = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS]
    names = [workflow["name"] for workflow in workflows]
    waiting = [w[True]["workflow_run"]["workflows"] for w in workflows if "workflow_run" in w[True]]
    assert waiting
    assert all(name in names for wanted in waiting for name in wanted)
    assert len(set(names)) == len(names)


def test_what_is_started_for_a_proposal_can_be_started() -> None:
    for name in ("controle", "bouw"):
        path = ROOT / ".github" / "workflows" / f"{name}.yml"
        assert "workflow_dispatch" in yaml.safe_load(path.read_text(encoding="utf-8"))[True]


def test_zizmor_finds_nothing() -> None:
    found = run(BIN / "zizmor", "--offline", "--no-progress", "--persona", "auditor", ".github")
    assert found.returncode == 0, found.stdout


def test_zizmor_sees_what_is_wrong() -> None:
    case = "tests/workflows/tekst-in-opdracht.yml"
    found = run(BIN / "zizmor", "--offline", "--no-progress", case)
    assert "template-injection" in found.stdout


def test_every_exception_for_zizmor_has_a_reason() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines()]
    ignored = [line.partition("ignore[")[2] for line in lines if "zizmor: ignore" in line]
    assert ignored
    assert all(line.partition("] ")[2] for line in ignored)


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", [path for path in FORMS if path.stem != "config"]),
        ("vendor.github-issue-config", [path for path in FORMS if path.stem == "config"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_of_the_forge_fit_their_schema(schema: str, paths: list[Path]) -> None:
    found = run(BIN / "check-jsonschema", "--builtin-schema", schema, *paths)
    assert found.returncode == 0, found.stdout


def test_the_workflow_looks_for_the_label_of_the_form() -> None:
    form = ROOT / ".github" / "ISSUE_TEMPLATE" / "voorbeeld.yml"
    [label] = yaml.safe_load(form.read_text(encoding="utf-8"))["labels"]
    workflow = (ROOT / ".github/workflows/voorbeeld-uit-formulier.yml").read_text(encoding="utf-8")
    assert workflow.count(f"'{label}'") == 2
