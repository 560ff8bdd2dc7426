"""The site as someone sees it who writes: pages that were just written over those of the build."""

from __future__ import annotations

import hashlib
import os
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from handboek.layout import Layout
from handboek.policy import policy

SOCKET = "/websocket-reload"
_MISSING = "404.html"


class Pages(StaticFiles):
    """The files of the site, each page with a script that waits for news of it.

    Pages that are newer than the last build lie in a folder of their own, so that the built site
    stays what a build makes of it.
    """

    def __init__(self, layout: Layout, address: str) -> None:
        """Serve a handbook at an address, written as ``host:port``."""
        super().__init__(directory=layout.html, html=True)
        self.all_directories = [layout.quick, layout.html]
        self.quick, self.address = layout.quick, address
        self.before = policy().encode()
        self._newer: dict[str, int] = {}
        self._renew: dict[str, int] = {}
        self._count = 0

    def note(self, docname: str, *, renew: bool) -> None:
        """Note that a page was written that is newer than the last build."""
        self._count += 1
        self._newer[docname] = self._count
        if renew:
            self._renew[docname] = self._count

    def noted(self) -> int:
        """Give a mark, to drop what was noted until now."""
        return self._count

    def drop(self, mark: int) -> bool:
        """Remove the pages that a build has made itself; tell whether one asked for a new worker."""
        for docname in [name for name, count in self._newer.items() if count <= mark]:
            (self.quick / f"{docname}.html").unlink(missing_ok=True)
            del self._newer[docname]
        renew = any(count <= mark for count in self._renew.values())
        self._renew = {name: count for name, count in self._renew.items() if count > mark}
        return renew

    def sum_of(self, address: str) -> str:
        """Sum up what is shown at an address, which starts with a slash."""
        name = unquote(address).lstrip("/")
        name = f"{name}index.html" if name.endswith("/") or not name else name
        whole = self.lookup_path(name)[0] or self.lookup_path(_MISSING)[0]
        return _sum(Path(whole).read_bytes()) if whole and Path(whole).is_file() else ""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer; a page that is not there yet waits for news too."""
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse) and response.status_code == HTTPStatus.NOT_FOUND:
            about = os.stat(response.path)  # noqa: PTH116 - as Starlette wants it
            return self.file_response(response.path, about, scope, HTTPStatus.NOT_FOUND)
        return response

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
        page = Path(full_path).read_bytes()
        script = self._script(_sum(page))
        after = policy(script=script, socket=f"ws://{self.address}")
        shown = page.replace(self.before, after.encode(), 1) + f"<script>{script}</script>".encode()
        return Response(shown, status_code, media_type="text/html")

    def _script(self, summed: str) -> str:
        """Give the script with which a page asks to hear when it is no longer the newest."""
        start = f"ws://{self.address}{SOCKET}?som={summed}&pagina="
        return (
            f'new WebSocket("{start}" + encodeURIComponent(location.pathname))'
            ".onmessage = () => location.reload();"
        )


def _sum(page: bytes) -> str:
    return hashlib.sha256(page).hexdigest()[:16]
