"""Build the site and the PDFs from one reading of the sources."""

from __future__ import annotations

import gc
import io
import os
import re
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handboek.catalogue import Loaded
from handboek.handbook import hand_over
from handboek.layout import Layout
from handboek.processes import WorkerError, usable
from handboek.products.downloads import offer
from handboek.products.writer import write_products
from handboek.progress import Progress
from handboek.publish import fill, publish
from handboek.search.site import SiteIndex
from handboek.speed.builder import SiteBuilder
from handboek.tomlfile import SettingsError
from handboek.typst import write_pdfs
from handboek.unchanged import Answer, distrust, known, remember
from handboek.workplace import alone, forget, whole

_BUSY = "Er wordt al gebouwd; wachten tot dat klaar is"
_ANEW = "Wat van de vorige keer bewaard was, is niet te gebruiken; alles opnieuw bouwen"
_DETAILS = "fout.txt"
_FORESEEN = (SphinxError, SettingsError, WorkerError, OSError)
"""What is wrong with the sources, the settings, the disk or the machine: again will not help."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class BuildError(Exception):
    """The build did not succeed; the text says in Dutch why and what to do."""


@dataclass(frozen=True)
class Wanted:
    """What to build, and whether a warning counts as an error.

    Without ``search`` the site keeps the search index of the build before, if there was one.
    """

    html: bool = True
    pdf: bool = True
    strict: bool = False
    search: bool = True


@dataclass(frozen=True)
class Built:
    """What a build made: the pages of the site, the PDFs, and how long it took in seconds."""

    pages: int
    pdfs: tuple[Path, ...]
    warnings: int
    seconds: float


class Warnings(io.StringIO):
    """Passes Sphinx's warnings on, each once, with the file as people see it.

    The site and the PDF are made of the same pages, so both find what is wrong with them.
    """

    def __init__(self, layout: Layout, stream: TextIO) -> None:
        """Pass on to a stream what is about the files of a handbook."""
        super().__init__()
        self.root = f"{layout.root}{os.sep}"
        self.stream = stream
        self.seen: dict[str, str] = {}  # what was given, with how it is shown

    def write(self, text: str) -> int:
        """Pass on a warning, in colour only on a terminal."""
        if text not in self.seen:
            shown = text.replace(self.root, "")
            self.seen[text] = _COLOUR.sub("", shown)
            self.stream.write(shown if self.stream.isatty() else self.seen[text])
        return len(text)

    def flush(self) -> None:
        """Show what has been passed on."""
        self.stream.flush()


@dataclass(frozen=True)
class Checked:
    """What the check before a build found: all there is, and the fingerprint of what goes in.

    The next build may be answered from the fingerprint.
    """

    loaded: Loaded
    before: str


def build(
    layout: Layout,
    wanted: Wanted,
    progress: Progress,
    warnings: TextIO,
    checked: Checked | None = None,
) -> Built:
    """Build a handbook whose examples have been checked.

    Args:
        layout: the folders of the handbook.
        wanted: what to build.
        progress: shows how far it is.
        warnings: takes Sphinx's warnings.
        checked: what was checked, not to do it again.

    Returns:
        What was made.

    Raises:
        BuildError: it did not succeed, or there were warnings and ``wanted.strict`` is set.
    """
    start = time.monotonic()
    given = Warnings(layout, warnings)
    with _plainly(layout):
        found, pdfs = _whole(layout, wanted, progress, given, checked)
    if wanted.strict and given.seen:
        raise BuildError(
            f"Waarschuwingen: {len(given.seen)}. U bouwt streng: elke waarschuwing is een fout. "
            "Herstel wat hierboven staat en bouw opnieuw."
        )
    return Built(found, tuple(pdfs), len(given.seen), time.monotonic() - start)


def add_index(layout: Layout, before: str, progress: Progress) -> None:
    """Make the search index of a site that was built without, and of which nothing has changed.

    It needs no Sphinx, and can be cut off at any moment.

    Args:
        layout: the folders of the handbook.
        before: the fingerprint of what goes in, which the site has to be made of.
        progress: shows how far it is.

    Raises:
        BuildError: it did not succeed.
    """
    with _plainly(layout), alone(layout, lambda: progress.step(_BUSY)):
        answer = known(layout, before)
        if answer is None:
            raise BuildError("De site is intussen opnieuw gebouwd. Geef de opdracht nog eens.")
        _finish(SiteIndex(layout), layout, progress)
        publish(layout.site, layout.html, layout.shelves)
        remember(layout, before, replace(answer, search=True))


def _finish(index: SiteIndex, layout: Layout, progress: Progress) -> None:
    try:
        index.finish(
            lambda count: progress.step(f"Zoekindex maken ({count} pagina's)"),
            # Pagefind leaves a core free: the pages go to the shelf, and publishing adds the index.
            lambda: fill(layout.site, layout.html, layout.shelves),
        )
    finally:
        index.stop()


@contextmanager
def _plainly(layout: Layout) -> Iterator[None]:
    """Turn whatever goes wrong into one message, with the way out."""
    try:
        yield
    except BuildError:
        raise
    except ExtensionError as error:  # Sphinx wraps what goes wrong while it tells of an event
        if isinstance(error.orig_exc, OSError):
            raise BuildError(_about_disk(error.orig_exc)) from error
        if isinstance(error.orig_exc, SettingsError):
            raise BuildError(str(error.orig_exc)) from error
        if error.orig_exc is not None:
            raise BuildError(_about_us(layout, error)) from error
        raise BuildError(f"{error.category}: {error}") from error
    except SphinxError as error:
        raise BuildError(f"{error.category}: {error}") from error
    except WorkerError as error:
        raise BuildError(f"de bouw is niet af: {error}. Bouw opnieuw.") from error
    except OSError as error:
        raise BuildError(_about_disk(error)) from error
    except Exception as error:
        raise BuildError(_about_us(layout, error)) from error


def _whole(
    layout: Layout, wanted: Wanted, progress: Progress, given: Warnings, checked: Checked | None
) -> tuple[int, list[Path]]:
    """Build, publish, and remember for whoever builds again; one build at a time."""
    with alone(layout, lambda: progress.step(_BUSY)) as at_once:
        distrust(layout)
        # What was checked before another build made us wait may have changed since.
        with hand_over(checked.loaded if checked and at_once else None):
            found, pdfs = _make_or_anew(layout, wanted, progress, given)
        if wanted.strict and given.seen:
            return found, pdfs
        if wanted.html:
            publish(layout.site, layout.html, layout.shelves)
        if checked:
            names, said = map(layout.relative, pdfs), given.seen.values()
            search = wanted.search or not wanted.html
            answer = Answer(found, tuple(names), tuple(said), strict=wanted.strict, search=search)
            remember(layout, checked.before, answer)
        return found, pdfs


def _make_or_anew(
    layout: Layout, wanted: Wanted, progress: Progress, warnings: Warnings
) -> tuple[int, list[Path]]:
    """Build with what is remembered of the build before; if that breaks it, build without.

    Such a memory may be half written, or of another version of Sphinx. What it does to a build
    nobody can foresee, so any error that is not about the sources or the disk counts.
    """
    remembers = layout.doctrees.exists()
    try:
        return _make(layout, wanted, progress, warnings)
    except Exception as error:
        if not remembers or isinstance(_cause(error), _FORESEEN):
            raise
    progress.step(_ANEW)
    forget(layout)
    return _make(layout, wanted, progress, warnings)


def _cause(error: Exception) -> Exception:
    """Give what went wrong; Sphinx wraps it while it tells of an event."""
    return (error.orig_exc or error) if isinstance(error, ExtensionError) else error


def _make(
    layout: Layout, wanted: Wanted, progress: Progress, warnings: Warnings
) -> tuple[int, list[Path]]:
    """Read the sources and write what is wanted; give the number of pages, and the PDFs."""
    index = SiteIndex(layout)
    try:
        return _make_with(index, layout, wanted, progress, warnings)
    finally:
        index.stop()


def _make_with(
    index: SiteIndex, layout: Layout, wanted: Wanted, progress: Progress, warnings: Warnings
) -> tuple[int, list[Path]]:
    doctrees = layout.doctrees / _builder(wanted)
    with (
        whole(layout, doctrees, *([layout.site] if wanted.html else [])),
        patch_docutils(layout.conf),
        docutils_namespace(),
    ):
        with _without_collector():
            app = _application(layout, wanted, warnings)
        progress.follow(app)
        if wanted.search and isinstance(app.builder, SiteBuilder):
            app.builder.index = index
        pdfs = _build(app, layout, wanted, progress)
    # Nothing of Sphinx depends on the index: cut off here, the pages need not be made anew.
    if wanted.html and wanted.search:
        _finish(index, layout, progress)
    return len(app.env.found_docs), pdfs


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let Python look for no garbage while what is remembered is read: that is millions of objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _builder(wanted: Wanted) -> str:
    """Name the builder; the PDFs alone need no theme and keep a memory of their own."""
    return "html" if wanted.html else "typst"


def _application(layout: Layout, wanted: Wanted, warnings: Warnings) -> Sphinx:
    return Sphinx(
        srcdir=layout.docs,
        confdir=layout.conf,
        outdir=layout.site if wanted.html else layout.pdf,
        doctreedir=layout.doctrees / _builder(wanted),
        buildername=_builder(wanted),
        confoverrides={"nitpicky": True},
        status=None,
        warning=warnings,
        # Sphinx warns of a page only when it reads it; strict means every page.
        freshenv=wanted.strict,
        parallel=usable() if wanted.html else 1,
    )


def _build(app: Sphinx, layout: Layout, wanted: Wanted, progress: Progress) -> list[Path]:
    """Read, write the PDFs, write the site: its pages say how long and how large the PDFs are."""
    pdfs: list[Path] = []

    def write_first(app: Sphinx, env: BuildEnvironment) -> list[str]:
        if wanted.pdf:
            progress.step("PDF zetten")
            layout.pdf.mkdir(parents=True, exist_ok=True)
            pdfs.extend(write_pdfs(app, layout.pdf))
            pdfs.extend(_products(app, layout, progress))
        return offer(env, pdfs, layout.site)

    if wanted.html:
        app.connect("env-updated", write_first, priority=900)  # when all has been read
        app.build()
        return pdfs
    app.build()
    products = _products(app, layout, progress)
    return [*sorted(set(layout.pdf.glob("*.pdf")) - set(products)), *products]


def _products(app: Sphinx, layout: Layout, progress: Progress) -> list[Path]:
    progress.step("Trainingen, kaarten en samenvatting zetten")
    return write_products(app, layout.pdf)


def _about_disk(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return (
        f"er kon niet worden gelezen of geschreven: {error.strerror}{where}. "
        "Kijk of de schijf vol is en of u in de map build mag schrijven; bouw daarna opnieuw."
    )


def _about_us(layout: Layout, error: Exception) -> str:
    """Say that the program itself is wrong, and keep the details for whoever mends it."""
    file = layout.build / _DETAILS
    with suppress(OSError):
        file.write_text("".join(traceback.format_exception(error)), "utf-8", "replace")
    cause = _cause(error)
    return (
        f"het programma liep vast ({type(cause).__name__}: {cause}). Wat er al stond, staat er "
        "nog. Typ `make clean` en bouw opnieuw. Blijft het misgaan? Meld het, en stuur "
        f"{layout.relative(file)} mee."
    )
