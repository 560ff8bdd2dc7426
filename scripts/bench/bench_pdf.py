"""How fast the PDF is made and how much memory that takes, next to Chromium (`make bench-pdf`).

Each size is measured in a process of its own, on a copy of this handbook with its own examples
multiplied. Chromium prints the very same pages, put together from the site.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from handboek.build import Wanted, build
from handboek.catalogue import load
from handboek.layout import Layout
from handboek.progress import Progress
from rich.console import Console

ROOT = Path(__file__).parents[2]
SIZES = (100, 300, 1000)
TITLE = re.compile(r"""^titel: (.*?)(["']?)$""", re.MULTILINE)
ARTICLE = re.compile(r'<article role="main"[^>]*>(.*)</article>', re.DOTALL)


@dataclass(frozen=True)
class Run:
    """What one way of making the PDF took."""

    pages: int
    seconds: float
    memory: float

    @property
    def speed(self) -> float:
        return self.pages / self.seconds


def make_handbook(target: Path, count: int) -> Layout:
    """Copy this handbook, with its examples multiplied or cut down to ``count``."""
    for name in ("docs", "examples", "conf"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copyfile(ROOT / "pyproject.toml", target / "pyproject.toml")
    originals = sorted((target / "examples").rglob("*.md"))
    for number in range(len(originals), count):
        source = originals[number % len(originals)]
        turn = number // len(originals) + 1
        text = TITLE.sub(rf"titel: \1 ({turn})\2", source.read_text("utf-8"), count=1)
        source.with_name(f"{source.stem}-{turn}.md").write_text(text, "utf-8")
    return Layout(target)


def measure_typst(folder: Path, count: int) -> dict[str, float]:
    """Build, and say how long making the PDFs took and how much memory the largest process."""
    layout = make_handbook(folder, count)
    progress = _Stopwatch(Console(file=io.StringIO()))
    build(layout, Wanted(), progress, sys.stderr)
    pdfs = sorted(layout.pdf.glob("*.pdf"))
    return {
        "seconds": time.monotonic() - progress.started,
        "pages": sum(map(_pages, pdfs)),
        "volumes": len(pdfs),
        "size": sum(path.stat().st_size for path in pdfs),
        "sphinx": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "typst": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000,
    }


class _Stopwatch(Progress):
    """Notes when the site is done and the PDFs begin."""

    started = 0.0

    def step(self, name: str, total: int | None = None) -> None:
        if not self.started and name.startswith("PDF"):
            self.started = time.monotonic()


def measure_chromium(program: str, folder: Path) -> Run:
    """Print the pages of the site that are in the book as one PDF."""
    layout = Layout(folder)
    page, pdf = layout.html / "alles.html", folder / "chromium.pdf"
    page.write_text(_one_page(layout), "utf-8")
    command = [
        *(program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
        *("--disable-background-networking", "--disable-quic", "--no-first-run"),
        *(f"--user-data-dir={folder / 'profiel'}", f"--print-to-pdf={pdf}", page.as_uri()),
    ]
    start = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own
        watch = _Memory(process.pid)
        watch.start()
        process.wait()
    return Run(_pages(pdf), time.monotonic() - start, watch.peak)


def _one_page(layout: Layout) -> str:
    docs = {path.relative_to(layout.docs).with_suffix("") for path in layout.docs.rglob("*.md")}
    examples = {Path(example.docname) for example in load(layout).catalogue}
    bodies = []
    for name in sorted(docs | examples):
        page = (layout.html / name).with_suffix(".html").read_text("utf-8")
        bodies.append(found[1] if (found := ARTICLE.search(page)) else "")
    head = (layout.html / "index.html").read_text("utf-8").partition("<body")[0]
    return f"{head}<body>{''.join(bodies)}</body></html>"


class _Memory(threading.Thread):
    """Adds up the memory of a process and all its children, twenty times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0

    def run(self) -> None:
        while Path(f"/proc/{self.pid}").exists():
            self.peak = max(self.peak, sum(map(_memory, _family(self.pid))))
            time.sleep(0.05)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _memory(pid: int) -> float:
    """Return the memory of a process in MB; what it shares counts for a part."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1000 if found else 0.0


def _pages(path: Path) -> int:
    logging.getLogger("pikepdf").setLevel(logging.WARNING)
    import pikepdf  # noqa: PLC0415 - it says hello in the log when it is imported

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def main() -> None:
    parser = argparse.ArgumentParser(description="Meet hoe snel de PDF gemaakt wordt.")
    parser.add_argument("--een", nargs=2, metavar=("MAP", "AANTAL"), help=argparse.SUPPRESS)
    parser.add_argument("aantallen", nargs="*", type=int, default=SIZES)
    options = parser.parse_args()
    if options.een:
        folder, count = options.een
        print(json.dumps(measure_typst(Path(folder), int(count))))
        return
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    print(
        f"{'voorbeelden':>11} {'delen':>5} {'blz.':>6} {'kB/blz.':>7} {'sec.':>6} {'blz./s':>7} "
        f"{'MB Sphinx':>9} {'MB Typst':>8} | {'Chromium':>8} {'blz./s':>7} {'MB':>6} "
        f"| {'sneller':>7} {'geheugen':>8}"
    )
    for count in options.aantallen:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "handboek"
            print(_row(folder, count, chromium), flush=True)


def _row(folder: Path, count: int, chromium: str | None) -> str:
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, __file__, "--een", str(folder), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    ours = Run(found["pages"], found["seconds"], found["typst"])
    row = (
        f"{count:>11} {found['volumes']:>5} {ours.pages:>6} "
        f"{found['size'] / 1000 / ours.pages:>7.1f} {ours.seconds:>6.1f} {ours.speed:>7.1f} "
        f"{found['sphinx']:>9.0f} {ours.memory:>8.0f} | "
    )
    if chromium is None:
        return f"{row}geen Chromium op deze computer"
    other = measure_chromium(chromium, folder)
    return (
        f"{row}{other.pages:>3} blz. {other.speed:>7.1f} {other.memory:>6.0f} | "
        f"{ours.speed / other.speed:>6.2f}x {ours.memory / other.memory:>7.2f}x"
    )


if __name__ == "__main__":
    main()
