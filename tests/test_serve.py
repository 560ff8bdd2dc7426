"""While someone writes: a save shows in the browser, a mistake leaves the site as it was."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser import browser
from builds import later, run_build, site, small_handbook
from handboek.layout import Layout
from handboek.refresh import living
from handboek.worker import Unusual
from tiny import tiny_handbook

EXAMPLE = "passend/aan-de-keukentafel"
BUILT, WRITTEN, FOLLOWS = "Klaar in", "Ververst: voorbeelden/aan-de-keukentafel", "Nu de rest van"
INDEXES, INDEXED, WAITS = "Nu de zoekindex", "Zoekindex klaar in", "De zoekindex wacht"
SLOW = """
import itertools, pathlib, time
for number in itertools.count():
    pathlib.Path(__file__).with_name("leeft").write_text(str(number))
    time.sleep(0.05)
"""
"""A Pagefind that never ends, and shows that it lives."""
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
    with serving(layout) as address:
        yield address


@contextmanager
def serving(layout: Layout, extra: Path | None = None) -> Iterator[str]:
    """Serve a handbook; ``extra`` holds modules in place of others."""
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
    out = (layout.root / "log").open("w")
    environment = os.environ | ({"PYTHONPATH": str(extra)} if extra else {})
    process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
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
        out.close()
    assert "Traceback" not in log(layout)


def log(layout: Layout) -> str:
    return (layout.root / "log").read_text("utf-8")


@pytest.mark.browser
def test_a_save_shows_at_once_and_the_site_follows(layout: Layout, address: str) -> None:
    source = layout.examples / f"{EXAMPLE}.md"
    text = source.read_text(encoding="utf-8")
    page_address = f"{address}/voorbeelden/{source.stem}.html"
    wait_for((layout.living / "site/index.html").is_file)  # the worker is there
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(page_address)
        written = text.replace("## Situatie\n", "## Situatie\n\nDit is net geschreven.\n")
        later(source, written)
        page.get_by_text("Dit is net geschreven.").wait_for(timeout=PATIENCE * 1000)
        wait_for(lambda: log(layout).count(BUILT) == 2)
        said = log(layout)
        # First the page, then the build; and the built site has it too.
        places = [said.index(each) for each in (BUILT, WRITTEN, FOLLOWS)]
        assert [*places, said.rindex(BUILT)] == sorted([*places, said.rindex(BUILT)])
        wait_for(lambda: not list(layout.quick.rglob("*.html")))
        assert "Dit is net geschreven." in (layout.html / page_of(source)).read_text("utf-8")
        # The search follows when nobody saves for longer.
        wait_for(lambda: INDEXED in log(layout)[log(layout).rindex(BUILT) :])
        assert (layout.html / "pagefind").is_dir()
        # A mistake is told, and the page stays; nothing is built.
        later(source, written.replace("soort: bedacht", "soort: verzonnen"))
        wait_for(lambda: "De pagina is niet ververst." in log(layout))
        assert f"examples/{EXAMPLE}.md:" in log(layout)
        assert log(layout).count(WRITTEN) == 1
        page.reload()
        page.get_by_text("Dit is net geschreven.").wait_for(timeout=PATIENCE * 1000)
        # What is mended shows at once again; a new page is there after a build.
        later(source, written.replace("net geschreven", "net hersteld"))
        page.get_by_text("Dit is net hersteld.").wait_for(timeout=PATIENCE * 1000)
        later(
            source.with_name("nog-een-keer.md"),
            text.replace("titel: ", "titel: Nog eens ").replace("kinderen", "mensen"),
        )
        page.goto(page_address.replace(source.stem, "nog-een-keer"))
        page.get_by_role("heading", name="Nog eens", level=1).wait_for(timeout=PATIENCE * 1000)
        wait_for(lambda: not list(layout.quick.rglob("*.html")))
        wait_for(lambda: INDEXED in log(layout)[log(layout).rindex(BUILT) :])
        served = site(layout)
    assert "lukte niet" not in log(layout)
    clean = Layout(layout.root.with_name("schoon"))
    shutil.copytree(layout.root, clean.root, ignore=shutil.ignore_patterns("build", "log"))
    run_build(clean)
    assert served == site(clean)


def test_a_save_does_not_wait_for_the_search_index(tmp_path: Path) -> None:
    layout = tiny_handbook(tmp_path / "handboek")
    slow = tmp_path / "traag"
    slow.mkdir()
    (slow / "pagefind.py").write_text(SLOW, "utf-8")
    source, alive = layout.examples / "passend" / "vb-0.md", slow / "leeft"
    text = source.read_text("utf-8")
    with serving(layout, slow):
        wait_for(alive.is_file)
        later(source, text.replace("titel: ", "titel: Toch "))
        wait_for(lambda: "Ververst: voorbeelden/vb-0" in log(layout))
        assert not is_alive(alive)
        wait_for(lambda: log(layout).count(BUILT) == 2)
        said = log(layout)
        places = [said.index(each) for each in (BUILT, INDEXES, WAITS, "Ververst", FOLLOWS)]
        assert places == sorted(places)
        assert "Toch" in (layout.html / "voorbeelden/index.html").read_text("utf-8")
        # The index that was cut off does not have every page made anew.
        everything, some = map(int, re.findall(r"Pagina's lezen \((\d+)\)", said))
        assert some < everything
        # A new page takes a build, and that does not wait either.
        wait_for(lambda: log(layout).count(INDEXES) == 2)
        later(source.with_name("nieuw.md"), text.replace("titel: ", "titel: Nieuw "))
        wait_for(lambda: log(layout).count(BUILT) == 3)
        assert log(layout).count(WAITS) == 2
        wait_for(lambda: log(layout).count(INDEXES) == 3)
        wait_for(lambda: is_alive(alive))
    assert not is_alive(alive)


def is_alive(sign: Path) -> bool:
    """Tell whether the slow Pagefind still runs."""
    before = sign.read_text("utf-8")
    time.sleep(0.5)
    return sign.read_text("utf-8") != before


def test_pages_written_one_by_one_are_those_of_a_clean_build(layout: Layout) -> None:
    run_build(layout)
    changes = {
        layout.examples / f"{EXAMPLE}.md": ("titel: ", "titel: Toch "),
        layout.examples / "respectvol/boos-in-de-chat.md": ("\n---\n", "\n---\nEerst dit. "),
        layout.examples / "betrouwbaar/terugbelafspraak.md": (
            "## Situatie\n",
            "## Situatie\n\nNieuw.\n",
        ),
        layout.docs / "over.md": ("# ", "---\nbekeken: 2026-11-01\n---\n\n# Alles "),
        layout.docs / "principes/passend.md": ("# ", "# Heel "),
    }
    with living(layout) as refresher:
        for path, (old, new) in changes.items():
            later(path, path.read_text("utf-8").replace(old, new, 1))
        for _ in range(2):  # once more: those that show each other's titles then have them
            for path in changes:
                assert not refresher.refresh(path).problems
    quick = {
        path.relative_to(layout.quick).as_posix(): path.read_bytes()
        for path in layout.quick.rglob("*.html")
    }
    assert len(quick) == len(changes)
    run_build(layout)
    after = site(layout)
    shutil.rmtree(layout.build)
    run_build(layout)
    clean = site(layout)
    assert after == clean
    assert [name for name in quick if quick[name] != clean[name]] == []


def test_a_mistake_is_told_and_what_is_unusual_asks_for_a_build(layout: Layout) -> None:
    run_build(layout)
    source, index = layout.examples / f"{EXAMPLE}.md", layout.docs / "index.md"
    text = source.read_text("utf-8")
    title = (layout.examples / "respectvol/boos-in-de-chat.md").read_text("utf-8").splitlines()[1]
    with living(layout) as refresher:
        for wrong in ("# Geen voorbeeld", text.replace(text.splitlines()[1], title)):
            later(source, wrong)
            assert refresher.refresh(source).problems
        later(layout.docs / "over.md", "# Over\n\n<b>Nee</b>\n")
        assert refresher.refresh(layout.docs / "over.md").problems
        assert not layout.quick.exists()
        source.unlink()
        for path in (source, layout.docs / "nieuw.md"):
            with pytest.raises(Unusual):
                refresher.refresh(path)
        later(index, index.read_text("utf-8").replace("achtergrond/grens\n", "", 1))
        with pytest.raises(Unusual):
            refresher.refresh(index)
        assert not layout.quick.exists()


def page_of(source: Path) -> str:
    return f"voorbeelden/{source.stem}.html"
