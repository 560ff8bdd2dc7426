"""The addresses of the site: which there are, which were published, and where one has moved to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.tomlfile import read_toml
from handboek.vocabulary import Vocabulary
from handboek.wording import hint, nearest, shown

MOVED = "verhuisd"
"""The table of conf/adressen.toml."""

HEADER = """\
# Adressen die zijn uitgegeven: elk blijft werken. Gemaakt met `make adressen`; verander dit bestand niet zelf.
# Verhuist een adres? Zet het dan in conf/adressen.toml.
"""

_ADDRESS = re.compile(
    r"(?P<page>(?!.*\.\.)[\w-][\w.-]*(/[\w-][\w.-]*)*)\.html(#(?P<anchor>[\w.:-]+))?"
)


@dataclass(frozen=True, order=True)
class Address:
    """An address on the site: a page, by its docname, and perhaps a heading on it."""

    page: str
    anchor: str = ""

    @classmethod
    def read(cls, text: object) -> Address | None:
        """Read an address as a browser shows it (``over.html#status``), if it is one."""
        found = _ADDRESS.fullmatch(text) if isinstance(text, str) else None
        return cls(found["page"], found["anchor"] or "") if found else None

    def __str__(self) -> str:
        """Write the address as a browser shows it, from the root of the site."""
        return f"{self.page}.html" + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True)
class Addresses:
    """What conf/ says of addresses.

    ``published`` holds each published address with its line in conf/adressen.txt; ``pages`` where
    a page has moved to, by its old docname; ``anchors`` the old anchors of a page that is still
    there, each with its new one (empty: the top of the page). ``lines`` has the line of each old
    address in conf/adressen.toml.
    """

    published: Mapping[Address, int] = field(default_factory=dict)
    pages: Mapping[str, Address] = field(default_factory=dict)
    anchors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lines: Mapping[Address, int] = field(default_factory=dict)


def read_addresses(
    layout: Layout, vocabulary: Vocabulary, slugs: Iterable[str]
) -> tuple[Addresses, list[Problem]]:
    """Read which addresses were published and which have moved, and check them.

    Args:
        layout: the folders of the handbook.
        vocabulary: the terms that have a list of their own.
        slugs: the name of every example, also of one that is not right.

    Returns:
        The addresses, and what is wrong with them. Headings are left to the build: only Sphinx
        knows their anchors.

    Raises:
        SettingsError: conf/adressen.toml is no TOML.
    """
    pages = {str(Address(page)) for page in stable_pages(layout, vocabulary, slugs)}
    published, problems = _published(layout)
    moves, wrong = _moves(layout)
    gone = {move.old.page for move in moves if not move.old.anchor}
    problems += [*wrong, *_misled(layout, moves, pages), *_lost(layout, published, pages, gone)]
    anchors: dict[str, dict[str, str]] = {}
    for move in moves:
        if move.old.anchor:
            anchors.setdefault(move.old.page, {})[move.old.anchor] = move.new.anchor
    moved = {move.old.page: move.new for move in moves if not move.old.anchor}
    return Addresses(published, moved, anchors, {move.old: move.line for move in moves}), problems


def stable_pages(layout: Layout, vocabulary: Vocabulary, slugs: Iterable[str]) -> Iterator[str]:
    """Give the docname of every page whose address has to stay.

    Those are the pages of docs/, the examples, the sets to compare with and the first page of
    every list. How many pages a
    list has, changes with every example, so the later ones have no address to rely on.
    """
    for path in layout.docs.rglob("*.md"):
        yield path.relative_to(layout.docs).with_suffix("").as_posix()
    for slug in slugs:
        yield f"voorbeelden/{slug}"
    for path in layout.comparisons.glob("*.toml"):
        yield f"vergelijken/{path.stem}"
    for facet in vocabulary:
        for key in facet:
            yield f"{facet.listing}{key}"


def record(layout: Layout) -> int:
    """Add the addresses of the built site to the published ones.

    What has been published stays in the list, also when it has moved: its redirect has to stay.

    Args:
        layout: the folders of the handbook; the site has been built.

    Returns:
        How many addresses are new.
    """
    before = {str(address) for address in _published(layout)[0]}
    now = set(layout.addresses.read_text(encoding="utf-8").split())
    text = HEADER + "".join(f"{address}\n" for address in sorted(before | now))
    layout.published.write_text(text, encoding="utf-8", newline="\n")
    return len(now - before)


def _published(layout: Layout) -> tuple[dict[Address, int], list[Problem]]:
    """Read the list of published addresses; a handbook that never had a release has none."""
    found: dict[Address, int] = {}
    problems: list[Problem] = []
    if not layout.published.is_file():
        return found, problems
    text = layout.published.read_text(encoding="utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        address = Address.read(line.strip())
        if address is None:
            problems.append(_no_address(layout.relative(layout.published), number, line))
        else:
            found[address] = number
    return found, problems


@dataclass(frozen=True)
class _Move:
    """One line of conf/adressen.toml."""

    old: Address
    new: Address
    line: int


def _moves(layout: Layout) -> tuple[list[_Move], list[Problem]]:
    moves: list[_Move] = []
    problems: list[Problem] = []
    if not layout.moved.is_file():
        return moves, problems
    name = layout.relative(layout.moved)
    data, text = read_toml(layout, layout.moved)
    table = data.get(MOVED, {})
    strangers = [key for key in data if key != MOVED or not isinstance(table, Mapping)]
    problems += [
        problem(name, _line(text, key), Message.NOT_MOVED, given=shown(key)) for key in strangers
    ]
    for key, value in table.items() if isinstance(table, Mapping) else ():
        old, new, line = Address.read(key), Address.read(value), _line(text, key)
        if old is not None and new is not None:
            moves.append(_Move(old, new, line))
        else:
            problems.append(_no_address(name, line, key if old is None else str(value)))
    return moves, problems


def _line(text: str, key: str) -> int:
    """Find the line on which a key stands; TOML's parser does not tell."""
    lines = text.splitlines()
    starts = (f'"{key}"', f"'{key}'", f"[{key}]", key)
    return next(
        (
            n
            for start in starts
            for n, line in enumerate(lines, 1)
            if line.lstrip().startswith(start)
        ),
        1,
    )


def _misled(layout: Layout, moves: list[_Move], pages: set[str]) -> Iterator[Problem]:
    """Find the moves that are not right."""
    name = layout.relative(layout.moved)
    targets = {str(move.old): str(move.new) for move in moves}
    for move in moves:
        yield from _check(name, move, pages, targets)


def _check(name: str, move: _Move, pages: set[str], moves: Mapping[str, str]) -> Iterator[Problem]:
    """Check where one address moves from and to."""
    old, new = str(move.old), str(move.new)
    target = str(Address(move.new.page))
    if move.old.anchor:
        if move.new.page != move.old.page:
            page = str(Address(move.old.page))
            yield problem(name, move.line, Message.ANCHOR_MOVED_AWAY, old=old, new=new, page=page)
            return
    elif old in pages:
        yield problem(name, move.line, Message.MOVED_IS_THERE, old=old)
    if target not in pages:
        further = moves.get(target)
        meant = f" (bedoelt u ‘{further}’?)" if further in pages else hint(target, pages)
        yield problem(name, move.line, Message.MOVED_NOWHERE, old=old, new=target, hint=meant)


def _lost(
    layout: Layout, published: Mapping[Address, int], pages: set[str], moved: set[str]
) -> Iterator[Problem]:
    """Find the published pages that are gone, each once: its headings went with it."""
    known = set(moved)
    for address, line in published.items():
        if str(Address(address.page)) not in pages and address.page not in known:
            known.add(address.page)
            page = str(Address(address.page))
            yield vanished(layout, line, Message.ADDRESS_GONE, address, _likely(page, pages))


def vanished(layout: Layout, line: int, message: Message, old: Address, new: object) -> Problem:
    """Say that a published address is gone, and how conf/ would say where it is now.

    Args:
        layout: the folders of the handbook.
        line: of the address in conf/adressen.txt.
        message: whether it is its page that is gone, or its heading.
        old: the address.
        new: what it most likely is now.
    """
    return problem(
        layout.relative(layout.published),
        line,
        message,
        old=old,
        page=Address(old.page),
        new=new,
        file=layout.relative(layout.moved),
    )


def _likely(page: str, pages: set[str]) -> str:
    """Give the page that a page most likely became: the most alike in its folder, or the index."""
    folder, slash, name = page.rpartition("/")
    beside = {other.rpartition("/")[2] for other in pages if other.rpartition("/")[0] == folder}
    alike = nearest(
        name.removesuffix(".html"), sorted(each.removesuffix(".html") for each in beside)
    )
    index = f"{folder}{slash}index.html"
    return f"{folder}{slash}{alike}.html" if alike else index if index in pages else "index.html"


def _no_address(name: str, line: int, given: str) -> Problem:
    return problem(name, line, Message.NO_ADDRESS, given=shown(given))
