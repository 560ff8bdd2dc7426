"""The files of the site that are no pages of the handbook: redirects, 404, icons, feed, map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from handboek import icon
from handboek.addresses import Address, stable_pages
from handboek.domain import handbook_domain
from handboek.feed import FEED, feed
from handboek.handbook import Handbook
from handboek.site_address import base_path, full_address
from handboek.sitemap import SITEMAP, sitemap

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MISSING = "404"
"""The page that a web server shows for an address that is not there."""

_REMEMBERED = "verhuisd.txt"
_RELATIVE = re.compile(
    r'(?P<name>\s(?:href|src|action|data-content_root)=")(?!#|/|[a-z][a-z0-9+.-]*:)'
)


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give the pages that are no documents (event ``html-collect-pages``)."""
    yield MISSING, {"title": "Deze pagina is er niet"}, "404.html"
    handbook = handbook_domain(app.env).handbook
    for docname, new in handbook.addresses.pages.items():
        yield docname, _redirect(app, docname, new), "verhuisd.html"


def _redirect(app: Sphinx, docname: str, new: Address) -> dict[str, Any]:
    """Say to the template where a page has moved to."""
    url = handbook_domain(app.env).handbook.settings.site.url
    address = app.builder.get_relative_uri(docname, new.page)
    return {
        "title": escape(app.env.titles[new.page].astext()),
        "target": address + (f"#{new.anchor}" if new.anchor else ""),
        "canonical": full_address(url, new.page),
    }


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write what is no page, and finish what is (event ``build-finished``)."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    handbook = handbook_domain(app.env).handbook
    site = Path(app.outdir)
    _make_absolute(site / f"{MISSING}.html", base_path(handbook.settings.site.url))
    _remove_old_redirects(app, handbook)
    for name, data in _contents(app.env, handbook).items():
        if data is None:
            (site / name).unlink(missing_ok=True)
        else:
            (site / name).write_bytes(data)
    addresses = "".join(f"{address}\n" for address in sorted(_stable(app.env, handbook)))
    handbook.layout.addresses.write_text(addresses, encoding="utf-8", newline="\n")


def _contents(env: BuildEnvironment, handbook: Handbook) -> Mapping[str, bytes | None]:
    """Give what is in every file; none where the file should not be."""
    colours, url = handbook.settings.colours, handbook.settings.site.url
    days = {name: day for name in env.found_docs if (day := handbook.reviewed_on(name))}
    return {
        icon.SVG: icon.svg(colours["accent"], colours["accent_donker"]).encode(),
        icon.ICO: icon.ico(colours["accent"]),
        FEED: feed(handbook.catalogue, handbook.settings, handbook.edition) if url else None,
        SITEMAP: sitemap(url, env.found_docs, days) if url else None,
    }


def _make_absolute(path: Path, base: str) -> None:
    """Let every address in a page start at the root of the server: it is shown at any address.

    That is done in the page as it is, because Sphinx and the theme make their addresses in many
    ways. An element ``base`` would not do: it breaks the links within the page.
    """
    text = path.read_text(encoding="utf-8")
    whole = _RELATIVE.sub(lambda found: f"{found['name']}{base}", text).replace(
        f'"{base}./', f'"{base}'
    )
    path.write_text(whole, encoding="utf-8", newline="\n")


def _remove_old_redirects(app: Sphinx, handbook: Handbook) -> None:
    """Remove the pages of redirects that were there in the build before."""
    memory = Path(app.doctreedir, _REMEMBERED)
    before = memory.read_text(encoding="utf-8").splitlines() if memory.is_file() else []
    for docname in before:
        if docname not in handbook.addresses.pages and docname not in app.env.found_docs:
            Path(app.outdir, f"{docname}.html").unlink(missing_ok=True)
    memory.write_text("".join(f"{name}\n" for name in handbook.addresses.pages), encoding="utf-8")


def _stable(env: BuildEnvironment, handbook: Handbook) -> Iterator[str]:
    """Give the addresses that people can rely on.

    That of a title is not among them: it is the address of the page.
    """
    anchors = handbook_domain(env).anchors
    layout, vocabulary = handbook.layout, handbook.settings.vocabulary
    for docname in stable_pages(layout, vocabulary, handbook.catalogue.examples):
        yield str(Address(docname))
        yield from (str(Address(docname, anchor)) for anchor in anchors.get(docname, ())[1:])


def setup_site_files(app: Sphinx) -> None:
    """Register what is written beside the pages."""
    app.connect("html-collect-pages", pages)
    app.connect("build-finished", write_files)
