"""What a check of a proposal found, as one comment; made from data that a stranger may have made.

The check of a proposal runs the proposal's own code, so its outcome can hold anything. Here it is
data of which the form is checked and every text made plain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from handboek.upkeep.plain import code, plain

MAX_BYTES = 2_000_000
MOST = 50
"""How many of a kind the comment names."""


class NoVerdictError(Exception):
    """The file is not what a check writes."""


@dataclass(frozen=True)
class Finding:
    """One thing that was found: in which file, on which line, and what."""

    path: str
    line: int
    text: str


def read(path: Path) -> str:
    """Turn what ``handboek check --format json`` wrote into a comment.

    Args:
        path: the file, which may have been made by anyone.

    Returns:
        Markdown.

    Raises:
        NoVerdictError: the file is missing, too large, or something else.
    """
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise NoVerdictError(path.name)
    try:
        data = json.loads(path.read_bytes())
        wrong, advice = _findings(data["fouten"]), _findings(data["adviezen"])
    except (
        ArithmeticError,
        AttributeError,
        KeyError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise NoVerdictError(path.name) from error
    return _comment(wrong, advice)


def _findings(entries: Sequence[Mapping[str, Any]]) -> list[Finding]:
    if not isinstance(entries, list):
        raise TypeError
    return [
        Finding(str(each["bestand"]), int(each["regel"]), "; ".join(_parts(each)))
        for each in entries
    ]


def _parts(entry: Mapping[str, Any]) -> Iterator[str]:
    return (str(entry[key]) for key in ("wat", "waarom", "herstel") if entry.get(key))


def _comment(wrong: Sequence[Finding], advice: Sequence[Finding]) -> str:
    lines = [f"### {_title(len(wrong), len(advice))}", ""]
    if wrong:
        lines += ["Dit moet beter voordat het op de site kan:", "", *_by_file(wrong)]
    if advice:
        lines += ["Dit kan misschien beter. U beslist zelf:", "", *_by_file(advice)]
    return "\n".join([*lines, _ABOUT, ""])


_ABOUT = (
    "Dit is de uitkomst van de automatische controle. Bij elke wijziging van uw voorstel wordt "
    "deze reactie bijgewerkt. CONTRIBUTING.md legt uit hoe u een melding leest."
)


def _title(wrong: int, advice: int) -> str:
    title = _count(wrong, "fout", "fouten") if wrong else "De controle is in orde"
    return f"{title}, {_count(advice, 'advies', 'adviezen')}" if advice else title


def _by_file(findings: Sequence[Finding]) -> Iterator[str]:
    shown = islice(findings, MOST)
    for path, found in groupby(shown, key=lambda finding: finding.path):
        yield from (code(path, 200), "")
        for finding in found:
            yield f"- regel {finding.line}: {plain(finding.text)}"
        yield ""
    if len(findings) > MOST:
        yield from (f"En nog {len(findings) - MOST}. `make check` noemt ze allemaal.", "")


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
