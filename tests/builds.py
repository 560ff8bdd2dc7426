"""Build the real handbook in a folder of its own, with the real parts."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

from handboek.build import Built, Wanted, build
from handboek.layout import Layout
from handboek.progress import Progress
from rich.console import Console

ROOT = Path(__file__).parent.parent
SOURCES = ("docs", "examples", "conf", "pyproject.toml")


def copy_handbook(target: Path) -> Layout:
    """Copy the sources of this handbook, without what is built."""
    target.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target / name)
    return Layout(target)


def run_build(
    layout: Layout, *, html: bool = True, pdf: bool = False, strict: bool = False
) -> tuple[Built, str]:
    """Build, and give what was made and all warnings."""
    warnings = io.StringIO()
    progress = Progress(Console(file=io.StringIO()))
    built = build(layout, Wanted(html=html, pdf=pdf, strict=strict), progress, warnings)
    return built, warnings.getvalue()


def site(layout: Layout) -> dict[str, bytes]:
    """Read the whole site: every file, by its place."""
    return {
        path.relative_to(layout.html).as_posix(): path.read_bytes()
        for path in sorted(layout.html.rglob("*"))
        if path.is_file()
    }


def later(path: Path, text: str) -> None:
    """Write a source so that its time is newer than the last build's, whatever the disk keeps."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    moment = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(moment, moment))
