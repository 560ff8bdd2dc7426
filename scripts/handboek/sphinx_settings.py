"""Turn the handbook's settings into the values that conf.py gives Sphinx."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from handboek.clock import Edition
from handboek.layout import Layout
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
    return layout.locale


def theme_colours(settings: Settings) -> dict[str, dict[str, str]]:
    """Give furo the colours of the edition, as CSS variables for both themes."""
    light, dark = settings.colours["accent"], settings.colours["accent_donker"]
    font = {"font-stack": "'Source Sans 3', 'Segoe UI', sans-serif"}
    return {
        "light_css_variables": {
            **font,
            **_brand(light),
            "handboek-liever-niet": settings.colours["liever_niet"],
            "handboek-maar-wel": settings.colours["maar_wel"],
        },
        "dark_css_variables": {
            **_brand(dark),
            "handboek-liever-niet": settings.colours["liever_niet_donker"],
            "handboek-maar-wel": settings.colours["maar_wel_donker"],
        },
    }


def _brand(colour: str) -> dict[str, str]:
    return {
        "color-brand-primary": colour,
        "color-brand-content": colour,
        "color-brand-visited": colour,
        "sd-color-primary": colour,
        "sd-color-card-border-hover": colour,
    }


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
