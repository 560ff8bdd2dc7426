"""The process that stays to write one page at a time, and the line to it."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from handboek.layout import Layout
from handboek.problems import Problem


class Unusual(Exception):  # noqa: N818 - no error: it asks for a build
    """A save that takes a whole build; the text says why, if that is for people to know."""


@dataclass(frozen=True)
class Answer:
    """What came of a save: a page was written, or the source is wrong and the page stays.

    With ``renew`` another process is needed after the next build.
    """

    docname: str
    problems: tuple[Problem, ...] = ()
    renew: bool = False


class Worker:
    """A living process; it stops by itself when this one does."""

    def __init__(self, layout: Layout) -> None:
        """Start it.

        A new process, not a copy of this one: it has to see the newest of our code.
        """
        context = get_context("spawn")
        self._line, far = context.Pipe()
        # No daemon: those may have no children, and many examples are read on every core.
        self._process = context.Process(target=_work, args=(layout, far))
        self._process.start()
        far.close()  # or else the end of the process would not end the line

    def wait(self) -> None:
        """Wait until it has started.

        Raises:
            Unusual: it did not; a build has to come first.
        """
        self._receive()

    def ask(self, path: Path) -> Answer:
        """Have a page written.

        Raises:
            Unusual: this asks for a build, and for another worker after it.
        """
        try:
            self._line.send(path)
        except OSError as error:
            raise Unusual from error
        answer = self._receive()
        assert isinstance(answer, Answer)
        return answer

    def _receive(self) -> object:
        try:
            answer = self._line.recv()
        except (EOFError, OSError) as error:
            raise Unusual from error
        if isinstance(answer, Unusual):
            raise answer
        return answer

    def stop(self) -> None:
        """Stop it."""
        self._process.terminate()
        self._process.join()
        self._line.close()


def _work(layout: Layout, line: Connection) -> None:
    """Answer until the other side goes; what goes wrong is answered too, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server
    from handboek.refresh import living  # noqa: PLC0415 - Sphinx, which the server does without

    try:
        with living(layout) as refresher:
            line.send("begonnen")
            while True:
                line.send(refresher.refresh(line.recv()))
    except (EOFError, ConnectionError):
        return
    except Unusual as unusual:
        line.send(unusual)
    except Exception as error:  # noqa: BLE001 - whatever it is, a build tells it better
        cause = (
            getattr(error, "orig_exc", None) or error
        )  # Sphinx tells of a handler all that it is
        line.send(Unusual(f"{type(cause).__name__}: {cause}"))
