"""Read an example's file safely: its name, its place and its bytes, before its text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from handboek.fields import Reading
from handboek.messages import Message
from handboek.vocabulary import Vocabulary
from handboek.wording import hint, listed, shown

MAX_KILOBYTES = 50
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLUG_LENGTH = range(3, 61)
_ANY_SLUG = "mijn-voorbeeld"
_BOM = b"\xef\xbb\xbf"


def reserved_prefixes(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give the beginnings of names that the generated listing pages have."""
    own = (
        facet.listing.removeprefix("voorbeelden/")
        for facet in vocabulary
        if facet.listing.startswith("voorbeelden/")
    )
    return ("alle-", *own)


def check_place(path: Path, examples: Path, reading: Reading) -> None:
    """Check the folder and the name of an example's file.

    Args:
        path: the file.
        examples: the folder that holds the folders of the principles.
        reading: takes what is wrong.
    """
    principles = reading.vocabulary.principles
    folders = path.relative_to(examples).parts[:-1]
    if len(folders) != 1 or folders[0] not in principles:
        perhaps = hint(folders[0], principles) if folders else ""
        perhaps = "" if folders and folders[0] in principles else perhaps
        reading.wrong(1, Message.WRONG_FOLDER, allowed=listed(principles), hint=perhaps)
    _check_name(path, reading)


def _check_name(path: Path, reading: Reading) -> None:
    slug = path.stem
    reserved = reserved_prefixes(reading.vocabulary)
    suggestion = f"{_free(slugify(slug), reserved)}.md"
    if not is_markdown(path):
        reading.wrong(1, Message.NOT_MARKDOWN, name=shown(path.name), suggestion=suggestion)
    elif not _SLUG.fullmatch(slug) or len(slug) not in _SLUG_LENGTH or path.suffix != ".md":
        reading.wrong(1, Message.WRONG_NAME, name=shown(path.name), suggestion=suggestion)
    elif _free(slug, reserved) != slug:
        reading.wrong(1, Message.RESERVED_NAME, name=slug, allowed=listed(reserved))


def is_markdown(path: Path) -> bool:
    """Tell whether a file is meant to be an example; ``.MD`` is a slip, ``.docx`` is not."""
    return path.suffix.lower() == ".md"


def _free(slug: str, reserved: tuple[str, ...]) -> str:
    return _ANY_SLUG if slug == "index" or slug.startswith(reserved) else slug


def slugify(text: str) -> str:
    """Turn any text into a slug: lower-case ASCII words with hyphens, of 3 to 60 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[: _SLUG_LENGTH[-1]].strip("-")
    return slug if len(slug) in _SLUG_LENGTH else _ANY_SLUG


def read_text(path: Path, reading: Reading) -> str | None:
    """Read the text of a file, with line feeds only.

    Args:
        path: the file; not a symbolic link.
        reading: takes what is wrong.

    Returns:
        The text; ``None`` if there is none that can be used.
    """
    size = path.stat().st_size
    if size > MAX_KILOBYTES * 1000:
        kilobytes = -(-size // 1000)
        reading.wrong(1, Message.TOO_LARGE, size=kilobytes, limit=MAX_KILOBYTES)
        return None
    data = path.read_bytes()
    if data.startswith(_BOM):
        reading.wrong(1, Message.BYTE_ORDER_MARK)
        data = data.removeprefix(_BOM)
    if not data.strip():
        reading.wrong(1, Message.EMPTY)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reading.wrong(line, Message.NOT_UTF8, byte=error.start + 1)
        return None
    return text.replace("\r\n", "\n")
