"""What a PDF says about itself, read from the file: title, pages, date and size."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# PDF/UA asks for this description of the file in plain, unpacked XML.
_PACKET = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=", re.DOTALL)
_TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
_PAGES = re.compile(r"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>")
_DATE = re.compile(r"<xmp:CreateDate>(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class PdfFile:
    """A PDF as a reader sees it before opening it."""

    name: str
    title: str
    pages: int
    size: int
    date: dt.date | None


def describe(path: Path) -> PdfFile:
    """Read what a PDF says about itself.

    Raises:
        ValueError: the PDF has no such description.
    """
    data = path.read_bytes()
    packets = _PACKET.findall(data)
    if not packets:
        raise ValueError(path)
    packet = packets[-1].decode("utf-8")
    title, pages, date = (each.search(packet) for each in (_TITLE, _PAGES, _DATE))
    if title is None or pages is None:
        raise ValueError(path)
    return PdfFile(
        name=path.stem,
        title=html.unescape(title[1]),
        pages=int(pages[1]),
        size=len(data),
        date=dt.date.fromisoformat(date[1]) if date else None,
    )
