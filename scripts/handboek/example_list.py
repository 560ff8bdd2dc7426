"""A list of examples on a page: kept small while Sphinx works on the page, written whole at the end.

A page of a list has eighty examples: a thousand nodes, through which some twenty transforms would walk
and which Sphinx would keep. What is listed is known, so there is nothing in it to transform.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import smartquotes
from sphinx.transforms.post_transforms import SphinxPostTransform

from handboek.catalogue import Query
from handboek.domain import handbook_domain
from handboek.listings import first_sentence
from handboek.nodes import SiteOnly, doc_link
from handboek.speed.faster import QUOTED

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

    from handboek.handbook import Handbook
    from handboek.models import Example

_CLASS = "voorbeeldlijst"


class ExampleList(nodes.General, nodes.Element):
    """The place of a list: ``slugs`` says which examples, ``facet`` and ``key`` what all are about."""


def example_list(examples: Sequence[Example], query: Query) -> ExampleList:
    """Keep the place of a list of examples.

    Args:
        examples: what is on the list.
        query: what all of them are about, which need not be said of each.
    """
    slugs = [example.slug for example in examples]
    return ExampleList("", slugs=slugs, facet=query.facet, key=query.key)


def _labels(example: Example, place: ExampleList, handbook: Handbook) -> Iterator[str]:
    """Give what an example is about, without what the whole list is about."""
    for facet in handbook.settings.vocabulary:
        for key in example.terms(facet.name):
            if (facet.name, key) != (place["facet"], place["key"]):
                yield facet[key].label


def _lines(
    place: ExampleList, handbook: Handbook, config: Config
) -> Iterator[tuple[str, str, str, str]]:
    """Give of each example its docname, title, first sentence, and what it is about."""
    for slug in place["slugs"]:
        example = handbook.catalogue.examples[slug]
        about = " · ".join(_labels(example, place, handbook))
        title, sentence, about = (
            _quoted(text, config)
            for text in (example.title, first_sentence(example.summary), about)
        )
        yield example.docname, title, sentence, about


def _quoted(text: str, config: Config) -> str:
    """Write quotes, dashes and dots as Sphinx does in all other text."""
    if not config.smartquotes or not QUOTED.search(text):
        return text
    return "".join(
        smartquotes.educate_tokens(
            [("plain", text)], attr=config.smartquotes_action, language=config.language
        )
    )


def as_nodes(place: ExampleList, handbook: Handbook, config: Config) -> nodes.bullet_list:
    """Write a list as nodes. A book has the whole example: there the title, with its page, says enough."""
    items = [
        nodes.list_item(
            "",
            nodes.paragraph("", "", doc_link(docname, title)),
            SiteOnly(
                "",
                nodes.paragraph("", sentence),
                nodes.paragraph("", about, classes=["kenmerkregel"]),
            ),
        )
        for docname, title, sentence, about in _lines(place, handbook, config)
    ]
    return nodes.bullet_list("", *items, classes=[_CLASS])


class WholeLists(SphinxPostTransform):
    """Puts the nodes of a list in its place, for whatever is not the site: before links are followed."""

    formats = ("typst", "text")
    default_priority = 5
    looks_for = (ExampleList,)

    def run(self, **_: object) -> None:
        """Fill the places of a page."""
        handbook = handbook_domain(self.env).handbook
        for place in list(self.document.findall(ExampleList)):
            place.replace_self(as_nodes(place, handbook, self.config))


def _write(translator: HTML5Translator, place: ExampleList) -> None:
    """Write a list as Sphinx would write its nodes."""
    builder = translator.builder
    translator.body.append(f'<ul class="{_CLASS}">\n')
    handbook = handbook_domain(builder.env).handbook
    for docname, *texts in _lines(place, handbook, builder.config):
        title, sentence, about = map(translator.encode, texts)
        address = translator.attval(builder.get_relative_uri(builder.current_docname, docname))
        translator.body.append(
            f'<li><p><a class="reference internal" href="{address}">'
            f'<span class="doc">{title}</span></a></p>\n<p>{sentence}</p>\n'
            f'<p class="kenmerkregel">{about}</p>\n</li>\n'
        )


def _end(translator: HTML5Translator, place: ExampleList) -> None:
    translator.body.append("</ul>\n")


def setup_example_lists(app: Sphinx) -> None:
    """Register the place of a list, and what fills it."""
    app.add_node(ExampleList, html=(_write, _end))
    app.add_post_transform(WholeLists)
