"""The way from the home page to a page: the pages above it, by folder, principle or list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handboek.domain import handbook_domain
from handboek.site_address import ROOT

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

HOME = "Startpagina"


@dataclass(frozen=True)
class Crumb:
    """A page on the way: its docname, and its title as plain text."""

    docname: str
    title: str


def breadcrumbs(env: BuildEnvironment, docname: str) -> list[Crumb]:
    """Give the pages above a page, from the home page down; the home page has none."""
    if docname == ROOT:
        return []
    above = [Crumb(name, _title(env, name)) for name in _above(env, docname)]
    return [Crumb(ROOT, HOME), *above]


def _title(env: BuildEnvironment, docname: str) -> str:
    return env.titles[docname].astext()


def _above(env: BuildEnvironment, docname: str) -> Iterator[str]:
    domain = handbook_domain(env)
    example = domain.example(docname)
    if example is not None:
        yield f"principes/{example.principle}"
        return
    index = f"{docname.rpartition('/')[0]}/index"
    if index in env.found_docs and index != docname:
        yield index
    listing = domain.listing(docname)
    if listing is not None and listing.first not in (docname, index):
        yield listing.first
