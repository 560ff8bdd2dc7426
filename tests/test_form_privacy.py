"""The form finds personal data as the check does: the same rules and the same cases, in a real browser."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from browser import browser
from handboek.checks.privacy import find, public
from handboek.checks.rules import FILE
from handbooks import ROOT
from playwright.sync_api import Page
from privacycases import Case, cases

pytestmark = pytest.mark.browser
SCRIPT = ROOT / "conf" / "static" / "formulier-privacy.js"
OPEN = ["Burger@Overheid.nl", "mailto:balie@example.org", "0800 12 34"]
LINES = [
    "Mail naar burger@overheid.nl of balie@example.org.", "Bel 0800-1234.", "Bel +31 (0)6 12345678.",
    "\N{GRINNING FACE}" * 70 + " BSN 999990019", "geen", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    rules = tomllib.loads(FILE.read_text("utf-8"))
    with browser() as opened:
        page = opened.new_page()
        page.add_script_tag(content=SCRIPT.read_text("utf-8"))
        page.evaluate(
            """([rules, open]) => {
                const { privacyReader } = window.handboekFormulier;
                window.nothingIsPublic = privacyReader(rules, []);
                window.someIsPublic = privacyReader(rules, open);
            }""",
            [rules, OPEN],
        )
        yield page


def told(page: Page, reader: str, line: str) -> list[list[str]]:
    script = f"(line) => window.{reader}(line).map((each) => [each.rule.naam, each.text])"
    return page.evaluate(script, line)


@pytest.mark.parametrize("case", [*cases("gevallen"), *cases("apart")], ids=lambda case: case.name)
def test_the_browser_finds_what_the_check_finds(page: Page, case: Case) -> None:
    assert told(page, "nothingIsPublic", case.line) == [
        [each.rule.name, each.text] for each in find(case.line)
    ]


@pytest.mark.parametrize("line", LINES)
def test_what_is_public_may_be_said(page: Page, line: str) -> None:
    assert told(page, "someIsPublic", line) == [
        [each.rule.name, each.text] for each in find(line, public(OPEN))
    ]


def test_no_line_keeps_the_browser_busy(page: Page) -> None:
    lines = ["1" * 20_000, "a@" * 10_000, "06 " * 7_000, "geboren " * 2_500, "A-1-" * 5_000]
    page.set_default_timeout(20_000)
    for line in lines:
        assert told(page, "nothingIsPublic", line) is not None
