"""What the site needs beyond the theme: page data, and no pages of what is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from handboek.domain import handbook_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


# What furo and Sphinx write into the menu without a way to change it.
_MENU = {
    'role="heading">': 'role="heading" aria-level="2">',
    'aria-label="Toggle navigation of ': 'aria-label="Onderdelen van ',
}

_DESCRIPTION = 160  # characters; search engines show no more


def page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates what they show of a page (event ``html-page-context``)."""
    context["description"] = _description(app, pagename, doctree)
    tree = context.get("furo_navigation_tree", "")
    for stock, ours in _MENU.items():
        tree = tree.replace(stock, ours)
    context["furo_navigation_tree"] = tree


def _description(app: Sphinx, pagename: str, doctree: nodes.document | None) -> str:
    example = handbook_domain(app.env).example(pagename)
    if example is not None:
        return example.summary
    first = next(doctree.findall(nodes.paragraph), None) if doctree is not None else None
    text = " ".join(first.astext().split()) if first is not None else ""
    return text if len(text) <= _DESCRIPTION else f"{text[:_DESCRIPTION].rsplit(' ', 1)[0]} …"


def remove_pages(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Remove the page of what is no longer a source (event ``env-get-outdated``).

    Sphinx forgets such a document, but leaves its page and its doctree where they are.
    """
    for docname in removed:
        Path(env.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
        if isinstance(app.builder, StandaloneHTMLBuilder):
            Path(app.builder.get_output_path(docname)).unlink(missing_ok=True)
    return []


def remove_images(app: Sphinx, exception: Exception | None) -> None:
    """Remove images that no page shows any more (event ``build-finished``)."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    folder = Path(app.outdir, app.builder.imagedir)
    shown = {name for _, name in app.env.images.values()}
    for path in folder.glob("*"):
        if path.name not in shown:
            path.unlink()


def rewrite_on_new_names(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write again the pages that show another page's title (event ``env-updated``).

    Every page shows the titles of the pages in the table of contents; Sphinx writes only the
    pages whose own source changed.
    """
    data = handbook_domain(env).data
    menu = {name: env.titles[name].astext() for name in sorted(_in_menu(env)) if name in env.titles}
    before, data["menu"] = data.get("menu"), menu
    return [] if before in (None, menu) else env.found_docs


def _in_menu(env: BuildEnvironment) -> set[str]:
    return {env.config.root_doc}.union(*env.toctree_includes.values())


def setup_html(app: Sphinx) -> None:
    """Register what the site needs."""
    app.connect("html-page-context", page_context, priority=900)  # after furo
    app.connect("env-get-outdated", remove_pages)
    app.connect("env-updated", rewrite_on_new_names)
    app.connect("build-finished", remove_images)
