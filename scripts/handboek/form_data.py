"""What the script of the form has to know: questions, words and messages, as data for a browser."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from handboek.characters import covered
from handboek.checks import rules as privacy_rules
from handboek.checks.advice import Advice
from handboek.layout import Layout
from handboek.messages import Message
from handboek.models import SECTIONS
from handboek.new_file import LONGEST_ADDRESS, LONGEST_MAIL, NEW_FILE
from handboek.proposal import FORM_REPAIRS
from handboek.questions import questions
from handboek.settings import Settings, Site
from handboek.sources import reserved_prefixes

MESSAGES = (
    Message.BAD_CHARACTER, Message.MISSING_KEY, Message.TOO_LONG, Message.OWN_PRINCIPLE,
    Message.DATE_IN_FUTURE, Message.BAD_URL, Message.NO_SOURCE, Message.NO_SUMMARY,
    Message.EMPTY_SECTION, Message.HEADING_ONE, Message.HEADING_LEVEL, Message.NESTED_HEADING,
    Message.REPEATED_SECTION, Message.UNKNOWN_SECTION, Message.RAW_HTML, Message.DIRECTIVE,
    Message.IMAGE, Message.BAD_LINK, Message.PERSONAL_DATA,
)  # fmt: skip
"""The messages of the check that a browser can give too."""


def form_data(layout: Layout, settings: Settings, taken: Iterable[str]) -> dict[str, Any]:
    """Gather what the form has to know.

    Args:
        layout: the folders of the handbook.
        settings: those of the edition.
        taken: the slugs that examples have.

    Returns:
        Values that can be written as JSON; conf/static/formulier-controle.js says what each is.
    """
    return {
        "questions": [{**asdict(each), "key": each.key} for each in questions()],
        "facets": {
            facet.name: [_term(term) for term in facet.values()] for facet in settings.vocabulary
        },
        "messages": {each.slug: list(each.value) for each in (*MESSAGES, Advice.NAME)},
        "repairs": {message.slug: text for message, text in FORM_REPAIRS.items()},
        "sections": [section.heading for section in SECTIONS],
        "characters": list(ranges(covered(layout.fonts))),
        "reserved": list(reserved_prefixes(settings.vocabulary)),
        "taken": sorted(taken),
        "privacy": tomllib.loads(privacy_rules.FILE.read_text(encoding="utf-8")),
        "open": [*settings.public, settings.site.contact],
        "site": _site(settings.site),
    }


def ranges(characters: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Write a set of characters as ranges of code points: ``(65, 90)`` for A to Z."""
    codes = sorted(map(ord, characters))
    if not codes:
        return
    ends = [left for left, right in pairwise(codes) if right != left + 1]
    starts = [right for left, right in pairwise(codes) if right != left + 1]
    yield from zip([codes[0], *starts], [*ends, codes[-1]], strict=True)


def _term(term: Any) -> dict[str, Any]:
    return {"key": term.key, "label": term.label, "core": term.core, "sourced": term.sourced}


def _site(site: Site) -> dict[str, Any]:
    kind = NEW_FILE.get(site.forge) if site.repository else None
    return {
        "title": site.title,
        "repository": site.repository,
        "branch": site.branch,
        "new_file": asdict(kind) if kind else None,
        "contact": site.contact,
        "longest_address": LONGEST_ADDRESS,
        "longest_mail": LONGEST_MAIL,
    }
