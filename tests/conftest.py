"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import browser
from builds import copy_handbook, run_build, small_handbook
from handboek.layout import Layout
from handbooks import EPOCH, new_handbook
from hypothesis.configuration import set_hypothesis_home_dir
from playwright.sync_api import Browser, Page, expect
from shared import build_once
from site_pages import served

# A browser on a busy machine may take its time; a test waits no longer than it needs.
expect.set_options(timeout=30_000)

# What a run leaves behind lies with all else that is made.
set_hypothesis_home_dir(Path(__file__).parent.parent / "build" / "cache" / "hypothesis")


def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are cores: a test with a browser often waits for it."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test take place on 23 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def handbook(tmp_path: Path, today: None) -> Layout:
    """A handbook without pages and without examples."""
    return new_handbook(tmp_path / "handboek")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """This whole handbook, its site and its PDFs: to read, never to change."""
    return Layout(build_once(tmp_path_factory, "heel", _build_whole))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The site of a small handbook of one's own, to change and build again."""
    layout = small_handbook(tmp_path_factory.mktemp("eigen") / "handboek")
    run_build(layout)
    return layout


def _build_whole(folder: Path) -> None:
    result, warnings = run_build(copy_handbook(folder), pdf=True)
    assert (result.warnings, warnings) == (0, "")


@pytest.fixture(scope="session")
def address(built: Layout) -> Iterator[str]:
    """Where that site is served."""
    with served(built.html) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser."""
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of it, as wide as a desk, on which no script may fail."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    opened.close()
    assert faults == []
