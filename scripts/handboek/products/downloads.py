"""The PDFs on the site: a copy of each, and links that say how long and how large it is."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from babel.numbers import format_decimal
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from handboek.clock import in_words
from handboek.domain import handbook_domain
from handboek.products.files import PdfFile, describe
from handboek.products.nodes import DownloadList

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)

FOLDER = "downloads"
"""The folder of the PDFs on the site."""

_MEGABYTE = 1_000_000

_NONE = "De pdf’s zijn bij deze versie van de site niet gemaakt."
_HEADS = ("Pdf", "Bladzijden", "Grootte", "Datum")


class Downloads(SphinxDirective):
    """``{downloads} werkkaarten``: links to those PDFs; without names a table of all of them."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """Keep the place: what the PDFs are like is known when they are there."""
        docname = self.env.current_document.docname
        self.env.metadata[docname]["downloads"] = True
        place = DownloadList(targets=self.arguments[0].split() if self.arguments else [])
        self.set_source_info(place)
        return [place]


def offer(env: BuildEnvironment, pdfs: Iterable[Path], site: Path) -> list[str]:
    """Put PDFs on the site, in the place of those that were there.

    Args:
        env: the environment of the site.
        pdfs: the PDFs, in the order in which people see them; none if they are not made.
        site: the folder of the site.

    Returns:
        The pages to write again, because what they say of the PDFs has changed.
    """
    paths = list(pdfs)
    _copy(paths, site / FOLDER)
    data = handbook_domain(env).data
    before, data["downloads"] = data.get("downloads"), [describe(path) for path in paths]
    if before == data["downloads"]:
        return []
    return [name for name, about in env.metadata.items() if "downloads" in about]


def _copy(paths: Sequence[Path], folder: Path) -> None:
    for old in folder.glob("*.pdf"):
        if old.name not in {path.name for path in paths}:
            old.unlink()
    for path in paths:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / path.name
        if not target.is_file() or not filecmp.cmp(path, target, shallow=False):
            shutil.copyfile(path, target)


class ShowDownloads(SphinxPostTransform):
    """Fills the places for links: before the theme, at 500, gives every table its frame."""

    formats = ("html",)
    default_priority = 400
    looks_for = (DownloadList,)

    def run(self, **_: object) -> None:
        """Fill the places of a page."""
        files: list[PdfFile] = handbook_domain(self.env).data.get("downloads") or []
        page = self.env.current_document.docname
        for place in list(self.document.findall(DownloadList)):
            place.replace_self(_links(place, files, page))


def _links(place: DownloadList, files: Sequence[PdfFile], page: str) -> nodes.Element:
    if not files:
        return nodes.paragraph("", _NONE, classes=["downloads"])
    if not place["targets"]:
        return _table(files, page)
    by_name = {each.name: each for each in files}
    for name in place["targets"]:
        if name not in by_name:
            LOGGER.warning(
                "de pdf ‘%s’ bestaat niet; kies uit: %s",
                name,
                ", ".join(by_name),
                location=place,
                type="handboek",
                subtype="downloads",
            )
    shown = [_line(by_name[name], page) for name in place["targets"] if name in by_name]
    if len(shown) == 1:
        return shown[0]
    items = (nodes.list_item("", each) for each in shown)
    return nodes.bullet_list("", *items, classes=["downloads"])


def _line(file: PdfFile, page: str) -> nodes.paragraph:
    facts = nodes.Text(f" (pdf, {_pages(file)}, {_size(file)})")
    return nodes.paragraph("", "", _link(file, page), facts, classes=["downloads"])


def _table(files: Sequence[PdfFile], page: str) -> nodes.table:
    head = _row(*(nodes.Text(each) for each in _HEADS))
    group = nodes.tgroup("", cols=len(_HEADS))
    group.extend(nodes.colspec("", colwidth=1) for _ in _HEADS)
    group += [nodes.thead("", head), nodes.tbody("", *(_facts(each, page) for each in files))]
    return nodes.table("", group, classes=["downloads"])


def _facts(file: PdfFile, page: str) -> nodes.row:
    date = in_words(file.date) if file.date else ""
    facts = (str(file.pages), _size(file), date)
    return _row(_link(file, page), *(nodes.Text(each) for each in facts))


def _row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", each)) for each in cells))


def _link(file: PdfFile, page: str) -> nodes.reference:
    address = relative_uri(page, f"{FOLDER}/{file.name}.pdf")
    return nodes.reference("", file.title, refuri=address, internal=True)


def _pages(file: PdfFile) -> str:
    return f"{file.pages} bladzijde" + ("" if file.pages == 1 else "n")


def _size(file: PdfFile) -> str:
    if file.size >= _MEGABYTE:
        return f"{format_decimal(file.size / _MEGABYTE, '0.0', locale='nl')} MB"
    return f"{max(1, round(file.size / 1000))} kB"


def setup_downloads(app: Sphinx) -> None:
    """Register the directive and what fills its places."""
    app.add_directive("downloads", Downloads)
    app.add_post_transform(ShowDownloads)
