"""Read and check examples: one, or many at once on every core."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from handboek.body import Body, read_body
from handboek.characters import bad_characters, without_unseen
from handboek.checks.bounds import dense
from handboek.checks.likeness import Sketch, sketch
from handboek.checks.personal import check_lines, check_texts, values
from handboek.checks.quality import check_quality
from handboek.fields import Reading, read_fields
from handboek.frontmatter import split
from handboek.garbage import look_seldom
from handboek.layout import Layout
from handboek.messages import Message
from handboek.models import Example
from handboek.problems import Problem, problem
from handboek.processes import WorkerError, spread, usable
from handboek.settings import Settings
from handboek.sources import check_place, is_markdown, read_text

MAX_PROBLEMS = 50
_WORTH_PROCESSES = 200  # files; for fewer, copying this process takes as long as it saves
_WORTH_NEW_PROCESSES = 1_000  # files; where Python has to start anew, and import all this again
_CHUNK = 100


@dataclass(frozen=True)
class Wishes:
    """What someone wants to know: which advice, and about which files; none means all of them.

    ``paths`` are absolute; ``language`` and ``quality`` ask for advice about these.
    """

    paths: tuple[Path, ...] = ()
    language: bool = False
    quality: bool = False


EVERYTHING = Wishes()
"""All files, and only what is wrong with them."""


@dataclass(frozen=True)
class Job:
    """What reading an example needs to know."""

    layout: Layout
    settings: Settings
    today: dt.date
    public: frozenset[str]
    wishes: Wishes


@dataclass(frozen=True)
class Read:
    """What reading a file gave: the example if there is one, what there is to say, its title's line.

    ``sketch`` is a sample of its text, if advice was asked for.
    """

    example: Example | None
    problems: tuple[Problem, ...]
    title_line: int
    sketch: Sketch = frozenset()


def read_all(paths: Sequence[Path], job: Job) -> list[Read]:
    """Read examples, in the order given; many of them on every core."""
    try:
        if usable() > 1 and len(paths) >= _WORTH_PROCESSES:
            return _read_in_copies(paths, job, usable())
        if usable() == 1 and len(paths) >= _WORTH_NEW_PROCESSES and (os.cpu_count() or 1) > 1:
            return _read_anew(paths, job)
    except (OSError, ImportError, BrokenProcessPool, WorkerError):
        pass  # a system that allows no processes, or has no memory for them
    return [read_one(job, path) for path in paths]


def _read_in_copies(paths: Sequence[Path], job: Job, count: int) -> list[Read]:
    """Read in copies of this process, each a part of the files, dealt out like cards."""

    def read(part: Sequence[Path], tell: Callable[[int], None]) -> list[Read]:
        gc.disable()  # nothing here goes round in circles
        return [read_one(job, path) for path in part]

    found = spread(read, [paths[start::count] for start in range(count)], lambda _: None)
    return [found[number % count][number // count] for number in range(len(paths))]


def _read_anew(paths: Sequence[Path], job: Job) -> list[Read]:
    """Read in new processes, where one cannot be copied."""
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=look_seldom) as pool:
        return list(pool.map(partial(read_one, job), paths, chunksize=_CHUNK))


def read_one(job: Job, path: Path) -> Read:
    """Read and check one file."""
    layout = job.layout
    reading = Reading(
        layout.relative(path), job.settings.vocabulary, job.today, [], public=job.public
    )
    example, body = _read(path, layout, reading)
    sketched: Sketch = frozenset()
    if body.blocks and (job.wishes.quality or job.wishes.language):
        _advise(example, body, job, reading)
        sketched = sketch(block.text for block in body.blocks)
    return Read(example, _bounded(reading), reading.line_of("titel"), sketched)


def _advise(example: Example | None, body: Body, job: Job, reading: Reading) -> None:
    if job.wishes.quality:
        check_quality(example, body, reading)
    if job.wishes.language:
        # Pyphen and the words are a tenth of a second; most checks do without.
        from handboek.checks.language import check_language, words_of  # noqa: PLC0415

        check_language(body.blocks, words_of(job.layout), reading)


def _bounded(reading: Reading) -> tuple[Problem, ...]:
    """Give what was found, each once; a file full of nonsense must not fill the screen."""
    found = tuple(dict.fromkeys(reading.problems))
    wrong = [each for each in found if each.message.refuses]
    if len(wrong) <= MAX_PROBLEMS:
        return found
    kept = sorted(wrong, key=lambda each: each.line)[:MAX_PROBLEMS]
    more = {"count": len(wrong) - MAX_PROBLEMS, "limit": MAX_PROBLEMS}
    return (*kept, problem(reading.path, kept[-1].line, Message.TOO_MANY, **more))


def read_example(path: Path, layout: Layout, reading: Reading) -> Example | None:
    """Read and check one example.

    Args:
        path: its file.
        layout: the folders of the handbook.
        reading: takes what is wrong.

    Returns:
        The example; ``None`` if its front matter is too broken to make one.
    """
    return _read(path, layout, reading)[0]


_NO_BODY = Body("", exercise=False)


def _read(path: Path, layout: Layout, reading: Reading) -> tuple[Example | None, Body]:
    if path.is_symlink() or not path.is_file():
        reading.wrong(1, Message.SYMLINK)
        return None, _NO_BODY
    check_place(path, layout.examples, reading)
    text = read_text(path, reading) if is_markdown(path) else None
    return (None, _NO_BODY) if text is None else _check(text, path, layout, reading)


def check_example(text: str, path: Path, layout: Layout, reading: Reading) -> Example | None:
    """Check the text of an example, which need not be in its file yet.

    Args:
        text: the whole text, with line feeds only.
        path: where the file is, or will be.
        layout: the folders of the handbook.
        reading: takes what is wrong.

    Returns:
        The example; ``None`` if its front matter is too broken to make one.
    """
    return _check(text, path, layout, reading)[0]


def _check(text: str, path: Path, layout: Layout, reading: Reading) -> tuple[Example | None, Body]:
    for bad in bad_characters(text, layout.fonts):
        reading.wrong(
            bad.line, Message.BAD_CHARACTER, name=bad.name, code=bad.code, column=bad.column
        )
    check_lines(text, reading)
    if _is_dense_above(text, reading):
        return None, _NO_BODY
    parts, problems = split(reading.path, without_unseen(text))
    reading.problems += problems
    if parts is None:
        return None, _NO_BODY
    reading.lines = {name: entry.line for name, entry in parts.entries.items()}
    given = read_fields(Example, parts.entries, 1, reading)
    principle = path.parent.name
    _check_together(given, principle, reading)
    body = read_body(parts.body, parts.body_line, path, reading)
    texts = [(block.line, block.text, block.typed) for block in body.blocks]
    above = text.removesuffix(parts.body)
    check_texts([*values(parts.entries, above), *texts], layout.fonts, reading)
    try:
        example = Example(
            slug=path.stem,
            principle=principle,
            path=reading.path,
            summary=body.summary,
            exercise=body.exercise,
            **given,
        )
    except TypeError:  # a required field is missing, and has been reported
        return None, body
    return example, body


def _is_dense_above(text: str, reading: Reading) -> bool:
    """Report a front matter that would keep YAML busy; the text below has its own limits."""
    end = text.find("\n---", 3)
    found = list(dense(text[:end] if end > 0 else text[:_ABOVE]))
    for each in found:
        reading.wrong(each.line, Message.TOO_DENSE, given=each.given, limit=each.limit)
    return bool(found)


_ABOVE = 20_000  # characters; a front matter that is not closed by then never will be


def _needs_source(kind: str | None, reading: Reading) -> bool:
    term = reading.vocabulary.kinds.get(kind or "")
    return term is not None and term.sourced


def _check_together(values: Mapping[str, Any], principle: str, reading: Reading) -> None:
    """Check what one key asks of another."""
    if _needs_source(values.get("kind"), reading) and "bron" not in reading.lines:
        reading.wrong(reading.line_of("soort"), Message.NO_SOURCE)
    if principle in values.get("also", ()):
        reading.wrong(reading.line_of("ook"), Message.OWN_PRINCIPLE, given=principle)
