"""Run Pagefind: from pages to the files of a search index.

Pagefind's own command walks the folder in the order of the disk, which differs by machine; its
Python package waits a tenth of a second for each page. So the pages are handed to its service one
by one, in order: messages in base64 with a comma behind each, on stdin and stdout.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

_COMMAND = (sys.executable, "-m", "pagefind", "--service")
_SHOWN = 500  # characters of what Pagefind says


class EngineError(Exception):
    """Pagefind did not make an index; the text is what it said, if it said anything."""


def make_index(pages: Iterable[tuple[str, str]], target: Path) -> None:
    """Have Pagefind write the index of some pages.

    Args:
        pages: the address and the HTML of each, in the order of the index.
        target: the folder to write to; it is made.

    Raises:
        EngineError: Pagefind cannot be started, stopped halfway or refused a page.
    """
    requests = list(_requests(pages, target))
    with subprocess.Popen(  # noqa: S603 - our own command, no shell
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        said: list[bytes] = []
        _aside(lambda pipe: said.append(pipe.read()), process.stderr)
        _aside(lambda pipe: _send(requests, pipe), process.stdin)
        answers = [_checked(answer) for answer in _answers(process.stdout, len(requests))]
        process.stdin.close()  # that is how the service knows it can stop
        status = process.wait()
    if status != 0 or len(answers) < len(requests):
        raise EngineError(b"".join(said).decode("utf-8", "replace").strip()[-_SHOWN:])


def _requests(pages: Iterable[tuple[str, str]], target: Path) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": "nl"}}
    for address, text in pages:
        yield {"type": "AddFile", "index_id": 0, "url": address, "file_contents": text}
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(target)}


def _aside(work: Any, pipe: IO[bytes]) -> None:
    """Write or read a pipe beside the rest: a full pipe would stop Pagefind and us."""
    threading.Thread(target=work, args=(pipe,), daemon=True).start()


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
    rest = b""
    while count and (block := pipe.read1(1 << 16)):  # type: ignore[attr-defined]  # a BufferedReader
        *complete, rest = (rest + block).split(b",")
        for text in complete:
            count -= 1
            yield json.loads(base64.b64decode(text))["payload"]


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("type") == "Error":
        raise EngineError(str(answer.get("message"))[:_SHOWN])
    return answer
