"""The same pages and examples, in the form that other programs want them in.

Each gets what is kindest to it: the examples stand outside the menu, on lists of a hundred.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from content import Page, Writer, examples, pages, write

PER_LIST = 100


def stock(root: Path, count: int) -> Path:
    """Write the content for Sphinx with furo and MyST, as they come.

    The tag ``zonder_zoeken`` leaves Sphinx's own search out, to see what it costs.
    """
    writer = Writer()
    names = [page.name for page in _pages(root, writer)]
    names += _examples(root, writer, count, "orphan: true")
    write(root / "docs" / "conf.py", SPHINX)
    listed = "\n".join(names)
    write(
        root / "docs" / "index.md",
        f"# Handboek\n\n{writer.paragraph(60)}\n\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n",
    )
    return root


def mkdocs(root: Path, count: int) -> Path:
    """Write the content for MkDocs Material; Zensical reads it too."""
    writer = Writer()
    navigation = ["nav:", "  - index.md"]
    written = _pages(root, writer)
    for section, group in itertools.groupby(written, lambda page: page.name.split("/")[0]):
        navigation.append(f"  - {section.title()}:")
        navigation += [f"      - {page.name}.md" for page in group]
    navigation.append("  - Voorbeelden:")
    navigation += [f"      - {name}.md" for name in _examples(root, writer, count, "")]
    write(root / "docs" / "index.md", f"# Handboek\n\n{writer.paragraph(60)}\n")
    write(root / "mkdocs.yml", MKDOCS + "\n".join(navigation) + "\n")
    return root


def _pages(root: Path, writer: Writer) -> Iterator[Page]:
    """Write the ordinary pages, and give each."""
    for page in pages(writer):
        write(root / "docs" / f"{page.name}.md", f"# {page.title}\n\n{page.body}")
        yield page


def _examples(root: Path, writer: Writer, count: int, front: str) -> list[str]:
    """Write the examples and the lists of them; give the names of the lists."""
    made = []
    for page in examples(writer, count):
        name = page.name.rpartition("/")[2]
        made.append((name, page.title))
        matter = f"---\ntitle: {page.title}\n{front}\n---\n"
        text = f"{matter}# {page.title}\n\n{page.body}"
        write(root / "docs" / "voorbeelden" / f"{name}.md", text)
    return [
        _list(root, start, made[start : start + PER_LIST]) for start in range(0, count, PER_LIST)
    ]


def _list(root: Path, start: int, listed: Sequence[tuple[str, str]]) -> str:
    name = f"voorbeelden/lijst-{start:05d}"
    lines = "".join(f"- [{title}]({target}.md)\n" for target, title in listed)
    write(root / "docs" / f"{name}.md", f"# Vanaf {start}\n\n{lines}")
    return name


SPHINX = '''"""Sphinx with furo and MyST, as they come."""

project = "Handboek"
language = "nl"
extensions = ["myst_parser"]
html_theme = "furo"


def setup(app):
    if tags.has("zonder_zoeken"):  # noqa: F821 - Sphinx's
        app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
'''

MKDOCS = """site_name: Handboek
site_url: https://voorbeeld.example/
theme:
  name: material
  language: nl
  font: false
plugins:
  - search:
      lang: nl
not_in_nav: |
  /voorbeelden/voorbeeld-*.md
"""
