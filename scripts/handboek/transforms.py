"""Turn an example's file into its page: title, what it is about, the parts side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from handboek.catalogue import Query
from handboek.clock import in_words
from handboek.domain import handbook_domain
from handboek.fields import keys
from handboek.frontmatter import FENCE
from handboek.kinds import is_web_address
from handboek.models import SECTIONS, Example
from handboek.nodes import doc_link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handboek.handbook import Handbook

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_CLASS = {section.heading.casefold(): section.key for section in SECTIONS}


def put_title(app: Sphinx, docname: str, content: list[str]) -> None:
    """Put an example's title in the place of its front matter (event ``source-read``).

    The text keeps its number of lines, so that every warning names the right one.
    """
    example = handbook_domain(app.env).example(docname)
    if example is None:
        return
    lines = content[0].splitlines()
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE)
    title = _PUNCTUATION.sub(r"\\\1", " ".join(example.title.split()))
    content[0] = "\n".join([*[""] * end, f"# {title}", *lines[end + 1 :], ""])


def mark_orphan(app: Sphinx, doctree: nodes.document) -> None:
    """Say that an example is in no table of contents on purpose (event ``doctree-read``).

    Nor has its page contents of its own: of ten thousand examples, Sphinx would keep those as trees.
    """
    env = app.env
    docname = env.current_document.docname
    if handbook_domain(env).example(docname):
        env.metadata[docname]["orphan"] = True
        env.tocs[docname] = nodes.bullet_list()
        env.toc_num_entries[docname] = 0


class ExamplePage(SphinxTransform):
    """Add what the front matter says to an example's page, and name its parts."""

    default_priority = 400

    def apply(self) -> None:
        """Change the doctree, if it is that of an example."""
        domain = handbook_domain(self.env)
        example = domain.example(self.env.current_document.docname)
        if example is None:
            return
        domain.note_use(example.docname, Query("naast", example.slug))
        # Saved between the loading of the examples and the reading of this page, it would be newer
        # than its front matter.
        domain.note_use(example.docname, Query("voorbeeld", example.slug))
        page = next(self.document.findall(nodes.section))
        page["classes"].append("voorbeeld")
        for section in page.findall(nodes.section):
            key = _CLASS.get(section[0].astext().casefold())
            if key is not None and section.parent is page:
                section["classes"].append(key)
        page.insert(1, about(example, domain.handbook))
        if example.keywords:
            # The search finds the example by these words too.
            self.document.append(
                nodes.meta(name="keywords", content=", ".join(example.keywords), lang="nl")
            )
        if example.source is not None:
            page.append(source_note(example))


def about(example: Example, handbook: Handbook) -> nodes.bullet_list:
    """List what an example is about, each as ‘Rol: Baliemedewerker’ with a link to more."""
    items = [
        nodes.list_item("", nodes.paragraph("", "", *content))
        for content in _tags(example, handbook)
    ]
    return nodes.bullet_list("", *items, classes=["kenmerken"])


def _tags(example: Example, handbook: Handbook) -> Iterator[list[nodes.Node]]:
    vocabulary = handbook.settings.vocabulary
    kind = vocabulary.kinds[example.kind]
    yield [nodes.strong("", kind.label), nodes.Text(f". {kind.core}" if kind.core else "")]
    for facet in vocabulary:
        if facet.name == "soorten":
            continue
        for key in example.terms(facet.name):
            name = "ook" if key in example.also else facet.singular
            link = doc_link(_home(facet.name, key, facet.listing), facet[key].label)
            yield [nodes.Text(f"{name.capitalize()}: "), link]
    for field, declared in keys(Example).items():
        value = getattr(example, field)
        if declared.shown and value:
            yield [nodes.Text(f"{declared.label}: {_in_words(value)}")]


def _in_words(value: object) -> str:
    if isinstance(value, dt.date):
        return in_words(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "ja" if value is True else str(value)


def _home(facet: str, key: str, listing: str) -> str:
    """Give the page about a term: its own page in docs/, or else the list of its examples."""
    return f"{facet}/{key}" if facet in ("principes", "rollen") else f"{listing}{key}"


def source_note(example: Example) -> nodes.section:
    """Name the public source of an example that really happened."""
    source = example.source
    assert source is not None
    when = f", {_in_words(source.date)}" if source.date else ""
    safe = is_web_address(source.url)  # the check says so too; this is the second wall
    title = nodes.Text(source.title)
    link = nodes.reference("", "", title, refuri=source.url) if safe else title
    paragraph = nodes.paragraph("", "", link, nodes.Text(f", {source.publisher}{when}."))
    section = nodes.section("", nodes.title("", "Bron"), paragraph, ids=["bron"], classes=["bron"])
    section["names"].append("bron")
    return section


def setup_transforms(app: Sphinx) -> None:
    """Register what makes an example's page."""
    app.connect("source-read", put_title)
    app.connect("doctree-read", mark_orphan, priority=600)  # after Sphinx gathered what it keeps
    app.add_transform(ExamplePage)
