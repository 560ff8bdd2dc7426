"""The pages of the built site, as the search reads them."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handboek.search.words import words

_ARTICLE = re.compile(r"<article\b[^>]*\bdata-pagefind-body\b[^>]*>(.*?)</article>", re.DOTALL)
_MARK = re.compile(r"<meta (?=[^>]*\bdata-pagefind-)[^>]*>")
_KEYWORDS = re.compile(r'<meta content="([^"]*)"[^>]*\bname="keywords"')
_SUMMARY = re.compile(r'="(?:title|omschrijving)\[content\]" content="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
_REPEATED = re.compile(
    r'<a class="headerlink"[^>]*>.*?</a>|<(nav|form)\b.*?</\1>'
    r'|<(ul|p|div) class="(?:[^"]* )?(?:voorbeeldlijst|bladzijden|kenmerken|facetten|meer)\b[^>]*>'
    r".*?</\2>",
    re.DOTALL,
)
"""What only says what another page says, or nothing: lists of examples, links to more, forms."""


@dataclass(frozen=True)
class SitePage:
    """One page that can be found: its address from the root of the site, and what is on it."""

    address: str
    marks: str
    keywords: str
    article: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the page, folded: of its text, its title, its summary and its keywords.

        Pages share most of their words; ten thousand pages with words of their own are heavy.
        """
        heads = " ".join(_SUMMARY.findall(self.marks))
        text = _TAG.sub(" ", self.article)
        found = words(html.unescape(f"{heads} {self.keywords} {text}"))
        return frozenset(map(sys.intern, found))


def site_pages(root: Path) -> Iterator[SitePage]:
    """Read the pages of a built site that can be found, in order of address.

    Args:
        root: the folder of the site.
    """
    for address in addresses(root):
        page = site_page(root, address)
        if page is not None:
            yield page


def addresses(root: Path) -> list[str]:
    """Give the addresses of all pages in the folder of a site, in order."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html"))


def site_page(root: Path, address: str) -> SitePage | None:
    """Read a page of a built site; nothing if it is not to be found.

    Args:
        root: the folder of the site.
        address: where the page is, from there.
    """
    text = (root / address).read_text(encoding="utf-8")
    found = _ARTICLE.search(text)
    if found is None:
        return None
    head = text[: found.start()]
    keywords = _KEYWORDS.search(head)
    return SitePage(
        address=address,
        marks="\n".join(_MARK.findall(head)),
        keywords=html.unescape(keywords[1]) if keywords else "",
        article=_REPEATED.sub("", found[1]),
    )
