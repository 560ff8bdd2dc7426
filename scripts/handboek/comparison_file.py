"""Read the sets of principles in docs/vergelijking/ and check them, each a file of TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from handboek.characters import bad_characters
from handboek.clock import today
from handboek.comparison import Comparison, Norm
from handboek.fields import Reading
from handboek.kinds import is_web_address
from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.vocabulary import Vocabulary
from handboek.wording import hint, listed, shown

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NORM_HEAD = re.compile(r"\s*\[\[\s*norm\s*\]\]")


@dataclass(frozen=True)
class _Key:
    """One name in a set's file: what it is for, an example, and the longest text it may hold."""

    help: str
    example: str
    limit: int
    required: bool = True
    many: bool = False

    @property
    def expected(self) -> str:
        if self.many:
            return "een lijst met principes tussen [ en ]"
        return f"een tekst op één regel, tussen dubbele aanhalingstekens, van hoogstens {self.limit} tekens"


_SET = {
    "titel": _Key("hoe de set heet", '"Kernwaarden van onze gemeente"', 80),
    "van": _Key("wie de set maakte", '"Gemeente Voorbeeldstad"', 100),
    "jaar": _Key("wanneer de set werd vastgesteld", '"2024"', 40, required=False),
    "toelichting": _Key("wat de lezer nog moet weten", '"Vervallen in 2023."', 400, required=False),
    "bron": _Key("het adres van de set", '"https://www.voorbeeld.nl/kernwaarden"', 300, required=False),
}  # fmt: skip
_NORM = {
    "naam": _Key("hoe de norm heet", '"Dichtbij"', 100),
    "groep": _Key("de groep waarin de norm staat", '"Voor inwoners"', 80, required=False),
    "vooral": _Key("het principe dat de norm het meest raakt", '"passend"', 40, required=False),
    "ook": _Key("andere principes die de norm raakt", '["respectvol"]', 40, required=False, many=True),
    "uitleg": _Key("in één zin waarom", '"Wie dichtbij werkt, ziet wat iemand nodig heeft."', 240),
}  # fmt: skip


def load_comparisons(
    layout: Layout, vocabulary: Vocabulary
) -> tuple[list[Comparison], list[Problem]]:
    """Load and check every set in docs/vergelijking/.

    Args:
        layout: the folders of the handbook.
        vocabulary: the principles that a norm can touch.

    Returns:
        The sets that are right, by title, and all that is wrong with any of them.
    """
    found: list[Comparison] = []
    problems: list[Problem] = []
    for path in sorted(layout.comparisons.glob("[!.]*")):
        reading = Reading(layout.relative(path), vocabulary, today(), [])
        data = _read(path, layout, reading)
        if data is not None:
            found += _Set(data, reading).comparison(path.stem)
        problems += reading.problems
    problems += _same_titles(found, layout)
    return sorted(found, key=lambda each: each.title.casefold()), problems


def _read(path: Path, layout: Layout, reading: Reading) -> tuple[str, Mapping[str, Any]] | None:
    """Read a file as text and as TOML; ``None`` after noting why that cannot be."""
    right = path.suffix == ".toml" and _NAME.fullmatch(path.stem) and path.stem != "index"
    if path.is_symlink() or not path.is_file() or not right:
        reading.wrong(1, Message.SET_WRONG_NAME, name=shown(path.name))
        return None
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")  # Notepad adds the signature
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reading.wrong(line, Message.NOT_UTF8, byte=error.start + 1)
        return None
    for bad in bad_characters(text, layout.fonts):
        values = {"name": bad.name, "code": bad.code, "column": bad.column}
        reading.wrong(bad.line, Message.BAD_CHARACTER, **values)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reading.wrong(_line_said(str(error), text), Message.SET_UNREADABLE, detail=_detail(error))
        return None


def _line_said(said: str, text: str) -> int:
    found = re.search(r"at line (\d+)", said)
    return int(found[1]) if found else text.rstrip().count("\n") + 1


def _detail(error: Exception) -> str:
    twice = any(word in str(error) for word in ("twice", "overwrite"))
    return "deze naam staat er al" if twice else "de regel is niet af of er staat iets vreemds"


class _Set:
    """Take one set out of the parsed TOML, noting the line of what is wrong."""

    def __init__(self, read: tuple[str, Mapping[str, Any]], reading: Reading) -> None:
        text, self.data = read
        self.reading = reading
        self.blocks = list(_blocks(text))

    def comparison(self, slug: str) -> Iterator[Comparison]:
        """Give the set, if nothing is wrong with it."""
        before = len(self.reading.problems)
        top = self.texts(self.data, _SET, 0, ("norm",))
        source = top["bron"]
        if source and not is_web_address(source):
            line = self.line(0, "bron")
            self.reading.wrong(line, Message.BAD_URL, key="bron", given=shown(source))
        norms = tuple(self.norms())
        if len(self.reading.problems) == before:
            yield Comparison(
                slug, top["titel"], top["van"], top["jaar"], top["toelichting"], source, norms
            )

    def norms(self) -> Iterator[Norm]:
        given = self.data.get("norm")
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            self.reading.wrong(self.line(0, "norm"), Message.SET_NO_NORMS)
            return
        names: set[str] = set()
        for block, table in enumerate(given, start=1):
            norm = self.norm(table, block)
            if norm.name and norm.name.casefold() in names:
                line = self.line(block, "naam")
                self.reading.wrong(line, Message.SET_SAME_NORM, name=shown(norm.name))
            names.add(norm.name.casefold())
            yield norm

    def norm(self, table: Mapping[str, Any], block: int) -> Norm:
        text = self.texts(table, _NORM, block)
        mainly = self.principles([text["vooral"]] if text["vooral"] else [], "vooral", block)
        also = self.principles(table.get("ook", []), "ook", block)
        for given in filter(mainly.__contains__, also):
            self.reading.wrong(self.line(block, "ook"), Message.SET_TWICE, given=given)
        if also and not mainly and not text["vooral"]:
            self.reading.wrong(self.line(block, "ook"), Message.SET_ONLY_ALSO)
        return Norm(text["naam"], text["groep"], "".join(mainly), also, text["uitleg"])

    def texts(
        self,
        table: Mapping[str, Any],
        keys: Mapping[str, _Key],
        block: int,
        more: tuple[str, ...] = (),
    ) -> dict[str, str]:
        """Read the texts of a table; what is missing or wrong is noted, and empty."""
        allowed = (*keys, *more)
        for name in table:
            if name not in allowed:
                self.reading.wrong(
                    self.line(block, name), Message.SET_UNKNOWN_KEY,
                    key=shown(name), hint=hint(name, allowed), allowed=listed(allowed),
                )  # fmt: skip
        return {
            name: self.text(table, name, key, block) for name, key in keys.items() if not key.many
        }

    def text(self, table: Mapping[str, Any], name: str, key: _Key, block: int) -> str:
        if name not in table and not key.required:
            return ""
        value = table.get(name)
        values = {"key": name, "help": key.help, "example": key.example}
        line = self.line(block, name)
        if name not in table:
            self.reading.wrong(line, Message.SET_MISSING_KEY, **values)
        elif not isinstance(value, str) or not value.strip() or "\n" in value.strip():
            self.reading.wrong(line, Message.SET_WRONG_VALUE, expected=key.expected, **values)
        elif len(value) > key.limit:
            size = {"length": len(value), "limit": key.limit}
            self.reading.wrong(line, Message.TOO_LONG, key=name, **size)
        else:
            return value.strip()
        return ""

    def principles(self, given: object, name: str, block: int) -> tuple[str, ...]:
        """Read keys of principles; each has to exist, and to be there once."""
        known = self.reading.vocabulary.principles
        line, key = self.line(block, name), _NORM[name]
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            values = {"key": name, "example": key.example, "expected": key.expected}
            self.reading.wrong(line, Message.SET_WRONG_VALUE, **values)
            return ()
        for each in dict.fromkeys(given):
            if each not in known:
                values = {"key": name, "given": shown(each), "allowed": listed(known)}
                self.reading.wrong(line, Message.UNKNOWN_TERM, hint=hint(each, known), **values)
            elif given.count(each) > 1:
                self.reading.wrong(line, Message.REPEATED_TERM, key=name, given=each)
        return tuple(each for each in dict.fromkeys(given) if each in known)

    def line(self, block: int, name: str) -> int:
        """Give the line of a name in a block, or else the first of the block; from 1."""
        lines = self.blocks[min(block, len(self.blocks) - 1)]
        start = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
        return next((number for number, line in lines if start.match(line)), lines[0][0])


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Split a file in its top and its norms, each a list of numbered lines."""
    lines = list(enumerate(text.split("\n"), start=1))
    starts = [0, *(i for i, (_, line) in enumerate(lines) if i and _NORM_HEAD.match(line))]
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start:end]


def _same_titles(found: Iterable[Comparison], layout: Layout) -> Iterator[Problem]:
    first: dict[str, Comparison] = {}
    for each in found:
        other = first.setdefault(each.title.casefold(), each)
        if other is not each:
            yield problem(
                _path(each, layout), 1, Message.DUPLICATE_TITLE,
                title=shown(each.title), other=_path(other, layout),
            )  # fmt: skip


def _path(comparison: Comparison, layout: Layout) -> str:
    return layout.relative(layout.comparisons / f"{comparison.slug}.toml")
