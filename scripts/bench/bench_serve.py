"""How long a page takes under `make serve`: from a save to the page, and to the rest of the site.

Give the folder of a handbook that may be written in: a copy of this one, or one of content.py. The
clock starts when the file has been written. It stops at the message that has a browser load the
page again, and the page has to be the new one then. The rest is all but the search index: that comes
when nobody saves for longer.
"""

from __future__ import annotations

import asyncio
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import websockets
from handboek.layout import Layout

TURNS = 4
ADDRESS = re.compile(r'new WebSocket\("([^"]+)"')


def free_port() -> int:
    """Find a port that nothing uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def page(address: str) -> str:
    """Get a page; empty while the server is not there yet."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""


def wait_for(log: Path, text: str, count: int) -> None:
    """Wait until a line stands in the log that often."""
    while log.read_text("utf-8").count(text) < count:
        time.sleep(0.05)


async def turn(source: Path, text: str, address: str, site: str) -> float:
    """Save once; give the milliseconds until the page has to be loaded again."""
    found = ADDRESS.search(page(address))
    assert found
    async with websockets.connect(f"{found[1]}{site}") as line:
        await asyncio.sleep(0.2)
        source.write_text(text, encoding="utf-8")  # noqa: ASYNC240 - nothing else waits
        begin = time.perf_counter()
        await line.recv()
        spent = (time.perf_counter() - begin) * 1000
    assert text.splitlines()[-1] in page(address)
    return spent


def measure(layout: Layout, log: Path) -> None:
    """Serve a handbook and save an example a number of times."""
    port = free_port()
    command = [sys.executable, "-m", "handboek", "--map", str(layout.root)]
    source = sorted(layout.examples.rglob("*.md"))[50]
    before, site = source.read_text("utf-8"), f"/voorbeelden/{source.stem}.html"
    with (
        log.open("w") as out,
        subprocess.Popen(  # noqa: S603 - our own command, no shell
            [*command, "serve", f"--poort={port}"], stdout=out, stderr=out
        ) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}{site}"
            wait_for(log, "Klaar in", 1)
            while not page(address):
                time.sleep(0.1)
            time.sleep(1)
            run(source, before, address, site, log)
        finally:
            source.write_text(before, encoding="utf-8")
            server.terminate()


def run(source: Path, before: str, address: str, site: str, log: Path) -> None:
    """Save a number of times, each after the site has followed, and print what it took."""
    pages, whole = [], []
    for number in range(TURNS):
        text = f"{before.rstrip()}\n\nGemeten keer {number}.\n"
        pages.append(asyncio.run(turn(source, text, address, site)))
        begin = time.perf_counter()
        wait_for(log, "Klaar in", number + 2)
        whole.append(time.perf_counter() - begin)
    shown = " ".join(f"{each:.0f}" for each in pages)
    print(f"pagina ververst na:       {shown} ms (midden {statistics.median(pages):.0f})")
    print(f"rest van de site daarna:  {' '.join(f'{each:.1f}' for each in whole)} s")


if __name__ == "__main__":
    folder = Layout(Path(sys.argv[1]).resolve())
    measure(folder, folder.build / "serve.log")
