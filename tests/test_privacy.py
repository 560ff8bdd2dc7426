"""The rules for personal data, on cases of both sides; the form on the site runs the same ones."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest
from handboek.checks.privacy import find, public
from handboek.checks.rules import Rule, rules
from privacycases import Case, cases

TUNED, APART = cases("gevallen"), cases("apart")
MIN_CASES, MIN_APART = 160, 60
GOOD_ENOUGH = 0.95


@dataclass(frozen=True)
class Score:
    """How many marks were found, how many were not, and how often something else was."""

    right: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def judge(case: Case) -> tuple[int, list[tuple[str, str]], list[tuple[str, str]]]:
    """Give how many marks were found, which were not, and what else was."""
    alike = rules().alike
    wanted = [(name, text.translate(alike)) for name, text in case.marks]
    found = [(each.rule.name, each.text) for each in find(case.line)]
    missed = [mark for mark in wanted if not any(same(mark, each) for each in found)]
    false = [each for each in found if not any(same(each, mark) for mark in wanted)]
    return len(wanted) - len(missed), missed, false


def same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two are of one rule, and one text is in the other."""
    return one[0] == other[0] and (one[1] in other[1] or other[1] in one[1])


def score(every: list[Case]) -> Score:
    judged = [judge(case) for case in every]
    return Score(
        sum(right for right, _, _ in judged),
        sum(len(missed) for _, missed, _ in judged),
        sum(len(false) for _, _, false in judged),
    )


@pytest.mark.parametrize("case", TUNED, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    _, missed, false = judge(case)
    assert (missed, false) == ([], []), case.line


def test_there_are_enough_cases_on_both_sides() -> None:
    assert len(TUNED) >= MIN_CASES
    assert len(APART) >= MIN_APART
    for every in (TUNED, APART):
        with_marks = sum(bool(case.marks) for case in every)
        assert 0.3 < with_marks / len(every) < 0.7
    names = {name for case in TUNED for name, _ in case.marks}
    assert names == {rule.name for rule in rules().rules}


def test_the_rules_do_well_on_what_they_were_not_made_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tuned, apart = score(TUNED), score(APART)
    with capsys.disabled():
        for name, found in (("gevallen", tuned), ("apart", apart)):
            sys.stdout.write(
                f"\n{name}: precisie {found.precision:.3f}, vangst {found.recall:.3f}\n"
            )
    assert min(apart.precision, apart.recall) >= GOOD_ENOUGH


@pytest.mark.parametrize(
    "entry", ["info@example.org", "mailto:info@example.org", "INFO@example.org"]
)
def test_what_is_public_may_stand(entry: str) -> None:
    assert find("Mail naar info@example.org.")
    assert not find("Mail naar info@example.org.", public([entry]))
    assert find("Mail naar jan@example.org.", public([entry]))


@pytest.mark.parametrize(
    "typed", ["088 123 45 67", "088-1234567", "+31 88 1234567", "0031881234567"]
)
def test_a_public_number_may_be_written_in_any_way(typed: str) -> None:
    assert find(f"Bel {typed}.")
    assert not find(f"Bel {typed}.", public(["088 - 123 45 67"]))


def test_a_message_does_not_repeat_the_data() -> None:
    (found,) = find("BSN 999990019")
    assert found.hidden == "99…"


@pytest.mark.parametrize("rule", rules().rules, ids=lambda rule: rule.name)
def test_what_a_rule_needs_is_in_all_that_it_finds(rule: Rule) -> None:
    for case in (*TUNED, *APART):
        for name, text in case.marks:
            if name == rule.name:
                needed = [each.needed for each in rules().rules if each.name == name]
                assert any(each.search(case.line.translate(rules().alike)) for each in needed), text
