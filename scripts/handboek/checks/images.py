"""Check the pictures of the handbook: small, and nothing in them that runs or calls elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.wording import shown

MAX_KILOBYTES = 500
_PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}
_ACTIVE = {
    "script", "foreignobject", "iframe", "object", "embed", "handler", "set", "animate",
    "animatetransform", "animatemotion", "use", "image", "feimage", "a", "style", "link",
}  # fmt: skip
_HARMLESS = re.compile(r"#[\w.-]*|", re.ASCII)
_CALLS = re.compile(
    r"javascript:|data:|https?:|url\((?!\s*['\"]?#)|@import|expression", re.IGNORECASE
)


def check_images(layout: Layout) -> Iterator[Problem]:
    """Check every picture in docs/.

    Args:
        layout: the folders of the handbook.

    Yields:
        What is wrong, in order of file.
    """
    for path in sorted(layout.docs.rglob("*")):
        if path.suffix.lower() not in _PICTURES or not path.is_file():
            continue
        size = path.stat().st_size
        if size > MAX_KILOBYTES * 1000:
            values = {"size": -(-size // 1000), "limit": MAX_KILOBYTES}
            yield problem(layout.relative(path), 1, Message.LARGE_IMAGE, **values)
        elif path.suffix.lower() == ".svg":
            yield from _check_svg(path, layout.relative(path))


def _check_svg(path: Path, name: str) -> Iterator[Problem]:
    for line, given in unsafe(path.read_bytes()):
        yield problem(name, line, Message.UNSAFE_SVG, given=shown(given, 40))


class _StopError(Exception):
    """The rest is not worth reading."""


def unsafe(data: bytes) -> list[tuple[int, str]]:
    """Find what in an SVG can run, or fetch something; each with its line.

    A declaration of entities ends the reading: that is how small files become large ones.
    """
    found: list[tuple[int, str]] = []
    parser = expat.ParserCreate()

    def note(given: str) -> None:
        found.append((parser.CurrentLineNumber, given))

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2].lower() in _ACTIVE:
            note(f"<{tag}>")
        for key, value in attributes.items():
            local = key.rpartition(":")[2].lower()
            names_place = local in ("href", "src") and not _HARMLESS.fullmatch(value.strip())
            calls = not key.lower().startswith("xmlns") and _CALLS.search(value)
            if local.startswith("on") or names_place or calls:
                note(f"{key}={value}")

    def stop(*_: object) -> None:
        note("<!DOCTYPE>")
        raise _StopError

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = stop
    parser.ProcessingInstructionHandler = lambda target, _: note(f"<?{target}")
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own
    except expat.ExpatError:
        note("geen geldige XML")
    except _StopError:
        pass
    return found
