"""The drawings: well-formed, with a title and a description, whatever the text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from handboek.drawings import Moment, principles, timeline
from handboek.layout import Layout
from handboek.settings import load_settings
from handboek.vocabulary import Facet, Term

HOSTILE = """</text><script>alert("1")</script> & 'x' ]]> <!-- {{ }}"""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def colours(handbook: Layout) -> dict[str, str]:
    return dict(load_settings(handbook).colours)


def parsed(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert all(child.text for child in list(root)[:2])
    return root


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_timeline(colours: dict[str, str]) -> None:
    moments = [Moment("24 september 2020", "De namen zijn er."), Moment("2021", "Een vervolg.")]
    svg, alt = timeline("Ontstaan", moments, colours)
    root = parsed(svg)
    assert root[1].text == alt
    assert alt == "Ontstaan. 24 september 2020: De namen zijn er. 2021: Een vervolg."
    assert texts(root) == ["24 september 2020", "De namen zijn er.", "2021", "Een vervolg."]


def test_a_long_text_stays_inside_the_drawing(colours: dict[str, str]) -> None:
    svg, _ = timeline("Lang", [Moment("2021", "woord " * 60)] * 3, colours)
    root = parsed(svg)
    height = float(root.get("height", ""))
    assert max(float(each.get("y", "")) for each in root.iter(f"{SVG}text")) < height
    assert all(len(text) <= 52 for text in texts(root))


def test_the_principles(handbook: Layout, colours: dict[str, str]) -> None:
    facet = load_settings(handbook).vocabulary.principles
    svg, alt = principles(facet, colours)
    root = parsed(svg)
    labels = [term.label for term in facet.values()]
    assert [text for text in texts(root) if text in labels] == labels
    assert all(label in alt for label in labels)


def test_hostile_text_stays_text(colours: dict[str, str]) -> None:
    facet = Facet("principes", "principe", "x", (Term("a", HOSTILE),))
    for svg, alt in (
        timeline(HOSTILE, [Moment(HOSTILE, HOSTILE)], colours),
        principles(facet, colours),
    ):
        root = parsed(svg)
        assert not list(root.iter(f"{SVG}script"))
        assert root[1].text == alt
        assert HOSTILE.split(maxsplit=1)[0] in "".join(texts(root))
