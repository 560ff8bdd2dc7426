"""What the handbook gives the PDF: the whole examples, each behind its principle, in volumes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handboek.domain import handbook_domain
from handboek.nodes import ChapterExamples, SiteAddress
from handboek.typst.config import TypstDocument, documents
from handboek.volumes import Volume, divide

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handboek.handbook import Handbook

BOOK = "handboek"
"""The name of the PDF that holds the whole handbook, or its first volume."""


def volumes(handbook: Handbook) -> list[Volume]:
    """Give the examples of each volume, as docnames by the page of their principle."""
    examples = {
        f"principes/{key}": [each.docname for each in handbook.catalogue if each.principle == key]
        for key in handbook.settings.vocabulary.principles
    }
    return divide(examples, handbook.settings.per_volume)


def add_volumes(app: Sphinx) -> None:
    """Divide the handbook when it has too many examples for one PDF (event ``builder-inited``)."""
    handbook = handbook_domain(app.env).handbook
    divided = volumes(handbook)
    if len(divided) > 1:
        app.config["typst_documents"] = [
            volume
            for document in documents(app.config)
            for volume in (
                _documents(document, divided, handbook) if document.target == BOOK else [document]
            )
        ]


def _documents(
    book: TypstDocument, divided: list[Volume], handbook: Handbook
) -> Iterator[TypstDocument]:
    """Give the book with the examples of the first volume, and a document a later volume."""
    names = [set(chain(*volume.values())) for volume in divided]
    every = set(chain(*names))
    places = {name: f"deel {n}" for n, held in enumerate(names, start=1) for name in held}
    for number, volume in enumerate(divided, start=1):
        first = number == 1
        principles = handbook.settings.vocabulary.principles
        held = [principles[page.rpartition("/")[2]].label for page in volume]
        about = f"met de voorbeelden bij {_joined(held)}"
        yield replace(
            book,
            target=BOOK if first else f"{BOOK}-deel-{number}",
            title=book.title if first else f"{book.title}, deel {number}",
            subtitle=f"Deel {number} van {len(divided)}, {about}",
            chapters=() if first else tuple(volume),
            leaves=tuple(sorted(every - names[number - 1])),
            elsewhere=places if first else {**places, "": "deel 1"},
        )


def _joined(names: list[str]) -> str:
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def add_examples(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a principle's examples in the book (event ``typst-doctree-loaded``)."""
    document: TypstDocument = app.builder.document  # type: ignore[attr-defined]  # the Typst builder
    for place in list(doctree.findall(ChapterExamples)):
        own = place["docnames"]
        toctree = _toctree(docname, [name for name in own if name not in document.leaves])
        if docname in document.chapters:
            _only_examples(doctree, toctree)
        else:
            place.replace_self([*_elsewhere(app, docname, document), toctree])


def _toctree(docname: str, docnames: list[str]) -> addnodes.toctree:
    return addnodes.toctree(
        "",
        parent=docname,
        entries=[(None, name) for name in docnames],
        includefiles=docnames,
        hidden=True,
        glob=False,
        maxdepth=-1,
        caption=None,
        numbered=0,
        titlesonly=False,
        includehidden=False,
    )


def _only_examples(doctree: nodes.document, toctree: addnodes.toctree) -> None:
    """Leave of a principle's page its title and its examples: the first volume has the rest."""
    page = next(doctree.findall(nodes.section))
    title = page[0]
    assert isinstance(title, nodes.title)
    title += nodes.Text(": voorbeelden")
    page.children = []
    page += [title, toctree]


def _elsewhere(app: Sphinx, docname: str, document: TypstDocument) -> list[nodes.Node]:
    """Say in which volumes the other examples of a principle are."""
    if not document.leaves or document.target != BOOK:
        return []
    divided = volumes(handbook_domain(app.env).handbook)
    others = [n for n, volume in enumerate(divided[1:], start=2) if volume.get(docname)]
    if not others:
        return []
    which = "De" if not divided[0].get(docname) else "Meer"
    numbers = _joined([f"deel {number}" for number in others])
    text = f"{which} voorbeelden bij dit principe staan in {numbers} van dit handboek."
    return [nodes.paragraph("", text)]


def add_address(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say below an example where it is on the site, if there is one (``typst-doctree-loaded``)."""
    domain = handbook_domain(app.env)
    url = domain.handbook.settings.site.url
    if url and domain.example(docname):
        page = next(doctree.findall(nodes.section))
        page += SiteAddress(address=f"{url}{docname}.html")


def plain_tags(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let no tag of an example lead to a list (``typst-doctree-loaded``): a book has no lists.

    Each would otherwise get a note with the list's address on the site.
    """
    handbook = handbook_domain(app.env).handbook
    lists = {f"/{listing.docname}" for listing in handbook.listings if listing.generated}
    for tags in doctree.findall(nodes.bullet_list):
        if "kenmerken" in tags["classes"]:
            for link in list(tags.findall(addnodes.pending_xref)):
                if link["reftarget"] in lists:
                    link.replace_self(link.children)


def setup_book(app: Sphinx) -> None:
    """Register what the book gets."""
    app.connect("builder-inited", add_volumes, priority=200)
    app.connect("typst-doctree-loaded", add_examples)
    app.connect("typst-doctree-loaded", add_address)
    app.connect("typst-doctree-loaded", plain_tags)
