"""Write an XML file: indented, in UTF-8, with its declaration."""

from __future__ import annotations

from xml.etree import ElementTree as ET


def xml_file(root: ET.Element) -> bytes:
    """Give the bytes of the file with this root."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
