"""What an example is: its keys, its terms, its parts; and the names that are made of text."""

from __future__ import annotations

import datetime as dt
import string

import pytest
from handboek.catalogue import load
from handboek.fields import keys
from handboek.kinds import is_web_address
from handboek.layout import Layout
from handboek.models import SECTIONS, Example, Source
from handboek.sources import reserved_prefixes, slugify
from handboek.vocabulary import Vocabulary
from handboek.wording import did_you_mean, hint, shown
from handbooks import write_example


@pytest.fixture
def vocabulary(handbook: Layout) -> Vocabulary:
    return load(handbook).settings.vocabulary


@pytest.mark.parametrize("model", [Example, Source])
def test_every_key_explains_itself(model: type, vocabulary: Vocabulary) -> None:
    for field, key in keys(model).items():
        assert key.name == key.name.lower()
        assert key.help, field
        assert not key.help.endswith(".")
        assert key.example
        assert key.kind.expected(vocabulary)


def test_an_example_holds_what_the_file_says(handbook: Layout) -> None:
    write_example(
        handbook,
        "gesprek",
        ("soort: bedacht", "soort: praktijk\nook: [respectvol]\nuitgelicht: true"),
        ("datum:", "bron: {titel: Verslag, uitgever: X, url: 'https://a.nl/'}\ndatum:"),
        ("Wie wacht op", "Wie *wacht*\n[op](https://a.nl/)"),
    )
    (example,) = load(handbook).catalogue
    assert example.docname == "voorbeelden/gesprek"
    assert example.path == "examples/passend/gesprek.md"
    assert example.principles == ("passend", "respectvol")
    assert example.summary == "Wie wacht op een besluit, wil eerst weten wat het is."
    assert example.date == dt.date(2026, 11, 23)
    assert example.featured
    assert example.source == Source(title="Verslag", publisher="X", url="https://a.nl/")
    assert example.terms("rollen") == ("communicatieadviseur",)
    assert example.terms("organisaties") == ("gemeente",)
    assert example.terms("soorten") == ("praktijk",)
    with pytest.raises(KeyError):
        example.terms("kleuren")


def test_every_facet_of_the_vocabulary_has_terms(handbook: Layout, vocabulary: Vocabulary) -> None:
    write_example(handbook, "gesprek")
    (example,) = load(handbook).catalogue
    for facet in vocabulary:
        assert set(example.terms(facet.name)) <= set(facet)


def test_the_parts_are_told_apart_by_heading_and_by_key() -> None:
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
    assert len({section.heading.casefold() for section in SECTIONS}) == len(SECTIONS)
    assert [section.key for section in SECTIONS if not section.required] == ["oefening"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("De brief begint", "de-brief-begint"),
        ("  Café: één €-teken!  ", "cafe-een-teken"),
        ("Ĳsland & Straße", "ijsland-strae"),
        ("../../etc/passwd", "etc-passwd"),
        ("al-goed-2", "al-goed-2"),
        ("", "mijn-voorbeeld"),
        ("信", "mijn-voorbeeld"),
        ("ab", "mijn-voorbeeld"),
        ("a" * 80, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug
    assert slugify(slug) == slug
    assert set(slug) <= set(string.ascii_lowercase + string.digits + "-")


def test_the_names_of_the_lists_are_reserved(vocabulary: Vocabulary) -> None:
    reserved = reserved_prefixes(vocabulary)
    assert reserved == ("alle-", "principe-", "rol-", "organisatie-", "soort-")


@pytest.mark.parametrize(
    "address", ["https://a.nl", "https://a.nl/b?c=d#e", "https://a.nl:8080/(x)", "HTTPS://é.nl/"]
)
def test_a_web_address(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "a.nl", "http://a.nl", "https://", "https://a", "https://a.nl/b c", "https://a@b.nl",
        "javascript:alert(1)", "https://a.nl/\u202e", "https://[", "https://a.nl/\n", 'https://a.nl/"',
        "//a.nl", "https:a.nl",
    ],
)  # fmt: skip
def test_no_web_address(address: str) -> None:
    assert not is_web_address(address)


def test_a_hint_for_what_looks_like_a_known_word() -> None:
    assert hint("Breif", ["brief", "balie"]) == " (bedoelt u ‘brief’?)"
    assert did_you_mean("breif", ["brief"]) == "bedoelt u ‘brief’? "
    assert not hint("iets anders", ["brief", "balie"])
    assert not hint("x" * 200_000, ["brief"])


def test_what_is_quoted_is_one_short_line_that_can_be_seen() -> None:
    assert shown(" a\n\tb  c\u202e ") == "a b c?"
    assert len(shown("x" * 1000)) == 61
