"""Check the handbook's own pages for what would break the PDF, or leave someone out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from handboek.body import Block
from handboek.characters import bad_characters
from handboek.checks.advice import Advice
from handboek.checks.images import check_images
from handboek.checks.privacy import find_all
from handboek.checks.words import WordLists
from handboek.fields import Reading
from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.vocabulary import Vocabulary
from handboek.wording import shown

_ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(front_matter_plugin)


def check_pages(
    layout: Layout, allowed: frozenset[str] = frozenset(), only: Collection[Path] = ()
) -> Iterator[Problem]:
    """Check every page of docs/, and the pictures on them.

    Args:
        layout: the folders of the handbook.
        allowed: addresses and numbers that are public, as ``checks.privacy.public`` gives them.
        only: the pages to check; none means all of them.

    Yields:
        What is wrong, in order of page. What stands inside a directive is left to the build.
    """
    if not only:
        yield from check_images(layout)
    for path in filter(Path.is_file, sorted(layout.docs.rglob("*.md"))):
        if only and path not in only:
            continue
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        name = layout.relative(path)
        for bad in bad_characters(text, layout.fonts):
            values = {"name": bad.name, "code": bad.code, "column": bad.column}
            yield problem(name, bad.line, Message.BAD_CHARACTER, **values)
        yield from _personal_data(name, text, allowed)
        tokens = _parser().parse(text)
        yield from _skipped_levels(name, tokens)
        yield from _images_without_alt(name, tokens)
        yield from _second_titles(name, tokens)
        yield from _raw_html(name, tokens)


def advise_pages(
    layout: Layout, words: WordLists, vocabulary: Vocabulary, only: Collection[Path]
) -> Iterator[Problem]:
    """Advise on the language of the handbook's own pages; all, or only some."""
    # The same as for an example: most checks do without.
    from handboek.checks.language import check_language  # noqa: PLC0415

    for path in filter(Path.is_file, sorted(layout.docs.rglob("*.md"))):
        if not only or path in only:
            text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
            reading = Reading(layout.relative(path), vocabulary, dt.date.min, [])
            check_language(list(_blocks(text)), words, reading)
            yield from reading.problems


def _blocks(text: str) -> Iterator[Block]:
    kind, line = "", 1
    for token in _parser().parse(text):
        line = _line(token) if token.map else line
        if token.type == "inline":
            words = "".join(_seen(child) for child in token.children or ())
            yield Block("", line, kind, " ".join(words.split()), token.content)
        elif token.nesting > 0:
            kind = token.type.removesuffix("_open")


def _seen(child: Token) -> str:
    return " " if child.type in ("softbreak", "hardbreak") else child.content


def _personal_data(name: str, text: str, allowed: frozenset[str]) -> Iterator[Problem]:
    for number, found in find_all(text, allowed):
        rule = found.rule
        values = {"what": rule.what, "given": found.hidden, "instead": rule.instead}
        yield problem(
            name, number, Message.PERSONAL_DATA if rule.refuses else Advice.NAME, **values
        )


def missing_pages(layout: Layout, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find the principles and roles that examples would link to in vain."""
    for facet in (vocabulary.principles, vocabulary.roles):
        for key in facet:
            page = layout.docs / facet.name / f"{key}.md"
            if not page.is_file():
                yield problem(
                    layout.relative(layout.settings),
                    1,
                    Message.NO_PAGE,
                    kind=facet.singular,
                    key=key,
                    page=layout.relative(page),
                )


def _skipped_levels(name: str, tokens: list[Token]) -> Iterator[Problem]:
    """Find headings that lie more than one level below the one before."""
    before = 0
    for token, content in pairwise(tokens):
        if token.type != "heading_open":
            continue
        level = int(token.tag.removeprefix("h"))
        if level > before + 1:
            yield problem(
                name,
                _line(token),
                Message.SKIPPED_LEVEL,
                heading=shown(content.content),
                given="#" * level,
                allowed="#" * (before + 1),
            )
        before = level


def _images_without_alt(name: str, tokens: list[Token]) -> Iterator[Problem]:
    for token in tokens:
        for child in token.children or ():
            if child.type != "image":
                continue
            source = str(child.attrs.get("src", ""))
            if not child.content.strip():
                yield problem(name, _line(token), Message.NO_ALT, given=shown(source))
            if _ELSEWHERE.match(source):
                yield problem(name, _line(token), Message.REMOTE_IMAGE, given=shown(source))


def _second_titles(name: str, tokens: list[Token]) -> Iterator[Problem]:
    titles = [
        (token, content)
        for token, content in pairwise(tokens)
        if token.type == "heading_open" and token.tag == "h1"
    ]
    for token, content in titles[1:]:
        yield problem(name, _line(token), Message.SECOND_TITLE, heading=shown(content.content))


def _raw_html(name: str, tokens: list[Token]) -> Iterator[Problem]:
    """Find HTML: the PDF has no place for it, and a script has no place anywhere."""
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.type in ("html_block", "html_inline"):
                given = shown(each.content, 40)
                yield problem(name, _line(token), Message.RAW_HTML, given=given)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
