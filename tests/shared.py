"""One build for all processes that test: the first that needs it builds, the others wait."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def build_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """Give a folder with something that is built once for a whole run of the tests.

    Tests only read it: others read it at the same time.
    """
    here = factory.getbasetemp()
    folder = (here.parent if here.name.startswith("popen-") else here) / f"samen-{name}"
    done = folder / "klaar"
    with FileLock(f"{folder}.lock"):
        if not done.exists():
            build(folder / "handboek")
            done.touch()
    return folder / "handboek"
