"""A handbook as small as one can be that still has each kind of page: it builds in a second."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from handboek.layout import Layout
from handbooks import ROOT, write_example

PAGES = Path(__file__).parent / "klein"
ROLES = ("baliemedewerker", "communicatieadviseur")
CHANNELS = ("balie", "brief")
PRINCIPLES = ("passend", "overzichtelijk", "betrouwbaar", "respectvol", "eigentijds")
EXAMPLES = 9


def tiny_handbook(folder: Path, *, few_words: bool = True) -> Layout:
    """Make it: the configuration of this handbook with few words, the pages of tests/klein.

    With all its words it takes any example of this handbook.
    """
    layout = Layout(folder)
    shutil.copytree(PAGES, layout.docs)
    shutil.copytree(ROOT / "conf", layout.conf, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", layout.root / "pyproject.toml")
    if few_words:
        text = layout.settings.read_text("utf-8")
        text = _only(_only(text, "rollen", ROLES), "kanalen", CHANNELS)
        layout.settings.write_text(text, "utf-8")
    for page in () if few_words else (ROOT / "docs" / "rollen").glob("*r.md"):
        (layout.docs / "rollen" / page.name).write_text(
            f"---\norphan: true\n---\n# {page.stem}\n", "utf-8"
        )
    layout.published.unlink()
    layout.examples.mkdir()
    for number in range(EXAMPLES):
        write_example(
            layout,
            f"vb-{number}",
            ("[communicatieadviseur]", f"[{ROLES[number % 2]}]"),
            ("[brief]", f"[{CHANNELS[number // 2 % 2]}]"),
            ("datum: 2026-11-23", f"datum: 2026-10-{10 + number}"),
            principle=PRINCIPLES[number % len(PRINCIPLES)],
        )
    return layout


def _only(settings: str, table: str, keys: tuple[str, ...]) -> str:
    """Leave only some of the keys in a table of handboek.toml."""
    head, mark, rest = settings.partition(f"[{table}]\n")
    body, end, tail = rest.partition("\n# ---")
    kept = [line for line in body.splitlines() if re.match(r"[a-z-]+", line)]
    lines = [line for line in kept if line.partition(" =")[0] in keys]
    return head + mark + "\n".join(lines) + "\n" + end + tail
