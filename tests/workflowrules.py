"""What every workflow must keep to, beside what zizmor looks at."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from handboek.cli import _parser

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}")
_VERSION = re.compile(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
_LONGEST = 60  # minutes; only the long tests may take longer


def targets() -> set[str]:
    return set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def complaints(path: Path) -> set[str]:
    """Give what is wrong with a workflow, each in a word or two."""
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    triggers = workflow[True]  # `on` is a truth to YAML
    wrong = {"pull_request_target"} & set(triggers)
    if workflow.get("permissions") != {}:
        wrong.add("permissions at the top")
    if "group" not in workflow.get("concurrency", {}):
        wrong.add("concurrency")
    for line in text.splitlines():
        if "uses:" in line and not _VERSION.search(line):
            wrong.add("version of an action")
    for job in workflow["jobs"].values():
        wrong |= set(_job(job, set(triggers)))
    return wrong


def _job(job: Mapping[str, Any], triggers: set[str]) -> Iterator[str]:
    if not job.get("permissions"):
        yield "permissions of a job"
    if not 0 < job.get("timeout-minutes", 0) <= 300:
        yield "timeout"
    permissions = job.get("permissions") or {}
    writes = isinstance(permissions, str) or "write" in permissions.values()
    if writes and "pull_request" in triggers:
        yield "write on a proposal"
    for step in job["steps"]:
        yield from _step(step, writes=writes)


def _step(step: Mapping[str, Any], *, writes: bool) -> Iterator[str]:
    if "uses" in step:
        yield from _action(step)
        return
    command = step["run"]
    if "${{" in command:
        yield "expression in a command"
    if any("secrets." in str(value) for value in step.get("env", {}).values()):
        yield "secret"
    if writes and re.search(r"\b(make|pip|venv)\b", command):
        yield "installs with the right to write"
    yield from (f"make {each}" for each in _made(command) if each not in targets())
    known = ("issue", "outcome", "comment", "text", "propose")
    called = re.findall(r"handboek\.upkeep (\S+)", command)
    yield from (f"upkeep {each}" for each in called if each not in known)


def _made(command: str) -> Iterator[str]:
    for words in re.findall(r"^make (.+)$", command, re.MULTILINE):
        yield from (w for w in words.split(">")[0].split() if re.fullmatch(r"[a-z][a-z-]*", w))


def _action(step: Mapping[str, Any]) -> Iterator[str]:
    if not _PINNED.fullmatch(step["uses"]):
        yield "unpinned action"
    given = step.get("with", {})
    if step["uses"].startswith("actions/checkout@"):
        if given.get("persist-credentials") is not False:
            yield "credentials kept"
        if "ref" in given or "repository" in given:
            yield "checks out something else"


def wrong_recipes() -> list[str]:
    """Give the lines of the Makefile that call the command line with words that it does not have."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    called = re.findall(r"\$\(HANDBOEK\) ([^;\n>|]+)", text)
    assert len(called) > 8
    return [line for line in called if not _fits(line)]


def _fits(line: str) -> bool:
    line = line.replace("$(BUILD)", "build").replace("$(POORT)", "8000")
    words = shlex.split(re.sub(r"\$\$\w+|\$\([^)]*\)", "x", line))
    try:
        _parser().parse_args(words)
    except SystemExit:
        return False
    return True
