"""The kinds of values that front matter can hold: how each is read, and what it may be."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from handboek.fields import Key, Reading, keys, read_fields
from handboek.frontmatter import Located
from handboek.messages import Message
from handboek.vocabulary import Vocabulary
from handboek.wording import hint, listed, shown

_DAY = re.compile(r"\d{4}-\d\d?-\d\d?")


@dataclass(frozen=True)
class Text:
    """One line of text, of at most ``limit`` characters."""

    limit: int

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        return f"een tekst van hoogstens {self.limit} tekens, zo nodig tussen aanhalingstekens"

    def read(self, key: Key, given: Located, reading: Reading) -> str | None:
        """Read the text, with single spaces."""
        if not isinstance(given.value, str) or not given.value.strip():
            key.wrong_type(given, reading)
            return None
        text = " ".join(given.value.split())
        if len(text) > self.limit:
            reading.wrong(
                given.line, Message.TOO_LONG, key=key.name, length=len(text), limit=self.limit
            )
            return None
        return text


@dataclass(frozen=True)
class OneOf:
    """One term of a facet of the vocabulary."""

    facet: str

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        return f"een van deze woorden: {listed(vocabulary.facet(self.facet))}"

    def read(self, key: Key, given: Located, reading: Reading) -> str | None:
        """Read the term's key."""
        if not isinstance(given.value, str) or not given.value:
            key.wrong_type(given, reading)
            return None
        facet = reading.vocabulary.facet(self.facet)
        if given.value in facet:
            return given.value
        reading.wrong(
            given.line,
            Message.UNKNOWN_TERM,
            given=shown(given.value),
            allowed=listed(facet),
            hint=hint(given.value, facet),
            key=key.name,
        )
        return None


@dataclass(frozen=True)
class SomeOf:
    """A list of terms of a facet, at least one, each once."""

    facet: str

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        words = listed(vocabulary.facet(self.facet))
        return f"een lijst tussen [ en ], met een of meer van deze woorden: {words}"

    def read(self, key: Key, given: Located, reading: Reading) -> tuple[str, ...] | None:
        """Read the terms' keys, in the order given."""
        if not isinstance(given.value, list) or not given.items:
            key.wrong_type(given, reading)
            return None
        one = OneOf(self.facet)
        terms = [one.read(key, item, reading) for item in given.items]
        for item, before in zip(given.items, _before(terms), strict=True):
            if item.value in before:
                reading.wrong(item.line, Message.REPEATED_TERM, given=item.value, key=key.name)
        found = dict.fromkeys(term for term in terms if term is not None)
        return tuple(found) or None


def _before(terms: list[str | None]) -> list[list[str | None]]:
    return [terms[:i] for i in range(len(terms))]


@dataclass(frozen=True)
class Words:
    """A list of words or short phrases."""

    limit: int

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        return (
            f"een lijst tussen [ en ], met woorden van hoogstens {self.limit} tekens, "
            "zo nodig tussen aanhalingstekens"
        )

    def read(self, key: Key, given: Located, reading: Reading) -> tuple[str, ...] | None:
        """Read the words, in the order given."""
        if not isinstance(given.value, list) or not given.items:
            key.wrong_type(given, reading)
            return None
        text = Text(self.limit)
        words = (text.read(key, item, reading) for item in given.items)
        return tuple(word for word in words if word is not None)


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        return "true (ja) of false (nee)"

    def read(self, key: Key, given: Located, reading: Reading) -> bool | None:
        """Read the answer."""
        if not isinstance(given.value, bool):
            key.wrong_type(given, reading)
            return None
        return given.value


@dataclass(frozen=True)
class Day:
    """A day, not in the future."""

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        return "een datum die bestaat, geschreven als jaar-maand-dag"

    def read(self, key: Key, given: Located, reading: Reading) -> dt.date | None:
        """Read the day."""
        day = given.value
        if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
            no_such_day = isinstance(day, str) and _DAY.fullmatch(day)
            words = f"een datum die niet bestaat ({day})" if no_such_day else ""
            key.wrong_type(given, reading, words)
            return None
        if day > reading.today:
            reading.wrong(
                given.line,
                Message.DATE_IN_FUTURE,
                key=key.name,
                given=day,
                limit=reading.today,
                help=key.help,
            )
            return None
        return day


@dataclass(frozen=True)
class Address:
    """A web address that starts with https://."""

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        return "een adres dat begint met https://"

    def read(self, key: Key, given: Located, reading: Reading) -> str | None:
        """Read the address."""
        if not isinstance(given.value, str) or not given.value:
            key.wrong_type(given, reading)
            return None
        if is_web_address(given.value):
            return given.value
        reading.wrong(given.line, Message.BAD_URL, key=key.name, given=shown(given.value))
        return None


@dataclass(frozen=True)
class Group:
    """A mapping with keys of its own, such as the source of an example."""

    model: type

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say what the value may be."""
        return f"een groep kenmerken: {listed(key.name for key in keys(self.model).values())}"

    def read(self, key: Key, given: Located, reading: Reading) -> Any:
        """Read the group into its model."""
        if not given.entries:
            key.wrong_type(given, reading)
            return None
        before = len(reading.problems)
        values = read_fields(self.model, given.entries, given.line, reading, key.name)
        return self.model(**values) if len(reading.problems) == before else None


def is_web_address(text: str) -> bool:
    """Tell whether ``text`` is a whole https address without spaces or odd characters."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = text.isprintable() and not set(text) & set(" <>\"'`{}|\\^")
    return plain and parts.scheme == "https" and "." in parts.netloc and "@" not in parts.netloc
