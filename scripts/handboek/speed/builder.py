"""The builder of the site: Sphinx's own, that reads and writes many pages on every core.

Sphinx can do that too, but sends everything it knows back for every ten pages or so, leaves one
core to wait, looks up the references of all pages in one process, and waits forever for a process
that was ended from outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from itertools import accumulate
from logging import LogRecord
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.writers.html5 import HTML5Translator

from handboek.domain import handbook_domain
from handboek.processes import Tell, spread, usable
from handboek.speed.idle import make_sure

if TYPE_CHECKING:
    from handboek.search.making import Entry, Making
    from handboek.search.site import SiteIndex
    from handboek.search.words import Vocabulary

logger = logging.getLogger(__name__)

_WORTH_PROCESSES = 100
"""Pages; for fewer, copying the process and gathering what it found takes longer than it saves."""

_SIZE_OF_LIST = 8_000
"""Bytes of a page that takes as long to read as a list that is generated, which has no file."""

Logs = list[tuple[str, list[LogRecord]]]
"""What there was to say of each page, by docname."""


class SiteBuilder(StandaloneHTMLBuilder):
    """Builds the same site as Sphinx's own builder.

    ``index`` is the search index to make along with the pages, if it is to be made.
    """

    def init(self) -> None:
        """Begin: also with what is kept from page to page."""
        super().init()
        self.index: SiteIndex | None = None
        self._making: Making | None = None
        self._translators: dict[type[nodes.NodeVisitor], type[nodes.NodeVisitor]] = {}

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare; docutils would look for its own styles, which no page has, for every page."""
        super().prepare_writing(docnames)
        self.docsettings.stylesheet_path = []

    def create_translator(self, *args: Any) -> nodes.NodeVisitor:
        """Make what writes a tree; our own nodes are made part of its class, once.

        Sphinx adds the sixty functions for those to every one that it makes, three for each page.
        """
        cls = self._registry.get_translator_class(self)
        if cls not in self._translators:
            handlers = self._registry.translation_handlers
            own = handlers.get(self.name) or handlers.get(self.format, {})
            functions = {
                f"{when}_{name}": function
                for name, pair in own.items()
                for when, function in zip(("visit", "depart"), pair, strict=True)
                if function
            }
            self._translators[cls] = type(cls.__name__, (cls,), functions)
        return self._translators[cls](*args)

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Write a piece of a page; for a title that is no more than text there is little to do."""
        if isinstance(node, nodes.title) and all(type(each) is nodes.Text for each in node):
            title = node.astext().translate(HTML5Translator.special_characters)
            return {"fragment": "", "title": title}
        return super().render_partial(node)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Give the templates what Sphinx knows of a page.

        Of an example that is little: it is in no table of contents, and shows none of its own.
        """
        if handbook_domain(self.env).example(docname) is None:
            return super().get_doc_context(docname, body, metatags)
        return {
            "parents": [],
            "prev": None,
            "next": None,
            "title": self.render_partial(self.env.longtitles[docname])["title"],
            "meta": self.env.metadata.get(docname),
            "body": body,
            "metatags": metatags,
            "rellinks": self.globalcontext["rellinks"][:],
            "sourcename": "",
            "toc": "",
            "display_toc": False,
            "page_source_suffix": self.env.doc2path(docname, base=False).suffix,
        }

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        """Read pages: one part for each process, so that what they know comes back once."""
        if len(docnames) < _WORTH_PROCESSES:
            self._read_serial(docnames)
            return
        make_sure(self.env)
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
        parts = _parts(docnames, [self._size(docname) for docname in docnames], nproc)
        for part, (env, logs) in zip(
            parts, spread(self._read_part, parts, self._done), strict=True
        ):
            _say(logs)
            self.env.merge_info_from(part, env, self._app)

    def _read_serial(self, docnames: list[str]) -> None:
        if len(docnames) >= _WORTH_PROCESSES:
            make_sure(self.env)
        super()._read_serial(docnames)

    def _size(self, docname: str) -> int:
        path = Path(self.env.doc2path(docname))
        return path.stat().st_size if path.is_file() else _SIZE_OF_LIST

    def _read_part(self, docnames: Sequence[str], tell: Tell) -> tuple[BuildEnvironment, Logs]:
        logs: Logs = []
        for docname in docnames:
            with _heard(docname, logs):
                self.read_doc(docname, _cache=False)
            tell(1)
        return self.env, logs

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write pages: the next one goes to the next process, so that all end together."""
        names = sorted(docnames)
        if len(names) >= _WORTH_PROCESSES:
            make_sure(self.env)
        if not self.parallel_ok or len(names) < _WORTH_PROCESSES:
            self._write_serial(names)
            return
        if self.index and docnames >= self.env.found_docs:
            handbook = handbook_domain(self.env).handbook
            making = self._making = self.index.along(names, handbook, self.out_suffix)
            names.sort(key=lambda docname: self._address(docname) not in making.expected)
        self._write_serial(names[:1])  # with that, templates and the like are there for all
        if self._making:
            self._making.keep(self._making.gatherer.read(self._address(names[0])))
        parts = [names[1 + start :: usable()] for start in range(usable())]
        written = spread(self._write_part, parts, self._done_and_read)
        for _, images, counted in written:
            self.images.update(images)
            if self._making:
                self._making.gatherer.take_over(*counted)
        _say(sorted((each for logs, *_ in written for each in logs), key=lambda each: each[0]))

    def _address(self, docname: str) -> str:
        return f"{docname}{self.out_suffix}"

    def _write_part(
        self, docnames: Sequence[str], tell: Tell
    ) -> tuple[Logs, dict[str, str], tuple[Vocabulary, Vocabulary]]:
        """Write pages, and read them for the index; give what was said, the images and the words."""
        logs: Logs = []
        gatherer = self._making and self._making.gatherer.anew()
        expected = self._making.expected if self._making else frozenset()
        for docname in docnames:
            with _heard(docname, logs):
                self._write_page(docname)
            address = self._address(docname)
            tell(gatherer.read(address) if gatherer and address in expected else None)
        counted = (gatherer.words, gatherer.tails) if gatherer else (Counter(), Counter())
        return logs, self.images, counted

    def _write_page(self, docname: str) -> None:
        """Write a page, as Sphinx does it in one process."""
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.phase = BuildPhase.WRITING
        self.write_doc_serialized(docname, doctree)
        self.write_doc(docname, doctree)

    def _done(self, count: int) -> None:
        self.events.emit("handboek-pages-done", count)

    def _done_and_read(self, entry: Entry | None) -> None:
        self._done(1)
        if self._making and entry:
            with suppress(OSError):  # no Pagefind: whoever finishes the index says so
                self._making.take(entry)


@contextmanager
def _heard(docname: str, logs: Logs) -> Iterator[None]:
    """Keep what is said while something is done, to say it in the first process."""
    collector = logging.LogCollector()
    with collector.collect():
        yield
    if collector.logs:
        logging.convert_serializable(collector.logs)
        logs.append((docname, collector.logs))


def _say(logs: Iterable[tuple[str, Iterable[LogRecord]]]) -> None:
    for _, records in logs:
        for record in records:
            logger.handle(record)


def _parts(docnames: Sequence[str], sizes: Sequence[int], count: int) -> list[list[str]]:
    """Divide pages into parts that follow each other and have as much text each."""
    whole = sum(sizes) + 1
    parts: list[list[str]] = [[] for _ in range(count)]
    for docname, before in zip(docnames, accumulate(sizes, initial=0), strict=False):
        parts[before * count // whole].append(docname)
    return [part for part in parts if part]
