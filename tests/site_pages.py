"""The pages of the built site that the tests look at, and a way to open them as a reader does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

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


def one_of_each(html: Path) -> list[str]:
    """One page of every kind: those above, and all that stand at the top of the site."""
    top = (path.name for path in sorted(html.glob("*.html")))
    return [*(name for name in top if name not in PLAIN), *IN_FOLDERS]


def all_pages(html: Path) -> list[str]:
    return [
        path.relative_to(html).as_posix()
        for path in sorted(html.rglob("*.html"))
        if MOVED not in path.read_text("utf-8")
    ]


@contextmanager
def served(html: Path, place: str = "/") -> Iterator[str]:
    """Serve a site on this machine, in a place of the server; gives its address.

    What is not there is answered with the site's own 404.html, as a web server does.
    """

    class Site(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            inside = unquote(urlsplit(path).path).removeprefix(place)
            return super().translate_path(f"/{inside.lstrip('/')}")

        def send_error(self, code: int, *rest: Any) -> None:
            page = html / "404.html"
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.read_bytes() if page.is_file() else b"")

        def log_message(self, *args: object) -> None:
            pass

    with listening(partial(Site, directory=str(html))) as found:
        yield f"{found}{place}"


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that goes on to another page hangs up."""


@contextmanager
def listening(handler: Any) -> Iterator[str]:
    """Let a handler answer on a free port of this machine; gives the address of its root."""
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
