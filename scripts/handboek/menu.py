"""The menu of the site: every page of the table of contents, made once for all that share it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

# What Sphinx writes into the menu without a way to change it.
_OURS = {
    '<p class="caption" role="heading">': '<p class="caption">',
    'class="current reference internal" href="#"': (
        'class="current reference internal" aria-current="page" href="#"'
    ),
}


_PLAIN = '"><a class="reference internal" href="{}">'
_CURRENT = ' current"><a class="current reference internal" href="#">'
"""How Sphinx writes the entry of another page, and that of the page itself; a test compares."""


@dataclass
class Menu:
    """Gives each page its menu.

    Making one takes Sphinx 20 ms or more, the larger part of writing a page. Examples are in no
    table of contents, so all of them in one folder have the same menu. Pages of one folder that
    stand side by side in one table of contents, with nothing below them, have the same menu but
    for which entry is the page itself.
    """

    shared: dict[tuple[str, ...], str] = field(default_factory=dict)
    parents: dict[str, list[str]] = field(default_factory=dict)

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """Forget the menus of the build before (event ``write-started``)."""
        self.shared.clear()
        self.parents = _parents(app.env)

    def give(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Put the menu in the page's context (event ``html-page-context``, before the theme's).

        Sphinx's own function goes: furo would call it for a menu that our template does not show.
        """
        toctree = context.pop("toctree", None)
        if toctree is None:
            return

        def sphinx_menu() -> str:
            return toctree(titles_only=True, maxdepth=-1, includehidden=True) or ""

        above = self.parents.get(pagename, [])
        if len(above) > 1 or pagename == app.env.config.root_doc or _below(app.env, pagename):
            context["menu"] = _ours(sphinx_menu())
            return
        place = (posixpath.dirname(pagename), *above)
        entry = _PLAIN.format(app.builder.get_relative_uri(posixpath.join(place[0], "_"), pagename))
        if place not in self.shared:
            self.shared[place] = sphinx_menu().replace(_CURRENT, entry)
        context["menu"] = _ours(self.shared[place].replace(entry, _CURRENT))


def _parents(env: BuildEnvironment) -> dict[str, list[str]]:
    """Give the tables of contents that each page is in, once for every time that it is."""
    parents: dict[str, list[str]] = {}
    for docname in env.toctree_includes:
        for number, table in enumerate(env.tocs[docname].findall(addnodes.toctree)):
            for _, child in table["entries"]:
                parents.setdefault(child, []).append(f"{docname}#{number}")
    return parents


def _below(env: BuildEnvironment, docname: str) -> bool:
    return bool(env.toctree_includes.get(docname))


def _ours(menu: str) -> str:
    for stock, ours in _OURS.items():
        menu = menu.replace(stock, ours)
    return menu


def setup_menu(app: Sphinx) -> None:
    """Register what makes the menu."""
    menu = Menu()
    app.connect("write-started", menu.begin)
    app.connect("html-page-context", menu.give, priority=100)  # before furo
