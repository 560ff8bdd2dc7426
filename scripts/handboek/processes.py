"""Work spread over processes, each a copy of this one: results in order, mistakes told, no hang."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")
Tell = Callable[[Any], None]
"""Tells the first process something: how many pages are done, say."""

_LIMIT = "HANDBOEK_PROCESSEN"


class WorkerError(Exception):
    """A process did not finish its work; the text says how."""


def usable() -> int:
    """Give the number of processes to work with; 1 where a process cannot be copied.

    macOS can, but its own libraries do not survive it. ``HANDBOEK_PROCESSEN`` sets another number.
    """
    if "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return 1
    given = os.environ.get(_LIMIT, "")
    if given.isdecimal() and int(given):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def spread(work: Callable[[Part, Tell], Result], parts: Sequence[Part], done: Tell) -> list[Result]:
    """Do the work of each part in a process of its own.

    Args:
        work: does a part; it is given what to call with the number of pages that it has done, or
            with anything else that is of use before all is done.
        parts: the parts, one a process.
        done: called here with that.

    Returns:
        The result of each part, in the order of the parts.

    Raises:
        WorkerError: a process was ended from outside.
        Exception: what went wrong in a process, as it would have been raised here.
    """
    gc.freeze()  # a collector that looks at an object copies the memory it is in
    context = multiprocessing.get_context("fork")
    processes, pipes = [], []
    try:
        for part in parts:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_serve, args=(sender, work, part), daemon=True)
            with warnings.catch_warnings():  # the bar on the terminal has a thread; ours ignore it
                warnings.simplefilter("ignore", DeprecationWarning)
                process.start()
            sender.close()  # or nobody would notice that the process is gone
            processes.append(process)
            pipes.append(receiver)
        return _gather(pipes, done)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _gather(pipes: Sequence[Connection], done: Tell) -> list[Any]:
    results: dict[Connection, Any] = {}
    while len(results) < len(pipes):
        for pipe in wait([pipe for pipe in pipes if pipe not in results]):
            assert isinstance(pipe, Connection)
            try:
                kind, value = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a copy of ourselves
            except (EOFError, OSError) as error:
                raise WorkerError("een deel van de bouw is van buitenaf afgebroken") from error
            if kind == "done":
                done(value)
            elif kind == "error":
                raise value
            else:
                results[pipe] = value
    return [results[pipe] for pipe in pipes]


def _serve(pipe: Connection, work: Callable[[Any, Tell], Any], part: object) -> None:
    """Do one part, in a process of its own."""
    parent = os.getppid()

    def tell(told: object) -> None:
        if os.getppid() != parent:  # the build was cut off; whoever builds next has to find quiet
            os._exit(1)
        pipe.send_bytes(pickle.dumps(("done", told)))

    try:
        answer = pickle.dumps(("result", work(part, tell)), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # noqa: BLE001 - raised again by the other process
        answer = pickle.dumps(("error", _portable(error)))
    with contextlib.suppress(OSError):  # nobody is waiting for it any more
        pipe.send_bytes(answer)


def _portable(error: BaseException) -> BaseException:
    """Give a mistake as it can go to another process; else one that says the same."""
    text = "".join(traceback.format_exception(error))
    try:
        copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    except Exception:  # noqa: BLE001 - anything may go wrong in the copying of a stranger
        return WorkerError(text)
    if isinstance(copied, BaseException):
        copied.add_note(text)
        return copied
    return WorkerError(text)
