"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import browser
from builds import copy_handbook, run_build
from handboek.layout import Layout
from handbooks import EPOCH, new_handbook
from playwright.sync_api import Browser
from site_pages import served


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test take place on 23 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def handbook(tmp_path: Path, today: None) -> Layout:
    """A handbook without pages and without examples."""
    return new_handbook(tmp_path / "handboek")


@pytest.fixture(scope="session")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The site of this handbook, built once for the tests of search and filter."""
    layout = copy_handbook(tmp_path_factory.mktemp("zoeken") / "handboek")
    run_build(layout)
    return layout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The site of this handbook, built in a folder of its own."""
    layout = copy_handbook(tmp_path_factory.mktemp("site") / "handboek")
    result, warnings = run_build(layout)
    assert (result.warnings, warnings) == (0, "")
    return layout


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
