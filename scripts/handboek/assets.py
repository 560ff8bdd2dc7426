"""What a page of the site loads, and what kind of page it is: no style or script that it has no use for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes

from handboek import stylesheet
from handboek.domain import handbook_domain
from handboek.home import opening
from handboek.policy import policy
from handboek.tables import mend_tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_DESIGN = re.compile(r'class="(?:[^"]* )?sd-')
_CODE = re.compile(r'class="(?:[^"]* )?highlight[ "-]')

# Style sheets of others: which pages have a use for them.
_STYLES = {
    "pygments.css": _CODE,
    "sphinx-design.min.css": _DESIGN,
    "styles/furo-extensions.css": _DESIGN,
}
# Scripts of others that our own handboek.js and the search do without.
_SCRIPTS = {
    "doctools.js",
    "documentation_options.js",
    "sphinx_highlight.js",
    "translations.js",
    "scripts/furo.js",
}
# A link that shows its own address: on paper it need not stand there twice.
_BARE = re.compile(r'<a class="reference external" href="([^"]+)">\1</a>')
_TABS = "design-tabs.js"


def choose(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates what a page needs to look as it should (event ``html-page-context``)."""
    body = context.get("body", "")
    context["policy"] = policy()
    context["css_files"] = list(_styles(context["css_files"], body))
    context["script_files"] = list(_scripts(context["script_files"], body))
    example = handbook_domain(app.env).example(pagename) is not None
    home = pagename == app.config.root_doc
    context["page_kind"] = "start" if home else "voorbeeld" if example else "tekst"
    # An example is short, and its two halves need the room.
    context["show_toc"] = not (home or example or context.get("furo_hide_toc", True))
    if doctree is not None:
        body = mend_tables(body, doctree)
        context["body"] = body = _BARE.sub(
            r'<a class="reference external adres" href="\1">\1</a>', body
        )
    if home:
        context["opening"] = opening(body)


def _name(asset: Any) -> str:
    """Give the name that a style sheet or script has in ``_static``."""
    return str(getattr(asset, "filename", asset)).removeprefix("_static/").partition("?")[0]


def _styles(files: Iterable[Any], body: str) -> Iterator[Any]:
    for file in files:
        wanted = _STYLES.get(_name(file))
        if wanted is None or wanted.search(body):
            yield file


def _scripts(files: Iterable[Any], body: str) -> Iterator[Any]:
    for file in files:
        name = _name(file)
        if name not in _SCRIPTS and (name != _TABS or "sd-tab-set" in body):
            yield file


def setup_assets(app: Sphinx) -> None:
    """Register what chooses."""
    app.add_css_file(stylesheet.NAME, priority=700)  # after those of the theme
    app.connect("html-page-context", choose, priority=950)  # after the theme and the page data
