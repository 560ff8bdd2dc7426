"""What a file looks like from outside: enough to see that it is the same, without reading it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Seen = tuple[Any, ...]
"""Path, kind, number, size, and the times of the last change of the text and of the file."""

_SKIPPED = {"__pycache__", ".git"}


def files_seen(folder: Path | str) -> Iterator[Seen]:
    """Go through a folder, in a fixed order."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield os.fspath(folder), None
        return
    for entry in entries:
        if entry.name in _SKIPPED:
            continue
        if entry.is_symlink() and entry.is_dir():
            yield entry.path, time.time_ns()  # what lies behind it may change unseen
        elif entry.is_dir(follow_symlinks=False):
            yield entry.path, "folder"
            yield from files_seen(entry.path)
        else:
            yield file_seen(entry.path)


def file_seen(path: Path | str) -> Seen:
    """Give what shows that a file is the same: nobody can set back the time of its last change."""
    try:
        seen = os.stat(path)  # noqa: PTH116 - a quarter of all there is to do here
    except OSError:
        return os.fspath(path), None
    return (
        os.fspath(path), stat.S_IFMT(seen.st_mode), seen.st_ino,
        seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns,
    )  # fmt: skip
