"""Write what a check found: for a person, for a forge, for a tool, for a comment."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from handboek.problems import Problem
from handboek.upkeep.plain import plain

MARK = "<!-- handboek-controle -->"
"""The first line of the comment; by this the comment of before is found and replaced."""

_LONGEST_COMMENT = 60_000  # characters; GitHub takes 65,536
_LONGEST_TEXT = 2_000


@dataclass(frozen=True)
class Report:
    """What a check found: how many files there were, what is wrong, what could be better."""

    files: int
    problems: Sequence[Problem]
    advice: Sequence[Problem]

    @property
    def summary(self) -> str:
        """Say in one line how it went."""
        if not self.problems:
            checked = count(self.files, "voorbeeld", "voorbeelden")
            return f"In orde: {checked} gecontroleerd.{self._advised}"
        files = len({problem.path for problem in self.problems})
        wrong = count(len(self.problems), "fout", "fouten")
        return f"{wrong} in {count(files, 'bestand', 'bestanden')}.{self._advised}"

    @property
    def _advised(self) -> str:
        advice = count(len(self.advice), "advies", "adviezen")
        return f" En {advice}: die mag u ook laten liggen." if self.advice else ""


def count(number: int, one: str, more: str) -> str:
    """Write a number with its word."""
    return f"{number} {one if number == 1 else more}"


def as_text(report: Report) -> str:
    """Write one line for each: what is wrong first, advice after."""
    lines = [str(problem) for problem in report.problems]
    lines += [_advised(problem) for problem in report.advice]
    return "".join(f"{line}\n" for line in lines)


def _advised(problem: Problem) -> str:
    return str(replace(problem, text=f"advies: {problem.text}"))


def as_github(report: Report) -> str:
    """Write the workflow commands with which GitHub shows each beside its line."""
    each = [("error", "Fout", p) for p in report.problems]
    each += [("notice", "Advies", p) for p in report.advice]
    return "".join(
        f"::{kind} file={_property(p.path)},line={p.line},title={title}::{_data(p.text)}\n"
        for kind, title, p in each
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(report: Report) -> str:
    """Write all of it as data; ``soort`` is a name that stays the same when a text changes."""
    data = {
        "versie": 1,
        "bestanden": report.files,
        "fouten": [_entry(problem) for problem in report.problems],
        "adviezen": [_entry(problem) for problem in report.advice],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _entry(problem: Problem) -> Mapping[str, object]:
    parts = dict(zip(("wat", "waarom", "herstel"), problem.parts, strict=False))
    path = problem.path.encode("utf-8", "replace").decode("utf-8")
    return {"bestand": path, "regel": problem.line, "soort": problem.message.slug, **parts}


def as_markdown(report: Report) -> str:
    """Write one comment for a proposal: what is wrong by file, and advice folded away.

    What an author wrote comes back in it, so it is made :func:`plain`: it calls nobody.
    """
    lines = [MARK, f"### {_title(report)}", ""]
    if report.problems:
        lines += ["Dit moet beter voordat het voorbeeld op de site kan:", ""]
        lines += _by_file(report.problems)
    if report.advice:
        lines += ["", "<details><summary>Adviezen: u beslist zelf</summary>", ""]
        lines += [*_by_file(report.advice), "", "</details>"]
    lines += ["", "Uitleg bij de regels staat in CONTRIBUTING.md."]
    return _shortened(lines)


def _title(report: Report) -> str:
    wrong, advice = len(report.problems), len(report.advice)
    title = count(wrong, "fout", "fouten") if wrong else "In orde"
    return f"{title}, {count(advice, 'advies', 'adviezen')}" if advice else title


def _by_file(problems: Sequence[Problem]) -> Iterator[str]:
    for path, found in groupby(problems, key=lambda problem: problem.path):
        yield f"**{plain(path)}**"
        yield ""
        for problem in found:
            yield f"- regel {problem.line}: {plain(problem.text, longest=_LONGEST_TEXT)}"
        yield ""


def _shortened(lines: Sequence[str]) -> str:
    kept, size = list[str](), 0
    for line in lines:
        size += len(line) + 1
        if size > _LONGEST_COMMENT:
            kept += ["", "Er is meer. Controleer op uw eigen computer met: make check"]
            break
        kept.append(line)
    closed = "</details>" in kept or not any("<details>" in line for line in kept)
    return "\n".join([*kept, *([] if closed else ["", "</details>"])]) + "\n"


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "tekst": as_text,
    "github": as_github,
    "json": as_json,
    "markdown": as_markdown,
}
