"""Read an example as plain Markdown, whatever its author wrote: the wall behind the check.

`handboek check` refuses what an example may not hold, so nothing here should ever have to work.
If something slips past it, it ends up on the page as words: no HTML, no directive that reads a
file, no role, no picture, no address but https and mail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from handboek.body import PLAIN, leads_inside, leads_outside
from handboek.domain import handbook_domain

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx

_NOT_READ = [
    "html_block", "html_inline", "image", "front_matter", "myst_block", "myst_role", "footnote_def",
    "footnote_inline", "footnote_ref", "blockbreak", "target", "myst_line_comment", "wordcount",
]  # fmt: skip
"""The rules of markdown-it that an example does without: what they would read stays text."""

_ATTRIBUTES = {"href", "title", "start", "style"}
"""What a token may say besides its text; ``style`` holds how a column of a table is lined up."""


class ExampleParser(MystParser):
    """Reads the handbook's own pages as MyST does, and an example as words only."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read a page into a document."""
        env = document.settings.env
        docname = env.current_document.docname
        if handbook_domain(env).example(docname) is None:
            super().parse(inputstring, document)
            return
        parser = _plain_parser(env.myst_config)
        parser.options["document"] = document
        parser.render(inputstring, {_PATH: Path(env.doc2path(docname))})


_PATH = "handboek_path"
"""Where a reading keeps the file that it is about."""


class _Made:
    """The parser for all examples; with all its rules, making one takes as long as reading a page."""

    config: MdParserConfig | None = None
    parser: MarkdownIt


def _plain_parser(config: MdParserConfig) -> MarkdownIt:
    if _Made.config is not config:
        plain = replace(config, enable_extensions=set(), substitutions={})
        parser = create_md_parser(plain, SphinxRenderer)
        parser.disable(_NOT_READ, ignoreInvalid=True)
        parser.core.ruler.push("handboek_plain", lambda state: make_plain(state, state.env[_PATH]))
        _Made.config, _Made.parser = config, parser
    return _Made.parser


def make_plain(state: StateCore, path: Path) -> None:
    """Put text in the place of every token that is not plain (a rule for markdown-it).

    Args:
        state: what markdown-it made of the text; changed here.
        path: the file, from which links are followed.
    """
    state.tokens[:] = _plain_blocks(state.tokens, path)


def _plain_blocks(tokens: Sequence[Token], path: Path) -> Iterator[Token]:
    for token in tokens:
        if _name(token) in PLAIN:
            token.attrs = {k: v for k, v in token.attrs.items() if k in _ATTRIBUTES}
            token.info = "" if token.type == "fence" else token.info
            if token.children is not None:
                token.children = list(_plain_inline(token.children, path))
            yield token
        elif token.nesting == 0 and token.content.strip():
            yield Token("code_block", "code", 0, content=token.content, map=token.map)
        # What only opens or closes goes; what stood inside stays.


def _plain_inline(tokens: Sequence[Token], path: Path) -> Iterator[Token]:
    kept: list[bool] = []  # for each link that is open, whether it may stay one
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            kept.append(leads_outside(href) or leads_inside(href, path))
            token.attrs = {k: v for k, v in token.attrs.items() if k in ("href", "title")}
        stays = kept.pop() if token.type == "link_close" and kept else not kept or kept[-1]
        if not token.type.startswith("link_"):
            yield token if _name(token) in PLAIN else _as_text(token)
        elif stays:
            yield token


def _as_text(token: Token) -> Token:
    return Token("text", "", 0, content=token.content or token.markup)


def _name(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


def setup_plain(app: Sphinx) -> None:
    """Register the parser in the place of MyST's own."""
    app.add_source_parser(ExampleParser, override=True)
