"""Text of a stranger in the Markdown of a forge: seen as it is, without doing anything.

No dependencies: the steps that may write to the forge run without installing anything.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[&<>\"'*_`~|\[\](){}\\!$=+-]")
_CALLS = r"@|#|:(?=//)|www(?=\.)"
JOINER = "\u2060"
"""A mark without width. It keeps a forge from seeing a person, a number or an address in a text."""


def plain(text: str, longest: int = 500) -> str:
    """Write a text as one line that means nothing to a forge.

    A character code alone does not do: a forge looks for @names, #numbers and addresses after it
    has turned codes into characters. So those also get a mark without width behind them.

    Args:
        text: what a stranger wrote.
        longest: characters to keep.
    """
    shown = "".join(each if each.isprintable() else " " for each in text.strip())
    shown = shown if len(shown) <= longest else shown[: longest - 1] + "…"
    coded = _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", shown)
    # The codes just written hold a # of their own.
    return re.sub(rf"&#(\d+);|{_CALLS}", _marked, coded, flags=re.IGNORECASE)


def _marked(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"{found[0]}{JOINER}"


def code(text: str, longest: int = 500) -> str:
    """Write a text as code: a forge looks for nothing in it, and it can be copied as it is.

    Args:
        text: what a stranger wrote.
        longest: characters to keep.
    """
    shown = "".join(each if each.isprintable() and each != "`" else "?" for each in text.strip())
    return f"`{shown[:longest] or '?'}`"


def quiet(markdown: str, longest: int = 20_000) -> str:
    """Leave Markdown as it is, but let it call nobody and show no picture.

    Args:
        markdown: a text of ours in which words of a stranger come back.
        longest: characters to keep.
    """
    text = "".join(each for each in markdown[:longest] if each.isprintable() or each == "\n")
    return re.sub(r"@|<|#(?=\d)|!(?=\[)", lambda found: f"{found[0]}{JOINER}", text)
