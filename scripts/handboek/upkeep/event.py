"""What the forge says of the event that started a workflow, read from its file and never by a shell."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handboek.upkeep.forge import Forge, ForgeError
from handboek.upkeep.plain import code


def event() -> Mapping[str, Any]:
    """Read the event.

    Raises:
        ForgeError: there is none, so this is no workflow.
    """
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    if not path:
        raise ForgeError("Dit werkt alleen in een workflow: GITHUB_EVENT_PATH ontbreekt.")
    data: Mapping[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return data


def issue_text() -> str:
    """Give the text of the issue that started this workflow."""
    return str(event()["issue"]["body"] or "")


def issue_number() -> int:
    """Give the number of the issue that started this workflow."""
    return int(event()["issue"]["number"])


def failed() -> str:
    """Say which jobs before this one failed, in Markdown; empty if none did.

    Raises:
        ForgeError: the step does not say how they went.
    """
    needs = os.environ.get("NEEDS", "")
    if not needs:
        raise ForgeError("De stap zegt niet hoe het ging. Geef NEEDS mee: toJSON(needs).")
    results = {name: each["result"] for name, each in json.loads(needs).items()}
    wrong = [name for name, result in results.items() if result != "success"]
    if not wrong:
        return ""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    server, repository, run = (os.environ.get(name, "") for name in names)
    lines = ["Deze onderdelen zijn mislukt:", "", *(f"- {code(name)}" for name in wrong), ""]
    where = f"[Bekijk de uitvoer]({server}/{repository}/actions/runs/{run})"
    return "\n".join([*lines, f"{where} en zoek de eerste fout. {_HOW}", ""])


_HOW = (
    "Ligt het aan een nieuw pakket? Zet dan in pyproject.toml een grens bij dat pakket, met de reden "
    "erachter, of pas het handboek aan. Als alles weer lukt, gaat deze melding vanzelf dicht."
)


def proposal_number(forge: Forge) -> int | None:
    """Find the pull request whose check has just ended.

    Of a fork's proposal the event does not name the number, and what the run itself says cannot be
    trusted. So it is looked up by the branch it came from, and its last commit must be the one
    that was checked.

    Returns:
        Its number; ``None`` if it is closed, or has a newer commit that is being checked.

    Raises:
        ForgeError: the forge refused, or did not answer.
    """
    run = event()["workflow_run"]
    owner = (run["head_repository"] or {"owner": {"login": ""}})["owner"]["login"]
    found = forge.all("pulls", state="open", head=f"{owner}:{run['head_branch']}")
    numbers = [each["number"] for each in found if each["head"]["sha"] == run["head_sha"]]
    return int(numbers[0]) if numbers else None
