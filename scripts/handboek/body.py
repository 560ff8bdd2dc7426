"""Check the text of an example: its parts, its headings, and the Markdown that it may use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from handboek.checks.bounds import dense
from handboek.fields import Reading
from handboek.kinds import is_web_address
from handboek.messages import Message
from handboek.models import SECTIONS, Section
from handboek.wording import hint, listed, shown

_BY_HEADING = {section.heading.casefold(): section for section in SECTIONS}
_ORDER = listed(section.heading for section in SECTIONS)
_FIRST = SECTIONS[0].heading
_EXERCISE = next(section.heading.casefold() for section in SECTIONS if section.key == "oefening")

PLAIN = {
    "blockquote", "bullet_list", "code_block", "code_inline", "em", "fence", "hardbreak",
    "heading", "inline", "link", "list_item", "ordered_list", "paragraph", "softbreak", "strong",
    "table", "tbody", "td", "text", "th", "thead", "tr",
}  # fmt: skip
"""Every kind of token an example may hold; what is not here is refused."""

_FORBIDDEN = {
    "html_block": Message.RAW_HTML,
    "html_inline": Message.RAW_HTML,
    "image": Message.IMAGE,
}


@dataclass
class Part:
    """What stands under one heading of level 2, written with ## or underlined with ---."""

    heading: str
    line: int
    underlined: bool = False
    tokens: list[Token] = field(default_factory=list)


@cache
def _parser() -> MarkdownIt:
    """Read Markdown as MyST does, and what it does not read but authors may expect it to."""
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(colon_fence_plugin)
        .use(substitution_plugin)
    )
    # By itself it leaves a link to javascript: as text; its author should hear why.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, item, cell or block of code, without its marks.

    ``section`` is the key of the part it stands in, empty above the first; ``kind`` the type of
    the token that holds it; ``typed`` what stands in the file.
    """

    section: str
    line: int
    kind: str
    text: str
    typed: str


@dataclass(frozen=True)
class Body:
    """What the handbook wants to know of an example's text.

    ``summary`` is the first paragraph as plain text, empty if there is none; ``exercise`` tells
    whether there is an exercise for a training; ``blocks`` holds all text in order.
    """

    summary: str
    exercise: bool
    blocks: tuple[Block, ...] = ()


def read_body(text: str, first_line: int, path: Path, reading: Reading) -> Body:
    """Check the text of an example.

    Args:
        text: the text behind the front matter.
        first_line: the number of its first line in the file.
        path: the file itself, from which links to other files are followed.
        reading: takes what is wrong.

    Returns:
        What it says of itself.
    """
    too_much = list(dense(text))
    for each in too_much:
        line = first_line + each.line - 1
        reading.wrong(line, Message.TOO_DENSE, given=each.given, limit=each.limit)
    if too_much:
        return Body("", exercise=False)
    tokens = _parser().parse(text)
    markup = _Markup(text.split("\n"), first_line, path, reading)
    line = first_line
    for token in tokens:
        line = _line(token, first_line) if token.map else line  # a cell stands in its row
        markup.check(token, line)
    intro, parts = _parts(tokens, first_line, reading)
    last_line = first_line + text.rstrip().count("\n") if text.strip() else first_line - 1
    summary = _summary(intro, parts, first_line, last_line, reading)
    _check_sections(parts, last_line, reading)
    exercise = any(_folded(part.heading) == _EXERCISE for part in parts)
    return Body(summary, exercise, tuple(_blocks(intro, parts, first_line)))


def _blocks(intro: Sequence[Token], parts: Sequence[Part], first_line: int) -> Iterator[Block]:
    """Give the text of every part, the headings of the parts included."""
    yield from _blocks_of("", intro, first_line)
    for part in parts:
        section = _BY_HEADING.get(_folded(part.heading))
        key = section.key if section else ""
        yield Block(key, part.line, "heading", part.heading, part.heading)
        yield from _blocks_of(key, part.tokens, first_line)


def _blocks_of(section: str, tokens: Sequence[Token], first_line: int) -> Iterator[Block]:
    kind, line = "", first_line
    for token in tokens:
        line = _line(token, first_line) if token.map else line  # a cell stands in its row
        if token.type == "inline":
            yield Block(section, line, kind, _plain(token), token.content)
        elif token.type in ("fence", "code_block"):
            yield Block(section, line, token.type, token.content, token.content)
        elif token.nesting > 0:
            kind = token.type.removesuffix("_open")


def _line(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)


@dataclass(frozen=True)
class _Markup:
    """Refuse what an example may not hold."""

    lines: Sequence[str]
    first_line: int
    path: Path
    reading: Reading

    def check(self, token: Token, line: int) -> None:
        """Check a token, and what is inside it."""
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting >= 0:
            self._check_kind(token, name, line)
        for child in token.children or ():
            self.check(child, line)
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "html_inline":
                line += child.content.count("\n")

    def _check_kind(self, token: Token, name: str, line: int) -> None:
        if name in _FORBIDDEN:
            self._refuse(line, _FORBIDDEN[name], token.content)
        elif name not in PLAIN or _is_directive(token):
            self._refuse(line, Message.DIRECTIVE, self.lines[line - self.first_line])
        elif name == "link":
            self._check_link(str(token.attrs["href"]), line)

    def _refuse(self, line: int, message: Message, given: str) -> None:
        """Refuse once a line: what opens also closes."""
        before = self.reading.problems[-1:]
        if not any(p.line == line and p.message is message for p in before):
            self.reading.wrong(line, message, given=shown(given, 40))

    def _check_link(self, href: str, line: int) -> None:
        if leads_outside(href):
            return
        target = unquote(href)
        given = shown(target)
        if not _names_page(target):
            self.reading.wrong(line, Message.BAD_LINK, given=given)
        elif not _is_page(target, self.path):
            names = (each.name for each in self.path.parent.parent.glob("*/*.md"))
            perhaps = hint(target.rpartition("/")[2], names)
            self.reading.wrong(line, Message.BROKEN_LINK, given=given, hint=perhaps)


def leads_outside(href: str) -> bool:
    """Tell whether a link goes to an address that an example may name."""
    return is_web_address(href) or (href.startswith("mailto:") and "@" in href)


def leads_inside(href: str, path: Path) -> bool:
    """Tell whether a link in the example at ``path`` goes to a page of the handbook."""
    target = unquote(href)
    return _names_page(target) and _is_page(target, path)


def _names_page(target: str) -> bool:
    return ":" not in target and not target.startswith(("/", "#")) and target.endswith(".md")


def _is_directive(token: Token) -> bool:
    """Tell a fence that asks for something, a directive or the colours of a language."""
    return token.type == "fence" and token.info.strip() not in ("", "text")


def _is_page(target: str, path: Path) -> bool:
    """Tell whether a link leads to a file in examples/ or docs/, two folders above an example."""
    root = path.parent.parent.parent
    page = os.path.normpath(path.parent / target)
    inside = page.startswith(tuple(f"{root / name}{os.sep}" for name in ("examples", "docs")))
    return inside and os.path.isfile(page)  # noqa: PTH113 - Path's raises on a name that is too long


def _parts(
    tokens: Sequence[Token], first_line: int, reading: Reading
) -> tuple[list[Token], list[Part]]:
    """Split the tokens at the headings of level 2, and check the headings."""
    intro: list[Token] = []
    parts: list[Part] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[index + 1].content
            line = _line(token, first_line)
            _check_heading(token, heading, line, reading)
            if _opens_part(token, heading):
                parts.append(Part(heading, line, underlined=token.markup == "-"))
            elif token.tag == "h3" and not parts:
                intro.append(token)
        elif not _of_heading(tokens, index):
            (parts[-1].tokens if parts else intro).append(token)
    return intro, parts


def _opens_part(token: Token, heading: str) -> bool:
    """Tell whether a heading opens a part; one of a wrong level with the right name does too."""
    named = token.tag != "h3" and _folded(heading) in _BY_HEADING
    return token.level == 0 and (token.tag == "h2" or named)


def _folded(heading: str) -> str:
    return heading.strip().casefold()


def _of_heading(tokens: Sequence[Token], index: int) -> bool:
    closes = tokens[index].type == "heading_close"
    return closes or (index > 0 and tokens[index - 1].type == "heading_open")


def _check_heading(token: Token, heading: str, line: int, reading: Reading) -> None:
    if token.level > 0:
        reading.wrong(line, Message.NESTED_HEADING, heading=shown(heading))
    elif token.tag == "h1":
        reading.wrong(line, Message.HEADING_ONE, heading=shown(heading))
    elif token.tag not in ("h2", "h3"):
        given = int(token.tag.removeprefix("h"))
        reading.wrong(line, Message.HEADING_LEVEL, heading=shown(heading), given=given)


def _summary(
    intro: Sequence[Token], parts: Sequence[Part], first_line: int, last_line: int, reading: Reading
) -> str:
    blocks = [token for token in intro if token.level == 0 and token.nesting >= 0]
    if not blocks or blocks[0].type != "paragraph_open":
        before = parts[0].line if parts else last_line
        line = _line(blocks[0], first_line) if blocks else before
        reading.wrong(line, Message.NO_SUMMARY, first=_FIRST)
        return ""
    if len(blocks) > 1:
        line = _line(blocks[1], first_line)
        reading.wrong(line, Message.TEXT_IN_SUMMARY, first=_FIRST)
    return _plain(intro[intro.index(blocks[0]) + 1])


def _plain(inline: Token) -> str:
    texts = (
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in inline.children or ()
    )
    return " ".join("".join(texts).split())


def _check_sections(parts: Sequence[Part], last_line: int, reading: Reading) -> None:
    """Hold the parts against the sections an example has, in their order."""
    found: list[Section] = []
    for part in parts:
        section = _BY_HEADING.get(_folded(part.heading))
        if section is None:
            _unknown_section(part, reading)
            continue
        _check_place(section, part.line, found, reading)
        if not part.tokens:
            reading.wrong(
                part.line, Message.EMPTY_SECTION, section=section.heading, help=section.help
            )
        found.append(section)
    for section in SECTIONS:
        if section.required and section not in found:
            reading.wrong(
                last_line,
                Message.MISSING_SECTION,
                section=section.heading,
                allowed=_ORDER,
                help=section.help,
            )


def _check_place(section: Section, line: int, found: Sequence[Section], reading: Reading) -> None:
    if section in found:
        reading.wrong(line, Message.REPEATED_SECTION, section=section.heading)
    elif any(SECTIONS.index(section) < SECTIONS.index(before) for before in found):
        reading.wrong(line, Message.MISPLACED_SECTION, section=section.heading, allowed=_ORDER)


def _unknown_section(part: Part, reading: Reading) -> None:
    reading.wrong(
        part.line,
        Message.UNKNOWN_SECTION,
        section=shown(part.heading),
        allowed=_ORDER,
        hint=_perhaps(part.heading),
        repair=_UNDERLINED
        if part.underlined
        else "verbeter de naam, of gebruik ### voor een eigen onderkop",
    )


_UNDERLINED = "haal de streepjes eronder weg: een tekst met streepjes eronder is een kop"


def _perhaps(heading: str) -> str:
    question = hint(heading, _BY_HEADING)
    for folded, section in _BY_HEADING.items():
        question = question.replace(f"‘{folded}’", f"‘{section.heading}’")
    return question
