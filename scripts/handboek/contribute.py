"""The commands with which an example comes in: ``new``, ``from-issue`` and ``issue-form``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from handboek import issue_form
from handboek.from_issue import (
    MAX_CHARACTERS,
    NOT_OUR_FORM,
    NotOurFormError,
    by_label,
    comment,
    examine,
    missing_licence,
    proposal_text,
    read_issue,
)
from handboek.layout import Layout
from handboek.new import Interview, StoppedError, later
from handboek.proposal import Desk, Finding, Proposal
from handboek.questions import Answers, Question, questions
from handboek.settings import load_settings

OK, WRONG = 0, 1


def add_question_options(parser: argparse.ArgumentParser) -> None:
    """Give ``handboek new`` an option for every question."""
    for each in questions():
        parser.add_argument(
            f"--{each.name}", metavar=_metavar(each), help=f"{each.label.lower()}: {each.help}"
        )
    parser.add_argument("--naam", metavar="NAAM", help="de naam van het bestand, zonder .md")
    parser.add_argument(
        "--zonder-vragen", action="store_true", help="stel geen vragen: alles staat in de opdracht"
    )


def _metavar(asked: Question) -> str:
    many = {"some": "A,B", "words": "A,B", "day": "DATUM", "address": "ADRES", "one": "WOORD"}
    return many.get(asked.kind, "TEKST")


def new(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    """Make a new example: ask what is needed, and write its file."""
    desk = Desk(layout, load_settings(layout))
    answers = dict(_answers_of(options))
    name = (options.naam or "").removesuffix(".md")
    if not options.zonder_vragen:
        _say(
            console, "Een nieuw voorbeeld. Stoppen kan altijd, met Ctrl+C; er is dan niets gemaakt."
        )
        try:
            answers, name = _interview(desk, answers, name)
        except StoppedError:
            return _fail(console, ["De antwoorden hielden op. Er is niets gemaakt."])
    proposal = desk.look_at(answers, name)
    path = layout.relative(proposal.path)
    if options.zonder_vragen and proposal.findings:
        return _fail(console, [*_as_options(proposal.findings), "Er is niets gemaakt."])
    if not _write(proposal):
        return _fail(console, [f"{path} bestaat al. Kies met --naam een andere naam."])
    _say(console, f"Gemaakt: {path}")
    _say_what_is_next(console, later(proposal.findings, answers), path)
    return OK


def _answers_of(options: argparse.Namespace) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in questions():
        text = getattr(options, each.name.replace("-", "_"))
        if text is not None:
            yield each.name, _from_option(each, text)


def _interview(desk: Desk, given: Answers, name: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """Ask for the answers, and for a name that can be used."""
    interview = Interview(desk, sys.stdin, sys.stdout)
    answers = interview.ask_for(given)
    suggestion = desk.look_at(answers).path.stem
    name = name or interview.ask_name(suggestion)
    while wrong := _wrong_name(desk.look_at(answers, name)):
        for each in wrong:
            sys.stdout.write(f"  {each.text}.\n")
        name = interview.ask_name(suggestion)
    return answers, name


def _from_option(asked: Question, text: str) -> tuple[str, ...]:
    if asked.kind in ("one", "some", "words"):
        return tuple(word for word in (part.strip() for part in text.split(",")) if word)
    return (text,) if text.strip() else ()


def _wrong_name(proposal: Proposal) -> list[Finding]:
    return [each for each in proposal.findings if not each.asked]


def _as_options(findings: tuple[Finding, ...]) -> list[str]:
    return [f"--{each.asked or 'naam'}: {each.text}." for each in findings]


def _say_what_is_next(console: Console, unwritten: list[str], path: str) -> None:
    _say(console, "Wat nu?")
    steps = [
        f"Schrijf in het bestand nog: {', '.join(unwritten)}." if unwritten else "",
        "Controleer het voorbeeld: make check",
        "Bekijk de pagina: make serve",
        f"Stuur {path} in als voorstel. CONTRIBUTING.md zegt hoe.",
    ]
    for number, step in enumerate(filter(None, steps), start=1):
        _say(console, f"  {number}. {step}")


def from_issue(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    """Make an example of an issue; on stdout the file's path, or the comment if it is not right."""
    desk = Desk(layout, load_settings(layout))
    body = _read_body(options.bestand)
    try:
        issue = read_issue(body, desk.vocabulary)
    except NotOurFormError:
        sys.stdout.write(NOT_OUR_FORM)
        return WRONG
    proposal = examine(issue, desk)
    findings = (*proposal.findings, *missing_licence(issue))
    if findings:
        sys.stdout.write(comment(by_label(findings)))
        return WRONG
    if not _write(proposal):
        return _fail(
            console, [f"{layout.relative(proposal.path)} bestaat al. Er is niets gemaakt."]
        )
    if options.toelichting:
        options.toelichting.write_text(
            proposal_text(issue, proposal), encoding="utf-8", newline="\n"
        )
    sys.stdout.write(f"{layout.relative(proposal.path)}\n")
    return OK


def _read_body(file: Path | None) -> str:
    """Read at most a little more than a forge takes, whatever the bytes are."""
    limit = 4 * MAX_CHARACTERS + 1
    if file is None or str(file) == "-":
        data = sys.stdin.buffer.read(limit)
    else:
        with file.open("rb") as stream:
            data = stream.read(limit)
    return data.decode("utf-8", errors="replace")


def write_issue_form(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    """Write the issue form to its file."""
    target = issue_form.path(layout)
    target.parent.mkdir(parents=True, exist_ok=True)
    text = issue_form.issue_form(load_settings(layout).vocabulary)
    target.write_text(text, encoding="utf-8", newline="\n")
    _say(console, f"Vernieuwd: {layout.relative(target)}")
    return OK


def _write(proposal: Proposal) -> bool:
    """Write the file of a proposal; tell whether it is new. What is there is never written over."""
    proposal.path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with proposal.path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(proposal.scaffold.text)
    except FileExistsError:
        return False
    return True


def _say(console: Console, text: str) -> None:
    console.print(text)


def _fail(console: Console, lines: list[str]) -> int:
    for line in lines:
        console.print(line, style="bold red", markup=False)
    return WRONG
