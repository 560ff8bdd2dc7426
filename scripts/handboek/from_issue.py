"""Turn the body of an issue into an example, or into a comment that says what is missing.

The body is a stranger's text. It is only ever compared, cut and written to one file whose name we
make ourselves; in a comment it stands in code, where a forge reads no links and no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
# Letters and marks that no forge makes a link, a picture or a call of.
_HARMLESS = re.compile(r"(?!.*(?:www\.|GH-))[A-Za-zÀ-ÖØ-öø-ÿ0-9 ‘’…;:,.()?-]*")
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
    """Cut the body at the headings of the form.

    A forge writes all of them, in their order, so one that is not the next is someone's own text.
    Only where someone has taken a heading away, those that come later in the order count too.
    """
    labels = [*(each.label for each in asked_in_issue()), AI, LICENCE]
    found = _headings(text, labels, ahead=1)
    if len(found) < len(labels):
        found = _headings(text, labels, ahead=len(labels))
    ends = [heading.start() for heading in found[1:]]
    for heading, end in zip(found, [*ends, len(text)], strict=False):
        answer = text[heading.end() : end].strip()
        yield heading[1], "" if answer == _EMPTY else answer


def _headings(text: str, labels: Sequence[str], ahead: int) -> list[re.Match[str]]:
    """Find the headings in their order, each among the next few that may come."""
    found = []
    expected = 0
    for heading in _HEADING.finditer(text):
        if heading[1] in labels[expected : expected + ahead]:
            expected = labels.index(heading[1]) + 1
            found.append(heading)
    return found


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
        lines += [f"**{label}**", "", *(f"- {_safely(text)}" for text in texts), ""]
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


def _safely(text: str) -> str:
    """Write a text so that a forge makes no links of it and calls nobody: as code, if need be."""
    if _HARMLESS.fullmatch(text):
        return text
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def proposal_text(issue: Issue, proposal: Proposal) -> str:
    """Write what goes with the proposal: what it is about, and how it was made."""
    title = one_line("".join(issue.answers.get("titel", ())))
    return "\n".join(
        [
            f"Nieuw voorbeeld: {_safely(title)}",
            "",
            f"- Bestand: `{proposal.path.parent.name}/{proposal.path.name}`",
            f"- AI gebruikt: {_safely(issue.ai) if issue.ai else 'nee'}",
            f"- {AGREED}",
            "",
        ]
    )
