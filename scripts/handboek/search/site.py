"""The search of the site: its index, made after the pages, and the page to search on."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from handboek.search.compounds import Splitter, all_tails
from handboek.search.engine import EngineError, make_index
from handboek.search.pages import SitePage, site_pages
from handboek.search.stable import put_in_order
from handboek.search.words import packed, vocabulary_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE = "zoeken"
"""The page to search on, for who comes without the window: from another site, or a bookmark."""
BUNDLE = "pagefind"
"""The folder of the index on the site."""
WORDS = "woorden.txt"
"""The words of the site, in that folder."""

_KEYWORDS_WEIGHT = 5  # words that someone chose for the search: as heavy as a heading of level 3
_TAILS_WEIGHT = 0.5  # the tail of a compound is less than the word itself
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


def index_site(
    root: Path, memory: Path, started: Callable[[int], object], meanwhile: Callable[[], object]
) -> None:
    """Make the index of the site, if a page has changed.

    Cut off at any moment, it leaves nothing that keeps the next time from making it.

    Args:
        root: the folder of the site, with every page written.
        memory: the folder for what is remembered between two builds.
        started: called with the number of pages before the index is made, if it is.
        meanwhile: called when Pagefind is at work, which takes one core.

    Raises:
        SearchError: Pagefind did not make it.
    """
    pages = list(site_pages(root))
    stamp = memory / "gemaakt"
    now = _digest(pages)
    if (root / BUNDLE / WORDS).is_file() and stamp.is_file() and stamp.read_bytes() == now.encode():
        return
    started(len(pages))
    stamp.unlink(missing_ok=True)
    _write(pages, root / BUNDLE, stamp.parent / "nieuw", meanwhile)
    stamp.write_text(now)


def _digest(pages: Sequence[SitePage]) -> str:
    """Sum up what goes into the index, and what makes it."""
    summed = hashlib.sha256(version("pagefind").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        summed.update(path.read_bytes())
    for page in pages:
        summed.update(repr((page.address, page.marks, page.keywords, page.article)).encode())
    return summed.hexdigest()


def _write(
    pages: Sequence[SitePage], target: Path, new: Path, meanwhile: Callable[[], object]
) -> None:
    """Write the index beside the site first: a build that fails leaves the old one whole."""
    vocabulary = vocabulary_of(page.words for page in pages)
    splitter = Splitter(vocabulary.keys())
    given = [(page.address, _html(page, splitter)) for page in pages]
    with ThreadPoolExecutor(1) as aside:
        index = aside.submit(make_index, given)
        meanwhile()
    try:
        files = index.result()
    except (EngineError, OSError) as error:
        raise SearchError(_about(error)) from error
    put_in_order(files)
    tails = vocabulary_of(all_tails(splitter, page.words) for page in pages)
    files[WORDS] = packed(vocabulary | tails).encode("ascii")
    shutil.rmtree(new, ignore_errors=True)
    ours = [place for place in files if not any(fnmatch(place, part) for part in _NOT_OURS)]
    for folder in {(new / place).parent for place in ours}:
        folder.mkdir(parents=True, exist_ok=True)
    for place in ours:
        (new / place).write_bytes(files[place])
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)


def _html(page: SitePage, splitter: Splitter) -> str:
    """Write a page for Pagefind: what it says, and the words by which it should be found too."""
    tails = " ".join(sorted(all_tails(splitter, page.words)))
    return (
        f'<html lang="nl"><head>{page.marks}</head><body data-pagefind-body>{page.article}'
        f'<p data-pagefind-weight="{_KEYWORDS_WEIGHT}">{page.keywords}</p>'
        f'<p data-pagefind-weight="{_TAILS_WEIGHT}">{tails}</p></body></html>'
    )


def _about(error: Exception) -> str:
    said = f" Pagefind zei: {error}." if str(error) else ""
    return (
        f"de zoekindex kon niet worden gemaakt.{said} De pagina's staan er wel, maar zoeken en "
        "filteren werken niet. Typ `make setup` en bouw opnieuw. Blijft het misgaan? Kijk of de "
        "schijf vol is, en meld anders de fout."
    )
