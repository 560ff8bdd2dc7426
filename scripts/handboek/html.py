"""What the templates of the site show of a page beyond what the theme has."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from handboek.breadcrumbs import breadcrumbs
from handboek.citation import citation
from handboek.clock import in_words
from handboek.description import description
from handboek.domain import handbook_domain
from handboek.feed import FEED
from handboek.feedback import feedback
from handboek.forge import edit_address
from handboek.icon import ICO, SVG
from handboek.site_address import full_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handboek.models import Example


def page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates what they show of a page (event ``html-page-context``).

    All that is given here is plain text: a template writes it with ``| e``.
    """
    context["description"] = description(app.env, pagename, doctree)
    context["icons"] = (SVG, ICO)
    site = handbook_domain(app.env).handbook.settings.site
    context["feed"] = f"{site.url}{FEED}" if site.url else ""
    context["breadcrumbs"] = []
    if pagename in app.env.found_docs:
        _about_document(app, pagename, context)
    else:
        context["pageurl"] = None  # a search or a missing page is nothing to find


def _about_document(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    domain = handbook_domain(app.env)
    handbook = domain.handbook
    site = handbook.settings.site
    address = full_address(site.url, docname)
    title = app.env.titles[docname].astext()
    context["plain_title"] = title
    context["pageurl"] = address or None
    context["breadcrumbs"] = breadcrumbs(app.env, docname)
    day = handbook.reviewed_on(docname)
    context["reviewed"] = day and {
        "iso": day.isoformat(),
        "words": in_words(day),
    }
    context["feedback"] = feedback(site, handbook.edition, title, address or f"{docname}.html")
    source = handbook.source_of(docname)
    context["edit"] = (
        edit_address(site.repository, site.forge, site.branch, source) if source else ""
    )
    example = domain.example(docname)
    if example is not None:
        _about_example(app, example, context)


def _about_example(app: Sphinx, example: Example, context: dict[str, Any]) -> None:
    handbook = handbook_domain(app.env).handbook
    vocabulary = handbook.settings.vocabulary
    context["example"] = example
    context["principle"] = vocabulary.principles[example.principle].label
    titles = app.env.titles
    title = titles[example.docname].astext()
    context["citation"] = citation(title, example, handbook.settings.site, handbook.edition)
    context["related"] = [
        {
            "docname": each.example.docname,
            "title": titles[each.example.docname].astext(),
            "labels": each.labels(vocabulary),
        }
        for each in handbook.kinship.of(example.slug)
    ]
    beside = handbook.neighbours[example.slug]
    # As Sphinx gives them: the title is HTML, the link goes from this page.
    context["prev"], context["next"] = (
        other
        and {
            "link": context["pathto"](other.docname),
            "title": escape(titles[other.docname].astext()),
        }
        for other in (beside.before, beside.after)
    )
    app.add_js_file("citeren.js", loading_method="defer")  # on this page only


def setup_html(app: Sphinx) -> None:
    """Register what the templates need."""
    app.connect("html-page-context", page_context, priority=900)  # after furo
