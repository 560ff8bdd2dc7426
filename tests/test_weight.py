"""The home page is light: what a first visit fetches, and that nothing moves meanwhile."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from handboek.layout import Layout
from playwright.sync_api import Browser

MOST_BYTES, MOST_REQUESTS = 60_000, 12
PACKED = {".woff2"}  # compressed already
SHIFT = """new Promise((done) => { let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 500); })"""


@pytest.mark.browser
def test_the_home_page_is_light(chromium: Browser, built: Layout, address: str) -> None:
    for width in (1280, 360):
        context = chromium.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{address}index.html", wait_until="networkidle")
        sizes = {url: size(built.html / urlsplit(url).path.lstrip("/")) for url in asked}
        assert len(asked) < MOST_REQUESTS, asked
        assert sum(sizes.values()) < MOST_BYTES, sizes
        assert page.evaluate(SHIFT) == 0
        context.close()


def size(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED else len(gzip.compress(data, 9))
