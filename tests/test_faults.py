"""Whatever breaks, a build says so in one Dutch message with the way out, and loses nothing."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import later, run_build, site
from handboek.layout import Layout
from handbooks import EPOCH
from tiny import tiny_handbook

LIMITED = """
import resource, sys
from handboek.cli import main
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.exit(main(sys.argv[2:]))
"""
"""No file may grow over the limit: to a program that is a disk that fills up halfway a file."""

DIES = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
TALKS = "print('niet wat u verwacht,' * 100)"
FULL = bool(os.environ.get("HANDBOEK_FULL"))
PROGRAMS = [DIES, TALKS, "raise SystemExit(3)"] if FULL else [DIES, TALKS]


def build(
    layout: Layout, *wanted: str, limit: int | None = None, extra: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Build as people do, in a process of its own; ``extra`` holds modules in place of others."""
    start = ["-m", "handboek"] if limit is None else ["-c", LIMITED, str(limit)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}
    if extra is not None:
        environment["PYTHONPATH"] = str(extra)
    return subprocess.run(
        [sys.executable, *start, "--map", str(layout.root), "build", *wanted],
        cwd=layout.root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A small handbook with its site and its PDF."""
    layout = tiny_handbook(tmp_path_factory.mktemp("fouten") / "handboek")
    done = build(layout)
    assert (done.returncode, layout.html.is_dir()) == (0, True), done.stderr
    return layout


@pytest.fixture
def standing(made: Layout, today: None) -> Iterator[Layout]:
    """That handbook, to break: whatever the test does, the next build is as if nothing happened."""
    path = made.examples / "passend" / "vb-0.md"
    text = path.read_text("utf-8")
    before, books = site(made), pdfs(made)
    later(path, text.replace("titel: vb-0", "titel: Gewijzigd"))
    yield made
    later(path, text)
    assert site(made) == before, "er is iets verloren"
    assert pdfs(made).keys() == books.keys()
    assert all(data.rstrip().endswith(b"%%EOF") for data in pdfs(made).values())
    run_build(made, pdf=True)
    assert (site(made), pdfs(made)) == (before, books)


def pdfs(layout: Layout) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(layout.pdf.glob("*.pdf"))}


def one_message(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Hold what a build said against what it must be: one message, at the end, and no traceback."""
    said = done.stderr.rstrip().splitlines()
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    last = "\n".join(said[-3:])
    assert all(word in last for word in words), done.stderr


@pytest.mark.parametrize("limit", [1_000, 20_000, 100_000] if FULL else [1_000, 100_000])
def test_a_full_disk(standing: Layout, limit: int) -> None:
    one_message(build(standing, limit=limit), "de schijf vol", "bouw")


@pytest.mark.parametrize("name", ["werk", "doctrees", "zoeken"])
def test_a_folder_that_cannot_be_written(standing: Layout, name: str) -> None:
    """A file in its place: also the administrator, who may write anywhere, cannot write there."""
    folder, aside = standing.build / name, standing.build / "opzij"
    folder.rename(aside)
    folder.write_text("geen map", "utf-8")
    try:
        one_message(build(standing), "map build")
    finally:
        folder.unlink(missing_ok=True)
        aside.rename(folder)


def test_no_fonts(standing: Layout, tmp_path: Path) -> None:
    with aside(standing.fonts, tmp_path):
        standing.fonts.mkdir()
        one_message(build(standing), "lettertypen", "git checkout")


class aside:  # noqa: N801 - reads as a function
    """Put a folder away for as long as the context lasts, and back whatever stands there then."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder, self.copy = folder, place / "opzij"

    def __enter__(self) -> None:
        shutil.copytree(self.folder, self.copy)
        shutil.rmtree(self.folder)

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.copy, self.folder)


def test_one_font_is_missing_and_one_is_broken(standing: Layout, tmp_path: Path) -> None:
    with aside(standing.fonts, tmp_path):
        shutil.copytree(tmp_path / "opzij", standing.fonts)
        bold = standing.fonts / "SourceSans3_700Bold.ttf"
        bold.unlink()
        one_message(build(standing), "dikte 700.", "git checkout")
        bold.write_bytes(b"geen lettertype")
        one_message(build(standing), "SourceSans3_700Bold.ttf", "git checkout")


@pytest.mark.parametrize("program", PROGRAMS)
def test_pagefind_crashes(standing: Layout, tmp_path: Path, program: str) -> None:
    (tmp_path / "pagefind.py").write_text(program, "utf-8")
    one_message(build(standing, "html", extra=tmp_path), "zoekindex", "make setup")


@pytest.mark.parametrize("program", PROGRAMS)
def test_typst_crashes(standing: Layout, tmp_path: Path, program: str) -> None:
    (tmp_path / "typst.py").write_text(f"{program}\nraise SystemExit", "utf-8")
    one_message(build(standing, "pdf", extra=tmp_path), "Typst is gestopt", "bouw")


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def nonsense(path: Path) -> None:
    path.write_bytes(b"\x80\xff niets")


def of_another_version(path: Path) -> None:
    path.write_bytes(pickle.dumps({"van": "een andere versie"}))


def old_environment(path: Path) -> None:
    """As an older Sphinx leaves it: the same object, with another number of its version."""
    environment = pickle.loads(path.read_bytes())
    environment.version = {"sphinx.domains.std": -1}
    path.write_bytes(pickle.dumps(environment))


MEMORIES: dict[str, list[tuple[str, Callable[[Path], None]]]] = {
    "van een andere versie": [
        ("doctrees/html/environment.pickle", old_environment),
        ("zoeken/gemaakt", nonsense),
        ("stijl/*", nonsense),
    ],
    "iets anders": [
        ("doctrees/html/environment.pickle", of_another_version),
        ("lijsten/**/*.md", nonsense),
        ("locale/**/*.mo", halve),
    ],
    "een half geheugen": [
        ("doctrees/html/environment.pickle", halve),
        ("pdf/bron/*.digest", nonsense),
        ("pdf/bron/*.typ", nonsense),
    ],
    "halve bladzijden": [
        ("doctrees/html/**/*.doctree", halve),
        ("locale/**/*.mo", nonsense),
        ("werk/site/.buildinfo", nonsense),
    ],
    "andere bladzijden": [("doctrees/html/**/*.doctree", of_another_version)],
}


@pytest.mark.parametrize("name", MEMORIES)
def test_a_broken_memory_only_costs_time(standing: Layout, name: str) -> None:
    for which, damage in MEMORIES[name]:
        files = [path for path in standing.build.glob(which) if path.is_file()]
        assert files
        for path in files:
            damage(path)


def test_what_nobody_foresaw(standing: Layout, tmp_path: Path) -> None:
    """A hole in the program itself: the details go to a file, for whoever mends it."""
    conf = standing.conf / "conf.py"
    text = conf.read_text("utf-8")
    later(conf, text + "\n\ndef setup(app):\n    app.connect('env-updated', lambda *_: 1 / 0)\n")
    try:
        one_message(build(standing), "ZeroDivisionError", "make clean", "build/fout.txt")
    finally:
        later(conf, text)
    assert "ZeroDivisionError" in (standing.build / "fout.txt").read_text("utf-8")
