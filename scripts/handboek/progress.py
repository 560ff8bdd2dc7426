"""Show on the terminal how far a build is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import TaskID
    from sphinx.application import Sphinx


class Progress:
    """A line a step; on a terminal with a bar, elsewhere (a log, CI) as plain text."""

    def __init__(self, console: Console) -> None:
        """Show on a console."""
        self.console = console
        self.bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.task: TaskID | None = None
        self.process = os.getpid()

    def __enter__(self) -> Self:
        """Start showing."""
        self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop showing."""
        self.bars.stop()

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a step of ``total`` parts, if that is known."""
        if self.task is not None:
            self.bars.remove_task(self.task)
        self.task = self.bars.add_task(name, total=total)
        if not self.console.is_terminal:
            self.console.print(f"{name} …" if total is None else f"{name} ({total}) …")

    def advance(self, count: int = 1) -> None:
        """Note that parts are done; a copy of the process that helps has nothing to show."""
        if self.task is not None and os.getpid() == self.process:
            self.bars.advance(self.task, count)

    def follow(self, app: Sphinx) -> None:
        """Show what a Sphinx application reads and writes."""
        step = self.step
        state = {"writing": False}

        def reading(app: Sphinx, env: object, docnames: list[str]) -> None:
            if docnames:
                step("Pagina's lezen", len(docnames))

        def writing(*_: Any) -> None:
            if not state["writing"]:
                state["writing"] = True
                step("Site schrijven")
            self.advance()

        app.connect("env-before-read-docs", reading)
        app.connect("source-read", lambda *_: self.advance())
        app.connect("html-page-context", writing)
        app.connect("handboek-pages-done", lambda _, count: self.advance(count))
        app.connect(
            "typst-document-started", lambda _, document: step(f"PDF zetten: {document.target}.pdf")
        )
