"""Front matter: where it ends, on which line each value stands, and what it refuses."""

from __future__ import annotations

import pytest
import yaml
from handboek import frontmatter
from handboek.frontmatter import FrontMatter, Located, split
from handboek.messages import Message


def front_matter(text: str) -> FrontMatter:
    parts, problems = split("x.md", text)
    assert not problems
    assert parts is not None
    return parts


def refused(text: str) -> list[tuple[int, Message]]:
    parts, problems = split("x.md", text)
    assert parts is None
    return [(problem.line, problem.message) for problem in problems]


def test_every_entry_stands_on_the_line_of_its_key() -> None:
    parts = front_matter(
        "---\n"
        "titel: een\n"
        "# een opmerking\n"
        "rollen:\n"
        "  - balie\n"
        "\n"
        "  - brief\n"
        "leeg:\n"
        "lang: >\n"
        "  een\n"
        "  twee\n"
        "bron:\n"
        "  titel: x\n"
        "  url:\n"
        "    y\n"
        "---\n"
    )
    lines = {name: entry.line for name, entry in parts.entries.items()}
    assert lines == {"titel": 2, "rollen": 4, "leeg": 8, "lang": 9, "bron": 12}
    assert [item.line for item in parts.entries["rollen"].items] == [5, 7]
    source = parts.entries["bron"].entries
    assert {name: entry.line for name, entry in source.items()} == {"titel": 13, "url": 14}


def test_values_are_what_yaml_makes_of_them() -> None:
    entries = front_matter("---\na: 1\nb: [x, 2]\nc: {d: ja}\ne:\n---\n").entries
    values = {name: entry.value for name, entry in entries.items()}
    assert values == {"a": 1, "b": ["x", 2], "c": {"d": "ja"}, "e": None}
    assert isinstance(entries["c"].entries["d"], Located)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---\n", "", 4),
        ("---\na: b\n---", "", 4),
        ("---\na: b\n---\n\ntekst\n", "\ntekst\n", 4),
        ("---  \na: b\n--- \ntekst\n---\nmeer", "tekst\n---\nmeer", 4),
    ],
)
def test_the_body_starts_after_the_closing_fence(text: str, body: str, line: int) -> None:
    parts = front_matter(text)
    assert (parts.body, parts.body_line) == (body, line)


@pytest.mark.parametrize("end", ["----", " ---", "   -----  ", "..."])
def test_it_never_goes_on_where_myst_stops(end: str) -> None:
    assert refused(f"---\na: |\n  b\n{end}\nmyst: x\n---\n") == [(4, Message.BROKEN_YAML)]


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system [ls]",
        "!!timestamp morgen",
        "!!int ''",
        "!!bool misschien",
        "!!binary x",
        "! x",
        "[" * 60_000 + "]" * 60_000,
        "{a: " * 21 + "}" * 21,
    ],
    ids=lambda value: value[:20],
)
def test_nothing_is_made_of_a_trick(value: str) -> None:
    assert refused(f"---\na: {value}\n---\n") == [(2, Message.BROKEN_YAML)]


def test_a_value_that_yaml_cannot_make_stays_text() -> None:
    entries = front_matter("---\na: 2026-02-31\nb: 0b_\nc: 0000-00-00\n---\n").entries
    assert [entry.value for entry in entries.values()] == ["2026-02-31", "0b_", "0000-00-00"]


def test_the_first_of_a_repeated_key_counts() -> None:
    parts, problems = split("x.md", "---\na: 1\na: 2\na: 3\n---\n")
    assert parts is not None
    assert parts.entries["a"].value == 1
    assert [problem.line for problem in problems] == [3, 4]


BROKEN = [
    "a: b: c", "a: [b", "a: {b", "a: 'b", 'a: "b', "a: @b", "a: > b", "a: [b] c", "a: - b",
    "a: ,", 'a: "\\q"', "  a: b\nc: d", "a: b\n\tc: d", "abc", "a: b\nabc", "a: ? b", "a:\u00a0b\nc: d",
]  # fmt: skip


@pytest.mark.parametrize("loader", [yaml.SafeLoader, frontmatter._Loader])
@pytest.mark.parametrize("source", BROKEN)
def test_no_english_reaches_the_reader(
    source: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontmatter, "_Loader", loader)
    parts, problems = split("x.md", f"---\n{source}\n---\n")
    assert parts is None
    (problem,) = problems
    assert 2 <= problem.line <= source.count("\n") + 2
    for english in ("expected", "found", "while", "not allowed"):
        assert english not in problem.text
