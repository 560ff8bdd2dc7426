"""Which examples need no reading again: what reading gave is kept, for as long as nothing changes.

A build after an edit would spend most of its time on reading the thousands of examples that are
the same as before. What was read from a file counts for as long as that file, the settings, the
fonts, our code, the day and the names of all pages (an example may link to one) are the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from handboek.reader import EVERYTHING, Job, Read
from handboek.seen import Seen, file_seen, files_seen

_MEMORY = "gelezen.pickle"
Known = Mapping[str, tuple[Seen, Read]]


def read_again(
    paths: Sequence[Path], job: Job, read: Callable[[Sequence[Path], Job], list[Read]]
) -> list[Read]:
    """Read examples, in the order given; those that are as they were come from memory.

    Args:
        paths: their files.
        job: what reading needs to know; with wishes, everything is read.
        read: reads.
    """
    if job.wishes != EVERYTHING or not job.layout.build.is_dir():
        return read(paths, job)
    now = {path: file_seen(path) for path in paths}
    stamp = _stamp(job)
    known = _known(job, stamp)
    fresh = [path for path in paths if _unlike(known.get(os.fspath(path)), now[path])]
    found = dict(zip(fresh, read(fresh, job), strict=True))
    found |= {path: known[os.fspath(path)][1] for path in paths if path not in found}
    if fresh or len(known) != len(paths):
        kept = {os.fspath(path): (now[path], found[path]) for path in paths}
        _keep(job.layout.build / _MEMORY, (stamp, kept))
    return [found[path] for path in paths]


def _unlike(known: tuple[Seen, Read] | None, now: Seen) -> bool:
    return known is None or known[0] != now


def _stamp(job: Job) -> str:
    """Sum up what an example is read with, besides its own file."""
    summed = hashlib.sha256()
    for part in _with(job):
        summed.update(f"{part}\n".encode(errors="surrogateescape"))
    return summed.hexdigest()


def _with(job: Job) -> Iterator[object]:
    layout = job.layout
    yield layout.root, sys.version, job.today, sorted(job.public), file_seen(layout.settings)
    for folder in (layout.fonts, Path(__file__).parent):
        yield from files_seen(folder)
    for folder in (layout.docs, layout.examples):
        yield from sorted(os.fspath(path) for path in folder.rglob("*"))


def _known(job: Job, stamp: str) -> Known:
    with contextlib.suppress(Exception):  # of another version, or not whole: read it all
        of, known = pickle.loads((job.layout.build / _MEMORY).read_bytes())  # noqa: S301 - our own
        if of == stamp:
            found: Known = known
            return found
    return {}


def _keep(path: Path, what: object) -> None:
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):  # without a memory it takes longer, no more
        new.write_bytes(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))
        new.replace(path)
