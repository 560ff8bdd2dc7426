"""The page with the form: a directive, a node, and what only that page loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes

from handboek.catalogue import Query
from handboek.directives import HandbookDirective
from handboek.domain import handbook_domain
from handboek.form_data import form_data
from handboek.questions import PARTS, questions

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator

SCRIPTS = (
    "formulier-bestand.js", "formulier-privacy.js", "formulier-controle.js",
    "formulier-opmaak.js", "formulier-versturen.js", "formulier.js",
)  # fmt: skip
"""In the order in which they need each other."""
STYLES = "formulier.css"
TEMPLATE = "formulier.html"


class ShareForm(nodes.General, nodes.Element):
    """The place of the form on its page. Its children are the questions, for what is no site."""


class Share(HandbookDirective):
    """``{formulier}``: the form to share an example with."""

    def run(self) -> list[nodes.Node]:
        """Keep the place; the form shows which names are taken, so new examples change the page."""
        domain = handbook_domain(self.env)
        domain.note_use(self.env.current_document.docname, Query())
        return [ShareForm("", nodes.paragraph("", _ON_PAPER), on_paper())]


_ON_PAPER = "Het formulier staat op de site. Liever op papier? Beantwoord dan deze vragen:"


def on_paper() -> nodes.bullet_list:
    """List the questions, for who has no site at hand."""
    asked = [each for each in questions() if each.kind != "day" and not each.group]
    items = [
        nodes.paragraph("", "", nodes.strong("", each.lead), nodes.Text(f" {each.help}"))
        for each in asked
    ]
    return nodes.bullet_list("", *(nodes.list_item("", item) for item in items))


def write_form(translator: SphinxTranslator, node: ShareForm) -> None:
    """Write the form, by its template."""
    builder: Any = translator.builder
    handbook = handbook_domain(builder.env).handbook
    data = form_data(handbook.layout, handbook.settings, handbook.catalogue.examples)
    context = {
        "parts": PARTS,
        "questions": questions(),
        "facets": {facet.name: facet for facet in handbook.settings.vocabulary},
        "site": handbook.settings.site,
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")),
    }
    translator.body.append(builder.templates.render(TEMPLATE, context))  # type: ignore[attr-defined]
    raise nodes.SkipNode


def _show(translator: SphinxTranslator, node: nodes.Element) -> None:
    """Show the questions, and nothing of our own."""


def load_on_its_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load scripts and styles on the page of the form alone (event ``html-page-context``)."""
    if doctree is None or not any(doctree.findall(ShareForm)):
        return
    app.add_css_file(STYLES)
    for script in SCRIPTS:
        app.add_js_file(script, loading_method="defer")


def setup_form(app: Sphinx) -> None:
    """Register the form."""
    app.add_directive("formulier", Share)
    app.add_node(ShareForm, html=(write_form, _show), text=(_show, _show), typst=(_show, _show))
    app.connect("html-page-context", load_on_its_page)
