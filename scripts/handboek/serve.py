"""Show the site while someone writes: rebuild on a save, and reload the browser."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute

from handboek.layout import Layout
from handboek.overlay import SOCKET, Pages
from handboek.watching import Watcher, build

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Tell whether no other program uses a port of this machine."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(layout: Layout, port: int) -> None:
    """Serve the site until someone stops it.

    Args:
        layout: the folders of the handbook.
        port: the port on this machine; nobody else can reach it.
    """
    built = asyncio.run(build(layout))
    uvicorn.run(application(layout, port, built=built), host=HOST, port=port, log_level="warning")


def application(layout: Layout, port: int, *, built: bool) -> Starlette:
    """Make the web application: the files of the site, with a script that waits for news."""
    layout.html.mkdir(parents=True, exist_ok=True)
    pages = Pages(layout, f"{HOST}:{port}")
    watcher = Watcher(layout, pages, built=built)
    return Starlette(
        routes=[WebSocketRoute(SOCKET, watcher), Mount("/", app=pages)], lifespan=watcher.lifespan
    )
