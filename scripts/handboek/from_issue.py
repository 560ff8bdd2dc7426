"""Turn the body of an issue into an example, or into a comment that says what is missing.

The body is a stranger's text. It is only ever compared, cut and written to one file whose name we
make ourselves; in a comment it stands in code, where a forge reads no links and no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handboek.issue_form import AGREED, AI, LICENCE, asked_in_issue, options
from handboek.proposal import Desk, Finding, Proposal
from handboek.questions import Answers, Question, question
from handboek.scaffold import one_line
from handboek.vocabulary import Vocabulary

MAX_CHARACTERS = 65_536
"""A forge takes no longer issue than this."""
_EMPTY = "_No response_"
_TICKED = re.compile(r"^[-*] \[[xX]\] ", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Issue:
    """What an issue's body says: the answers, what AI was used for, and whether it may be shared."""

    answers: Answers
    ai: str
    agreed: bool


class NotOurFormError(Exception):
    """The body has none of the form's headings: the issue was not made with the form."""


def read_issue(body: str, vocabulary: Vocabulary) -> Issue:
    """Read the body of an issue that was made with the form.

    Args:
        body: the text of the issue, as the forge gives it.
        vocabulary: the words that the form offered.

    Raises:
        NotOurFormError: the body is empty, too long, or of another form.
    """
    if len(body) > MAX_CHARACTERS:
        raise NotOurFormError
    text = _CONTROL.sub(" ", body.replace("\r\n", "\n").replace("\r", "\n"))
    given = dict(_blocks(text))
    if not given:
        raise NotOurFormError
    answers = {
        each.name: _answer(each, given[each.label], vocabulary)
        for each in asked_in_issue()
        if each.label in given
    }
    return Issue(
        {name: answer for name, answer in answers.items() if answer},
        one_line(given.get(AI, "")),
        bool(_TICKED.search(given.get(LICENCE, ""))),
    )


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Cut the body at the headings of the form, each once and in their order.

    Someone's own text may have such a heading too; what comes out of order is text.
    """
    labels = [*(each.label for each in asked_in_issue()), AI, LICENCE]
    found: list[tuple[str, int, int]] = []
    expected = 0
    for heading in re.finditer(r"^### (.+?)[ \t]*$", text, re.MULTILINE):
        if heading[1] in labels[expected:]:
            expected = labels.index(heading[1]) + 1
            found.append((heading[1], heading.start(), heading.end()))
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    for (label, _, start), end in zip(found, ends, strict=True):
        answer = text[start:end].strip()
        yield label, "" if answer == _EMPTY else answer


def _answer(asked: Question, text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    if not text:
        return ()
    if asked.kind in ("one", "some"):
        keys = options(vocabulary.facet(asked.facet))
        parts = text.split(",") if asked.kind == "some" else [text]
        chosen = (one_line(part) for part in parts)
        return tuple(keys.get(part, part) for part in chosen if part and part != "None")
    if asked.kind == "words":
        return tuple(word for word in map(one_line, text.split(",")) if word)
    return (text,) if asked.kind == "text" else (one_line(text),)


def examine(issue: Issue, desk: Desk) -> Proposal:
    """Check the example that an issue holds."""
    return desk.look_at(issue.answers)


def missing_licence(issue: Issue) -> Iterator[Finding]:
    """Say that the author has not said that the text may be shared."""
    if not issue.agreed:
        yield Finding(LICENCE, f"u hebt nog geen vinkje gezet bij ‘{AGREED}’")


def comment(findings: Mapping[str, list[str]]) -> str:
    """Write the comment that says what has to change, in Markdown.

    Args:
        findings: what is wrong, by the label of the question.
    """
    lines = [
        "Bedankt voor uw voorbeeld. Er is nog iets nodig voordat wij er een voorstel van kunnen maken.",
        "",
    ]
    for label, texts in findings.items():
        lines += [f"**{label}**", "", *(f"- {_as_code(text)}" for text in texts), ""]
    return "\n".join([*lines, _HOW, ""])


NOT_OUR_FORM = """\
Bedankt voor uw melding. Wij kunnen er geen voorbeeld van maken, want de vragen van het formulier staan er niet in.

Maak een nieuwe melding, en kies dan ‘Een voorbeeld delen’. Past dat niet? Schrijf het hier; een redacteur kijkt mee.
"""
_HOW = """\
Wilt u dit aanpassen? Kies boven aan uw melding voor bewerken, en verander alleen de tekst onder de kopjes.
Als u bewaart, kijken wij vanzelf opnieuw."""


def by_label(findings: tuple[Finding, ...]) -> dict[str, list[str]]:
    """Gather what is wrong by the label of its question."""
    gathered: dict[str, list[str]] = {}
    for each in findings:
        gathered.setdefault(_label(each.asked), []).append(each.text)
    return gathered


def _label(asked: str) -> str:
    if not asked or asked == LICENCE:
        return asked or "Het bestand"
    return question(asked).label


def _as_code(text: str) -> str:
    """Write a text as code, where a forge makes no links of it and calls nobody."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def proposal_text(issue: Issue, proposal: Proposal) -> str:
    """Write what goes with the proposal: what it is about, and how it was made."""
    title = one_line("".join(issue.answers.get("titel", ())))
    return "\n".join([
        f"Nieuw voorbeeld: {_as_code(title)}",
        "",
        f"- Bestand: `{proposal.path.parent.name}/{proposal.path.name}`",
        f"- AI gebruikt: {_as_code(issue.ai) if issue.ai else 'nee'}",
        f"- {AGREED}",
        "",
    ])
