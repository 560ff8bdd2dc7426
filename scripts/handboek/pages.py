"""Check the handbook's own pages for what would break the PDF, or leave someone out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from handboek.characters import bad_characters
from handboek.layout import Layout
from handboek.messages import Message, Problem, problem, shown
from handboek.vocabulary import Vocabulary


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(front_matter_plugin)


def check_pages(layout: Layout) -> Iterator[Problem]:
    """Check every page of docs/.

    Args:
        layout: the folders of the handbook.

    Yields:
        What is wrong, in order of page. What stands inside a directive is left to the build.
    """
    for path in filter(Path.is_file, sorted(layout.docs.rglob("*.md"))):
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        name = layout.relative(path)
        for bad in bad_characters(text, layout.fonts):
            values = {"name": bad.name, "code": bad.code, "column": bad.column}
            yield problem(name, bad.line, Message.BAD_CHARACTER, **values)
        tokens = _parser().parse(text)
        yield from _skipped_levels(name, tokens)
        yield from _images_without_alt(name, tokens)
        yield from _second_titles(name, tokens)
        yield from _raw_html(name, tokens)


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
            if child.type == "image" and not child.content.strip():
                given = shown(str(child.attrs.get("src", "")))
                yield problem(name, _line(token), Message.NO_ALT, given=given)


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
