"""Who is measured, and at what: this handbook, and the peers that are installed."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from content import SUMS, digest, frozen, handbook
from measure import CommandError
from peer_content import mkdocs, stock

PYTHON = sys.executable
UNLIMITED = 10**9
OURS, SPHINX, MATERIAL, ZENSICAL = "handboek", "sphinx", "material", "zensical"


class Work(StrEnum):
    """What is measured; the names are those of the table and the history."""

    COLD = "site, koud"
    SAME = "niets gewijzigd"
    EDIT = "één gewijzigd"
    CHECK = "check"
    PDF = "PDF's"


@dataclass(frozen=True)
class Step:
    """A command to measure, and what has to be done before: that says what a page must show then."""

    work: Work
    command: Sequence[str]
    before: Callable[[], str] = str
    largest: int = UNLIMITED


@dataclass(frozen=True)
class Contestant:
    """One who is measured, up to a number of examples; ``steps`` are taken in the order of `Work`.

    ``site`` is the folder that its site comes in.
    """

    key: str
    name: str
    site: str
    write: Callable[[Path, int], Path]
    steps: Callable[[Path], list[Step]]
    largest: int = UNLIMITED


def ours() -> Contestant:
    """Give this handbook."""
    return Contestant(OURS, "dit handboek", "build/html", _frozen_handbook, _our_steps)


def _frozen_handbook(root: Path, count: int) -> Path:
    """Write our content, and see that it is what was measured before: else nothing compares."""
    handbook(root, count)
    if frozen().get(count, made := digest(root)) != made:
        raise CommandError(f"De inhoud voor {count} voorbeelden is niet die van {SUMS.name}.")
    return root


def handboek(*arguments: str) -> list[str]:
    """Write a command of this handbook."""
    return [PYTHON, "-m", "handboek", *arguments]


def without_search() -> list[str]:
    """Write the command for a site without a new search index."""
    return handboek("build", "html", "--zonder-zoekindex")


def _our_steps(root: Path) -> list[Step]:
    examples = root / "examples"
    return [
        Step(Work.COLD, handboek("build", "html"), _puts_away(root / "build")),
        Step(Work.SAME, handboek("build", "html")),
        Step(Work.EDIT, without_search(), _edits(examples)),
        Step(Work.CHECK, handboek("check")),
        # Ten times the book is ten times the volumes: nothing new to learn, for minutes of work.
        Step(Work.PDF, handboek("build", "pdf"), largest=1000),
    ]


def peers(venv: Path | None) -> Iterator[Contestant]:
    """Find the peers.

    Args:
        venv: another virtual environment in which MkDocs Material or Zensical may be.

    Yields:
        Each that can be measured. Sphinx with furo always can: the handbook is made with it.
    """
    yield Contestant(SPHINX, "Sphinx + furo", "uit", stock, _sphinx_steps, largest=1000)
    for key, name, modules in (
        (MATERIAL, "MkDocs Material", ("mkdocs", "material")),
        (ZENSICAL, "Zensical", ("zensical",)),
    ):
        python = next(filter(_with(modules), _pythons(venv)), None)
        if python:
            yield Contestant(key, name, "site", mkdocs, _only_cold(python, modules[0]))


def sphinx(*options: str, builder: str = "html") -> list[str]:
    """Write a command of stock Sphinx, as one types it."""
    return [PYTHON, "-m", "sphinx", "-b", builder, *options, "docs", "uit"]


def _sphinx_steps(root: Path) -> list[Step]:
    return [
        Step(Work.COLD, sphinx(), _puts_away(root / "uit")),
        Step(Work.SAME, sphinx()),
        Step(Work.EDIT, sphinx(), _edits(root / "docs" / "voorbeelden")),
    ]


def _only_cold(python: str, module: str) -> Callable[[Path], list[Step]]:
    """Neither has a build of less than all that may be published."""
    clean = [] if module == "mkdocs" else ["--clean"]
    return lambda root: [
        Step(Work.COLD, [python, "-m", module, "build", *clean], _puts_away(root / "site"))
    ]


def _pythons(venv: Path | None) -> Iterator[str]:
    if venv:
        yield str(venv / "bin" / "python")
    yield PYTHON
    if outside := shutil.which("python3"):
        yield outside


def _with(modules: Sequence[str]) -> Callable[[str], bool]:
    """Tell of a Python whether it has these modules."""

    def test(python: str) -> bool:
        try:
            command = [python, "-c", f"import {', '.join(modules)}"]
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own
        except OSError:
            return False
        return done.returncode == 0

    return test


def _edits(folder: Path) -> Callable[[], str]:
    """Give a function that adds a sentence to the first example, each time another."""
    file = min(folder.rglob("voorbeeld-*.md"))
    text, numbers = file.read_text("utf-8"), itertools.count(1)

    def edit() -> str:
        sentence = f"Nog een zin, en dit is keer {next(numbers)}."
        file.write_text(f"{text}\n{sentence}\n", "utf-8")
        return sentence

    return edit


def _puts_away(folder: Path) -> Callable[[], str]:
    """Give a function that puts away what was made, to be removed when all has been measured.

    On ext4 a new file takes some ten times as long just after many others were removed, and who
    writes most files would pay for what was removed before.
    """
    numbers = itertools.count(1)

    def put_away() -> str:
        if folder.exists():
            folder.rename(folder.with_name(f"{folder.name}-{next(numbers)}"))
        return ""

    return put_away
