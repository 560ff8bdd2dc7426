"""Build the real handbook in a folder of its own, with the real parts."""

from __future__ import annotations

import io
import os
import re
import shutil
from pathlib import Path

from handboek.build import Built, Wanted, build
from handboek.layout import Layout
from handboek.progress import Progress
from rich.console import Console

ROOT = Path(__file__).parent.parent
SOURCES = ("docs", "examples", "conf", "pyproject.toml")
NAMED = (
    "aan-de-keukentafel", "boos-in-de-chat", "woz-op-een-vel", "terugbelafspraak",
    "van-chatbot-naar-mens",
)  # fmt: skip
_REFERENCE = re.compile(r"\{voorbeeld\}`([a-z0-9-]+)`")
_ADDRESS = re.compile(r"voorbeelden/([a-z0-9-]+)\.html")


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


def small_handbook(target: Path) -> Layout:
    """Copy the sources with an example of each role at each principle: enough for what changes.

    What the pages say of other examples becomes plain text, so that nothing refers to nowhere.
    """
    layout = copy_handbook(target)
    kept: dict[tuple[str, str], str] = {}
    for path in sorted(layout.examples.rglob("*.md")):
        role = re.search(r"^rollen: \[([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
        assert role
        slug = kept.setdefault((path.parent.name, role[1]), path.stem)
        if path.stem not in {slug, *NAMED}:
            path.unlink()
    slugs = {path.stem for path in layout.examples.rglob("*.md")}
    for page in layout.docs.rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(_REFERENCE.sub(lambda m: m[0] if m[1] in slugs else m[1], text), "utf-8")
    lines = layout.published.read_text("utf-8").splitlines(keepends=True)
    here = [line for line in lines if (m := _ADDRESS.match(line)) is None or m[1] in slugs]
    layout.published.write_text("".join(here), "utf-8")
    return layout


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
