"""Write one page of the site anew, in an application that stays: milliseconds, and no build.

Nothing of a build is touched. The application has folders of its own, in which a build never looks;
a finished page is moved to a folder that lies over the site while someone writes.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import CONFIG_OK
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handboek.domain import handbook_domain
from handboek.layout import Layout
from handboek.publish import mirror
from handboek.reload import Reloaded, reload_example, reload_page
from handboek.worker import Answer, Unusual
from handboek.workplace import alone

_ENVIRONMENT = "environment.pickle"  # Sphinx's own name


class Refresher:
    """Writes pages anew, one at a time."""

    def __init__(self, app: Sphinx, layout: Layout) -> None:
        """Write with an application that knows the site as it was built last."""
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        self.app, self.env, self.builder = app, app.env, app.builder
        self.layout = layout
        self.domain = handbook_domain(app.env)
        self.builder.prepare_writing(set(self.env.found_docs))

    def refresh(self, path: Path) -> Answer:
        """Check a source, and write its page.

        Args:
            path: an example, or a page of docs/.

        Returns:
            What came of it.

        Raises:
            Unusual: this asks for a build, and for another application after it.
        """
        docname = self.env.path2doc(path)
        if docname is None or docname not in self.env.all_docs or not path.is_file():
            raise Unusual
        reloaded = self._reload(path)
        if reloaded.problems:
            return Answer(docname, problems=reloaded.problems)
        lists = self.domain.handbook.generated.keys()
        self.domain.handbook = reloaded.handbook
        self._read(docname)
        self._write(docname)
        return Answer(docname, renew=lists != self.domain.handbook.generated.keys())

    def _reload(self, path: Path) -> Reloaded:
        load = reload_example if path.is_relative_to(self.layout.examples) else reload_page
        return load(self.domain.handbook, path)

    def _read(self, docname: str) -> None:
        """Read a page in the place of what was read before.

        Raises:
            Unusual: the page changes the table of contents, or shows other pictures.
        """
        before = self._outside(docname)
        if any(path.is_relative_to(self.layout.build) for path in before[1]):
            raise Unusual  # a picture that is drawn as the page is read, in a folder of the build
        self.builder.phase = BuildPhase.READING
        self.app.emit("env-purge-doc", self.env, docname)
        self.env.clear_doc(docname)
        self.env._pickled_doctree_cache.pop(docname, None)  # noqa: SLF001 - Sphinx never drops one
        vars(self.env).pop("master_doctree", None)  # nor this one, of the page that has the menu
        self.builder.read_doc(docname)
        if self._outside(docname) != before:
            raise Unusual
        self.env.toctree_includes = dict(sorted(self.env.toctree_includes.items()))
        self.app.emit("env-updated", self.env)

    def _outside(self, docname: str) -> tuple[object, list[Path]]:
        """Give what a page shares with the site: its part of the menu, and the files that it shows."""
        env = self.env
        names = [
            name
            for files in (env.images, env.dlfiles)
            for name, (users, _) in files.items()
            if docname in users
        ]
        paths = [Path(os.path.normpath(Path(env.srcdir, name))) for name in sorted(names)]
        return env.toctree_includes.get(docname), paths

    def warm_up(self) -> None:
        """Write a page for nobody: the first takes longer, for one by the compiling of templates."""
        self._render(str(self.app.config.root_doc))

    def _write(self, docname: str) -> None:
        """Write a page, and move it whole to where it is served."""
        written = self._render(docname)
        target = self.layout.quick / f"{docname}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(written, target)  # noqa: PTH105 - says what matters: atomic

    def _render(self, docname: str) -> Path:
        """Write a page in the folder of this application, as ``Builder.write`` does for many."""
        builder = self.builder
        builder.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
        builder.phase = BuildPhase.WRITING
        self.app.emit("write-started", builder)
        builder.write_doc_serialized(docname, doctree)
        builder.write_doc(docname, doctree)
        return Path(builder.get_output_path(docname))


@contextmanager
def living(layout: Layout) -> Iterator[Refresher]:
    """Start an application from what the last build left.

    Raises:
        Unusual: there is nothing of use; a build has to come first.
    """
    with patch_docutils(layout.conf), docutils_namespace():
        with alone(layout, lambda: None):
            app = _application(layout)
        refresher = Refresher(app, layout)
        refresher.warm_up()
        gc.collect()
        gc.freeze()  # the environment of 10,000 pages stays; going through it takes longer than a page
        yield refresher


def _application(layout: Layout) -> Sphinx:
    """Make the application, in folders of its own: with a copy of what a build remembers."""
    site, memory, built = (
        layout.living / "site",
        layout.living / "doctrees",
        layout.doctrees / "html",
    )
    shutil.rmtree(layout.living, ignore_errors=True)
    memory.mkdir(parents=True)
    shutil.copyfile(built / _ENVIRONMENT, memory / _ENVIRONMENT)
    mirror(layout.site / "_static", site / "_static")  # pages give the sums of what is in it
    app = Sphinx(
        srcdir=layout.docs,
        confdir=layout.conf,
        outdir=site,
        doctreedir=memory,
        buildername="html",
        confoverrides={"nitpicky": True},
        status=None,
        warning=None,  # the build that follows says it
    )
    if app.env.config_status != CONFIG_OK or not app.env.all_docs:
        raise Unusual
    for docname in app.env.toctree_includes:  # the menu is made of these
        target = memory / f"{docname}.doctree"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built / f"{docname}.doctree", target)
    return app
