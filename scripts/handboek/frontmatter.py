"""Split an example in front matter and text, and keep the line of every value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from handboek.messages import Message, Problem, problem, shown

FENCE = "---"

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
    entries, problems = _entries(path, "\n".join(lines[1:number]))
    if entries is None:
        return None, problems
    return FrontMatter(entries, "\n".join(lines[number + 1 :]), number + 2), problems


def _entries(path: str, source: str) -> tuple[dict[str, Located] | None, list[Problem]]:
    try:
        aliased = [
            _line(event)
            for event in yaml.parse(source, Loader=_Loader)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None)
        ]
        if aliased:
            return None, [problem(path, line, Message.YAML_ALIAS) for line in aliased]
        loader = _Loader(source)
        try:
            root = loader.get_single_node()
            if not isinstance(root, yaml.MappingNode):
                return None, [problem(path, 2, Message.NOT_A_MAPPING)]
            problems = list(_repeated(path, root))
            return _locate(loader, root).entries, problems
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return None, [_broken(path, error)]
    except (ValueError, RecursionError) as error:
        # A date such as 2026-02-31 is well-formed for YAML and still no date.
        return None, [problem(path, 2, Message.BROKEN_YAML, detail=shown(str(error)))]


def _line(of: yaml.Event | yaml.Node) -> int:
    """Give the line in the file: YAML counts from 0, and below the first fence."""
    mark = of.start_mark
    return (mark.line if mark is not None else 0) + 2


def _locate(loader: Any, node: yaml.Node) -> Located:
    line = _line(node)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_locate(loader, child) for child in node.value)
        return Located([item.value for item in items], line, items=items)
    if isinstance(node, yaml.MappingNode):
        entries = {_name(key): _locate(loader, value) for key, value in _pairs(node)}
        return Located(
            {name: entry.value for name, entry in entries.items()}, line, entries=entries
        )
    return Located(_scalar(loader, node), line)


def _scalar(loader: Any, node: yaml.Node) -> object:
    try:
        return loader.construct_object(node)
    except ValueError:
        # Not a day that exists: keep what was typed, and let the field say so on its own line.
        return str(node.value)


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Give the key and value nodes, the first of each key only."""
    seen = set()
    for key, value in node.value:
        if _name(key) not in seen:
            seen.add(_name(key))
            # A key without a place of its own takes the line of its key.
            if isinstance(value, yaml.ScalarNode) and not value.value:
                value.start_mark = key.start_mark
            yield key, value


def _repeated(path: str, node: yaml.MappingNode) -> Iterator[Problem]:
    seen = set()
    for key, value in node.value:
        name = _name(key)
        if name in seen:
            line = _line(key)
            yield problem(path, line, Message.DUPLICATE_KEY, key=shown(name))
        seen.add(name)
        if isinstance(value, yaml.MappingNode):
            yield from _repeated(path, value)


def _name(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else "?"


def _broken(path: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 2 if mark is not None else 2
    return problem(path, line, Message.BROKEN_YAML, detail=_dutch(error))


def _dutch(error: yaml.YAMLError) -> str:
    """Say in Dutch what libyaml says in English."""
    said = str(getattr(error, "problem", "") or error)
    for english, dutch in (
        ("mapping values are not allowed", "er staat een dubbele punt in de waarde"),
        ("could not find expected ':'", "de dubbele punt ontbreekt"),
        ("found character that cannot start", "de waarde begint met een teken dat niet mag"),
        ("found unexpected end of stream", "een aanhalingsteken of haak is niet gesloten"),
        ("did not find expected ',' or ']'", "een lijst is niet gesloten met ]"),
        ("did not find expected key", "deze regel is anders ingesprongen dan de vorige"),
        ("could not determine a constructor", "de waarde begint met een uitroepteken"),
        ("control characters are not allowed", "er staat een onzichtbaar teken in"),
    ):
        if english in said:
            return dutch
    return "de opmaak klopt niet"
