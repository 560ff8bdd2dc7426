"""A build with nothing to do is answered from memory, and never when anything is different."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import later, site, small_handbook
from handboek import building, cli
from handboek.catalogue import load
from handboek.clock import today
from handboek.layout import Layout
from handboek.reader import EVERYTHING, Job, Read, read_all
from handboek.reread import read_again
from handboek.settings import load_settings
from handboek.unchanged import Answer, fingerprint, remember, remembered

SAME = "Er is niets veranderd"
Change = Callable[[Layout], object]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = small_handbook(tmp_path_factory.mktemp("gebouwd") / "handboek")
    page = layout.docs / "over.md"
    later(page, page.read_text("utf-8") + "\n{voorbeeld}`bestaat-niet`\n")
    assert cli.main(["--map", str(layout.root), "build", "html"]) == building.OK
    return layout


def answer(layout: Layout, *, strict: bool = False, pdf: bool = False) -> object:
    return remembered(layout, fingerprint(layout, html=True, pdf=pdf), strict=strict)


def test_a_second_build_says_so_and_tells_the_warnings_again(
    built: Layout, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--map", str(built.root), "build", "html"]) == building.OK
    said = capfd.readouterr().err
    assert SAME in said
    assert "docs/over.md:" in said
    assert "bestaat-niet" in said
    assert "1 waarschuwing." in said


def test_other_wishes_are_not_answered(built: Layout) -> None:
    assert answer(built) is not None
    assert answer(built, strict=True) is None
    assert answer(built, pdf=True) is None


def test_a_site_without_a_new_index_asks_for_the_index_and_no_more(
    built: Layout, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(built.root, tmp_path / "kopie", symlinks=True)
    layout = Layout(tmp_path / "kopie")

    def build(*options: str) -> str:
        assert cli.main(["--map", str(layout.root), "build", "html", *options]) == building.OK
        return capfd.readouterr().err

    def index() -> bytes:
        return (layout.html / "pagefind" / "pagefind-entry.json").read_bytes()

    page = layout.docs / "over.md"
    page_built = layout.html / "over.html"
    before = index()
    later(page, page.read_text("utf-8") + "\nDit is een kwelderwoord.\n")
    said = build("--zonder-zoekindex")
    assert "kwelderwoord" in page_built.read_text("utf-8")
    assert index() == before
    assert "nog die van een eerdere bouw" in said
    said = build("--zonder-zoekindex")
    assert SAME in said
    assert "nog die van een eerdere bouw" in said
    # The next ordinary build makes the index; it reads no page, and tells the warnings all the same.
    said = build()
    assert "Zoekindex maken" in said
    assert "Site schrijven" not in said
    assert SAME not in said
    assert "bestaat-niet" in said
    assert "eerdere bouw" not in said
    assert index() != before
    assert "kwelderwoord" in words_of(layout)
    for options in ((), ("--zonder-zoekindex",)):
        said = build(*options)
        assert SAME in said
        assert "zoekindex" not in said
    # That is also what a build with all at once would have made.
    made = site(layout)
    shutil.rmtree(layout.build)
    build()
    assert site(layout) == made


def test_only_the_index_is_made_of_a_site_that_is_built(
    built: Layout, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(built.root, tmp_path / "kopie", symlinks=True)
    layout = Layout(tmp_path / "kopie")
    command = ["--map", str(layout.root), "build", "html"]
    page = layout.docs / "over.md"
    shutil.rmtree(layout.build)
    assert cli.main([*command, "--zonder-zoekindex"]) == building.OK
    assert "De site heeft geen zoekindex" in capfd.readouterr().err
    assert not (layout.html / "pagefind").exists()
    text = page.read_text("utf-8")
    later(page, text + "\nNog iets.\n")
    assert cli.main([*command, "--alleen-zoekindex"]) == building.WRONG
    assert "Bouw eerst de site" in capfd.readouterr().err
    assert not (layout.html / "pagefind").exists()
    assert cli.main([*command, "--zonder-zoekindex"]) == building.OK
    assert cli.main([*command, "--alleen-zoekindex"]) == building.OK
    assert "Zoekindex klaar in" in capfd.readouterr().err
    assert "iets" in words_of(layout)
    assert answer(layout) is not None


def words_of(layout: Layout) -> str:
    """Give the words of the site as the search has them, each written out."""
    words, word = [], ""
    for line in (layout.html / "pagefind" / "woorden.txt").read_text("ascii").splitlines():
        word = word[: int(line[0], 36)] + line[1:-1]
        words.append(word)
    return " ".join(words)


def same_size_by_hand(layout: Layout) -> None:
    path = layout.html / "over.html"
    seen = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Handboek", b"Hendboek"))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def same_size_source(layout: Layout) -> None:
    path = layout.docs / "over.md"
    seen = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def restored_older(layout: Layout) -> None:
    path = layout.docs / "over.md"
    shutil.copy2(path, path.with_suffix(".oud"))
    path.with_suffix(".oud").replace(path)


CHANGES: list[Change] = [
    lambda layout: (layout.html / "over.html").unlink(),
    lambda layout: (layout.html / "erbij.html").touch(),
    same_size_by_hand,
    lambda layout: layout.html.unlink(),
    lambda layout: layout.addresses.unlink(),
    same_size_source,
    restored_older,
    lambda layout: (layout.docs / "over.md").rename(layout.docs / "ander.md"),
    lambda layout: next(layout.examples.glob("*/*.md")).unlink(),
    lambda layout: (layout.conf / "nieuw.txt").touch(),
    lambda layout: (layout.docs / "map").symlink_to(layout.conf, target_is_directory=True),
    lambda layout: os.environ.update(SOURCE_DATE_EPOCH="1795392001"),
]


@pytest.mark.parametrize("change", CHANGES, ids=map(str, range(len(CHANGES))))
def test_any_change_asks_for_a_build(
    change: Change, built: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", os.environ.get("SOURCE_DATE_EPOCH", "1795392000"))
    shutil.copytree(built.root, tmp_path / "kopie", symlinks=True)
    layout = Layout(tmp_path / "kopie")
    # A copy is not what was built, so it is remembered as such first.
    made = Answer(1, (), (), strict=False, search=True)
    remember(layout, fingerprint(layout, html=True, pdf=False), made)
    assert answer(layout) is not None
    change(layout)
    assert answer(layout) is None


def test_only_examples_that_changed_are_read_again(built: Layout) -> None:
    read: list[Path] = []

    def count(paths: object, job: Job) -> list[Read]:
        assert isinstance(paths, list)
        read.extend(paths)
        return read_all(paths, job)

    first = load(built)
    job = _job(built)
    paths = sorted((built.examples).rglob("*.md"))
    read_again(paths, job, count)
    read.clear()
    again = read_again(paths, job, count)
    assert read == []
    assert {each.example for each in again} == set(first.catalogue)
    text = paths[0].read_text("utf-8")
    later(paths[0], text.replace("titel: ", "titel: Toch ", 1))
    changed = read_again(paths, job, count)
    assert read == [paths[0]]
    assert changed[0].example is not None
    assert changed[0].example.title.startswith("Toch ")
    (built.docs / "erbij.md").write_text("# Erbij\n", "utf-8")
    read.clear()
    read_again(paths, job, count)
    assert read == paths
    (built.docs / "erbij.md").unlink()
    later(paths[0], text)


def _job(layout: Layout) -> Job:
    return Job(layout, load_settings(layout), today(), frozenset(), EVERYTHING)
