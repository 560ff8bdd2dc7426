"""What the forge says of the event that started a workflow, read from its file and never by a shell."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handboek.upkeep.forge import Forge, ForgeError


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
