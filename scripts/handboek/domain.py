"""The Sphinx domain of the handbook: examples as targets, and who shows what of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from handboek.catalogue import Query
from handboek.handbook import Handbook
from handboek.listings import Listing
from handboek.models import Example
from handboek.wording import did_you_mean

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

FORM = "deel-uw-voorbeeld"
"""The page with the form to contribute an example, if the handbook has one."""


class ExampleRole(XRefRole):
    """``{voorbeeld}`slug` ``: a link to an example, with its title."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: FBT001 - Sphinx's own
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Use the example's title, and remember that this page shows it.

        That counts for an example that is not there too, as it may come; and for a link with words
        of its own, which has the title to point at.
        """
        domain = handbook_domain(env)
        domain.note_use(env.current_document.docname, Query("voorbeeld", target))
        example = domain.handbook.catalogue.examples.get(target)
        if example is None or has_explicit_title:
            return title, target
        return example.title, target


class HandbookDomain(Domain):
    """Examples, by slug.

    ``data["uses"]`` holds, by docname, the queries a page shows the answer to, each with a digest
    of that answer; a page whose answer changed has to be read again. ``data["anchors"]`` holds
    the anchors of each page that people may have kept, ``data["outline"]`` what the examples were
    when ``uses`` was looked through.
    """

    name = "handboek"
    label = "Handboek"
    object_types: ClassVar[dict[str, ObjType]] = {"voorbeeld": ObjType("voorbeeld", "voorbeeld")}
    roles: ClassVar[dict[str, Any]] = {
        # A title is text; by itself a role shows it as code.
        "voorbeeld": ExampleRole(innernodeclass=nodes.inline, warn_dangling=True)
    }
    initial_data: ClassVar[dict[str, Any]] = {"uses": {}, "anchors": {}}
    data_version = 2

    handbook: Handbook

    @property
    def uses(self) -> dict[str, dict[Query, str]]:
        """The queries of each page, with the digest of their answer."""
        uses: dict[str, dict[Query, str]] = self.data["uses"]
        return uses

    @property
    def anchors(self) -> dict[str, tuple[str, ...]]:
        """The anchors of each page of docs/, that of its title first."""
        anchors: dict[str, tuple[str, ...]] = self.data["anchors"]
        return anchors

    def note_use(self, docname: str, query: Query) -> None:
        """Remember that a page shows the answer to a query."""
        self.uses.setdefault(docname, {})[query] = self.digest(query)

    def digest(self, query: Query) -> str:
        """Sum up what a page shows of the answer to a query."""
        return hashlib.sha256(repr(self.answer(query)).encode()).hexdigest()

    def answer(self, query: Query) -> object:
        """Answer a query: with sums of examples, or with what stands beside one or is kept of a page.

        The facet ``pagina`` asks whether there is such a page.
        """
        if query.facet == "voorbeeld":
            return self.handbook.sum_of(query.key)
        if query.facet == "vergelijking":
            return [each for each in self.handbook.comparisons if query.key in {"", each.slug}]
        if query.facet == "naast":
            return self.handbook.beside(query.key)
        if query.facet == "ankers":
            return self.handbook.addresses.anchors.get(query.key)
        if query.facet == "pagina":
            return query.key in self.env.found_docs
        return [self.handbook.sum_of(each.slug) for each in self.handbook.catalogue.select(query)]

    def stale(self) -> Iterator[str]:
        """Give the pages that show an answer which has changed since they were read.

        What stands beside each example is looked up only if it may have changed: of thousands of
        examples that takes seconds.
        """
        before, self.data["outline"] = self.data.get("outline"), self.handbook.outline
        certain = {"naast"} if before == self.handbook.outline else set()
        now = cache(self.digest)  # the pages of one list show the same answer
        for docname, uses in self.uses.items():
            if any(
                query.facet not in certain and now(query) != digest
                for query, digest in uses.items()
            ):
                yield docname

    def clear_doc(self, docname: str) -> None:
        """Forget what a page shows."""
        self.uses.pop(docname, None)
        self.anchors.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self.uses.update({k: v for k, v in otherdata["uses"].items() if k in docnames})
        self.anchors.update({k: v for k, v in otherdata["anchors"].items() if k in docnames})

    def form_link(self, docname: str, text: str, **filled: str) -> pending_xref | None:
        """Link to the form with something filled in already, if the handbook has the form."""
        self.note_use(docname, Query("pagina", FORM))
        if FORM not in self.env.found_docs:
            return None
        shown = nodes.inline("", text)
        return pending_xref(
            "", shown, refdomain=self.name, reftype="formulier", reftarget=urlencode(filled)
        )

    def resolve_xref(  # noqa: PLR0913, PLR0917 - Sphinx's own
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link to an example's page, or to the form."""
        if typ == "formulier":
            if builder.format != "html":
                return None
            address = f"{builder.get_relative_uri(fromdocname, FORM)}?{target}"
            return nodes.reference("", "", contnode, refuri=address, internal=True)
        examples = self.handbook.catalogue.examples
        if target in examples:
            example = examples[target]
            return make_refnode(
                builder, fromdocname, example.docname, None, contnode, example.title
            )
        return None

    def resolve_any_xref(  # noqa: PLR0913, PLR0917 - Sphinx's own
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Give nothing: a link to an example says that it is one."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Give every example, for other handbooks to link to; the search has its text already."""
        for example in self.handbook.catalogue:
            yield example.slug, example.title, "voorbeeld", example.docname, "", -1

    def example(self, docname: str) -> Example | None:
        """Give the example that a page shows, if it shows one whole."""
        folder, _, slug = docname.rpartition("/")
        return self.handbook.catalogue.examples.get(slug) if folder == "voorbeelden" else None

    def listing(self, docname: str) -> Listing | None:
        """Give the page of a list that is generated, if a page is one."""
        return self.handbook.generated.get(docname)


def handbook_domain(env: BuildEnvironment) -> HandbookDomain:
    """Give the handbook's domain of an environment."""
    domain = env.get_domain("handboek")
    assert isinstance(domain, HandbookDomain)
    return domain


def outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Read again what shows examples that have changed (event ``env-get-outdated``)."""
    return [docname for docname in handbook_domain(env).stale() if docname not in added]


def warn_unknown(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say which example may be meant (event ``warn-missing-reference``)."""
    if not isinstance(domain, HandbookDomain):
        return None
    if node["reftype"] == "formulier":  # on paper there is nothing to fill in
        return True
    target = node["reftarget"]
    logger.warning(
        "het voorbeeld ‘%s’ bestaat niet; %spas de naam aan",
        target,
        did_you_mean(target, domain.handbook.catalogue.examples),
        location=node,
        type="handboek",
        subtype="voorbeeld",
    )
    return True


def setup_domain(app: Sphinx) -> None:
    """Register the domain and what keeps its pages fresh."""
    app.add_domain(HandbookDomain)
    app.connect("env-get-outdated", outdated)
    app.connect("warn-missing-reference", warn_unknown)
