"""Make examples/ and the generated pages part of the Sphinx project, under addresses of their own.

The files stay where they are, so Sphinx's warnings name the file that a contributor edits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.project import Project
from sphinx.util._pathlib import _StrPath

from handboek import comparison, listings
from handboek.handbook import Handbook

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class HandbookProject(Project):
    """A Sphinx project with more documents than lie in its source directory.

    ``mounted`` holds the absolute path of each of those, by docname; ``docname_of`` the reverse.
    """

    mounted: Mapping[str, Path]
    docname_of: Mapping[Path, str]

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find the documents of the source directory, and add the mounted ones."""
        super().discover(exclude_paths, include_paths)
        self.docnames |= self.mounted.keys()
        return self.docnames

    def doc2path(self, docname: str, absolute: bool) -> _StrPath:  # noqa: FBT001 - Sphinx's own
        """Give the path of a document; a relative one starts from the source directory."""
        path = self.mounted.get(docname)
        if path is None:
            return super().doc2path(docname, absolute)
        return _StrPath(path if absolute else os.path.relpath(path, self.srcdir))

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """Give the docname of a path; a relative one starts from the source directory."""
        path = Path(os.path.normpath(self.srcdir / filename))
        docname = self.docname_of.get(path)
        return super().path2doc(filename) if docname is None else docname


def mount(app: Sphinx, handbook: Handbook) -> None:
    """Add the examples and the generated pages to the project of ``app``.

    Sphinx makes its project itself and offers no place to hand over another, so the project that
    it made is given our class. This is the only place that knows.
    """
    project = app.project
    project.__class__ = HandbookProject
    assert isinstance(project, HandbookProject)
    project.mounted = mounted(handbook)
    project.docname_of = {path: docname for docname, path in project.mounted.items()}


def mounted(handbook: Handbook) -> dict[str, Path]:
    """Give the path of every mounted document, by docname; write the pages that are new."""
    root = handbook.layout.root
    paths = {example.docname: root / example.path for example in handbook.catalogue}
    for listing in handbook.listings:
        if listing.generated:
            path = handbook.layout.listings / f"{listing.docname}.md"
            write_if_changed(path, listings.source(listing, handbook.settings))
            paths[listing.docname] = path
    for each in handbook.comparisons:
        path = handbook.layout.comparing / f"{each.slug}.md"
        write_if_changed(path, comparison.page(each))
        paths[each.docname] = path
    return paths


def write_if_changed(path: Path, text: str) -> None:
    """Write a generated file, but leave one that is right alone: its date tells what to redo."""
    if path.is_file() and path.read_bytes() == text.encode("utf-8"):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
