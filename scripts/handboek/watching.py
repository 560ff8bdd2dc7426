"""What to do when something is saved while someone writes: one page at once, the rest when idle."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import watchfiles
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.server import RebuildServer
from starlette.websockets import WebSocket

from handboek.checks.report import Report, as_text
from handboek.layout import Layout
from handboek.overlay import Pages
from handboek.worker import Answer, Unusual, Worker

IDLE = 1.0
"""Seconds without a save after which the rest of the site follows, but for the search."""
LONG_IDLE = 5.0
"""Seconds without a save after which the search index follows; of thousands of pages it takes long."""

_STEP = 20  # milliseconds in which what is saved together is taken together
# What editors write beside a file while it is open.
_IGNORED = [r"(^|/)\.[^/]+$", r"~$", r"\.sw[a-z]$", r"__pycache__"]


class Watcher(RebuildServer):
    """Sees what is saved, and tells browsers when what they show has changed.

    A save of one page that is there goes to the worker, and a build follows when nobody saves. Any
    other save is built at once, after which a new worker starts from what that build left. No build
    makes the search index: that is for when nobody saves for longer, and stops for any save.
    """

    def __init__(self, layout: Layout, pages: Pages, *, built: bool) -> None:
        """Watch a handbook, of which the site has just been built or not."""
        ignored = IgnoreFilter([], _IGNORED)  # type: ignore[no-untyped-call]  # it has no types
        sources = [layout.docs, layout.examples, layout.conf, Path(__file__).parent]
        super().__init__(list(sources), ignored, change_callback=lambda _: None)
        self.layout, self.pages = layout, pages
        self.worker: Worker | None = None
        self.busy = asyncio.Lock()  # whoever has it may use the worker, or replace it
        self.behind, self.hurry = asyncio.Event(), asyncio.Event()
        self.saved = time.monotonic()
        self.unindexed = built  # whether there is a build to make the search index of
        self.indexing: subprocess.Popen[str] | None = None
        self.news = asyncio.Condition()
        self.editions = 0  # how often everything changed

    async def main(self) -> None:
        """Watch until the server stops, and end what still runs before the server is gone."""
        watching = asyncio.create_task(self.watch())
        stopping = asyncio.create_task(self.should_exit.wait())
        await asyncio.wait({watching, stopping}, return_when=asyncio.FIRST_COMPLETED)
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    async def watch(self) -> None:
        """Watch until the server stops."""
        shutil.rmtree(self.layout.quick, ignore_errors=True)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.follow())
            async for changes in watchfiles.awatch(
                *self.paths, watch_filter=lambda _, path: not self.ignore(path), step=_STEP
            ):
                await self.take({Path(path) for _, path in changes})

    async def take(self, changed: Collection[Path]) -> None:
        """Do what a save asks for."""
        self.saved = time.monotonic()
        if self.indexing is not None:
            _say("De zoekindex wacht: wat u opslaat, gaat voor.")
            self._stop_index()
        async with self.busy:
            answer = await self._quickly(changed)
        if answer is not None and answer.problems:
            _say(as_text(Report(1, answer.problems, ())).rstrip())
            _say("De pagina is niet ververst. Herstel dit en sla opnieuw op.")
            self.unindexed = False
            return
        if answer is None:
            self.hurry.set()
        self.saved = time.monotonic()
        self.behind.set()
        await self.tell()

    async def _quickly(self, changed: Collection[Path]) -> Answer | None:
        """Have a page written if that is all there is to do."""
        path = _one_page(changed)
        if path is None or self.worker is None:
            return None
        begin = time.monotonic()
        try:
            answer = await asyncio.to_thread(self.worker.ask, path)
        except Unusual as unusual:
            _explain(unusual)
            return None
        if not answer.problems:
            self.pages.note(answer.docname, renew=answer.renew)
            spent = (time.monotonic() - begin) * 1000
            _say(f"Ververst: {answer.docname}.html ({spent:.0f} ms)")
        return answer

    async def follow(self) -> None:
        """Build whenever the site is behind: at once in a hurry, or else when nobody saves."""
        try:
            await self.renew()
            while True:
                while self.unindexed and await self._quiet(LONG_IDLE, unless=self.behind):
                    await self.index()
                await self.behind.wait()
                await self._quiet(IDLE, unless=self.hurry)
                await self.catch_up()
        finally:
            self._stop_index()
            if self.worker is not None:
                self.worker.stop()

    async def _quiet(self, seconds: float, *, unless: asyncio.Event) -> bool:
        """Wait until nobody has saved for some time; tell whether that was without the event."""
        while not unless.is_set() and (rest := self.saved + seconds - time.monotonic()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(unless.wait(), rest)
        return not unless.is_set()

    async def index(self) -> None:
        """Make the search index of the last build, until something is saved."""
        async with self.busy:
            if self.behind.is_set():  # by a save that waited for a new worker
                return
            _say("Nu de zoekindex, voor zoeken en filteren. Slaat u iets op, dan gaat dat voor.")
            command = [*_build_command(self.layout), "--alleen-zoekindex"]
            # In a group of its own, to end with Pagefind; not on the terminal, where it would end
            # halfway a bar.
            process = subprocess.Popen(  # noqa: S603, ASYNC220 - as below
                command, stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True
            )
            self.indexing = process
        _, said = await asyncio.to_thread(process.communicate)
        if self.indexing is process:  # it was not stopped; what went wrong, goes wrong again
            self.indexing, self.unindexed = None, False
            _say(said.rstrip())

    def _stop_index(self) -> None:
        """End the making of the search index, which can be cut off at any moment."""
        process, self.indexing = self.indexing, None
        if process is None or process.poll() is not None:
            return
        if sys.platform == "win32":
            process.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    async def catch_up(self) -> None:
        """Build the whole site, and let browsers show it."""
        everything = self.hurry.is_set()
        self.behind.clear()
        self.hurry.clear()
        covered = self.pages.noted()
        if not everything:
            _say("Nu de rest van de site: lijsten en menu's.")
        self.unindexed = await build(self.layout)
        if not self.unindexed:
            return
        renew = self.pages.drop(covered) or everything
        self.editions += everything
        await self.tell()
        if renew:
            await self.renew()

    async def renew(self) -> None:
        """Start a worker in the place of the one of before."""
        async with self.busy:
            if self.worker is not None:
                self.worker.stop()
            self.worker = Worker(self.layout)
            try:
                await asyncio.to_thread(self.worker.wait)
            except Unusual as unusual:
                _explain(unusual)
                self.worker = None

    async def tell(self) -> None:
        """Tell all browsers that something has changed."""
        async with self.news:
            self.news.notify_all()

    async def watch_reloads(self, ws: WebSocket) -> None:
        """Have a browser load its page again when that differs from what it shows."""
        shown, given = ws.query_params.get("pagina", "/"), ws.query_params.get("som", "")
        edition = self.editions
        async with self.news:
            await self.news.wait_for(
                lambda: self.editions != edition or self.pages.sum_of(shown) != given
            )
        await ws.send_text("refresh")
        await asyncio.Event().wait()  # the page that comes in its place asks again


async def build(layout: Layout) -> bool:
    """Build the site in a process of its own, so that it sees the newest of everything.

    The search index stays as it was. What is wrong goes to the terminal; the site of before stays.
    """
    command = [*_build_command(layout), "--zonder-zoekindex"]
    process = subprocess.Popen(command)  # noqa: S603, ASYNC220 - our own command, no shell; Windows
    try:
        return await asyncio.to_thread(process.wait) == 0
    finally:
        if process.poll() is None:
            process.terminate()


def _build_command(layout: Layout) -> list[str]:
    return [sys.executable, "-m", "handboek", "--map", str(layout.root), "build", "html"]


def _one_page(changed: Collection[Path]) -> Path | None:
    """Give the page that was saved, if that is all; editors make other files and remove them."""
    there = [path for path in changed if path.exists()]
    gone = any(path.suffix for path in changed if not path.exists())
    return there[0] if len(there) == 1 and there[0].suffix == ".md" and not gone else None


def _explain(unusual: Unusual) -> None:
    if str(unusual):
        _say(f"Eén pagina verversen lukte niet ({unusual}). Daarom volgt de hele site.")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the terminal is where the writer looks
