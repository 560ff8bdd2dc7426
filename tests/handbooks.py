"""A handbook to test with: the settings and the fonts of the repository, and what a test adds."""

from __future__ import annotations

import shutil
from pathlib import Path

from handboek.layout import Layout

ROOT = Path(__file__).parents[1]
EPOCH = "1795392000"
"""2026-11-23, as SOURCE_DATE_EPOCH: the day on which the tests take place."""

GOOD = (Path(__file__).parent / "check" / "goed" / "examples" / "passend" / "brief.md").read_text(
    encoding="utf-8"
)
"""The text of an example with nothing wrong, as plain as can be."""


def new_handbook(folder: Path) -> Layout:
    """Make a handbook without pages and without examples."""
    layout = Layout(folder)
    layout.docs.mkdir(parents=True)
    layout.examples.mkdir()
    layout.conf.mkdir()
    shutil.copyfile(ROOT / "conf" / "handboek.toml", layout.settings)
    shutil.copytree(ROOT / "conf" / "fonts", layout.fonts)
    for facet in ("principes", "rollen"):
        for page in (ROOT / "docs" / facet).glob("*.md"):
            copy = layout.docs / facet / page.name
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(f"# {page.stem}\n", encoding="utf-8")
    return layout


def write_example(
    layout: Layout, slug: str, *changes: tuple[str, str], principle: str = "passend"
) -> Path:
    """Write the good example, with a title of its own, and with some texts replaced."""
    path = layout.examples / principle / f"{slug}.md"
    text = GOOD.replace("titel: De brief", f"titel: {slug} De brief")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
