"""The map of the site for search engines: every page, with the day it was last looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from handboek.site_address import full_address
from handboek.xmlfile import xml_file

SITEMAP = "sitemap.xml"
"""The map's place on the site."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(url: str, docnames: Iterable[str], days: Mapping[str, dt.date]) -> bytes:
    """Write the map.

    Args:
        url: the address of the site.
        docnames: the pages to find.
        days: when a page was last looked at, by docname, of those of which it is known.

    Returns:
        The file, in the order of the docnames.
    """
    root = ET.Element("urlset", {"xmlns": _SPACE})
    for docname in sorted(docnames):
        page = ET.SubElement(root, "url")
        ET.SubElement(page, "loc").text = full_address(url, docname)
        if docname in days:
            ET.SubElement(page, "lastmod").text = days[docname].isoformat()
    return xml_file(root)
