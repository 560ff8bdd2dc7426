"""Run Pagefind: from pages to the files of a search index.

Pagefind's own command walks the folder in the order of the disk, which differs by machine; its
Python package waits a tenth of a second for each page. So the pages are handed to its service one
by one, in order: messages in base64 with a comma behind each, on stdin and stdout.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any

_COMMAND = (sys.executable, "-m", "pagefind", "--service")
_BLOCK = 1 << 20  # bytes to read at a time
_SHOWN = 500  # characters of what Pagefind says
_FILES = "GetFiles"


class EngineError(Exception):
    """Pagefind did not make an index; the text is what it said, if it said anything."""


class Engine:
    """Pagefind at work: pages go in one by one, and the files of their index come out.

    It works while more pages come. The files come back over the pipe: when Pagefind 1.5 writes them
    itself, the end of one may be missing (Pagefind#1272).
    """

    def __init__(self) -> None:
        """Start Pagefind.

        Raises:
            OSError: it cannot be started.
        """
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._requests: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._asked = self._answered = 0
        self._ended = False
        self._files: dict[str, Any] | None = None
        self._said: list[bytes] = []
        self._wrong: EngineError | None = None
        # A pipe that is full would stop Pagefind and us, so each has a thread of its own.
        self._threads = [_aside(work) for work in (self._send, self._listen, self._take_answers)]
        self._ask({"type": "NewIndex", "config": {"force_language": "nl"}})

    def add(self, address: str, text: str) -> None:
        """Hand over the HTML of a page; the order is that of the index."""
        self._ask({"type": "AddFile", "index_id": 0, "url": address, "file_contents": text})

    def end(self) -> None:
        """Say that every page was added: Pagefind makes its files."""
        if not self._ended:
            self._ended = True
            self._ask({"type": _FILES, "index_id": 0})
            self._requests.put(None)

    def files(self) -> dict[str, bytes]:
        """Have the index made of the pages that were added, and let Pagefind go.

        Returns:
            The content of each file of the index, by its place in the folder of the index.

        Raises:
            EngineError: Pagefind stopped halfway or refused a page.
        """
        self.end()
        sending, listening, answering = self._threads
        answering.join()
        if self._wrong is not None:
            self.stop()
            raise self._wrong
        sending.join()
        status = self._process.wait()
        listening.join()
        self._close()
        if status != 0 or self._files is None or self._answered < self._asked:
            raise EngineError(b"".join(self._said).decode("utf-8", "replace").strip()[-_SHOWN:])
        return {file["path"]: base64.b64decode(file["content"]) for file in self._files["files"]}

    def stop(self) -> None:
        """Let Pagefind go, whatever it is doing."""
        self._requests.put(None)
        self._process.kill()
        for thread in self._threads:
            thread.join()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe
            with suppress(BrokenPipeError):  # something was left to send
                pipe.close()

    def _ask(self, request: dict[str, Any]) -> None:
        self._asked += 1
        self._requests.put({"message_id": self._asked, "payload": request})

    def _send(self) -> None:
        assert self._process.stdin
        try:
            while (message := self._requests.get()) is not None:
                self._process.stdin.write(base64.b64encode(json.dumps(message).encode()) + b",")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return  # Pagefind has stopped; its exit status tells

    def _listen(self) -> None:
        assert self._process.stderr
        self._said.append(self._process.stderr.read())

    def _take_answers(self) -> None:
        """Read answers until the files are there, or Pagefind stops."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            for answer in _answers(self._process.stdout):
                self._answered += 1
                if answer.get("type") == _FILES:
                    self._files = answer
                    self._threads[0].join()
                    with suppress(BrokenPipeError):
                        self._process.stdin.close()  # that is how the service knows it can stop
                    return
        except EngineError as error:
            self._wrong = error
            self._process.kill()  # or else the sender would wait for it


def _aside(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    begun: list[bytes] = []
    while block := os.read(pipe.fileno(), _BLOCK):
        first, *others = block.split(b",")
        begun.append(first)
        for text in others:
            yield _payload(b"".join(begun))
            begun = [text]


def _payload(text: bytes) -> dict[str, Any]:
    try:
        payload: dict[str, Any] = json.loads(base64.b64decode(text))["payload"]
        kind = payload["type"]
    except (ValueError, KeyError, TypeError) as error:  # no base64, no JSON, or no answer
        raise EngineError(text.decode("utf-8", "replace")[:_SHOWN]) from error
    if kind == "Error":
        raise EngineError(str(payload.get("message"))[:_SHOWN])
    return payload
