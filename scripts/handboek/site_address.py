"""Where a page of the site is on the internet, if the site has an address."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

ROOT = "index"


def full_address(url: str, docname: str) -> str:
    """Give the public address of a page.

    Args:
        url: that of the site, with a slash at the end; empty if it has none.
        docname: the page's.

    Returns:
        The address; the home page has that of the site. Empty if the site has none.
    """
    if not url:
        return ""
    return url if docname == ROOT else f"{url}{quote(docname)}.html"


def base_path(url: str) -> str:
    """Give the path that every address of the site starts with: ``/`` or ``/map/``."""
    return urlsplit(url).path or "/"
