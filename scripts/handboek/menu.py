"""The menu of the site: every page of the table of contents, made once for all that share it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

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


@dataclass
class Menu:
    """Gives each page its menu.

    Making one takes Sphinx 20 ms or more, the larger part of writing a page. Examples are in no
    table of contents, so all of them in one folder have the same menu.
    """

    shared: dict[str, str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """Forget the menus of the build before (event ``write-started``)."""
        self.shared.clear()
        self.listed = _listed(app.env)

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
        folder = posixpath.dirname(pagename)
        if pagename in self.listed or (made := self.shared.get(folder)) is None:
            made = _ours(toctree(titles_only=True, maxdepth=-1, includehidden=True))
            if pagename not in self.listed:
                self.shared[folder] = made
        context["menu"] = made


def _listed(env: BuildEnvironment) -> set[str]:
    return {env.config.root_doc}.union(*env.toctree_includes.values())


def _ours(menu: str | None) -> str:
    text = menu or ""
    for stock, ours in _OURS.items():
        text = text.replace(stock, ours)
    return text


def setup_menu(app: Sphinx) -> None:
    """Register what makes the menu."""
    menu = Menu()
    app.connect("write-started", menu.begin)
    app.connect("html-page-context", menu.give, priority=100)  # before furo
