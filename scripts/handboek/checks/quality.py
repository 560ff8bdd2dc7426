"""Advise on what one learns from an example: enough words, both sides weighed, a short title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handboek.body import Block, Body
from handboek.checks.advice import Advice
from handboek.fields import Reading
from handboek.models import SECTIONS, Example

MAX_TITLE = 70
MIN_WORDS = {"situatie": 25, "liever-niet": 15, "maar-wel": 25, "waarom": 15, "afweging": 25}
_SIDES = 2
_WORD = re.compile(r"[^\W_]+")
_TURN = re.compile(
    r"\b(maar|toch|echter|daartegenover|daarentegen|tegelijk|tegelijkertijd|aan de andere kant|"
    r"daar staat|tegenover|al is|hoewel|ook al|terwijl|alleen als|alleen|behalve|tenzij|mits|"
    r"wel|anders|grens|grenzen|nadeel|nadelen|risico|belang|belangen|kost|kosten|ander|andere|"
    r"niet altijd|soms|juist|wie dat niet|wringt|botst|prijs)\b",
    re.IGNORECASE,
)


def check_quality(example: Example | None, body: Body, reading: Reading) -> None:
    """Advise on an example.

    Args:
        example: what its front matter says, if that could be read.
        body: its text.
        reading: takes the advice.
    """
    if example is not None and len(example.title) > MAX_TITLE:
        line, count = reading.line_of("titel"), len(example.title)
        reading.wrong(line, Advice.LONG_TITLE, count=count, limit=MAX_TITLE)
    for section in SECTIONS:
        blocks = [b for b in body.blocks if b.section == section.key]
        text = " ".join(block.text for block in blocks if block.kind != "heading")
        if not blocks or not text.strip():
            continue
        count, least = len(_WORD.findall(text)), MIN_WORDS.get(section.key, 0)
        if count < least:
            values = {"section": section.heading, "help": section.help}
            reading.wrong(blocks[0].line, Advice.SHORT, count=count, limit=least, **values)
        if section.key == "afweging" and count >= least and _has_one_side(blocks, text):
            reading.wrong(blocks[0].line, Advice.ONE_SIDED)


def _has_one_side(blocks: Sequence[Block], text: str) -> bool:
    """Tell whether nothing turns the other way: no such word, and no second paragraph."""
    return not _TURN.search(text) and sum(block.kind == "paragraph" for block in blocks) < _SIDES
