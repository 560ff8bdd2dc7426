"""Keep the site fresh: no pages of what is gone, and what every page shows written anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from handboek.domain import handbook_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


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


def read_what_went_back(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Read again what has another time than it had (event ``env-get-outdated``).

    Sphinx looks only for what is newer than its last reading. A file that someone puts back with
    its old time, from an archive or a copy, is not.
    """
    data = handbook_domain(env).data
    before = data.get("times", {})
    now = {name: Path(env.doc2path(name)).stat().st_mtime_ns for name in env.found_docs}
    data["times"] = now
    return [name for name, moment in now.items() if before.get(name, moment) != moment]


def remove_files(app: Sphinx, exception: Exception | None) -> None:
    """Remove what no page shows any more (event ``build-finished``).

    That are images, and what Sphinx keeps of the settings of the build before.
    """
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    Path(app.outdir, ".buildinfo.bak").unlink(missing_ok=True)
    folder = Path(app.outdir, app.builder.imagedir)
    shown = {name for _, name in app.env.images.values()}
    for path in folder.glob("*"):
        if path.name not in shown:
            path.unlink()


def rewrite_on_new_names(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write again the pages that show another page's title (event ``env-updated``).

    Every page shows the titles of the pages in the table of contents, in its menu and in what
    comes before and after it; Sphinx writes only the pages whose own source changed.
    """
    data = handbook_domain(env).data
    before, data["menu"] = data.get("menu"), _menu(env)
    return [] if before in (None, data["menu"]) else env.found_docs


def _menu(env: BuildEnvironment) -> list[tuple[str, str, list[str]]]:
    """Give every page of the menu with its title and what is under it, in order."""
    shown = {env.config.root_doc}.union(*env.toctree_includes.values())
    return [
        (name, env.titles[name].astext(), env.toctree_includes.get(name, []))
        for name in sorted(shown)
        if name in env.titles
    ]


def setup_freshness(app: Sphinx) -> None:
    """Register what keeps the site fresh."""
    app.connect("env-get-outdated", remove_pages)
    app.connect("env-get-outdated", read_what_went_back)
    app.connect("env-updated", rewrite_on_new_names)
    app.connect("build-finished", remove_files)
