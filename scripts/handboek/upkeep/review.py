"""Which examples have not been looked at for a long time: a list to tick off, once a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from handboek.models import Example
from handboek.upkeep.plain import code, plain
from handboek.vocabulary import Vocabulary

YEARS = 2

_INTRO = """\
Deze voorbeelden zijn langer dan {years} jaar geleden voor het laatst bekeken.

Kijk bij elk voorbeeld: klopt het nog, werkt de bron nog, en leest het nog prettig? Zet daarna bij `datum` de dag van \
vandaag. Klopt het niet meer? Pas het aan, of haal het weg.
"""


def is_old(example: Example, day: dt.date, years: int) -> bool:
    """Tell whether an example was last looked at more than so many years before a day."""
    # The 29th of February has no such day in most years; the 28th does for it.
    date = (
        example.date.replace(day=28)
        if (example.date.month, example.date.day) == (2, 29)
        else example.date
    )
    return date.replace(year=date.year + years) < day


def review_list(
    examples: Iterable[Example], vocabulary: Vocabulary, day: dt.date, years: int = YEARS
) -> str:
    """Write the examples that are due, in Markdown.

    Args:
        examples: all of them.
        vocabulary: for the names of the principles.
        day: today.
        years: how long an example may go without being looked at.

    Returns:
        A list by principle, oldest first; empty if none is due.
    """
    old = sorted(
        (each for each in examples if is_old(each, day, years)),
        key=lambda each: (each.date, each.slug),
    )
    if not old:
        return ""
    return "\n".join([_INTRO.format(years=years), *_by_principle(old, vocabulary)])


def _by_principle(old: list[Example], vocabulary: Vocabulary) -> Iterator[str]:
    for principle in vocabulary.principles.values():
        here = [each for each in old if each.principle == principle.key]
        if here:
            yield from (f"## {principle.label}", "")
            yield from (_line(each) for each in here)
            yield ""


def _line(example: Example) -> str:
    return f"- [ ] {plain(example.title)} ({code(example.path)}, bekeken op {example.date.isoformat()})"
