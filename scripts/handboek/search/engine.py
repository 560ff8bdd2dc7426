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
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

_COMMAND = (sys.executable, "-m", "pagefind", "--service")
_BLOCK = 1 << 20  # bytes to read at a time
_SHOWN = 500  # characters of what Pagefind says


class EngineError(Exception):
    """Pagefind did not make an index; the text is what it said, if it said anything."""


def make_index(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Have Pagefind make the index of some pages.

    The files come back over the pipe: when Pagefind 1.5 writes them itself, the end of one may be
    missing (Pagefind#1272).

    Args:
        pages: the address and the HTML of each, in the order of the index.

    Returns:
        The content of each file of the index, by its place in the folder of the index.

    Raises:
        EngineError: Pagefind cannot be started, stopped halfway or refused a page.
    """
    requests = list(_requests(pages))
    said: list[bytes] = []
    with subprocess.Popen(  # noqa: S603 - our own command, no shell
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        listening = _aside(lambda pipe: said.append(pipe.read()), process.stderr)
        _aside(lambda pipe: _send(requests, pipe), process.stdin)
        try:
            answers = [_checked(answer) for answer in _answers(process.stdout, len(requests))]
        except BaseException:
            process.kill()  # or else the sender would wait for it, and we for the sender
            raise
        process.stdin.close()  # that is how the service knows it can stop
        status = process.wait()
        listening.join()
    if status != 0 or len(answers) < len(requests):
        raise EngineError(b"".join(said).decode("utf-8", "replace").strip()[-_SHOWN:])
    return {file["path"]: base64.b64decode(file["content"]) for file in answers[-1]["files"]}


def _requests(pages: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": "nl"}}
    for address, text in pages:
        yield {"type": "AddFile", "index_id": 0, "url": address, "file_contents": text}
    yield {"type": "GetFiles", "index_id": 0}


def _aside(work: Callable[[IO[bytes]], object], pipe: IO[bytes]) -> threading.Thread:
    """Write or read a pipe beside the rest: a full pipe would stop Pagefind and us."""
    thread = threading.Thread(target=work, args=(pipe,), daemon=True)
    thread.start()
    return thread


def _send(requests: Iterable[dict[str, Any]], pipe: IO[bytes]) -> None:
    try:
        for number, payload in enumerate(requests, start=1):
            message = json.dumps({"message_id": number, "payload": payload})
            pipe.write(base64.b64encode(message.encode()) + b",")
        pipe.flush()
    except (BrokenPipeError, ValueError):
        return  # Pagefind has stopped; its exit status tells


def _answers(pipe: IO[bytes], count: int) -> Iterator[dict[str, Any]]:
    """Read answers until there are ``count`` of them, or until Pagefind stops."""
    begun: list[bytes] = []
    while count and (block := os.read(pipe.fileno(), _BLOCK)):
        first, *others = block.split(b",")
        begun.append(first)
        for text in others:
            yield _payload(b"".join(begun))
            count -= 1
            begun = [text]


def _payload(text: bytes) -> dict[str, Any]:
    try:
        payload: dict[str, Any] = json.loads(base64.b64decode(text))["payload"]
    except (ValueError, KeyError, TypeError) as error:  # no base64, no JSON, or no answer
        raise EngineError(text.decode("utf-8", "replace")[:_SHOWN]) from error
    return payload


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("type") == "Error":
        raise EngineError(str(answer.get("message"))[:_SHOWN])
    return answer
