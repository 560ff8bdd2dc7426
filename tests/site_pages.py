"""The pages of the built site that the tests look at, and a way to open them as a reader does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

IN_FOLDERS = (
    "principes/index.html", "principes/passend.html", "rollen/index.html", "rollen/baliemedewerker.html",
    "kanalen/brief.html", "voorbeelden/index.html", "voorbeelden/woz-op-een-vel.html",
    "voorbeelden/rol-baliemedewerker.html", "achtergrond/ontstaan.html",
)  # fmt: skip
PLAIN = {
    "colofon.html", "over.html", "privacy.html", "toegankelijkheid.html", "werkkaarten.html",
}  # fmt: skip
"""Pages with no more than headings, paragraphs and lists, as many others have too."""
MOVED = 'http-equiv="refresh"'  # a page that only says where another has gone
STOCK = "search.html"
"""Sphinx's own search page: without Pagefind it is in the theme's words and not ours to answer for."""


def one_of_each(html: Path) -> list[str]:
    """One page of every kind: those above, and all that stand at the top of the site."""
    top = (path.name for path in sorted(html.glob("*.html")))
    return [*(name for name in top if name not in PLAIN | {STOCK}), *IN_FOLDERS]


def all_pages(html: Path) -> list[str]:
    return [
        name
        for path in sorted(html.rglob("*.html"))
        if (name := path.relative_to(html).as_posix()) != STOCK
        and MOVED not in path.read_text("utf-8")
    ]


@contextmanager
def served(html: Path) -> Iterator[str]:
    """Serve a site on this machine; gives its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(html))

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
