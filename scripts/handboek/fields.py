"""The fields of front matter: how each is declared, and how a whole front matter is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Protocol

from handboek.frontmatter import Located
from handboek.messages import Message
from handboek.problems import Problem, Saying, problem
from handboek.vocabulary import Vocabulary
from handboek.wording import hint, listed, nearest, shown

_META = "front matter"


@dataclass
class Reading:
    """The reading of one file's front matter: what it may use, and what turned out wrong.

    ``today`` is the build's date; no date may lie behind it. ``lines`` tells where each key is;
    ``public`` is which addresses and numbers may be there, as ``checks.privacy.public`` gives them.
    """

    path: str
    vocabulary: Vocabulary
    today: dt.date
    problems: list[Problem]
    lines: dict[str, int] = field(default_factory=dict)
    public: frozenset[str] = frozenset()

    def line_of(self, key: str) -> int:
        """Give the line of a key of the front matter; the first of the file if it has none."""
        return self.lines.get(key, 1)

    def wrong(self, line: int, message: Saying, **values: object) -> None:
        """Note that something is wrong on a line, or could be better."""
        self.problems.append(problem(self.path, line, message, **values))


class Kind(Protocol):
    """A kind of value."""

    def expected(self, vocabulary: Vocabulary) -> str:
        """Say in Dutch what the value may be, to follow on ‘titel is …’."""

    def read(self, key: Key, given: Located, reading: Reading) -> Any:
        """Turn the value into what the model holds; ``None`` after noting what is wrong."""


@dataclass(frozen=True)
class Key:
    """One key of the front matter: its Dutch name, what it is for, and what it holds.

    ``label`` is what people see it called, ``part`` where the form asks for it, ``asked`` whether a
    contributor is asked for it at all, ``shown`` whether the example's page says what it holds.
    """

    name: str
    kind: Kind
    help: str
    example: str
    required: bool = True
    label: str = ""
    part: str = "kenmerken"
    asked: bool = True
    shown: bool = False

    def wrong_type(self, given: Located, reading: Reading, words: str = "") -> None:
        """Note that the value is of another kind: say which in ``words``, or leave that to us."""
        value = given.value
        empty = not value.strip() if isinstance(value, str) else value in (None, [], {})
        reading.wrong(
            given.line,
            Message.EMPTY_VALUE if empty else Message.WRONG_TYPE,
            key=self.name,
            given=words or _in_words(value),
            expected=self.kind.expected(reading.vocabulary),
            example=self.example,
            otherwise="" if self.required else ", of haal de regel weg",
        )


def front(  # noqa: PLR0913 - a declaration: each is given by name
    name: str,
    kind: Kind,
    *,
    help: str,  # noqa: A002 - the word that forms, schemas and argparse use for it
    example: str,
    default: Any = MISSING,
    label: str = "",
    part: str = "kenmerken",
    asked: bool = True,
    shown: bool = False,
) -> Any:
    """Declare a dataclass field as a key of the front matter; without default it is required.

    All else follows from it: check, forms, ``new``, and with ``shown`` a line on the page. Files
    have their keys in the order of the model. A form calls it ``label``, or else its name, and asks
    it in ``part`` (see ``questions.PARTS``); what is not ``asked`` is for the editors to decide.
    """
    key = Key(
        name,
        kind,
        help,
        example,
        required=default is MISSING,
        label=label or name.capitalize(),
        part=part,
        asked=asked,
        shown=shown,
    )
    if default is MISSING:
        return field(metadata={_META: key})
    return field(default=default, metadata={_META: key})


def keys(model: type) -> dict[str, Key]:
    """Give the front-matter keys of a model, by the name of their field."""
    return {each.name: each.metadata[_META] for each in fields(model) if _META in each.metadata}


def read_fields(
    model: type, entries: Mapping[str, Located], line: int, reading: Reading, group: str = ""
) -> dict[str, Any]:
    """Read the front matter of a model.

    Args:
        model: a dataclass whose fields are declared with :func:`front`.
        entries: the front matter.
        line: where to report a key that is missing.
        reading: takes what is wrong.
        group: the key under which these keys stand; empty for the front matter itself.

    Returns:
        The values by field name; a field that is absent or wrong has its default, or is left out.
    """
    known = keys(model)
    names = {key.name for key in known.values()}
    misspelt = set()
    for name, given in entries.items():
        if name not in names:
            misspelt.add(nearest(name, names))
            reading.wrong(
                given.line,
                Message.UNKNOWN_KEY,
                key=shown(name),
                allowed=listed(key.name for key in known.values()),
                hint=hint(name, names),
                within=_within(group),
            )
    values = {}
    for each in fields(model):
        if each.name in known:
            key = known[each.name]
            if key.name not in entries and key.name in misspelt:
                continue  # one message a mistake
            value = _read_one(key, entries, line, reading, group)
            if value is not None:
                values[each.name] = value
            elif _has_default(each):
                values[each.name] = each.default
    return values


def _read_one(
    key: Key, entries: Mapping[str, Located], line: int, reading: Reading, group: str
) -> Any:
    given = entries.get(key.name)
    if given is not None:
        return key.kind.read(key, given, reading)
    if key.required:
        reading.wrong(
            line,
            Message.MISSING_KEY,
            key=key.name,
            help=key.help,
            example=key.example,
            within=_within(group),
            place=f"onder ‘{group}’, met twee spaties ervoor," if group else "in de kop",
        )
    return None


def _within(group: str) -> str:
    return f" bij ‘{group}’" if group else ""


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING


def _in_words(value: object) -> str:
    """Say in Dutch what kind of value YAML made of what was typed."""
    names: dict[type, Callable[[Any], str]] = {
        bool: lambda _: "een ja of nee (yes, no, true en false betekenen dat hier)",
        int: lambda v: f"een getal ({v})",
        float: lambda v: f"een getal ({v})",
        dt.datetime: lambda _: "een datum met een tijd",
        dt.date: lambda v: f"een datum ({v})",
        list: lambda _: "een lijst",
        dict: lambda _: "een groep kenmerken",
        str: lambda v: f"een tekst (‘{shown(v)}’)",
    }
    return names.get(type(value), lambda _: "iets anders")(value)
