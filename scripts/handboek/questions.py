"""What a contributor is asked: every field and part of an example as a question, from the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from handboek.fields import Key, keys
from handboek.kinds import Address, Day, Group, OneOf, SomeOf, Text, Words
from handboek.models import SECTIONS, Example

PRINCIPLE, SUMMARY = "principe", "kern"

Answers = Mapping[str, tuple[str, ...]]
"""What someone answered, by the name of the question; one text, or the keys and words of a list."""


@dataclass(frozen=True)
class Question:
    """One question of the form, the issue form and the terminal.

    ``kind`` is how it is answered: ``line``, ``text`` (more than one paragraph), ``one`` or
    ``some`` of the terms of ``facet``, ``words`` (with commas between), ``day`` or ``address``.
    ``limit`` is the most characters of the answer, or of each word; 0 if there is none. ``group``
    is the key under which the answer stands in the front matter, ``part`` the page of the form.
    ``place`` is where it comes in the front matter of a file, from 1; 0 if it does not.
    """

    name: str
    label: str
    help: str
    kind: str
    example: str = ""
    required: bool = True
    facet: str = ""
    limit: int = 0
    group: str = ""
    part: str = ""
    place: int = 0

    @property
    def key(self) -> str:
        """The name of the key in the front matter."""
        return self.name.removeprefix(f"{self.group}-")

    @property
    def sentence(self) -> str:
        """The help as the start of a sentence; there a capital takes the accent of ‘één’ away."""
        text = self.help.replace("één", "eén", 1) if self.help.startswith("één") else self.help
        return f"{text[:1].upper()}{text[1:]}."

    @property
    def lead(self) -> str:
        """The label to put before other words: with a colon, unless it is a question already."""
        return self.label if self.label.endswith("?") else f"{self.label}:"


PARTS = {
    "onderwerp": "Waar gaat het over?",
    "tekst": "Het voorbeeld",
    "kenmerken": "Voor wie en waar?",
    "herkomst": "Bedacht of echt gebeurd?",
}
"""The parts of the form, in their order, with the heading of each."""


@cache
def questions() -> tuple[Question, ...]:
    """Give all questions, in the order in which people can best answer them."""
    asked = [_PRINCIPLE, _SUMMARY, *_of_model(), *_sections()]
    order = list(PARTS)
    first = ["principe", "titel", "kern"]
    ranks = {name: rank for rank, name in enumerate(first)}
    asked.sort(key=lambda q: (order.index(q.part), ranks.get(q.name, len(first))))
    return tuple(asked)


def question(name: str) -> Question:
    """Give the question with this name.

    Raises:
        KeyError: there is no such question.
    """
    for each in questions():
        if each.name == name:
            return each
    raise KeyError(name)


_PRINCIPLE = Question(
    PRINCIPLE,
    "Principe",
    "het principe waar uw voorbeeld vooral over gaat",
    "one",
    example="passend",
    facet="principes",
    part="onderwerp",
)
_SUMMARY = Question(
    SUMMARY,
    "Waar gaat het om?",
    "één of twee zinnen: wie wil wat, en wat maakt het lastig",
    "line",
    example="Een inwoner vraagt om uitstel, maar de termijn staat in de wet.",
    part="onderwerp",
)


def _of_model() -> Iterator[Question]:
    for place, key in enumerate(keys(Example).values(), start=1):
        if not key.asked:
            continue
        if isinstance(key.kind, Group):
            for inner in keys(key.kind.model).values():
                # Whether a source is needed at all depends on the kind of example.
                each = replace(_of_key(inner), name=f"{key.name}-{inner.name}", group=key.name)
                yield replace(each, part=key.part, place=place)
        else:
            yield replace(_of_key(key), place=place)


def _of_key(key: Key) -> Question:
    kinds = {OneOf: "one", SomeOf: "some", Words: "words", Day: "day", Address: "address"}
    kind = key.kind
    return Question(
        key.name,
        key.label,
        key.help,
        kinds.get(type(kind), "line"),
        example=key.example.strip("[]"),
        required=key.required,
        facet=kind.facet if isinstance(kind, OneOf | SomeOf) else "",
        limit=kind.limit if isinstance(kind, Text | Words) else 0,
        part=key.part,
    )


def _sections() -> Iterator[Question]:
    for section in SECTIONS:
        yield Question(
            section.key,
            section.heading,
            section.help,
            "text",
            required=section.required,
            part="tekst",
        )
