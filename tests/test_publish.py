"""The public site is always a whole one, whatever happens to the build."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builds import later, run_build, site, small_handbook
from filelock import FileLock
from handboek.build import BuildError
from handboek.catalogue import load
from handboek.layout import Layout
from handboek.publish import mirror, publish

KILLS = int(os.environ.get("HANDBOEK_KILLS", "3"))
"""How many builds are cut off; `make test-full` takes many more."""


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        later(path / name.replace("__", "/").replace("_", "."), text)
    return path


def contents(path: Path) -> dict[str, str]:
    return {
        each.relative_to(path).as_posix(): each.read_text("utf-8")
        for each in path.rglob("*")
        if each.is_file()
    }


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    return tmp_path / "werk", tmp_path / "html", tmp_path / "planken"


def test_what_is_public_is_what_was_built(places: tuple[Path, Path, Path]) -> None:
    work, public, shelves = places
    folder(work, index_html="een", sub__a_html="a")
    publish(work, public, shelves)
    assert contents(public) == {"index.html": "een", "sub/a.html": "a"}
    (work / "sub" / "a.html").unlink()
    (work / "sub").rmdir()
    folder(work, index_html="twee", nieuw_html="n")
    for _ in range(3):  # either shelf, and the first one again
        publish(work, public, shelves)
        assert contents(public) == {"index.html": "twee", "nieuw.html": "n"}


def test_a_site_that_stood_there_as_a_folder_is_replaced(places: tuple[Path, Path, Path]) -> None:
    work, public, shelves = places
    folder(public, oud_html="oud")
    folder(work, index_html="een")
    publish(work, public, shelves)
    assert contents(public) == {"index.html": "een"}


def test_without_links_the_folders_change_places(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("geen recht om een koppeling te maken")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    work, public, shelves = places
    for text in ("een", "twee", "drie"):
        folder(work, index_html=text)
        publish(work, public, shelves)
        assert contents(public) == {"index.html": text}
        assert not public.is_symlink()


def test_a_file_in_the_place_of_a_folder_and_back(tmp_path: Path) -> None:
    source, target = tmp_path / "bron", tmp_path / "doel"
    folder(source, a__b_html="b")
    mirror(source, target)
    (source / "a" / "b.html").unlink()
    (source / "a").rmdir()
    folder(source, a="nu een bestand")
    mirror(source, target)
    assert contents(target) == {"a": "nu een bestand"}


def test_a_half_copied_file_is_copied_again(tmp_path: Path) -> None:
    source, target = tmp_path / "bron", tmp_path / "doel"
    folder(source, a_html="heel")
    folder(target, a_html="half")
    mirror(source, target)
    assert contents(target) == {"a.html": "heel"}


def test_a_build_that_fails_leaves_the_site(own: Layout) -> None:
    before = site(own)
    page = own.docs / "over.md"
    text = page.read_text("utf-8")
    later(page, text + "\nEen verwijzing naar {voorbeeld}`bestaat-niet`.\n")
    with pytest.raises(BuildError, match="Waarschuwingen"):
        run_build(own, strict=True)
    assert site(own) == before
    later(page, text)


def test_killed_at_any_moment_the_site_stands_and_the_next_build_is_right(own: Layout) -> None:
    """The title changes: the lists that show it have to be written as well, not only its page."""
    command = [sys.executable, "-m", "handboek", "--map", str(own.root), "build", "html"]
    example = next(iter(load(own).catalogue))
    path = own.root / example.path
    text = path.read_text("utf-8")

    def entitle(title: str) -> None:
        later(path, re.sub(r"(?m)^titel: .*$", f"titel: {title}", text, count=1))

    run_build(own)
    started = time.monotonic()
    entitle("Voor de meting")
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - started
    for turn in range(KILLS):
        before = site(own)
        entitle(f"Titel nummer {turn}")
        build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * (turn + 1) / (KILLS + 1))
        build.send_signal(signal.SIGKILL)
        build.wait()
        after = site(own)
        new = f"Titel nummer {turn}".encode()
        assert after == before or new in after[f"{example.docname}.html"]
    run_build(own)
    fresh = small_handbook(own.root.parent / "schoon")
    (fresh.root / example.path).write_bytes(path.read_bytes())
    run_build(fresh)
    assert site(own) == site(fresh)
    later(path, text)


CUT_OFF = """
import os, sys
from handboek.cli import main
from sphinx.builders.html import StandaloneHTMLBuilder
StandaloneHTMLBuilder.write_doc = lambda *_: os._exit(9)
main(sys.argv[1:])
"""


def test_cut_off_between_reading_and_writing(own: Layout) -> None:
    """Sphinx then remembers as read what it has not written, such as a list with the new title."""
    example = next(iter(load(own).catalogue))
    path = own.root / example.path
    text = path.read_text("utf-8")
    run_build(own)
    later(path, re.sub(r"(?m)^titel: .*$", "titel: Een nieuwe titel", text, count=1))
    command = [sys.executable, "-c", CUT_OFF, "--map", str(own.root), "build", "html"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 9
    run_build(own)
    assert b"Een nieuwe titel" in site(own)["voorbeelden/index.html"]
    later(path, text)


def test_a_second_build_says_that_it_waits(own: Layout) -> None:
    command = [sys.executable, "-m", "handboek", "--map", str(own.root), "build", "html"]
    with FileLock(own.build / ".slot"):
        second = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        said = [second.stderr.readline() for _ in range(2)]
        assert second.poll() is None
    assert any("Er wordt al gebouwd" in line for line in said), said
    assert second.wait(timeout=120) == 0
