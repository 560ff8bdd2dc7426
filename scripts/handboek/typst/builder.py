"""The Sphinx builder: from the environment that Sphinx has read to PDF files."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.osutil import ensuredir
from sphinx.util.tags import Tags

from handboek.typst.assemble import Assembler
from handboek.typst.checks import check_headings, check_images, check_tables
from handboek.typst.compiler import Job, compile_pdf
from handboek.typst.config import IMAGES, TypstDocument, colors, documents, long_date
from handboek.typst.finish import row_heads
from handboek.typst.labels import SCHEME, Labels
from handboek.typst.problems import Problems, TypstError
from handboek.typst.quoting import quote
from handboek.typst.translator import TypstTranslator
from handboek.typst.words import translate_versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
HERE = Path(__file__).parent
SOURCES = "bron"


@dataclass
class Book:
    """One document on its way to PDF: what the translator needs to know."""

    document: TypstDocument
    tree: nodes.document
    labels: Labels
    problems: Problems = field(default_factory=Problems)


class TypstBuilder(Builder):
    """Writes each of `typst_documents` as PDF, with its Typst source beside it."""

    name = "typst"
    format = "typst"
    epilog = "De PDF's staan in %(outdir)s."
    allow_parallel = True
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Otherwise Sphinx would fetch the image itself; a build makes no connections.
    supported_remote_images = True

    document: TypstDocument
    """The document that is being made; handlers of `typst-doctree-loaded` may ask."""
    book: Book

    def get_outdated_docs(self) -> str:
        """Return what to build: always everything, the compiler skips what has not changed."""
        return "alle PDF's"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a private address; the translator turns it into a label."""
        return f"{SCHEME}{docname}#"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the private address without '#': Sphinx puts one before an id."""
        return f"{SCHEME}{to}"

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the PDF files, whatever documents are new."""
        self.write_pdfs()

    def write_pdfs(self) -> list[Path]:
        """Write every PDF and return their paths."""
        self._write_shared_sources()
        wanted = documents(self.config)
        self._remove_others(wanted)
        self.used: set[str] = set()
        written = [self._write_pdf(document) for document in wanted]
        self._remove_old_images()
        return written

    @property
    def sources(self) -> Path:
        """The folder of the Typst sources."""
        return Path(self.outdir) / SOURCES

    def translate(self, document: TypstDocument) -> str:
        """Return the text of a document as Typst; every problem in it is in the one error."""
        self.book = self._assemble(document)
        self._check()
        translator = cast("TypstTranslator", self.create_translator(self.book.tree, self))
        self.book.tree.walkabout(translator)
        self.book.problems.raise_any(document.target)
        return translator.text

    def _write_pdf(self, document: TypstDocument) -> Path:
        self._app.emit("typst-document-started", document)
        source = self.translate(document)
        self._copy_images()
        path = self.sources / f"{document.target}.typ"
        write_if_changed(path, self._preamble() + source + "\n")
        return compile_pdf(self._job(document, path))

    def _job(self, document: TypstDocument, source: Path) -> Job:
        return Job(
            source=source,
            output=Path(self.outdir) / f"{document.target}.pdf",
            font_paths=[Path(self.confdir) / path for path in self.config.typst_font_paths],
            standards=list(self.config.typst_pdf_standards),
            timestamp=document.moment,
            timeout=self.config.typst_timeout,
            images=sorted(self.images.values()),
            row_heads=row_heads(self.book.tree),
        )

    def _assemble(self, document: TypstDocument) -> Book:
        self.document = document
        self.images = {}  # those of this document
        assembler = Assembler(self._app, self.tags, document.leaves)
        if document.chapters:
            tree = assembler.assemble_chapters(document.chapters)
        else:
            tree = assembler.assemble(document.startdoc)
        self.env.resolve_references(tree, document.startdoc, self)
        self.post_process_images(tree)
        translate_versions(tree, self.config.language)
        return Book(document, tree, Labels.of(tree))

    def _check(self) -> None:
        check_headings(self.book.tree, self.book.problems)
        check_tables(self.book.tree)
        if self.config.typst_image_without_alt == "error":
            check_images(self.book.tree, self.book.problems)

    def _preamble(self) -> str:
        document = self.book.document
        values = {
            "title": document.title,
            "subtitle": document.subtitle,
            "status": document.status,
            "version": document.version,
            "date": long_date(document.date, self.config.language),
            "author": document.author,
        }
        arguments = "".join(f"  {name}: {quote(value)},\n" for name, value in values.items())
        dated = "true" if document.moment is not None else "false"
        template = "template.typ" if self.config.typst_template else "base.typ"
        return f'#import "{template}": *\n\n#show: book.with(\n{arguments}  dated: {dated},\n)\n'

    def _write_shared_sources(self) -> None:
        ensuredir(self.sources / IMAGES)
        settings = {
            "lang": self.config.language,
            "fonts": list(self.config.typst_fonts),
            "mono": list(self.config.typst_mono_fonts),
            "colors": colors(self.config),
        }
        write_if_changed(self.sources / "settings.json", json.dumps(settings, indent=2))
        write_if_changed(self.sources / "base.typ", (HERE / "base.typ").read_text("utf-8"))
        if self.config.typst_template:
            template = Path(self.confdir) / self.config.typst_template
            if not template.is_file():
                raise TypstError(f"typst_template: het bestand {template} bestaat niet")
            write_if_changed(self.sources / "template.typ", template.read_text("utf-8"))

    def _remove_others(self, wanted: list[TypstDocument]) -> None:
        """Remove the PDFs of an earlier run that no document asks for any more."""
        keep = {"base", "template", *(document.target for document in wanted)}
        for path in self.sources.glob("*.typ"):
            if path.stem not in keep:
                for old in (path, path.with_suffix(".digest")):
                    old.unlink(missing_ok=True)
                (Path(self.outdir) / f"{path.stem}.pdf").unlink(missing_ok=True)

    def _remove_old_images(self) -> None:
        for path in (self.sources / IMAGES).iterdir():
            if path.name not in self.used:
                path.unlink()

    def _copy_images(self) -> None:
        self.used.update(self.images.values())
        for source, name in self.images.items():
            shutil.copyfile(Path(self.srcdir) / source, self.sources / IMAGES / name)


def builder_tags(builder: Builder) -> set[str]:
    """Return the tags that Sphinx adds for a builder."""
    return {
        builder.format,
        builder.name,
        f"format_{builder.format}",
        f"builder_{builder.name}",
    }


def write_if_changed(path: Path, text: str) -> None:
    """Write a file, unless it already holds the text."""
    if not path.exists() or path.read_bytes() != text.encode("utf-8"):
        path.write_text(text, "utf-8", newline="\n")


def write_pdfs(app: Sphinx, outdir: Path) -> list[Path]:
    """Write the PDF files of an application whose environment has already been read.

    The event `builder-inited` is not emitted again: furo raises there for any builder that
    does not write HTML. The stored doctrees and the application's own builder stay as they are.
    """
    with typst_builder(app, outdir) as builder:
        return builder.write_pdfs()


@contextmanager
def typst_builder(app: Sphinx, outdir: Path) -> Iterator[TypstBuilder]:
    """Give a builder that is the application's for as long as the context lasts."""
    before, tags = app.builder, set(app.tags)
    builder = cast("TypstBuilder", app.registry.create_builder(app, TypstBuilder.name, app.env))
    # An object of its own: Sphinx keeps the outcome of `only` conditions with the tags.
    builder.tags = Tags((tags - builder_tags(before)) | builder_tags(builder))
    builder.outdir = type(builder.outdir)(outdir)
    builder.init()
    _make_current(app, builder)
    try:
        yield builder
    finally:
        _make_current(app, before)
        for tag in builder_tags(builder) - tags:
            app.tags.remove(tag)


def _make_current(app: Sphinx, builder: Builder) -> None:
    """Make a builder the one that Sphinx writes with.

    Post-transforms ask the environment, not the application, whether they are for this builder;
    sphinx-design would otherwise turn its components into HTML. There is no public way to say so.
    """
    app.builder = builder
    app.env._builder_cls = type(builder)  # noqa: SLF001
