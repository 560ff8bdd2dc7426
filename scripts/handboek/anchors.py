"""The anchors of headings: stable, with the old ones of a page kept alive, and none lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.transforms import SphinxTransform

from handboek.addresses import Address, vanished
from handboek.catalogue import Query
from handboek.domain import HandbookDomain, handbook_domain
from handboek.messages import Message
from handboek.problems import Problem, problem
from handboek.wording import hint, nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_NUMBERED = re.compile(r"id\d+")


class AddressError(SphinxError):
    """A published address would be lost; the text says which and what to do, a line each."""

    category = "Adressen"


class StableAnchors(SphinxTransform):
    """Name headings that docutils would number, and give headings their old anchors too.

    Docutils calls the second ‘Vragen’ of a page ``id1``, and then ``id2`` once somebody adds
    one above it. Here it is named after the heading it stands under: ``voor-de-balie-vragen``.
    """

    default_priority = 410  # after the page of an example has got its sections

    def apply(self) -> None:
        """Change the ids."""
        for section in self.document.findall(nodes.section):
            if section["ids"] and _NUMBERED.fullmatch(section["ids"][0]):
                self.rename(section)
        docname = self.env.current_document.docname
        domain = handbook_domain(self.env)
        if _has_published_anchors(domain, docname):
            domain.note_use(docname, Query("ankers", docname))
            self.keep(domain.handbook.addresses.anchors.get(docname, {}))

    def rename(self, section: nodes.section) -> None:
        """Name a section after its heading and the one above it."""
        above = section.parent["ids"][0] if isinstance(section.parent, nodes.section) else ""
        name = nodes.make_id(f"{above} {section[0].astext()}") or "kop"
        free, number = name, 1
        while free in self.document.ids:
            number += 1
            free = f"{name}-{number}"
        old, section["ids"][0] = section["ids"][0], free
        self.document.ids[free] = self.document.ids.pop(old, section)

    def keep(self, anchors: Mapping[str, str]) -> None:
        """Give headings the anchors that they had before."""
        for old, new in anchors.items():
            place = self.document.ids.get(new) if new else _top(self.document)
            if place is not None and old not in self.document.ids:
                place["ids"].append(old)
                self.document.ids[old] = place


def _top(document: nodes.document) -> nodes.Element | None:
    return next(document.findall(nodes.section), None)


def _has_published_anchors(domain: HandbookDomain, docname: str) -> bool:
    """Tell whether the anchors of a page are published.

    The parts of an example are called the same in each and stay; a generated list has none.
    """
    return domain.example(docname) is None and domain.listing(docname) is None


def note_anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which anchors a page has (event ``doctree-read``)."""
    domain = handbook_domain(app.env)
    docname = app.env.current_document.docname
    if _has_published_anchors(domain, docname):
        domain.anchors[docname] = tuple(_anchors(doctree))


def _anchors(doctree: nodes.document) -> Iterator[str]:
    """Give the anchors that people can copy: those of headings, the title first, and of terms."""
    for node in doctree.findall(lambda n: isinstance(n, (nodes.section, nodes.term))):
        assert isinstance(node, nodes.Element)
        # A number that docutils gave moves on when a heading is added; nobody can copy it.
        yield from (each for each in node["ids"] if not _NUMBERED.fullmatch(each))


def check_anchors(app: Sphinx, env: BuildEnvironment) -> None:
    """Stop the build if an anchor that was published is gone (event ``env-updated``).

    Raises:
        AddressError: one is, or one moves to a heading that is not there.
    """
    domain = handbook_domain(env)
    problems = sorted(
        [*_vanished(domain), *_nowhere(domain)], key=lambda p: (p.path, p.line, p.text)
    )
    if problems:
        raise AddressError("\n".join(["", *map(str, problems)]))


def _vanished(domain: HandbookDomain) -> Iterator[Problem]:
    handbook = domain.handbook
    for address, line in handbook.addresses.published.items():
        there = domain.anchors.get(address.page)
        if address.anchor and there is not None and address.anchor not in there:
            new = Address(address.page, nearest(address.anchor, there))
            yield vanished(handbook.layout, line, Message.ANCHOR_GONE, address, new)


def _nowhere(domain: HandbookDomain) -> Iterator[Problem]:
    addresses = domain.handbook.addresses
    moves = {Address(page): new for page, new in addresses.pages.items()}
    for page, anchors in addresses.anchors.items():
        moves |= {Address(page, old): Address(page, new) for old, new in anchors.items()}
    layout = domain.handbook.layout
    for old, new in moves.items():
        there = domain.anchors.get(new.page, ())
        if new.anchor and new.anchor not in there:
            yield problem(
                layout.relative(layout.moved),
                addresses.lines[old],
                Message.ANCHOR_NOWHERE,
                old=old,
                new=new,
                hint=hint(new.anchor, there),
            )


def setup_anchors(app: Sphinx) -> None:
    """Register what keeps anchors."""
    app.add_transform(StableAnchors)
    app.connect("doctree-read", note_anchors)
    app.connect("env-updated", check_anchors, priority=100)  # before a PDF is made
