"""Whether anything has changed since the last build: a fingerprint of what goes in and came out.

A build that has nothing to do takes seconds with Sphinx; looking at every file takes a tenth of
one. The fingerprint holds the name, size, times and number of every file of the sources, of our code,
and of the site and the PDFs, so a page that was changed by hand or is gone is built again. It also
holds which packages are installed, the day, the commit and the settings of the environment. When in
doubt the answer is no: then a build finds out.

Warnings are kept with it, and told again. A strict build is answered only by a strict build, which
had none. A site that was built without a new search index is no answer either for who wants one, but
then only the index is left to make.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from handboek.clock import edition, today
from handboek.layout import Layout
from handboek.seen import file_seen, files_seen
from handboek.workplace import free

_MEMORY = "gebouwd.json"
_ENVIRONMENT = (
    "SOURCE_DATE_EPOCH", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "TZ",
    "DOCUTILSCONFIG", "PYTHONPATH", "PYTHONHASHSEED",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What the last build made, to say it again: pages, PDFs (from the root) and warnings.

    ``strict`` tells whether it read every page anew and had no warnings, ``search`` whether the
    search index, if there is a site, is of these pages.
    """

    pages: int
    pdfs: tuple[str, ...]
    warnings: tuple[str, ...]
    strict: bool
    search: bool


def fingerprint(layout: Layout, **wanted: bool) -> str:
    """Sum up all that goes into a build.

    Args:
        layout: the folders of the handbook.
        wanted: what is to be built.
    """
    summed = hashlib.sha256()
    for part in _inputs(layout, wanted):
        summed.update(f"{part}\n".encode(errors="surrogateescape"))
    return summed.hexdigest()


def _inputs(layout: Layout, wanted: dict[str, bool]) -> Iterator[object]:
    yield layout.root, sorted(wanted.items()), sys.version, platform.platform()
    yield [(name, os.environ.get(name)) for name in _ENVIRONMENT]
    yield sorted(each for each in os.environ.items() if each[0].startswith("HANDBOEK_"))
    yield today(), edition(layout)
    for folder in (layout.docs, layout.examples, layout.conf, Path(__file__).parent):
        yield from files_seen(folder)
    yield file_seen(layout.root / "pyproject.toml")
    for name in sys.path:
        yield name, _packages(name)


def _packages(folder: str) -> list[tuple[str, int]]:
    """Give what is installed in a folder, with the version in its name, and when it was put there."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return sorted(
            (entry.name, entry.stat().st_mtime_ns)
            for entry in entries
            if entry.name.endswith((".dist-info", ".pth", ".egg-link"))
        )
    return []


def _outputs(layout: Layout, answer: Answer) -> str:
    """Sum up what a build made, as it is now."""
    summed = hashlib.sha256(os.fsencode(layout.html.resolve()))
    for each in files_seen(layout.html.resolve()):
        summed.update(f"{each}\n".encode(errors="surrogateescape"))
    for path in (layout.addresses, *(layout.root / name for name in answer.pdfs)):
        summed.update(f"{file_seen(path)}\n".encode(errors="surrogateescape"))
    return summed.hexdigest()


def remembered(layout: Layout, now: str, *, strict: bool) -> Answer | None:
    """Give what the last build made, if it would be made again.

    Args:
        layout: the folders of the handbook.
        now: the fingerprint of what goes in.
        strict: whether only the answer of a strict build will do.
    """
    with free(layout) as is_free:
        answer = known(layout, now) if is_free else None  # or else another build is busy
    return answer if answer and (answer.strict or not strict) else None


def known(layout: Layout, now: str) -> Answer | None:
    """Give what the last build made, if nothing has changed; for who holds the handbook.

    Args:
        layout: the folders of the handbook.
        now: the fingerprint of what goes in.
    """
    try:
        told = json.loads((layout.build / _MEMORY).read_bytes())
        answer = Answer(
            told["pages"],
            tuple(told["pdfs"]),
            tuple(told["warnings"]),
            strict=told["strict"],
            search=told["search"],
        )
        same = told["inputs"] == now and told["outputs"] == _outputs(layout, answer)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return answer if same else None


def remember(layout: Layout, before: str, answer: Answer) -> None:
    """Keep what a build made.

    Args:
        layout: the folders of the handbook.
        before: the fingerprint of what went in, from before the build: what was changed while it
            ran is then seen the next time.
        answer: what to say again.
    """
    kept = {"inputs": before, "outputs": _outputs(layout, answer), **asdict(answer)}
    (layout.build / _MEMORY).write_text(json.dumps(kept), encoding="utf-8")


def distrust(layout: Layout) -> None:
    """Forget the last build, because another one begins."""
    (layout.build / _MEMORY).unlink(missing_ok=True)
