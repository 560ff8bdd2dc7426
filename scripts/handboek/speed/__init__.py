"""Speed: what makes the building of thousands of pages fast, without changing what is built."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING

from jinja2 import Environment
from sphinx.builders.html import _assets

from handboek.garbage import look_seldom
from handboek.speed.builder import SiteBuilder
from handboek.speed.faster import REPLACEMENTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def keep_templates(app: Sphinx, builder: Builder) -> None:
    """Look once whether a template has changed, not once a page (event ``write-started``)."""
    templates = getattr(builder, "templates", None)
    environment = getattr(templates, "environment", None)
    if environment is not None:
        environment.cache.clear()
        environment.auto_reload = False
        # A template is as trusted as conf.py beside it; a sandbox asks at each name whether it is.
        environment.__class__ = Environment


def say_what_is_heard(app: Sphinx) -> None:
    """Have Sphinx make no messages that nobody reads: some eight a page (``builder-inited``)."""
    logging.getLogger("sphinx").setLevel(logging.WARNING)


def forget_sums(app: Sphinx) -> None:
    """Sum up styles and scripts anew (``builder-inited``): Sphinx does so once in a process."""
    for name in ("_file_checksum", "_file_checksum_inner"):
        clear = getattr(getattr(_assets, name, None), "cache_clear", None)
        if clear is not None:
            clear()


class Collector:
    """Spares Python's garbage collector what stays until the end of a build anyway."""

    def __init__(self) -> None:
        """Remember how it was."""
        self.before = gc.get_threshold()

    def tame(self, app: Sphinx) -> None:
        """Let it look seldom, and not at what is there already (event ``builder-inited``)."""
        gc.freeze()
        look_seldom()

    def release(self, app: Sphinx, exception: Exception | None) -> None:
        """Let it do its work again: this process may live on (event ``build-finished``)."""
        gc.unfreeze()
        gc.set_threshold(*self.before)


def setup_speed(app: Sphinx) -> None:
    """Make the replacements, and register the rest."""
    for each in REPLACEMENTS:
        each.make()
    app.add_event("handboek-pages-done")  # the number of pages that another process read or wrote
    app.add_builder(SiteBuilder, override=True)
    collector = Collector()
    app.connect("builder-inited", collector.tame, priority=900)
    app.connect("build-finished", collector.release, priority=999)
    app.connect("builder-inited", say_what_is_heard)
    app.connect("builder-inited", forget_sums)
    app.connect("write-started", keep_templates)
