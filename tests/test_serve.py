"""While someone writes: a save shows in the browser, a mistake leaves the site as it was."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import browser
from builds import later, small_handbook
from handboek.layout import Layout

EXAMPLE = "passend/aan-de-keukentafel"
PATIENCE = 60  # seconds; a build takes three, a busy machine longer


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "het duurde te lang"
        time.sleep(0.2)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return small_handbook(tmp_path / "handboek")


@pytest.fixture
def address(layout: Layout) -> Iterator[str]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "handboek",
        "--map",
        str(layout.root),
        "serve",
        f"--poort={port}",
    ]
    log = (layout.root / "log").open("w")
    process = subprocess.Popen(command, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            with urllib.request.urlopen(address):
                return True
        except OSError:
            return False

    try:
        wait_for(answers)
        yield address
    finally:
        process.terminate()
        process.wait()
        log.close()


@pytest.mark.browser
def test_a_save_reloads_the_page_and_a_mistake_does_not_break_it(
    layout: Layout, address: str
) -> None:
    source = layout.examples / f"{EXAMPLE}.md"
    text = source.read_text(encoding="utf-8")
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(f"{address}/voorbeelden/{Path(EXAMPLE).name}.html")
        later(source, text.replace("## Situatie\n", "## Situatie\n\nDit is net geschreven.\n"))
        page.get_by_text("Dit is net geschreven.").wait_for(timeout=PATIENCE * 1000)
        later(source, text.replace("soort: bedacht", "soort: verzonnen"))
        wait_for(lambda: "verzonnen" in (layout.root / "log").read_text("utf-8"))
        # The server asks for a reload after a failed build too: look on a page of one's own.
        page.close()
        page = chromium.new_page()
        page.goto(f"{address}/voorbeelden/{Path(EXAMPLE).name}.html")
        page.get_by_text("Dit is net geschreven.").wait_for(timeout=PATIENCE * 1000)
    said = (layout.root / "log").read_text("utf-8")
    assert "Traceback" not in said
