"""Split an example in front matter and text, and keep the line of every value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.wording import shown

FENCE = "---"
_MAX_DEPTH = 20  # libyaml's own composer crashes the process at some ten thousands
# MyST's front matter ends at each of these; ours must not go on where that one stops.
_OTHER_END = re.compile(r"\s*-{3,}\s*|\.\.\.\s*")

# libyaml's loader is four times as fast; it is in every wheel, but not in every distribution.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Located:
    """A value and the line it stands on, counted from 1 in the whole file.

    ``value`` is what YAML makes of it; for a list or a mapping, ``items`` or ``entries`` hold
    its parts, each with a line of its own.
    """

    value: object
    line: int
    items: tuple[Located, ...] = ()
    entries: dict[str, Located] = field(default_factory=dict)


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of a file.

    ``entries`` holds its keys in order, ``body`` the text behind it, ``body_line`` the number of
    the body's first line.
    """

    entries: dict[str, Located]
    body: str
    body_line: int


def split(path: str, text: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Take the front matter off a file's text.

    Args:
        path: the file, as messages name it.
        text: the whole file, with line feeds only.

    Returns:
        The front matter, or ``None`` where there is none to be had; and what is wrong.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, [problem(path, 1, Message.NO_FRONT_MATTER)]
    number = next((n for n, line in enumerate(lines) if n and line.rstrip() == FENCE), None)
    if number is None:
        return None, [problem(path, 1, Message.UNCLOSED_FRONT_MATTER)]
    entries, problems = _entries(path, lines[1:number])
    if entries is None:
        return None, problems
    return FrontMatter(entries, "\n".join(lines[number + 1 :]), number + 2), problems


class _RefusedError(Exception):
    """Well-formed YAML that no example needs, and that is not safe to go on with."""

    def __init__(self, line: int, message: Message, **values: object) -> None:
        super().__init__(message)
        self.line, self.message, self.values = line, message, values


def _entries(path: str, lines: Iterable[str]) -> tuple[dict[str, Located] | None, list[Problem]]:
    source = "\n".join(lines)
    try:
        _refuse_other_ends(source)
        _refuse_tricks(source)
        loader = _Loader(source)
        try:
            root = loader.get_single_node()
            if not isinstance(root, yaml.MappingNode):
                return None, [problem(path, 2, Message.NOT_A_MAPPING)]
            return _locate(loader, root, 2).entries, list(_repeated(path, root))
        finally:
            loader.dispose()
    except _RefusedError as refused:
        return None, [problem(path, refused.line, refused.message, **refused.values)]
    except yaml.YAMLError as error:
        return None, [_broken(path, error, source.split("\n"))]


def _refuse_other_ends(source: str) -> None:
    for number, line in enumerate(source.split("\n"), start=2):
        if _OTHER_END.fullmatch(line):
            detail = f"een regel ‘{line.strip()[:10]}’ kan hier niet"
            raise _RefusedError(number, Message.BROKEN_YAML, detail=detail)


def _refuse_tricks(source: str) -> None:
    """Refuse aliases, tags and deep nesting, before anything is made of them."""
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(line, Message.YAML_ALIAS)
        if getattr(event, "tag", None):
            raise _RefusedError(line, Message.BROKEN_YAML, detail=_TAG)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            detail = "er staan te veel haken in elkaar"
            raise _RefusedError(line, Message.BROKEN_YAML, detail=detail)


def _line(of: yaml.Event | yaml.Node) -> int:
    """Give the line in the file: YAML counts from 0, and below the first fence."""
    mark = of.start_mark
    return (mark.line if mark is not None else 0) + 2


def _locate(loader: Any, node: yaml.Node, line: int) -> Located:
    """Find the value and the place of a node; an entry stands on the line of its key."""
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_locate(loader, child, _line(child)) for child in node.value)
        return Located([item.value for item in items], line, items=items)
    if isinstance(node, yaml.MappingNode):
        entries = {_name(key): _locate(loader, value, _line(key)) for key, value in _firsts(node)}
        values = {name: entry.value for name, entry in entries.items()}
        return Located(values, line, entries=entries)
    return Located(_scalar(loader, node), line)


def _scalar(loader: Any, node: yaml.Node) -> object:
    try:
        return loader.construct_object(node)
    except (ValueError, ArithmeticError):
        # Not a day or a number that exists (2026-02-31): keep what was typed, and let the field
        # say so on its own line.
        return str(node.value)


def _firsts(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Give the key and value nodes, the first of each key only."""
    seen = set()
    for key, value in node.value:
        if _name(key) not in seen:
            seen.add(_name(key))
            yield key, value


def _repeated(path: str, node: yaml.MappingNode) -> Iterator[Problem]:
    seen = set()
    for key, value in node.value:
        name = _name(key)
        if name in seen:
            yield problem(path, _line(key), Message.DUPLICATE_KEY, key=shown(name))
        seen.add(name)
        if isinstance(value, yaml.MappingNode):
            yield from _repeated(path, value)


def _name(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else "?"


def _broken(path: str, error: yaml.YAMLError, lines: Sequence[str]) -> Problem:
    line = _where(error)
    detail = _dutch(error)
    for number, text in enumerate(lines[: line - 1], start=2):
        if not _STARTS_WELL.match(text):  # YAML reads on, and complains about a later line
            line, detail = number, _NO_COLON
            break
    text = lines[line - 2] if line - 2 < len(lines) else ""
    if "\t" in text[: len(text) - len(text.lstrip())]:
        detail = "er staat een tab waar spaties horen"
    elif _HARD_SPACE.match(text):
        detail = "na de dubbele punt staat een vaste spatie; typ een gewone spatie"
    return problem(path, line, Message.BROKEN_YAML, detail=detail)


_NO_COLON = "de dubbele punt met een spatie erachter ontbreekt"
_STARTS_WELL = re.compile(r"\s|$|#|- |[\]}?%\"']|[^\s:]+:(\s|$)", re.ASCII)
_HARD_SPACE = re.compile(r"\s*[^\s:]+:[\u00a0\u202f]")


def _where(error: yaml.YAMLError) -> int:
    """Give the line where the trouble starts: for what is not closed, where it opens."""
    context = str(getattr(error, "context", None) or "")
    opens = context.startswith(("while scanning a quoted", "while scanning a simple", _FLOW))
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    mark = next((mark for mark in (marks[::-1] if opens else marks) if mark is not None), None)
    return mark.line + 2 if mark is not None else 2


_FLOW = "while parsing a flow"
_TAG = "de waarde begint met een uitroepteken"
_AFTER = "na de waarde staat nog tekst, of de regel is anders ingesprongen dan de regel erboven"
_DUTCH = {
    "undefined alias": "de waarde begint met een sterretje",
    "expected alphabetic or numeric": "de waarde begint met * of &",
    "mapping values are not allowed": "er staat een dubbele punt waar die niet kan",
    "could not find expected ':'": _NO_COLON,
    "tab": "er staat een tab waar spaties horen",
    r"'\t' that cannot start": "er staat een tab waar spaties horen",
    "that cannot start any token": "er staat een teken waar een waarde niet mee mag beginnen",
    "unexpected end of stream": "een aanhalingsteken is niet gesloten",
    "',' or ']'": "een lijst is niet gesloten met ]",
    "',' or '}'": "een groep is niet gesloten met }",
    "entries are not allowed": "er staat een streepje waar dat niet kan",
    "comment or line break": "de waarde begint met > of |",
    "comment or a line break": "de waarde begint met > of |",
    "node content": "de waarde begint met een komma of een haak",
    "unknown escape": "er staat een \\ tussen dubbele aanhalingstekens",
    "hexdecimal": "er staat een \\ tussen dubbele aanhalingstekens",
    "hexadecimal": "er staat een \\ tussen dubbele aanhalingstekens",
    "<document start>": "deze regel is anders ingesprongen dan de regel erboven",
    "expected key": _AFTER,
    "<block end>": _AFTER,
}
"""What libyaml and PyYAML say, by a part of it, in Dutch; the first that fits."""


def _dutch(error: yaml.YAMLError) -> str:
    said = str(getattr(error, "problem", "") or error)
    found = (dutch for english, dutch in _DUTCH.items() if english in said)
    return next(found, "de opmaak klopt niet")
