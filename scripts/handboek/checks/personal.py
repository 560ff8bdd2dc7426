"""Check a whole example for personal data, and for characters that hide what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from handboek.characters import bad_characters
from handboek.checks.advice import Advice
from handboek.checks.privacy import Found, find, find_all
from handboek.fields import Reading
from handboek.frontmatter import Located
from handboek.messages import Message
from handboek.wording import shown

_ESCAPED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_MIXED = re.compile(r"[^\W\d_]+")
_LATIN, _LIKE_LATIN = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[Ͱ-ӿԀ-ԯ]")


def check_lines(text: str, reading: Reading) -> None:
    """Check every line of a file as it was typed.

    Args:
        text: the whole file.
        reading: takes what is wrong.
    """
    for number, found in find_all(text, reading.public):
        _report(found, number, reading)
    if "%" in text:
        for number, line in enumerate(text.split("\n"), start=1):
            if _ESCAPED.search(line):
                _check_again(unquote(line), line, number, reading)
    if not text.isascii() and _LIKE_LATIN.search(text):
        _check_scripts(text, reading)


def check_texts(texts: Sequence[tuple[int, str, str]], fonts: Path, reading: Reading) -> None:
    """Check what became of the text once its codes were read, such as ``&#64;`` for an @.

    Args:
        texts: line, text as it is read, and the same as it was typed.
        fonts: the folder with the handbook's fonts.
        reading: takes what is wrong.
    """
    for line, text, typed in texts:
        if text not in typed:
            _check_again(text, typed, line, reading)
            for bad in bad_characters(text, fonts):
                if bad.character not in typed:
                    reading.wrong(line, Message.CODED_CHARACTER, name=bad.name, code=bad.code)


def values(entries: Mapping[str, Located], typed: str) -> Iterator[tuple[int, str, str]]:
    """Give every text in a front matter as :func:`check_texts` wants it; quotes hide codes."""
    for name, entry in entries.items():
        yield entry.line, name, typed
        yield from _inside(entry, typed)


def _inside(entry: Located, typed: str) -> Iterator[tuple[int, str, str]]:
    yield from values(entry.entries, typed)
    for item in entry.items:
        yield from _inside(item, typed)
    if isinstance(entry.value, str):
        yield entry.line, entry.value, typed


def _check_again(text: str, typed: str, line: int, reading: Reading) -> None:
    """Report what is found in a text, but for what was found in the same text as it was typed."""
    found = find(text, reading.public)
    before = {each.text for _, each in find_all(typed, reading.public)} if found else set()
    for each in found:
        if each.text not in before:
            _report(each, line, reading)


def _report(found: Found, line: int, reading: Reading) -> None:
    message = Message.PERSONAL_DATA if found.rule.refuses else Advice.NAME
    reading.wrong(
        line, message, what=found.rule.what, given=shown(found.hidden), instead=found.rule.instead
    )


def _check_scripts(text: str, reading: Reading) -> None:
    """Refuse a word with letters of two scripts: it is not the word that it seems to be."""
    for number, line in enumerate(text.split("\n"), start=1):
        for word in _MIXED.findall(line):
            if _LATIN.search(word) and _LIKE_LATIN.search(word):
                reading.wrong(number, Message.MIXED_SCRIPTS, given=shown(word))
