"""The settings of the builder, and what a document is."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from sphinx.config import ENUM
from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config

IMAGES = "beeld"
"""The folder of the images, beside the Typst sources."""

COLORS = {
    "primary": "#154273",
    "link": "#01538a",
    "text": "#1b1b1b",
    "muted": "#545a61",
    "line": "#8a97a3",
    "soft": "#eef3f7",
    "info": "#01689b",
    "success": "#2a6a08",
    "warning": "#8a5a00",
    "danger": "#a90000",
}


@dataclass(frozen=True)
class TypstDocument:
    """One PDF: where the book starts and what stands on its cover.

    A large book can be several documents. ``chapters`` names the documents that are in this one,
    in the place of those that the start document leads to; ``leaves`` those that are in another.
    ``elsewhere`` says for a document where it is, as 'deel 2', and under ``""`` where the rest is.
    """

    startdoc: str
    target: str
    title: str
    subtitle: str = ""
    status: str = ""
    version: str = ""
    date: str = ""
    author: str = ""
    timestamp: int | None = None
    chapters: Sequence[str] = ()
    leaves: Sequence[str] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def moment(self) -> int | None:
        """The moment the PDF says it was made: never 'now', so that every run gives the same."""
        if self.timestamp is not None:
            return self.timestamp
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return int(epoch)
        try:
            return int(datetime.fromisoformat(self.date).replace(tzinfo=UTC).timestamp())
        except ValueError:
            return None


def setup_config(app: Sphinx) -> None:
    """Register every setting; each counts for the output only, not for reading the sources."""
    app.add_config_value("typst_documents", default_documents, "", (list, tuple))
    app.add_config_value("typst_template", "", "", str)
    app.add_config_value("typst_font_paths", [], "", (list, tuple))
    app.add_config_value("typst_fonts", ["Libertinus Serif"], "", (list, tuple))
    app.add_config_value("typst_mono_fonts", ["DejaVu Sans Mono"], "", (list, tuple))
    app.add_config_value("typst_colors", {}, "", dict)
    app.add_config_value("typst_pdf_standards", ["ua-1"], "", (list, tuple))
    app.add_config_value("typst_image_without_alt", "error", "", ENUM("error", "artifact"))
    # Seconds that Typst may take for one PDF; 0 is as long as it likes.
    app.add_config_value("typst_timeout", 900, "", int)


def default_documents(config: Config) -> list[TypstDocument]:
    """Return the whole project as one document."""
    return [
        TypstDocument(
            startdoc=config.root_doc,
            target="document",
            title=config.project,
            version=config.release,
            date=config.today or "",
            author="" if config.author == "Author name not set" else config.author,
        )
    ]


def documents(config: Config) -> list[TypstDocument]:
    """Return the documents to make; conf.py may give each as a mapping."""
    return [_document(given) for given in config.typst_documents]


def _document(given: TypstDocument | dict[str, Any]) -> TypstDocument:
    if isinstance(given, TypstDocument):
        return given
    allowed = [each.name for each in fields(TypstDocument)]
    if unknown := sorted(set(given) - set(allowed)):
        raise ConfigError(f"typst_documents: {unknown} bestaat niet; kies uit {allowed}")
    try:
        return TypstDocument(**given)
    except TypeError as error:
        raise ConfigError(
            f"typst_documents: startdoc, target en title zijn verplicht ({given})"
        ) from error


def long_date(date: str, language: str) -> str:
    """Return an ISO date as people write it, '23 november 2026'; leave any other text."""
    try:
        return format_date(datetime.fromisoformat(date), "long", locale=language)
    except ValueError:
        return date


def colors(config: Config) -> dict[str, str]:
    """Return the colours, those of the project over the defaults."""
    return {**COLORS, **config.typst_colors}
