"""Turn answers into the file of an example: the same bytes as the form on the site makes of them.

The other half is conf/static/formulier-bestand.js; the cases in tests/voorstellen hold for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handboek.frontmatter import FENCE
from handboek.questions import SUMMARY, Answers, Question, questions

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
_PLAIN = re.compile(rf"[{_LETTER}][{_LETTER}0-9 ./()%€‘’?–-]*")
_PLAIN_LINE = re.compile(rf"[{_LETTER}][{_LETTER}0-9 ,./()%€‘’?–-]*")
_ADDRESS = re.compile(r"https://[A-Za-z0-9./_~?&=%+-]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What YAML takes for yes, no or nothing.
_NO_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
# A line that Markdown gives a meaning of its own, or an empty one.
_MARKED = re.compile(r"[ \t>|]|#{1,6}(?:[ \t]|$)|:{3}|[*+-](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|$")
_FENCES = ("```", "~~~")


@dataclass(frozen=True)
class Scaffold:
    """The file that answers make.

    ``text`` is the whole file, ``asked`` the name of the question that each of its lines answers,
    empty for a line of no question.
    """

    text: str
    asked: tuple[str, ...]


def scaffold(answers: Answers) -> Scaffold:
    """Write the file of an example.

    What was not answered is left out, but for the headings of the parts that no example can do
    without: the check says there what should stand under them.

    Args:
        answers: by question; those of questions that there are not are left out.
    """
    lines = [*_front_matter(answers), *_body(answers)]
    return Scaffold(
        "".join(f"{line}\n" for line, _ in lines),
        tuple(name for _, name in lines),
    )


def one_line(text: str) -> str:
    """Write a text on one line, with single spaces."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def paragraphs(text: str) -> list[str]:
    """Give the lines of a text, in which every line that someone began is a paragraph.

    In Markdown a single line break means nothing. Who presses Enter in a form means a new paragraph.
    """
    lines: list[str] = []
    fenced = False
    for raw in re.split(r"\r\n|\r|\n", text):
        line = re.sub(r"[ \t]+$", "", raw)
        if line.startswith(_FENCES):
            fenced = not fenced
        elif not fenced and not line and not (lines and lines[-1]):
            continue  # one empty line is enough
        elif not fenced and lines and not _MARKED.match(lines[-1]) and not _MARKED.match(line):
            lines.append("")
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _front_matter(answers: Answers) -> Iterator[tuple[str, str]]:
    yield FENCE, ""
    group = ""
    for each in _in_file_order():
        value = _value(each, answers.get(each.name, ()))
        if not value:
            continue
        if each.group and each.group != group:
            yield f"{each.group}:", each.name
        group = each.group
        indent = "  " if group else ""
        yield f"{indent}{each.key}: {value}", each.name
    yield FENCE, ""


def _in_file_order() -> list[Question]:
    """Give the questions about the front matter, in the order of the model."""
    return sorted((each for each in questions() if each.place), key=lambda each: each.place)


def _value(asked: Question, given: tuple[str, ...]) -> str:
    values = [value for value in map(one_line, given) if value]
    if asked.kind in ("some", "words"):
        return f"[{', '.join(_scalar(value, _PLAIN) for value in values)}]" if values else ""
    if not values:
        return ""
    patterns = {"day": _DAY, "address": _ADDRESS}
    return _scalar(values[0], patterns.get(asked.kind, _PLAIN_LINE))


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    """Write a text in YAML: as it is where that is safe, or else between quotation marks."""
    if plain.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _body(answers: Answers) -> Iterator[tuple[str, str]]:
    summary = one_line("".join(answers.get(SUMMARY, ())))
    if summary:
        yield summary, SUMMARY
    for each in questions():
        if each.kind != "text":
            continue
        lines = paragraphs("".join(answers.get(each.name, ())))
        if not lines and not each.required:
            continue
        yield "", ""
        yield f"## {each.label}", each.name
        if lines:
            yield "", ""
            yield from ((line, each.name) for line in lines)
