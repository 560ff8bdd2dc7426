"""From Typst source to PDF, only when something has changed."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.util import logging

from handboek.typst.config import IMAGES
from handboek.typst.finish import finish
from handboek.typst.problems import TypstError

LOGGER = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("process.py")
FINISH = Path(__file__).with_name("finish.py")
_DEEP_ENOUGH = 20
"""Lines of a diagnostic to show; a trace through the template says nothing to a writer."""


@dataclass(frozen=True)
class Job:
    """All that decides how the PDF comes out."""

    source: Path
    output: Path
    font_paths: list[Path]
    standards: list[str]
    timestamp: int | None
    timeout: int = 0
    images: list[str] = field(default_factory=list)
    row_heads: tuple[int, ...] = ()

    @property
    def digest_file(self) -> Path:
        """The file that remembers from what the PDF was made."""
        return self.source.with_suffix(".digest")

    def digest(self) -> str:
        """Return a digest of everything that goes into the PDF."""
        made_with = version("typst"), version("pikepdf"), FINISH.read_bytes()
        given = (*made_with, self.standards, self.timestamp, self.row_heads)
        digest = hashlib.sha256(repr(given).encode())
        for path in self._inputs():
            digest.update(f"\0{path.name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _inputs(self) -> list[Path]:
        folder = self.source.parent
        shared = [path for path in folder.iterdir() if path.name in SHARED]
        images = [folder / IMAGES / name for name in self.images]
        fonts = [path for each in self.font_paths for path in each.rglob("*") if path.is_file()]
        return [self.source, *sorted(shared), *images, *sorted(fonts)]


SHARED = ("base.typ", "template.typ", "settings.json")


def compile_pdf(job: Job) -> Path:
    """Make the PDF, unless the last one was made from the very same; return its path."""
    digest = job.digest()
    if job.output.exists() and _remembered(job) == digest.encode():
        return job.output
    # Beside its place and then moved, so that a reader or a failed run never meets half a PDF.
    unfinished = job.output.with_suffix(".nieuw.pdf")
    try:
        _compile_and_finish(job, unfinished)
        os.replace(unfinished, job.output)  # noqa: PTH105 - says what matters: atomic
    finally:
        unfinished.unlink(missing_ok=True)
    job.digest_file.write_text(digest, "utf-8")
    return job.output


def _remembered(job: Job) -> bytes | None:
    return job.digest_file.read_bytes() if job.digest_file.exists() else None


def _compile_and_finish(job: Job, output: Path) -> None:
    _compile(job, output)
    finish(output, job.row_heads)


def _compile(job: Job, output: Path) -> None:
    """Run Typst in a process of its own: its memory comes back, and its crash is not ours."""
    arguments = {
        "input": str(job.source),
        "output": str(output),
        "root": str(job.source.parent),
        "font_paths": [str(path) for path in job.font_paths],
        # The fonts of whoever builds must not decide how the PDF looks.
        "ignore_system_fonts": True,
        "pdf_standards": job.standards,
        "timestamp": job.timestamp or 0,
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            # -P: the modules beside the program are no modules of it.
            [sys.executable, "-P", str(PROGRAM)],
            input=json.dumps(arguments).encode(),
            capture_output=True,
            timeout=job.timeout or None,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TypstError(_too_slow(job)) from error
    if done.returncode:
        raise TypstError(_stopped(job, done.returncode, done.stderr.decode(errors="replace")))
    result = _result(job, done.stdout)
    if "message" in result:
        raise TypstError(_explain(job, result))
    LOGGER.info("%s: %d MB geheugen", job.output.name, result["peak"] // 1000)


def _result(job: Job, said: bytes) -> dict[str, Any]:
    """Read what the process says of how it went."""
    try:
        result: dict[str, Any] = json.loads(said)
    except ValueError as error:
        raise TypstError(_stopped(job, 0, said.decode(errors="replace"))) from error
    return result


def _explain(job: Job, error: dict[str, Any]) -> str:
    hints = "".join(f"\n  Aanwijzing: {hint}" for hint in error["hints"])
    lines = error["diagnostic"].splitlines()
    where = "\n".join(f"  {line}" for line in lines[:_DEEP_ENOUGH])
    return (
        f"Typst kon {job.output.name} niet maken: {error['message']}{hints}\n"
        f"Zoek de tekst op in {job.source} en herstel die in de bron waar zij vandaan komt.\n"
        f"{where}"
    )


def _too_slow(job: Job) -> str:
    return (
        f"Typst was na {job.timeout} seconden nog niet klaar met {job.output.name} en is gestopt. "
        "Verdeel het boek in meer delen, of geef Typst meer tijd met typst_timeout in conf.py."
    )


def _stopped(job: Job, status: int, said: str) -> str:
    # The way through our own program says nothing to a writer; where it ended does.
    shown = 1 if "Traceback" in said else _DEEP_ENOUGH
    last = "".join(f"\n  {line}" for line in said.splitlines()[-shown:])
    return (
        f"Typst is gestopt voordat {job.output.name} klaar was ({_why(status)}). Vaak is dan het "
        "geheugen op of de schijf vol: sluit andere programma's, maak ruimte, of verdeel het boek "
        f"in meer delen, en bouw opnieuw. De PDF die er al stond, staat er nog.{last}"
    )


def _why(status: int) -> str:
    try:
        return f"signaal {signal.Signals(-status).name}"
    except ValueError:
        return f"code {status}"
