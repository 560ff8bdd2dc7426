"""What PDF/UA asks of the sources, checked before Typst does: Typst knows no source lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from handboek.typst.problems import Problems

LOGGER = logging.getLogger(__name__)

DEEPEST_HEADING = 6


def check_headings(book: nodes.document, problems: Problems) -> None:
    """Refuse headings that skip a level or lie deeper than PDF knows."""
    previous = 0
    for section in book.findall(nodes.section):
        title = next(iter(section.findall(nodes.title, descend=True)), None)
        if title is None or title.parent is not section:
            continue
        level = level_of(section)
        name = title.astext()
        if level > DEEPEST_HEADING:
            problems.add(title, f"de kop '{name}' ligt te diep ({level}); meer dan 6 kan niet")
        elif level > previous + 1:
            problems.add(
                title,
                f"de kop '{name}' slaat een niveau over (van {previous} naar {level}); "
                "maak er een kop van één niveau hoger van",
            )
        previous = level


def level_of(section: nodes.section) -> int:
    """Return the level of a section's heading in the book."""
    level = 0
    current: nodes.Element | None = section
    while current is not None:
        level += isinstance(current, nodes.section)
        current = current.parent
    return level


def check_tables(book: nodes.document) -> None:
    """Warn of tables in which a screen reader cannot say what a cell is about."""
    for table in book.findall(nodes.table):
        columns = any(column.get("stub") for column in table.findall(nodes.colspec))
        if not columns and next(table.findall(nodes.thead), None) is None:
            LOGGER.warning(
                "de tabel heeft geen kopregel; zet erboven wat er in elke kolom staat",
                location=table,
                type="typst",
                subtype="table",
            )


def check_images(book: nodes.document, problems: Problems) -> None:
    """Refuse images that a reader who cannot see them learns nothing from."""
    for image in book.findall(nodes.image):
        if not image.get("alt", "").strip():
            name = image.get("uri", "?")
            problems.add(
                image,
                f"de afbeelding {name} heeft geen alternatieve tekst; beschrijf wat erop staat",
            )
