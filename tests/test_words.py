"""The site is in Dutch, to the last label: none of the words of the tools that made it is left."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, NavigableString
from handboek.layout import Layout
from jinja2 import Environment
from jinja2.ext import babel_extract
from site_pages import all_pages

SPOKEN = ("title", "aria-label", "alt", "placeholder", "aria-description", "aria-roledescription")
# Words of the tools that are Dutch words too, or names.
BOTH = {"module", "index", "type", "menu", "status", "sphinx", "furo", "parameters", "code", "todo", "website",
        "downloads", "over", "in", "is"}  # fmt: skip
LEAST = 3
_TAG = re.compile(r"<[^>]+>")
_FIELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\{?.*?\}?\}")


def package(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def catalogue() -> Iterator[str]:
    """Everything that Sphinx can say in any language."""
    with (package("sphinx") / "locale" / "sphinx.pot").open("rb") as file:
        for message in read_po(file):
            yield from (message.id,) if isinstance(message.id, str) else message.id


def templates() -> Iterator[str]:
    """Everything that the themes' templates say, translatable or not."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for folder in (package("sphinx") / "themes", package("furo") / "theme"):
        for path in folder.rglob("*.html"):
            source = path.read_text("utf-8")
            yield from translatable(path)
            text = "".join(value for _, kind, value in environment.lex(source) if kind == "data")
            yield from said(BeautifulSoup(text, "html5lib"))


def translatable(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        options = {"silent": "true", "encoding": "utf-8"}
        for _, _, message, _ in babel_extract(file, ("_", "gettext", "ngettext"), (), options):
            for each in (message,) if isinstance(message, str) else message:
                if each:
                    yield each


def scripts() -> Iterator[str]:
    """What the scripts of Sphinx and furo say."""
    for name in ("sphinx", "furo"):
        for path in package(name).rglob("*.js"):
            if "minified" not in path.parts and "locale" not in path.parts:
                yield from re.findall(r'_\(\s*"([^"]+)"', path.read_text("utf-8", "replace"))


def design() -> Iterator[str]:
    """Every text in the code of sphinx-design that could be read by a person."""
    for path in package("sphinx_design").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                value = node.value.strip()
                if re.fullmatch(r"[A-Z][a-z]+( [A-Za-z]+){0,6}[.!?:]?", value):
                    yield value


def pagefind(html: Path) -> Iterator[str]:
    """What Pagefind's interface says in English, from the files that it put in the site."""
    for path in html.glob("pagefind/*.js"):
        for block in re.findall(
            r'strings:(\{[^{}]*"?placeholder"?:"Search"[^{}]*\})',
            path.read_text("utf-8", "replace"),
        ):
            yield from re.findall(r':"((?:[^"\\]|\\.)+)"', block)


def said(page: BeautifulSoup) -> Iterator[str]:
    """Everything that a reader sees or hears of a page, piece by piece."""
    for tag in page(["script", "style"]):
        tag.extract()
    for text in page.find_all(string=True):
        if type(text) is NavigableString:  # no comments, no doctype
            yield " ".join(text.split())
    for tag in page.find_all():
        yield from (" ".join(str(tag[key]).split()) for key in SPOKEN if tag.get(key))


def bared(text: str) -> str:
    return " ".join(text.split()).strip(" .:,-–—")


def english(*sources: Iterator[str]) -> set[str]:
    """What to look for: as written, without the places that are filled in."""
    found = set()
    for source in sources:
        for text in source:
            # A link or a bold word divides a text: a reader meets each part on its own.
            whole, *parts = _FIELD.sub(" ", _TAG.sub(" ", text)), *_TAG.split(_FIELD.sub(" ", text))
            for bare in (bared(whole), *filter(lambda part: " " in part, map(bared, parts))):
                if len(bare) >= LEAST and re.search(r"[a-z]", bare) and bare.casefold() not in BOTH:
                    found.add(bare)
    return found


@pytest.fixture(scope="module")
def words(built: Layout) -> set[str]:
    return english(catalogue(), templates(), scripts(), design(), pagefind(built.html))


def test_there_is_something_to_look_for(words: set[str]) -> None:
    assert {
        "Skip to content", "Toggle site navigation sidebar", "Back to top", "On this page", "Search",
        "Link to this heading", "Toggle Light / Dark / Auto color theme", "Edit this page", "Next",
    } <= words  # fmt: skip
    assert len(words) > 300


def in_english(page: BeautifulSoup, words: set[str]) -> list[str]:
    """Find words of the tools: a whole piece of text, or several words within one."""
    several = {word for word in words if len(word.split()) > 2}
    return [
        piece
        for piece in said(page)
        if bared(piece) in words or any(word in piece for word in several)
    ]


def test_no_page_has_a_word_of_the_tools(built: Layout, words: set[str]) -> None:
    found = []
    for name in all_pages(built.html):
        page = BeautifulSoup((built.html / name).read_text("utf-8"), "html5lib")
        assert page.html is not None
        assert page.html["lang"] == "nl", name
        found += [f"{name}: {piece}" for piece in in_english(page, words)]
    assert found == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Next</p>",
        "<button aria-label='Toggle site navigation sidebar'></button>",
        "<a href='#x' title='Link to this heading'>#</a>",
        "<p>Created using <a>Sphinx</a></p>",
        "<img alt='Light Logo'>",
    ],
)
def test_a_word_of_the_tools_is_seen(html: str, words: set[str]) -> None:
    assert in_english(BeautifulSoup(html, "html5lib"), words)
