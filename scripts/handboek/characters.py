"""Which characters the handbook's fonts can show; any other would break the whole PDF."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont, TTLibError

from handboek.layout import Layout
from handboek.tomlfile import SettingsError

STYLES = {(weight, slanted) for weight in (400, 600, 700) for slanted in (False, True)}
"""The weights that the PDF is set in, each upright and slanted."""

_WAY_OUT = "Zet terug wat bij het handboek hoort: git checkout -- conf/fonts"
_LAYOUT = "\n\t"
_UNSEEN = {"M": "een los accent", "Z": "een bijzondere spatie"}


@dataclass(frozen=True)
class BadCharacter:
    """A character that cannot be shown, with its line and column, counted from 1."""

    line: int
    column: int
    character: str

    @property
    def name(self) -> str:
        """What people see of it; for a character that shows nothing, what kind it is."""
        if self.character.isprintable() and not unicodedata.combining(self.character):
            return f"het teken ‘{self.character}’"
        return _UNSEEN.get(unicodedata.category(self.character)[0], "een onzichtbaar teken")

    @property
    def code(self) -> str:
        """The number of the character, as Unicode writes it."""
        return f"{ord(self.character):04X}"


def check_fonts(layout: Layout) -> None:
    """Check that the fonts of the PDF are there; Typst would take another without a word.

    Raises:
        SettingsError: one is missing or cannot be read.
    """
    there = {_style(layout, path) for path in sorted(layout.fonts.glob("*.ttf"))}
    missing = [f"{weight}{' cursief' * slanted}" for weight, slanted in sorted(STYLES - there)]
    if missing:
        raise SettingsError(
            f"{layout.relative(layout.fonts)}: hier ontbreken lettertypen, met dikte "
            f"{', '.join(missing)}. Zonder kan de PDF niet worden gezet. {_WAY_OUT}"
        )


def _style(layout: Layout, path: Path) -> tuple[int, bool]:
    try:
        with TTFont(path, lazy=True) as font:
            table: Any = font["OS/2"]  # fontTools makes its attributes of the file
            return table.usWeightClass, bool(table.fsSelection & 1)
    except (TTLibError, KeyError, struct.error) as error:
        raise SettingsError(
            f"{layout.relative(path)} is geen lettertype dat te lezen is. {_WAY_OUT}"
        ) from error


@cache
def covered(fonts: Path) -> frozenset[str]:
    """Read which characters every font in a folder can show.

    Args:
        fonts: a folder with the TrueType fonts of the handbook.

    Returns:
        The characters that all of them have, without invisible ones.
    """
    shared: set[int] | None = None
    for path in sorted(fonts.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            codes = set(font.getBestCmap() or {})
        shared = codes if shared is None else shared & codes
    visible = (chr(code) for code in shared or ())
    return frozenset(c for c in visible if unicodedata.category(c) not in ("Cc", "Cf", "Co"))


def without_unseen(text: str) -> str:
    """Put a space for every character that shows nothing: YAML and Markdown stumble over some."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(" " if _unseen(character) else character for character in text)


def _unseen(character: str) -> bool:
    kind = unicodedata.category(character)
    return character not in _LAYOUT and (kind[0] == "C" or kind in {"Zl", "Zp"})


def bad_characters(text: str, fonts: Path) -> Iterator[BadCharacter]:
    """Find what the fonts cannot show, each character once a line.

    Args:
        text: any text.
        fonts: the folder with the fonts.
    """
    known = covered(fonts)
    if known.issuperset(text.replace("\n", "").replace("\t", "")):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for character in dict.fromkeys(line):
            if character not in known and character not in _LAYOUT:
                yield BadCharacter(number, line.index(character) + 1, character)
