"""The examples and the colours of this very handbook."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from handboek.catalogue import Loaded, load
from handboek.contrast import contrast
from handboek.layout import Layout
from handboek.vocabulary import Facet
from handbooks import ROOT

TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(ROOT.glob("examples/*/*.md"))}
WHITE, DARK = "#ffffff", "#131416"
A_NAME = re.compile(
    r"\b(?:mevrouw|meneer|de heer|mevr\.|dhr\.)\s+(?:(?:van|de|den|der|el)\s+)*([A-Z]\w{2,})",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(Layout(ROOT))


def counted(loaded: Loaded, facet: Facet) -> Counter[str]:
    return Counter(key for each in loaded.catalogue for key in each.terms(facet.name))


def test_nothing_is_wrong(loaded: Loaded) -> None:
    assert not loaded.problems


def test_there_are_enough(loaded: Loaded) -> None:
    vocabulary = loaded.settings.vocabulary
    own = Counter(each.principle for each in loaded.catalogue)
    assert len(loaded.catalogue) >= 20
    assert all(own[principle] >= 4 for principle in vocabulary.principles)
    assert all(counted(loaded, vocabulary.roles)[role] for role in vocabulary.roles)
    assert len(counted(loaded, vocabulary.channels)) >= 7


def test_a_principle_features_one_example_a_role_at_most(loaded: Loaded) -> None:
    featured = Counter((e.principle, e.roles[0]) for e in loaded.catalogue if e.featured)
    assert [each for each, count in featured.items() if count > 1] == []


def opening(text: str) -> str:
    situation = text.partition("## Situatie\n")[2].strip()
    return re.split(r"(?<=[.?!…])\s", situation, maxsplit=1)[0].casefold()


def test_no_two_situations_open_alike() -> None:
    openings = [opening(text) for text in TEXTS.values()]
    assert all(openings)
    assert len(set(openings)) == len(openings)


def capitals(text: str) -> list[str]:
    return [match[0] for match in A_NAME.finditer(text) if match[1][0].isupper()]


@pytest.mark.parametrize("slug", TEXTS)
def test_people_have_no_surname(slug: str) -> None:
    assert not capitals(TEXTS[slug])


def test_a_surname_would_be_seen() -> None:
    assert capitals("Beste mevrouw Jansen, en Meneer de Vries, en de heer El Idrissi")
    assert not capitals("Beste mevrouw [naam], meneer X., de heer en mevrouw die wachten")


def test_contrast_is_counted_right() -> None:
    assert round(contrast("#000000", WHITE)) == 21
    assert 4.47 < contrast("#777777", WHITE) < 4.49
