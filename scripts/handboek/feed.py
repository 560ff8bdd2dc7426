"""The feed of the examples: the newest, as Atom (RFC 4287), for who wants to keep up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import islice
from xml.etree import ElementTree as ET

from handboek.catalogue import Catalogue
from handboek.clock import Edition
from handboek.models import Example
from handboek.settings import Settings
from handboek.site_address import full_address
from handboek.xmlfile import xml_file

FEED = "voorbeelden.xml"
"""The feed's place on the site."""

NEWEST = 30
_SPACE = "http://www.w3.org/2005/Atom"


def feed(catalogue: Catalogue, settings: Settings, edition: Edition) -> bytes:
    """Write the feed.

    Args:
        catalogue: the examples, newest first.
        settings: those of the edition; its site has an address.
        edition: the version; its date stands for that of the feed as long as there is no example.

    Returns:
        The file. Its dates are those of the examples, so that a new build changes nothing.
    """
    site = settings.site
    newest = list(islice(catalogue, NEWEST))
    changed = max((example.date for example in newest), default=edition.date)
    root = ET.Element("feed", {"xmlns": _SPACE, "xml:lang": "nl"})
    _add(root, "title", f"Voorbeelden: {site.title}")
    _add(root, "subtitle", f"Nieuwe en vernieuwde voorbeelden ({site.status})")
    _add(root, "id", f"{site.url}{FEED}")
    _link(root, "self", f"{site.url}{FEED}", "application/atom+xml")
    _link(root, "alternate", full_address(site.url, "voorbeelden/index"), "text/html")
    _add(root, "updated", _moment(changed))
    _add(ET.SubElement(root, "author"), "name", site.publisher or site.title)
    for example in newest:
        _entry(root, example, settings)
    return xml_file(root)


def _entry(root: ET.Element, example: Example, settings: Settings) -> None:
    address = full_address(settings.site.url, example.docname)
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", example.title)
    _add(entry, "id", address)
    _link(entry, "alternate", address, "text/html")
    _add(entry, "updated", _moment(example.date))
    _add(entry, "summary", example.summary)
    for label in _labels(example, settings):
        ET.SubElement(entry, "category", {"term": label})


def _labels(example: Example, settings: Settings) -> Iterable[str]:
    vocabulary = settings.vocabulary
    for facet in (vocabulary.principles, vocabulary.roles, vocabulary.channels):
        for key in example.terms(facet.name):
            yield facet[key].label


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
