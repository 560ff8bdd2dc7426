"""Check the text of an example: its parts, its headings, and the Markdown that it may use."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from handboek.fields import Reading, is_web_address
from handboek.messages import Message, did_you_mean, listed, shown
from handboek.models import SECTIONS, Section

_BY_HEADING = {section.heading.casefold(): section for section in SECTIONS}
_ORDER = listed(section.heading for section in SECTIONS)
_FIRST = SECTIONS[0].heading

_PLAIN = {
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
    """What stands under one heading of level 2."""

    heading: str
    line: int
    tokens: list[Token] = field(default_factory=list)


@cache
def _parser() -> MarkdownIt:
    """Read Markdown as MyST does, so that what it would act upon is seen."""
    return (
        MarkdownIt("commonmark")
        .enable("table")
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    )


def read_body(text: str, first_line: int, path: Path, reading: Reading) -> str:
    """Check the text of an example.

    Args:
        text: the text behind the front matter.
        first_line: the number of its first line in the file.
        path: the file itself, from which links to other files are followed.
        reading: takes what is wrong.

    Returns:
        The first paragraph as plain text; empty if there is none.
    """
    tokens = _parser().parse(text)
    for token in tokens:
        _check_token(token, _line(token, first_line), path, reading)
    intro, parts = _parts(tokens, first_line, reading)
    summary = _summary(intro, first_line, reading)
    _check_sections(parts, first_line + text.count("\n"), reading)
    return summary


def _line(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)


def _check_token(token: Token, line: int, path: Path, reading: Reading) -> None:
    """Refuse what an example may not hold, here and inside."""
    name = token.type.removesuffix("_open").removesuffix("_close")
    if token.nesting >= 0:
        if name in _FORBIDDEN:
            reading.wrong(line, _FORBIDDEN[name], given=shown(token.content, 30))
        elif name not in _PLAIN or token.info.strip().startswith("{"):
            given = f"{token.info} {token.content or token.markup}"
            reading.wrong(line, Message.DIRECTIVE, given=shown(given, 30))
        elif name == "link":
            _check_link(str(token.attrs["href"]), line, path, reading)
    for child in token.children or ():
        _check_token(child, line, path, reading)
        if child.type in ("softbreak", "hardbreak"):
            line += 1


def _check_link(href: str, line: int, path: Path, reading: Reading) -> None:
    given = shown(href)
    if is_web_address(href) or (href.startswith("mailto:") and "@" in href):
        return
    target = unquote(href)
    if ":" in target or target.startswith(("/", "#")) or not target.endswith(".md"):
        reading.wrong(line, Message.BAD_LINK, given=given)
    elif _escapes(path.parent / target, path) or not (path.parent / target).is_file():
        names = (each.name for each in path.parent.parent.glob("*/*.md"))
        hint = did_you_mean(Path(target).name, names)
        reading.wrong(line, Message.BROKEN_LINK, given=given, hint=f"; {hint}".rstrip("; "))


def _escapes(target: Path, path: Path) -> bool:
    """Tell whether a link leads out of the handbook; examples/<principe>/ is two folders deep."""
    root = os.path.normpath(path.parent.parent.parent)
    return not os.path.normpath(target).startswith(root + os.sep)


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
            if token.tag == "h2" and token.level == 0:
                parts.append(Part(heading, line))
        elif not _of_heading(tokens, index):
            (parts[-1].tokens if parts else intro).append(token)
    return intro, parts


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


def _summary(intro: Sequence[Token], first_line: int, reading: Reading) -> str:
    blocks = [token for token in intro if token.level == 0 and token.nesting >= 0]
    if not blocks or blocks[0].type != "paragraph_open":
        line = _line(blocks[0], first_line) if blocks else first_line
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
        section = _BY_HEADING.get(part.heading.strip().casefold())
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
        hint=_nearest(part.heading),
    )


def _nearest(heading: str) -> str:
    hint = did_you_mean(heading, _BY_HEADING)
    for folded, section in _BY_HEADING.items():
        hint = hint.replace(f"‘{folded}’", f"‘{section.heading}’")
    return hint
