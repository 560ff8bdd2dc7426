"""No text makes the check stumble, hang, or eat the machine.

``HANDBOEK_FULL=1`` (`make test-full`) feeds it ten thousand texts and more.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from fuzzing import MAX_BYTES, Outcome, bombs, feed, mutants
from handboek.checks.bounds import dense
from handboek.checks.privacy import find
from hypothesis import given, settings
from hypothesis import strategies as st

FULL = bool(os.environ.get("HANDBOEK_FULL"))
BATCHES, EACH = (11, 1_000) if FULL else (1, 150)


def apart(texts: list[tuple[str, str]]) -> Outcome:
    """Feed texts in a new process: the memory of this one holds all other tests."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(feed, texts).result()


def test_no_bomb_goes_off() -> None:
    outcome = apart(list(bombs()))
    assert outcome.count >= 90
    assert outcome.wrong == ()
    assert outcome.memory < MAX_BYTES


@pytest.mark.parametrize("seed", range(BATCHES))
def test_no_mutant_makes_it_stumble(seed: int) -> None:
    outcome = apart(list(mutants(seed, EACH)))
    assert outcome.count == EACH
    assert outcome.wrong == ()
    assert outcome.memory < MAX_BYTES


@settings(max_examples=5_000 if FULL else 200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_line_can_be_searched(line: str) -> None:
    for found in find(line.replace("\n", " ")):
        assert 0 <= found.start < found.end <= len(line)


@settings(max_examples=2_000 if FULL else 100, deadline=None)
@given(st.text(alphabet="[]!*_`<>| \n\t-1.", max_size=2_000))
def test_any_text_can_be_measured(text: str) -> None:
    for each in dense(text):
        assert 1 <= each.line <= text.count("\n") + 1
