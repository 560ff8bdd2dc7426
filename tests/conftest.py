"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from handboek.layout import Layout
from handbooks import EPOCH, new_handbook


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test take place on 23 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def handbook(tmp_path: Path, today: None) -> Layout:
    """A handbook without pages and without examples."""
    return new_handbook(tmp_path / "handboek")
