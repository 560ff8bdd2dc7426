"""Which examples stand beside an example."""

from __future__ import annotations

import dataclasses
import random
from itertools import islice, product

import pytest
from handboek.catalogue import Catalogue, load
from handboek.layout import Layout
from handboek.models import Example
from handboek.neighbours import Neighbours, neighbours
from handboek.related import _COMPARED, SHOWN, Kinship
from handbooks import ROOT


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(Layout(ROOT)).catalogue


def many(catalogue: Catalogue, count: int) -> Catalogue:
    """Make a catalogue of many examples, with the terms of the real ones in other company."""
    chance = random.Random(1)
    real = list(catalogue)
    made = (
        dataclasses.replace(
            chance.choice(real),
            slug=f"voorbeeld-{number}",
            roles=chance.choice(real).roles,
            channels=chance.choice(real).channels,
        )
        for number in range(count)
    )
    return Catalogue({example.slug: example for example in made})


def shared(one: Example, other: Example) -> int:
    return sum(
        len(set(one.terms(facet)) & set(other.terms(facet)))
        for facet in ("principes", "rollen", "kanalen")
    )


def test_of_a_small_handbook_they_are_the_ones_that_share_most(catalogue: Catalogue) -> None:
    catalogue = Catalogue(dict(islice(catalogue.examples.items(), _COMPARED)))
    kinship = Kinship(catalogue)
    for example in catalogue:
        found = kinship.of(example.slug)
        counts = [len(each.shared) for each in found]
        assert counts == [shared(example, each.example) for each in found]
        best = sorted((shared(example, e) for e in catalogue if e is not example), reverse=True)
        assert counts == best[:SHOWN]


def test_of_a_large_handbook_they_share_a_principle_a_role_and_a_channel(
    catalogue: Catalogue,
) -> None:
    large = many(catalogue, 3000)
    kinship = Kinship(large)
    fewest = min(len(each.shared) for slug in large.examples for each in kinship.of(slug))
    assert fewest >= 3


def test_the_work_grows_with_the_number_of_examples(catalogue: Catalogue) -> None:
    kinship = Kinship(many(catalogue, 3000))
    assert all(len(kinship._near(place)) <= _COMPARED for place in range(3000))


def test_equal_examples_lead_to_one_another_and_not_all_to_the_same(catalogue: Catalogue) -> None:
    one = next(iter(catalogue))
    equal = {f"gelijk-{n}": dataclasses.replace(one, slug=f"gelijk-{n}") for n in range(200)}
    kinship = Kinship(Catalogue(equal))
    led = [each.example.slug for slug in equal for each in kinship.of(slug)]
    assert {led.count(slug) for slug in equal} == {SHOWN}
    assert not any(each.example.slug == slug for slug in equal for each in kinship.of(slug))


def test_an_example_alone_has_none(catalogue: Catalogue) -> None:
    one = next(iter(catalogue))
    assert Kinship(Catalogue({one.slug: one})).of(one.slug) == []
    assert neighbours(Catalogue({one.slug: one})) == {one.slug: Neighbours()}


def test_before_and_after_mirror_each_other(catalogue: Catalogue) -> None:
    found = neighbours(catalogue)
    assert set(found) == set(catalogue.examples)
    for here, there in product(catalogue, repeat=2):
        assert (found[here.slug].after is there) == (found[there.slug].before is here)
        if found[here.slug].after is there:
            assert here.principle == there.principle
