"""Parts of the handbook's pages, to build a product with: each a copy, free to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.nodes import process_only_nodes

from handboek.models import Example
from handboek.nodes import ChapterExamples, SiteOnly, doc_link
from handboek.products.nodes import DownloadList
from handboek.typst import TypstError

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

LOGGER = logging.getLogger(__name__)

Part = TypeVar("Part", bound=nodes.Element)

_NOT_IN_PRODUCTS = (SiteOnly, ChapterExamples, DownloadList, addnodes.toctree)


@dataclass(frozen=True)
class Pieces:
    """Takes parts out of what Sphinx has read."""

    env: BuildEnvironment
    tags: Tags

    def has(self, docname: str) -> bool:
        """Tell whether there is such a page."""
        return docname in self.env.all_docs

    def page(self, docname: str) -> nodes.section:
        """Give a whole page: the section that holds its title and everything else."""
        doctree = self.env.get_doctree(docname)
        process_only_nodes(doctree, self.tags)
        for node in list(doctree.findall(lambda each: isinstance(each, _NOT_IN_PRODUCTS))):
            node.parent.remove(node)
        return next(iter(doctree.findall(nodes.section)))

    def marked(self, docname: str, mark: str) -> nodes.section:
        """Give the section of a page that has a mark, ``(mark)=``, above it.

        Raises:
            TypstError: the page has no such section.
        """
        for section in self.page(docname).findall(nodes.section):
            if mark in section["ids"]:
                return section
        path = self.env.doc2path(docname, base=False)
        raise TypstError(
            f"docs/{path}: het onderdeel ({mark})= ontbreekt; een PDF haalt daar zijn tekst; "
            f"zet ({mark})= op een eigen regel boven de kop waar die tekst staat"
        )

    def titled(self, docname: str, title: str) -> nodes.section | None:
        """Give the section of a page that has a title; warn if there is none."""
        if not self.has(docname):
            return None
        page = self.page(docname)
        for section in page.findall(nodes.section):
            if section[0].astext().casefold() == title.casefold():
                return section
        LOGGER.warning(
            "het onderdeel ‘%s’ ontbreekt op deze pagina en komt niet in de PDF’s; "
            "zet een kop met die naam op de pagina",
            title,
            location=page,
            type="handboek",
            subtype="producten",
        )
        return None

    def example(self, example: Example) -> nodes.section:
        """Give an example; what it is about is plain text, for on paper those links say nothing."""
        page = self.page(example.docname)
        tags = next(each for each in page if _has_class(each, "kenmerken"))
        for link in list(tags.findall(addnodes.pending_xref)):
            link.replace_self(link.children)
        return page


def retitled(section: nodes.section, title: str) -> nodes.section:
    """Give a section another title."""
    section[0] = nodes.title("", title)
    return section


def new_section(
    title: str, *content: nodes.Node, name: str = "", **more: list[str]
) -> nodes.section:
    """Make a section."""
    section = nodes.section("", nodes.title("", title), *content, **more)
    if name:
        section["ids"].append(name)
    return section


def content(section: nodes.Element) -> list[nodes.Node]:
    """Give what stands in a section below its title, before its own sections."""
    found = []
    for node in section.children[1:]:
        if isinstance(node, nodes.section):
            break
        found.append(node)
    return found


def parts(example: nodes.section) -> dict[str, nodes.section]:
    """Give the sections of an example by key; each is taken out of it."""
    found = {}
    for section in [each for each in example if isinstance(each, nodes.section)]:
        example.remove(section)
        found[section["classes"][0] if section["classes"] else section["ids"][0]] = section
    return found


def of_file(docname: str, *children: nodes.Node) -> addnodes.start_of_file:
    """Say what page something comes from, so that the links in it are understood."""
    start = addnodes.start_of_file(docname=docname)
    start.extend(children)
    return start


def without_ids(node: Part) -> Part:
    """Take away every id: what stands in a product twice cannot be a target."""
    for each in node.findall(nodes.Element):
        each["ids"] = []
        each["names"] = []
    return node


def strip_ids(given: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Take away the ids of several nodes."""
    return [without_ids(each) if isinstance(each, nodes.Element) else each for each in given]


def link_to(example: Example) -> nodes.paragraph:
    """Link to an example; in a PDF the page follows."""
    return nodes.paragraph("", "", doc_link(example.docname, example.title))


def ticked(section: nodes.section) -> nodes.section:
    """Let a template draw a box before every item."""
    for items in section.findall(nodes.bullet_list):
        items["classes"].append("afvinken")
    return section


def _has_class(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node.get("classes", ())
