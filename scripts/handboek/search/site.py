"""The search of the site: its index, made after the pages, and the page to search on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from handboek.handbook import Handbook
from handboek.layout import Layout
from handboek.search.engine import EngineError
from handboek.search.known import known_words
from handboek.search.making import Making, sum_of, sum_of_index
from handboek.search.marks import is_indexed
from handboek.search.pages import addresses, site_page, site_pages
from handboek.search.stable import put_in_order
from handboek.search.words import packed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE = "zoeken"
"""The page to search on, for who comes without the window: from another site, or a bookmark."""
BUNDLE = "pagefind"
"""The folder of the index on the site."""
WORDS = "woorden.txt"
"""The words of the site, in that folder."""

_NOT_OURS = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-highlight.js", "wasm.unknown.*")


class SearchError(SphinxError):
    """The search index could not be made."""

    category = "Zoekfunctie"


def without_own_index(app: Sphinx) -> None:
    """Leave Sphinx's own index and page out (event ``builder-inited``)."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page to search on (event ``html-collect-pages``)."""
    yield PAGE, {"title": "Zoeken"}, "zoeken.html"


class SiteIndex:
    """The index of a site: made along with its pages if all are written, else after them.

    Cut off at any moment, it leaves nothing that keeps the next time from making it.
    """

    def __init__(self, layout: Layout) -> None:
        """Begin with none."""
        self._root, self._memory, self._layout = layout.site, layout.search, layout
        self._making: Making | None = None

    def along(self, docnames: Iterable[str], handbook: Handbook, suffix: str) -> Making:
        """Begin an index that is made while the pages are written.

        Args:
            docnames: all pages that will be written.
            handbook: knows which of these are to be found.
            suffix: what an address has behind the name of the page.
        """
        self.stop()
        found = [f"{each}{suffix}" for each in docnames if is_indexed(each, handbook)]
        self._making = Making(self._root, known_words(self._layout), found)
        return self._making

    def stop(self) -> None:
        """Make no index after all."""
        if self._making is not None:
            self._making.stop()
            self._making = None

    def finish(self, started: Callable[[int], object], meanwhile: Callable[[], object]) -> None:
        """Make the index of the site, if a page has changed; every page has been written.

        Args:
            started: called with the number of pages while the index is made, if it is.
            meanwhile: called when Pagefind is at work, which takes one core.

        Raises:
            SearchError: Pagefind did not make it.
        """
        if self._making and self._has_all(self._making):
            started(self._making.count)
        else:
            self._after(started)
        if self._making:
            self._write(self._making, meanwhile)
            self._making = None

    def _has_all(self, making: Making) -> bool:
        """Tell whether an index has every page of the site; others may have been added."""
        others = set(addresses(self._root)) - making.expected
        return making.ready and all(site_page(self._root, each) is None for each in others)

    def _after(self, started: Callable[[int], object]) -> None:
        """Hand over the pages now, unless the index is there already."""
        self.stop()
        pages = list(site_pages(self._root))
        known = known_words(self._layout)
        made = sum_of_index(known, map(sum_of, pages)).encode()
        there = (self._root / BUNDLE / WORDS).is_file() and self._stamp.is_file()
        if there and self._stamp.read_bytes() == made:
            return
        started(len(pages))
        self._making = Making(self._root, known, (page.address for page in pages))
        with _plainly():
            for page in pages:
                self._making.take(self._making.gatherer.entry(page))

    @property
    def _stamp(self) -> Path:
        return self._memory / "gemaakt"

    def _write(self, making: Making, meanwhile: Callable[[], object]) -> None:
        """Write the index beside the site first: a build that fails leaves the old one whole."""
        self._stamp.unlink(missing_ok=True)
        with ThreadPoolExecutor(1) as aside:
            index = aside.submit(making.files)
            meanwhile()
        with _plainly():
            files = index.result()
        put_in_order(files)
        gathered = making.gatherer
        files[WORDS] = packed(gathered.words | gathered.tails).encode("ascii")
        new, target = self._memory / "nieuw", self._root / BUNDLE
        shutil.rmtree(new, ignore_errors=True)
        ours = [place for place in files if not any(fnmatch(place, part) for part in _NOT_OURS)]
        for folder in {(new / place).parent for place in ours}:
            folder.mkdir(parents=True, exist_ok=True)
        for place in ours:
            (new / place).write_bytes(files[place])
        shutil.rmtree(target, ignore_errors=True)
        new.rename(target)
        self._stamp.write_text(making.summed)


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except (EngineError, OSError) as error:
        raise SearchError(_about(error)) from error


def _about(error: Exception) -> str:
    said = f" Pagefind zei: {error}." if str(error) else ""
    return (
        f"de zoekindex kon niet worden gemaakt.{said} De pagina's staan er wel, maar zoeken en "
        "filteren werken niet. Typ `make setup` en bouw opnieuw. Blijft het misgaan? Kijk of de "
        "schijf vol is, en meld anders de fout."
    )
