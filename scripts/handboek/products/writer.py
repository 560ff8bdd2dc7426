"""Write the products: from doctree to PDF, with the builder of `handboek.typst`."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils.utils import new_document
from sphinx.util import logging

from handboek.domain import handbook_domain
from handboek.products import cards, training
from handboek.products.cards import Cards
from handboek.products.files import describe
from handboek.products.pieces import Pieces, of_file
from handboek.products.selection import SelectionError, for_cards, for_training
from handboek.products.training import Training
from handboek.sphinx_settings import version
from handboek.typst import TypstDocument, TypstError
from handboek.typst.builder import Book, TypstBuilder, typst_builder, write_if_changed
from handboek.typst.checks import check_headings, check_images, check_tables
from handboek.typst.compiler import Job, compile_pdf
from handboek.typst.config import IMAGES, long_date
from handboek.typst.finish import row_heads
from handboek.typst.labels import Labels
from handboek.typst.quoting import quote

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from handboek.handbook import Handbook
    from handboek.typst.translator import TypstTranslator

LOGGER = logging.getLogger(__name__)

SUMMARY = "samenvatting"
SHARED_TEMPLATE = "producten"
_FROM_THE_BUILDER = ("base.typ", "settings.json")


@dataclass(frozen=True)
class Product:
    """One PDF: what it is called, the page its texts are on, its look, and its content."""

    target: str
    title: str
    page: str
    template: str
    tree: Callable[[], nodes.document]
    most_pages: int | None = None


def write_products(app: Sphinx, outdir: Path) -> list[Path]:
    """Write the products of an application whose environment has been read.

    The handbook's own PDF comes first: the products use the Typst that is written for it.

    Raises:
        TypstError: a product cannot be made; the message says what to do.
    """
    handbook = handbook_domain(app.env).handbook
    with typst_builder(app, outdir) as builder:
        try:
            found = list(products(app, handbook, builder))
        except SelectionError as error:
            raise TypstError(f"conf/handboek.toml: {error}") from error
        written = [_Writer(builder, handbook).write(product) for product in found]
        _remove_others(builder, outdir, written)
        return written


def _folder(builder: TypstBuilder) -> Path:
    return builder.sources / "producten"


def _remove_others(builder: TypstBuilder, outdir: Path, written: Sequence[Path]) -> None:
    """Remove products of before: of a role that is gone, say."""
    names = {path.stem for path in written}
    old = {path.stem for path in outdir.glob("training-*.pdf")} | {cards.PAGE, SUMMARY}
    for name in old - names:
        for path in (outdir / f"{name}.pdf", *_folder(builder).glob(f"{name}.*")):
            path.unlink(missing_ok=True)


def products(app: Sphinx, handbook: Handbook, builder: TypstBuilder) -> Iterator[Product]:
    """Give every product of which the page with its texts exists."""
    settings = handbook.settings
    pieces = Pieces(app.env, builder.tags)
    if pieces.has(training.PAGE):
        for role in settings.vocabulary.roles.values():
            chosen = for_training(role.key, handbook.catalogue, settings)
            book = Training(role, chosen, settings, pieces)
            yield Product(f"training-{role.key}", book.title, training.PAGE, "training", book.tree)
    if pieces.has(cards.PAGE):
        deck = Cards(for_cards(handbook.catalogue, settings), settings, pieces)
        yield Product(cards.PAGE, deck.title, cards.PAGE, "werkkaarten", deck.tree)
    if pieces.has(SUMMARY):
        yield Product(
            SUMMARY,
            settings.products.summary,
            SUMMARY,
            "samenvatting",
            lambda: _whole(pieces, SUMMARY),
            settings.products.summary_pages,
        )


def _whole(pieces: Pieces, docname: str) -> nodes.document:
    """Give a page as a document of its own."""
    document = new_document(docname)
    document += of_file(docname, pieces.page(docname))
    return document


@dataclass(frozen=True)
class _Writer:
    """Writes products with one builder."""

    builder: TypstBuilder
    handbook: Handbook

    @property
    def folder(self) -> Path:
        """The folder of the Typst sources: apart, for the builder clears what is beside its own."""
        return _folder(self.builder)

    def write(self, product: Product) -> Path:
        """Write a product, unless it is there already."""
        document = self._document(product)
        self._copy_shared(product)
        text = self._translate(product, document)
        self._copy_images()
        source = self.folder / f"{product.target}.typ"
        write_if_changed(source, self._preamble(product, document) + text + "\n")
        path = compile_pdf(self._job(document, source))
        self._check_pages(product, path)
        return path

    def _document(self, product: Product) -> TypstDocument:
        site, edition = self.handbook.settings.site, self.handbook.edition
        return TypstDocument(
            startdoc=product.page,
            target=product.target,
            title=product.title,
            status=site.status,
            version=version(edition),
            date=edition.date.isoformat(),
            author=site.publisher,
        )

    def _translate(self, product: Product, document: TypstDocument) -> str:
        builder, tree = self.builder, product.tree()
        builder.images = {}  # those of this product
        builder.env.resolve_references(tree, product.page, builder)
        builder.post_process_images(tree)
        builder.book = book = Book(document, tree, Labels.of(tree))
        check_headings(tree, book.problems)
        check_tables(tree)
        check_images(tree, book.problems)
        translator = cast("TypstTranslator", builder.create_translator(tree, builder))
        tree.walkabout(translator)
        book.problems.raise_any(product.target)
        return translator.text

    def _preamble(self, product: Product, document: TypstDocument) -> str:
        values = {
            "title": document.title,
            "status": document.status,
            "version": document.version,
            "date": long_date(document.date, self.builder.config.language),
            "author": document.author,
            "handbook": self.handbook.settings.site.title,
        }
        arguments = "".join(f"  {name}: {quote(value)},\n" for name, value in values.items())
        dated = "true" if document.moment is not None else "false"
        return (
            f"// {self._digest(product)}\n"
            f'#import "vorm-{product.template}.typ": *\n\n'
            f"#show: product.with(\n{arguments}  dated: {dated},\n)\n"
        )

    def _copy_shared(self, product: Product) -> None:
        """Put the templates, and what they stand on, beside the source."""
        (self.folder / IMAGES).mkdir(parents=True, exist_ok=True)
        for name in _FROM_THE_BUILDER:
            text = (self.builder.sources / name).read_text("utf-8")
            write_if_changed(self.folder / name, text)
        for name in (SHARED_TEMPLATE, product.template):
            source = self.handbook.layout.conf / "typst" / f"{name}.typ"
            if not source.is_file():
                raise TypstError(
                    f"{product.target}.pdf: het bestand {source.name} ontbreekt in conf/typst"
                )
            # Not under its own name: that may be the name of the product.
            copy = source.name if name == SHARED_TEMPLATE else f"vorm-{source.name}"
            write_if_changed(self.folder / copy, source.read_text("utf-8"))

    def _digest(self, product: Product) -> str:
        """Sum up what is not in the source itself, so that a change makes a new PDF."""
        digest = hashlib.sha256()
        names = [f"{SHARED_TEMPLATE}.typ", f"vorm-{product.template}.typ"]
        names += [f"{IMAGES}/{name}" for name in sorted(self.builder.images.values())]
        for name in names:
            digest.update((self.folder / name).read_bytes())
        return digest.hexdigest()

    def _job(self, document: TypstDocument, source: Path) -> Job:
        config = self.builder.config
        return Job(
            source=source,
            output=Path(self.builder.outdir) / f"{document.target}.pdf",
            font_paths=[Path(self.builder.confdir) / path for path in config.typst_font_paths],
            standards=list(config.typst_pdf_standards),
            timestamp=document.moment,
            timeout=config.typst_timeout,
            row_heads=row_heads(self.builder.book.tree),
        )

    def _copy_images(self) -> None:
        for source, name in self.builder.images.items():
            target = self.folder / IMAGES / name
            shutil.copyfile(Path(self.builder.srcdir) / source, target)

    def _check_pages(self, product: Product, path: Path) -> None:
        most, pages = product.most_pages, describe(path).pages
        if most is not None and pages > most:
            LOGGER.warning(
                "%s heeft %d bladzijden, en er mogen er %d zijn; maak de tekst korter",
                path.name,
                pages,
                most,
                location=product.page,
                type="handboek",
                subtype="producten",
            )
