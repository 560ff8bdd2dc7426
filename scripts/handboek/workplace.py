"""Where a build works: one build at a time, and clean again after one that was cut off."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from handboek.layout import Layout

_LOCK = ".slot"


@contextmanager
def alone(layout: Layout, waiting: Callable[[], None]) -> Iterator[bool]:
    """Hold the handbook for one build; gives whether that could be at once.

    Args:
        layout: the folders of the handbook.
        waiting: called once when another build is busy, before waiting for its end.

    Raises:
        OSError: the folder for what is built cannot be written to.
    """
    layout.build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(layout.build / _LOCK)
    at_once = True
    try:
        lock.acquire(timeout=0)
    except Timeout:
        at_once = False
        waiting()
        lock.acquire()
    try:
        yield at_once
    finally:
        lock.release()


@contextmanager
def free(layout: Layout) -> Iterator[bool]:
    """Hold the handbook for a moment, and tell whether that can be: no build is busy."""
    lock = FileLock(layout.build / _LOCK)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):  # there is no folder yet, or it cannot be written to
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


@contextmanager
def whole(layout: Layout, *folders: Path) -> Iterator[None]:
    """Do something to folders that has to be done whole; what was cut off begins anew.

    Sphinx remembers which pages it has read before it writes them. Cut off in between, it would
    take pages for written that are not.
    """
    layout.work.mkdir(parents=True, exist_ok=True)
    mark = layout.work / f".bezig-{folders[0].name}"
    if mark.exists():
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
    mark.touch()
    yield
    mark.unlink()


def forget(layout: Layout) -> None:
    """Remove all that a build remembers; what is published and the PDFs stay."""
    # With this comes Sphinx; who only asks whether someone else is building does without.
    from handboek.typst.builder import SOURCES  # noqa: PLC0415

    for folder in (
        layout.doctrees, layout.site, layout.listings, layout.comparing, layout.drawings,
        layout.search, layout.styles, layout.locale, layout.pdf / SOURCES,
    ):  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
