"""Turn the handbook's settings into the values that conf.py gives Sphinx."""

from __future__ import annotations

import gettext
import hashlib
import shutil
import struct
from pathlib import Path

from handboek import stylesheet
from handboek.clock import Edition
from handboek.layout import Layout
from handboek.mount import write_if_changed
from handboek.settings import Settings


def digest(layout: Layout) -> str:
    """Sum up handboek.toml and our own code: any page may show what is in them or what they do."""
    summed = hashlib.sha256(layout.settings.read_bytes())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        summed.update(path.read_bytes())
    return summed.hexdigest()


def translations(layout: Layout) -> Path:
    """Copy the translations to where Sphinx may compile them; it does so beside the source."""
    source = layout.conf / "locale"
    for path in source.rglob("*.po"):
        target = layout.locale / path.relative_to(source)
        if not target.is_file() or target.read_bytes() != path.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    _remove_broken(layout.locale)
    return layout.locale


def _remove_broken(folder: Path) -> None:
    """Remove compiled translations that are half written: Sphinx would leave the words English."""
    for path in folder.rglob("*.mo"):
        try:
            with path.open("rb") as file:
                gettext.GNUTranslations(file)
        except (OSError, ValueError, struct.error):
            path.unlink()


def styles(layout: Layout, settings: Settings) -> Path:
    """Write the style sheet into a folder of its own, from which Sphinx copies it to the site."""
    write_if_changed(layout.styles / stylesheet.NAME, stylesheet.stylesheet(layout, settings))
    return layout.styles


def checksum(folder: Path) -> str:
    """Sum up the files in a folder."""
    summed = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        summed.update(path.read_bytes())
    return summed.hexdigest()


def pdf_colours(settings: Settings) -> dict[str, str]:
    """Give the PDF the colours of the edition, by the names of its template."""
    colours = settings.colours
    return {
        "primary": colours["accent"],
        "link": colours["accent"],
        "text": colours["tekst"],
        "line": colours["lijn"],
        "soft": colours["vlak"],
        "danger": colours["liever_niet"],
        "success": colours["maar_wel"],
    }


def book(settings: Settings, edition: Edition) -> dict[str, str]:
    """Describe the PDF of the whole handbook."""
    return {
        "startdoc": "index",
        "target": "handboek",
        "title": settings.site.title,
        "subtitle": settings.site.subtitle,
        "status": settings.site.status,
        "version": version(edition),
        "date": edition.date.isoformat(),
        "author": settings.site.publisher,
    }


def version(edition: Edition) -> str:
    """Write the version as people see it: ``0.1.0 (1a2b3c4)``."""
    return f"{edition.version} ({edition.commit})" if edition.commit else edition.version
