"""Which examples are in a product: those that the settings name, or else the best few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handboek.catalogue import Catalogue
from handboek.models import Example
from handboek.settings import Settings
from handboek.wording import did_you_mean


class SelectionError(Exception):
    """The settings name an example that cannot be used; the text says in Dutch which and why."""


@dataclass(frozen=True)
class Chosen:
    """The examples of a product at one principle.

    ``own`` has it as its principal principle, ``also`` touches it and stands at another.
    """

    own: tuple[Example, ...]
    also: tuple[Example, ...] = ()


def for_training(role: str, catalogue: Catalogue, settings: Settings) -> dict[str, Chosen]:
    """Give the examples of a role's training, by principle."""
    training = settings.products.training
    named = training.chosen.get(role, ())
    found = [each for each in catalogue if role in each.roles]
    if named:
        found = _named(named, catalogue, f"[training.keuze] bij {role}")
        strange = next((each for each in found if role not in each.roles), None)
        if strange is not None:
            raise SelectionError(
                f"[training.keuze] bij {role}: het voorbeeld ‘{strange.slug}’ is er niet voor "
                "deze rol; haal het weg, of zet de rol in het voorbeeld"
            )
    else:
        found.sort(key=lambda example: (not example.exercise, not example.featured))
    own = _own(found, settings, None if named else training.most)
    used = [each for examples in own.values() for each in examples]
    return {
        key: Chosen(
            examples,
            tuple(e for e in used if key in e.also)[: max(0, training.most - len(examples))],
        )
        for key, examples in own.items()
    }


def for_cards(catalogue: Catalogue, settings: Settings) -> dict[str, Chosen]:
    """Give the examples of the workshop cards, by principle."""
    cards = settings.products.cards
    if cards.chosen:
        found = _named(cards.chosen, catalogue, "[werkkaarten] bij keuze")
    else:
        found = sorted(catalogue, key=lambda example: not example.featured)
    own = _own(found, settings, None if cards.chosen else cards.most)
    return {key: Chosen(examples) for key, examples in own.items()}


def _own(
    found: Iterable[Example], settings: Settings, most: int | None
) -> dict[str, tuple[Example, ...]]:
    """Put examples at their principle, in the order they have; the first few if there is a limit."""
    ordered = list(found)
    return {
        key: tuple(each for each in ordered if each.principle == key)[:most]
        for key in settings.vocabulary.principles
    }


def _named(slugs: Iterable[str], catalogue: Catalogue, where: str) -> list[Example]:
    return list(_find(slugs, catalogue, where))


def _find(slugs: Iterable[str], catalogue: Catalogue, where: str) -> Iterator[Example]:
    for slug in slugs:
        example = catalogue.examples.get(slug)
        if example is None:
            raise SelectionError(
                f"{where}: het voorbeeld ‘{slug}’ bestaat niet; "
                f"{did_you_mean(slug, catalogue.examples)}neem de naam van het bestand over"
            )
        yield example
