"""Check what a proposal changes: everything must be right, and what is new gets advice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from handboek.layout import Layout

_MOST = 100
"""Files that get advice; a proposal with more is not read by a person at once."""
_FILES = {"json": "uitkomst.json", "markdown": "reactie.md"}


class ProposalError(Exception):
    """What changed cannot be found out; the text says in Dutch what to do."""


def changed_files(layout: Layout, base: str) -> Sequence[str]:
    """Give the examples and pages that were added or changed since a branch or a commit.

    Raises:
        ProposalError: git does not know it, or there is no git.
    """
    # After --end-of-options nothing is taken for an option, whatever the name of the branch.
    command = [
        "git",
        "diff",
        "-z",
        "--name-only",
        "--diff-filter=d",
        "--end-of-options",
        base,
        "--",
    ]
    try:
        answer = subprocess.run(  # noqa: S603 - no shell
            [*command, "examples/*.md", "docs/*.md"],
            cwd=layout.root, capture_output=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise ProposalError(
            f"Wat er anders is dan in ‘{base}’, is niet te zien. Haal eerst op wat er al is "
            "(git fetch origin), of noem een andere tak: make voorstel BASIS=main"
        ) from error
    return [name for name in answer.stdout.decode("utf-8", "replace").split("\0") if name]


def check_proposal(layout: Layout, base: str) -> int:
    """Check everything; if it is right, give advice about what changed.

    Writes ``uitkomst.json`` and ``reactie.md`` in ``build/voorstel``, and what GitHub shows beside
    the lines on stdout.

    Returns:
        What ``handboek check`` returned.

    Raises:
        ProposalError: what changed cannot be found out.
    """
    files = [name for name in changed_files(layout, base) if (layout.root / name).is_file()]
    folder = layout.build / "voorstel"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = ["--alleen-fouten"]
    if _check(layout, [*wanted, "--format", "json"], folder / _FILES["json"]) == 0 and files:
        wanted = files[:_MOST]
    for kind, name in _FILES.items():
        _check(layout, ["--format", kind, *wanted], folder / name)
    return _check(layout, ["--format", "github", *wanted])


def _check(layout: Layout, options: Iterable[str], target: Path | None = None) -> int:
    """Check in a process of its own, as a person would: its output is the one that we keep."""
    command = [sys.executable, "-m", "handboek", "--map", str(layout.root), "check", *options]
    if target is None:
        return subprocess.run(command, cwd=layout.root, check=False).returncode  # noqa: S603 - no shell
    with target.open("wb") as file:
        return subprocess.run(  # noqa: S603 - no shell
            command, cwd=layout.root, check=False, stdout=file, stderr=subprocess.DEVNULL
        ).returncode
