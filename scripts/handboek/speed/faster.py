"""The functions of upstream that are called so often that a faster one is worth the place.

Each says why, and what upstream does. None changes what is made: the tests hold each of them to
upstream's own function.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from docutils import nodes
from docutils.frontend import Values
from docutils.transforms import Transformer
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base as myst
from sphinx import builders
from sphinx.application import Sphinx
from sphinx.builders import html
from sphinx.builders.html import _assets
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.transforms import SphinxSmartQuotes
from sphinx.util import docutils, osutil

from handboek.domain import HandbookDomain, handbook_domain
from handboek.speed.idle import only_what_is_needed
from handboek.speed.replacing import Function, Replacement

QUOTED = re.compile(r"[\"'`\\&\0]|--|\.\.\.|\. \. \.")
"""What smart quotes may change: quotes, dashes, dots, and what escapes them."""


def settings_made_once(original: Function) -> Function:
    """Give each document a copy of the settings that were made for the one before.

    Upstream builds a parser of command lines, with some hundred options, and reads docutils.conf,
    for every document: 3 ms. The answer is the same as long as the questions are.
    """
    asked: tuple[object, ...] = ()
    made: Values | None = None

    def get_settings(
        *components: object,
        defaults: Mapping[str, Any],
        read_config_files: bool = False,
    ) -> Values:
        nonlocal asked, made
        kinds = tuple(one if isinstance(one, type) else type(one) for one in components)
        config = os.environ.get("DOCUTILSCONFIG", "")
        question = (kinds, dict(defaults), read_config_files, config, _changed(config))
        if made is None or question != asked:
            made = original(*components, defaults=defaults, read_config_files=read_config_files)
            asked = question
        return _copy(made)

    return get_settings


def _changed(config: str) -> tuple[int, ...]:
    """Tell when docutils.conf was changed; Sphinx names the one of the project here."""
    try:
        return (os.stat(config).st_mtime_ns, os.stat(config).st_size)  # noqa: PTH116 - 20 times as fast
    except OSError:
        return ()


def _copy(settings: Values) -> Values:
    """Copy settings, with a list of its own for what the document depends on."""
    copied = settings.copy()
    copied.record_dependencies = DependencyList()
    return copied


def defaults_made_once(original: Function) -> Function:
    """Give MyST's renderer the same: it makes a document each time, also if it is given one."""
    made: dict[object, Values] = {}

    def get_default_settings(*components: Any) -> Values:
        if components not in made:
            made[components] = original(*components)
        return _copy(made[components])

    return get_default_settings


def walk(original: Function) -> Function:
    """Walk through a tree with one generator, not with one for each level.

    Some forty transforms walk through every document. The order is the same, also when the tree
    changes underway: children are looked at as late, and as one list, as upstream does.
    """
    return _below_and_itself


def walk_for(original: Function) -> Function:
    """Walk through a tree for nodes of one class; see ``walk``."""

    def fast_findall(self: nodes.Node, cls: type) -> Iterator[nodes.Node]:
        return (node for node in _below_and_itself(self) if isinstance(node, cls))

    return fast_findall


def _below_and_itself(self: nodes.Node) -> Iterator[nodes.Node]:
    yield self
    waiting = [iter(self.children)]
    while waiting:
        for child in waiting[-1]:
            yield child
            if child.children:
                waiting.append(iter(child.children))
                break
        else:
            waiting.pop()


def quotes_where_there_are(original: Function) -> Function:
    """Leave documents alone that have nothing which smart quotes would change.

    Upstream takes the text of every document apart and writes each piece of it anew: 2 ms.
    """

    def apply(self: SphinxSmartQuotes, **given: Any) -> None:
        if any(map(QUOTED.search, self.document.findall(nodes.Text))):
            original(self, **given)

    return apply


def addresses_made_once(original: Function) -> Function:
    """Remember the way from one address to another: each page asks for some hundred."""
    return lru_cache(maxsize=100_000)(original)


def sums_made_once(original: Function) -> Function:
    """Remember the sum of each style and script: each page asks for all, with the whole way to it."""
    return lru_cache(maxsize=1_000)(original)


def contents_where_shown(original: Function) -> Function:
    """Draw up no table of contents for an example: its page shows none, and it is in none.

    Upstream copies every heading, and looks at every node for tables of contents and signatures.
    What an example has instead is set after it (`transforms.mark_orphan`).
    """

    def process_doc(self: TocTreeCollector, app: Sphinx, doctree: nodes.document) -> None:
        env = app.env
        ours = HandbookDomain.name in env.domains  # the same process may build another project
        if not ours or handbook_domain(env).example(env.current_document.docname) is None:
            original(self, app, doctree)

    return process_doc


# The sums are those of Sphinx 9.0, 9.1 and 9.2 with docutils 0.22 and 0.23, each once.
REPLACEMENTS = (
    Replacement(
        [(docutils, "_get_settings")],
        frozenset({"98f6827c105d9112", "8cb87ad501fe6227"}),
        settings_made_once,
    ),
    Replacement(
        [(myst, "get_default_settings")],
        frozenset({"063ddef2935cb4dd", "3857b6fb300c6ed3"}),
        defaults_made_once,
    ),
    Replacement([(nodes.Node, "_superfast_findall")], frozenset({"b884035907793e54"}), walk),
    Replacement(
        [(nodes.Node, "_fast_findall")],
        frozenset({"5675aefbd2cf1b08", "aa88ee8050b5d23b"}),
        walk_for,
    ),
    Replacement(
        [(Transformer, "apply_transforms")],
        frozenset({"44b9d88396f4cd05"}),
        only_what_is_needed,
    ),
    Replacement(
        [(SphinxSmartQuotes, "apply")],
        frozenset({"cf3ef9a9ada29787", "b9f38c3c677618d9", "929696711f1b4271"}),
        quotes_where_there_are,
    ),
    Replacement(
        [(osutil, "relative_uri"), (builders, "relative_uri"), (html, "relative_uri")],
        frozenset({"c4e00d7e20624866"}),
        addresses_made_once,
    ),
    Replacement(
        [(_assets, "_file_checksum"), (html, "_file_checksum")],
        frozenset({"9a3ff938217b92fb"}),
        sums_made_once,
    ),
    Replacement(
        [(TocTreeCollector, "process_doc")],
        frozenset({"9743998c350a2a6b", "6082558d9a60dcc3"}),
        contents_where_shown,
    ),
)
