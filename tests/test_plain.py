"""What Sphinx gets of an example: words, whatever was written. test_attacks builds it for real."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import FOLDER, Attack, attacks
from handboek.body import PLAIN, leads_inside, leads_outside
from handboek.plain import make_plain
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

HERE = Path(__file__)
EVERY = [
    "colon_fence",
    "substitution",
    "attrs_inline",
    "attrs_block",
    "deflist",
    "dollarmath",
    "tasklist",
]


def read(text: str, *, plain: bool = True) -> list[Token]:
    """Read a text with all that MyST can do, and the rule of the second wall or not."""
    config = MdParserConfig(enable_extensions=set(EVERY))
    parser = create_md_parser(config, RendererHTML)
    if plain:
        parser.core.ruler.push("plain", lambda state: make_plain(state, HERE))
    return [each for token in parser.parse(text) for each in (token, *(token.children or ()))]


def is_plain(token: Token) -> bool:
    name = token.type.removesuffix("_open").removesuffix("_close")
    href = str(token.attrs.get("href", "https://www.voorbeeld.nl"))
    leads = leads_outside(href) or leads_inside(href, HERE)
    odd = set(token.attrs) - {"href", "title", "start", "style"}
    return name in PLAIN and leads and not odd and not (token.type == "fence" and token.info)


@pytest.mark.parametrize("attack", attacks(FOLDER), ids=lambda attack: attack.name)
def test_an_attack_is_words(attack: Attack) -> None:
    for text in (attack.text, f"> {attack.text}", f"- {attack.text}", f"a {attack.text} b"):
        assert all(map(is_plain, read(text)))


def test_without_the_rule_many_are_not() -> None:
    bare = [a for a in attacks(FOLDER) if not all(map(is_plain, read(a.text, plain=False)))]
    assert len(bare) > 200


def test_what_an_example_may_hold_stays() -> None:
    text = (
        "# a\n\n*b* **c** `d` [e](https://www.voorbeeld.nl/ 'f')\n\n> g\n\n1. h\n\n|i|\n|-|\n|j|\n"
    )
    kinds = {token.type for token in read(text)}
    assert {"em_open", "strong_open", "code_inline", "link_open", "blockquote_open"} <= kinds
    assert {"ordered_list_open", "table_open", "heading_open"} <= kinds
