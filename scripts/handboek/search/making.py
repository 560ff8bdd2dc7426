"""A search index in the making: each page goes to Pagefind as soon as it and those before it are there.

Each process reads the pages that it writes; the first process hands them to Pagefind, in order. The
pages that are not to be found are written last, while Pagefind finishes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from handboek.search.compounds import Splitter, all_tails
from handboek.search.engine import Engine
from handboek.search.pages import SitePage, site_page
from handboek.search.words import Vocabulary

_KEYWORDS_WEIGHT = 5  # words that someone chose for the search: as heavy as a heading of level 3
_TAILS_WEIGHT = 0.5  # the tail of a compound is less than the word itself


@dataclass(frozen=True)
class Entry:
    """What the index takes of a page: a sum of what it says, and HTML; none if it is not found."""

    address: str
    summed: bytes = b""
    html: str = ""


@dataclass
class Gatherer:
    """Reads the pages of a site for the index, and counts on how many each word stands."""

    root: Path
    splitter: Splitter
    words: Vocabulary = field(default_factory=Counter)
    tails: Vocabulary = field(default_factory=Counter)

    def read(self, address: str) -> Entry:
        """Read a page."""
        page = site_page(self.root, address)
        return self.entry(page) if page else Entry(address)

    def entry(self, page: SitePage) -> Entry:
        """Make of a page what the index takes."""
        tails = all_tails(self.splitter, page.words)
        self.words.update(page.words)
        self.tails.update(tails)
        return Entry(page.address, sum_of(page), _html(page, sorted(tails)))

    def anew(self) -> Gatherer:
        """Give one for another process, that has counted nothing yet."""
        return Gatherer(self.root, self.splitter)

    def take_over(self, words: Vocabulary, tails: Vocabulary) -> None:
        """Add what another process counted."""
        self.words.update(words)
        self.tails.update(tails)


def sum_of(page: SitePage) -> bytes:
    """Sum up what the index takes of a page."""
    said = repr((page.address, page.marks, page.keywords, page.article))
    return hashlib.sha256(said.encode()).digest()


def _html(page: SitePage, tails: Iterable[str]) -> str:
    """Write a page for Pagefind: what it says, and the words by which it should be found too."""
    return (
        f'<html lang="nl"><head>{page.marks}</head><body data-pagefind-body>{page.article}'
        f'<p data-pagefind-weight="{_KEYWORDS_WEIGHT}">{page.keywords}</p>'
        f'<p data-pagefind-weight="{_TAILS_WEIGHT}">{" ".join(tails)}</p></body></html>'
    )


def sum_of_index(known: AbstractSet[str], sums: Iterable[bytes]) -> str:
    """Sum up what goes into an index, and what makes it.

    Args:
        known: the words that a compound can be made of.
        sums: those of its pages, in order.
    """
    summed = hashlib.sha256(version("pagefind").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        summed.update(path.read_bytes())
    summed.update(" ".join(sorted(known)).encode())
    for each in sums:
        summed.update(each)
    return summed.hexdigest()


class Making:
    """Takes pages in any order, and has their index made in order of address."""

    def __init__(self, root: Path, known: AbstractSet[str], addresses: Iterable[str]) -> None:
        """Begin the index of some pages.

        Args:
            root: the folder of the site.
            known: the words that a compound can be made of.
            addresses: of all pages that are to be found.
        """
        self.known = known
        self.gatherer = Gatherer(root, Splitter(known))
        self.order = sorted(addresses)
        self.expected = frozenset(self.order)
        self._sums: list[bytes] = []
        self._waiting: dict[str, Entry] = {}
        self._taken = 0
        self._engine: Engine | None = None

    def keep(self, entry: Entry) -> None:
        """Take a page, and leave Pagefind be: a process is to be copied first."""
        self._waiting[entry.address] = entry

    def take(self, entry: Entry) -> None:
        """Take a page, and hand over those whose turn it is.

        Raises:
            OSError: Pagefind cannot be started.
        """
        self.keep(entry)
        self._engine = self._engine or Engine()
        while self._taken < len(self.order):
            following = self._waiting.pop(self.order[self._taken], None)
            if following is None:
                return
            self._taken += 1
            if following.html:
                self._sums.append(following.summed)
                self._engine.add(following.address, following.html)
        self._engine.end()  # it makes its files while the other pages are written

    @property
    def ready(self) -> bool:
        """Tell whether every page has been handed over."""
        return self._taken == len(self.order)

    @property
    def count(self) -> int:
        """The number of pages in the index until now."""
        return len(self._sums)

    @property
    def summed(self) -> str:
        """The sum of the index."""
        return sum_of_index(self.known, self._sums)

    def files(self) -> dict[str, bytes]:
        """Give the files of the index, by place.

        Raises:
            EngineError: Pagefind did not make it.
            OSError: it cannot be started.
        """
        assert self.ready
        engine, self._engine = self._engine or Engine(), None
        return engine.files()

    def stop(self) -> None:
        """Make no index after all."""
        if self._engine is not None:
            self._engine.stop()
            self._engine = None
