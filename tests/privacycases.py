"""The cases for the privacy rules: a line of text, and what must be found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "privacy"
_MARK = re.compile("⟦([a-z-]+):(.*?)⟧")


@dataclass(frozen=True)
class Case:
    """A line; ``marks`` holds the rule and the text of all that must be found."""

    name: str
    line: str
    marks: tuple[tuple[str, str], ...]


def cases(folder: str) -> list[Case]:
    """Read the cases of a folder of tests/privacy."""
    found = []
    for path in sorted((FOLDER / folder).glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line and not line.startswith("# ") and line != "#":
                marks = tuple((m[1], m[2]) for m in _MARK.finditer(line))
                found.append(Case(f"{path.stem}-{number}", _MARK.sub(r"\2", line), marks))
    return found
