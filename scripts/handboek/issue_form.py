"""The issue form for a new example, made from the model: GitHub and Forgejo show it as a form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from handboek.layout import Layout
from handboek.questions import Question, questions
from handboek.vocabulary import Facet, Term, Vocabulary

LABEL = "voorbeeld"
"""The label of an issue that holds an example; a workflow looks for it."""
AI = "Gebruikte u AI?"
LICENCE = "Licentie"
AGREED = "Ik deel deze tekst onder CC0 1.0, en ik mag dat doen."

_NOTICE = "# Gemaakt door `make issueformulier` uit het model. Verander dit bestand niet zelf.\n"
_INTRO = """\
Fijn dat u een voorbeeld wilt delen. Beantwoord de vragen; een programma maakt er een voorstel van.

**Let op: iedereen kan deze melding lezen.** Noem geen namen, adressen of nummers van echte mensen.
Zet tussen rechte haken wat er hoort te staan: [naam], [datum], [telefoonnummer].
"""


def issue_form(vocabulary: Vocabulary) -> str:
    """Write the issue form, as YAML."""
    form = {
        "name": "Een voorbeeld delen",
        "description": "U hebt een situatie waar anderen van kunnen leren.",
        "title": "Voorbeeld: ",
        "labels": [LABEL],
        "body": [
            {"type": "markdown", "attributes": {"value": _INTRO}},
            *(_element(each, vocabulary) for each in asked_in_issue()),
            *_sharing(),
        ],
    }
    return _NOTICE + yaml.dump(form, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


class _Dumper(yaml.SafeDumper):
    """Write a text of more than one line as it is read."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def path(layout: Layout) -> Path:
    """Give the file of the form."""
    return layout.root / ".github" / "ISSUE_TEMPLATE" / "voorbeeld.yml"


def asked_in_issue() -> Iterator[Question]:
    """Give the questions of the form: all but the day, which is the day of the issue."""
    return (each for each in questions() if each.name != "datum")


def options(facet: Facet) -> dict[str, str]:
    """Give the key of each option that the form shows: a label, unless that would be unclear.

    The answers come back with a comma between them, so an option cannot have one.
    """
    return {_option(term): term.key for term in facet.values()}


def _option(term: Term) -> str:
    return term.key if "," in term.label else term.label


def _element(asked: Question, vocabulary: Vocabulary) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "label": asked.label,
        "description": f"{asked.sentence}{_more(asked)}",
    }
    kind = {"text": "textarea", "one": "dropdown", "some": "dropdown"}.get(asked.kind, "input")
    if kind == "dropdown":
        attributes["options"] = list(options(vocabulary.facet(asked.facet)))
        attributes["multiple"] = asked.kind == "some"
    elif asked.example:
        attributes["placeholder"] = asked.example
    required = asked.required and not asked.group
    return {
        "type": kind,
        "id": asked.name,
        "attributes": attributes,
        "validations": {"required": required},
    }


def _more(asked: Question) -> str:
    if asked.kind == "words":
        return " Zet een komma tussen de woorden."
    if asked.group:
        return " Alleen bij een voorbeeld uit de praktijk."
    return f" Hoogstens {asked.limit} tekens." if asked.limit else ""


def _sharing() -> Iterator[dict[str, Any]]:
    yield {
        "type": "input",
        "id": "ai",
        "attributes": {
            "label": AI,
            "description": "Zeg waarvoor. Het mag, maar u blijft verantwoordelijk voor wat er staat.",
            "placeholder": "om de eerste versie korter te maken",
        },
        "validations": {"required": False},
    }
    yield {
        "type": "checkboxes",
        "id": "licentie",
        "attributes": {
            "label": LICENCE,
            "description": "Iedereen mag uw tekst dan gebruiken en veranderen, zonder uw naam te noemen.",
            "options": [{"label": AGREED, "required": True}],
        },
    }
