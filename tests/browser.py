"""A real browser for the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

# Without these the browser calls its maker at every start, and fails as root.
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def executable() -> str | None:
    """Find a Chromium or Chrome on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """Open a browser; without one the test is left out, or fails where CI requires one."""
    path = executable()
    if path is None:
        if os.environ.get("HANDBOEK_BROWSER_REQUIRED"):
            pytest.fail("er is geen browser; installeer Chromium")
        pytest.skip("er is geen browser; installeer Chromium om deze test te draaien")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield opened
        finally:
            opened.close()
