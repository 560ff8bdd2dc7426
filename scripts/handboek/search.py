"""Keep the search index in one order, so that the same sources give the same file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_START, _END = "Search.setIndex(", ")"


def sort_index(app: Sphinx, exception: Exception | None) -> None:
    """Sort the search index (event ``build-finished``).

    Sphinx adds what it read to the index of the build before, so that the order of the words
    tells in which order pages were edited.
    """
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    path = Path(app.outdir, app.builder.searchindex_filename)
    text = path.read_text(encoding="utf-8")
    index = json.loads(text.removeprefix(_START).removesuffix(_END))
    ordered = json.dumps(_sorted(index), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(f"{_START}{ordered}{_END}", encoding="utf-8", newline="\n")


def _sorted(index: dict[str, Any]) -> dict[str, Any]:
    """Sort the lists of pages; the other lists are in the order of the pages' numbers.

    The index entries go: after an edit Sphinx has only those of the edited pages. What they lead
    to, the terms of the glossary, is in the index as objects too.
    """
    index["indexentries"] = {}
    for name in ("terms", "titleterms", "alltitles"):
        index[name] = {
            key: sorted(value) if isinstance(value, list) else value
            for key, value in index[name].items()
            if value != []  # only pages that are gone had it
        }
    return index


def setup_search(app: Sphinx) -> None:
    """Register what search needs."""
    app.connect("build-finished", sort_index)
