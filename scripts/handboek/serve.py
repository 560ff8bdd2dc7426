"""Show the site while someone writes: rebuild on a save, and reload the browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware, web_socket_script
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from handboek.layout import Layout
from handboek.policy import policy

HOST = "127.0.0.1"
# What editors write beside a file while it is open.
_IGNORED = [r"(^|/)\.[^/]+$", r"~$", r"\.sw[a-z]$", r"__pycache__"]


@dataclass(frozen=True)
class Rebuild:
    """Builds the site in a process of its own, so that each build sees the newest of everything.

    What is wrong goes to the terminal; the site of before stays.
    """

    root: Path

    def __call__(self, changed_paths: Sequence[Path]) -> None:
        """Build; the names of what changed only say that something did."""
        command = [sys.executable, "-m", "handboek", "--map", str(self.root), "build", "html"]
        subprocess.run(command, check=False)  # noqa: S603 - our own command, no shell


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
    rebuild = Rebuild(layout.root)
    rebuild([])
    uvicorn.run(application(layout, port, rebuild), host=HOST, port=port, log_level="warning")


class Pages(StaticFiles):
    """The files of the site; the policy of its pages also allows the script that waits for news."""

    def __init__(self, directory: Path, address: str) -> None:
        """Serve a folder at an address, written as ``host:port``."""
        super().__init__(directory=directory, html=True)
        script = web_socket_script(address).partition("<script>")[2].partition("</script>")[0]
        self.before = policy().encode()
        self.after = policy(script=script, socket=f"ws://{address}").encode()

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Answer with a file."""
        if not os.fspath(full_path).endswith(".html"):
            return super().file_response(full_path, stat_result, scope, status_code)
        page = Path(full_path).read_bytes().replace(self.before, self.after, 1)
        return Response(page, status_code, media_type="text/html")


def application(layout: Layout, port: int, rebuild: Rebuild) -> Starlette:
    """Make the web application: the files of the site, with a script that waits for news."""
    layout.html.mkdir(parents=True, exist_ok=True)
    sources: list[os.PathLike[str]] = [layout.docs, layout.examples, layout.conf]
    ignored = IgnoreFilter([], _IGNORED)  # type: ignore[no-untyped-call]  # it has no types
    watcher = RebuildServer(sources, ignored, change_callback=rebuild)
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher),
            Mount("/", app=Pages(layout.html, f"{HOST}:{port}")),
        ],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=f"{HOST}:{port}")],
        lifespan=watcher.lifespan,
    )
