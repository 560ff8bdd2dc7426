"""Gather what goes with a release: PDFs, list of parts, licences, sums, and what has changed."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from handboek.clock import Edition
from handboek.layout import Layout
from handboek.upkeep.dependencies import dependencies, licence_table
from handboek.upkeep.sbom import sbom

NOTES = "wijzigingen.md"
"""The text of the release: a file beside the others, not one of them."""


class ReleaseError(Exception):
    """Something is not ready; the text says in Dutch what."""


def gather(layout: Layout, edition: Edition, tag: str) -> Path:
    """Put everything for a release in one folder.

    Args:
        layout: a handbook of which the PDFs have been built.
        edition: what is released.
        tag: of the release, such as ``v0.2.0``; empty to skip the questions about it.

    Returns:
        The folder: ``bestanden/`` holds what readers can take, beside it stands the text.

    Raises:
        ReleaseError: the tag and the version differ, the changes are not written, or a PDF misses.
    """
    wrong = [*_about_tag(edition, tag), *_about_pdfs(layout)]
    changes = changes_of(layout, edition.version)
    if tag and not changes:
        wrong.append(
            f"CHANGELOG.md heeft geen kop ‘## [{edition.version}] - jaar-maand-dag’; schrijf die erbij"
        )
    if wrong:
        raise ReleaseError(
            "Er is nog iets nodig voor de uitgave:\n" + "".join(f"- {each}.\n" for each in wrong)
        )
    folder = layout.build / "uitgave"
    shutil.rmtree(folder, ignore_errors=True)
    _fill(layout, edition, folder / "bestanden")
    (folder / NOTES).write_text(
        changes or "Nog niet uitgebracht.\n", encoding="utf-8", newline="\n"
    )
    return folder


def _about_tag(edition: Edition, tag: str) -> Iterator[str]:
    if tag and tag != f"v{edition.version}":
        yield f"het label is ‘{tag}’, maar pyproject.toml heeft versie {edition.version}; maak ze gelijk"


def _about_pdfs(layout: Layout) -> Iterator[str]:
    if not any(layout.pdf.glob("*.pdf")):
        yield "er zijn geen PDF’s in build/pdf; maak ze met: make STRICT=1"


def changes_of(layout: Layout, version: str) -> str:
    """Give what CHANGELOG.md says of a version, without its heading; empty if it says nothing."""
    text = (layout.root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(
        rf"^## \[{re.escape(version)}\] - [^\n]*\n(.*?)(?=^## |^\[[^\]\n]+\]: |\Z)",
        text,
        re.MULTILINE | re.DOTALL,
    )
    return f"{found[1].strip()}\n" if found and found[1].strip() else ""


def _fill(layout: Layout, edition: Edition, folder: Path) -> None:
    folder.mkdir(parents=True)
    for path in layout.pdf.glob("*.pdf"):
        shutil.copyfile(path, folder / path.name)
    found = dependencies(layout)
    texts = {"sbom.json": sbom(found, edition), "licenties.txt": licence_table(found)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    sums = [f"{_sum(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
