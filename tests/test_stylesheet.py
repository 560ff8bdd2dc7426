"""The colours of the site: only those that are measured, and each pair of them far enough apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builds import ROOT
from handboek.contrast import contrast
from handboek.layout import Layout
from handboek.palette import COLOURS, PAIRS, Pair, tokens, too_close
from handboek.settings import load_settings
from handboek.stylesheet import stylesheet

SETTINGS = load_settings(Layout(ROOT))
PARTS = sorted((ROOT / "conf" / "stijl").glob("*.css"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.front}-{pair.ground}")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_pair_can_be_told_apart(pair: Pair, *, dark: bool) -> None:
    colours = tokens(SETTINGS.colours, dark=dark)
    assert contrast(colours[pair.front], colours[pair.ground]) >= pair.least


def test_all_colours_that_are_too_close_are_told_at_once() -> None:
    colours = {**SETTINGS.colours, "accent": "#dddddd", "maar_wel_donker": "#222222"}
    assert [bad.name for bad in too_close(colours)] == ["accent", "maar_wel_donker"]


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_part_has_no_colour_of_its_own(path: Path) -> None:
    text = path.read_text("utf-8")
    text = re.sub(r"/\*.*?\*/|url\('data:.*?'\)", "", text, flags=re.DOTALL)
    text = re.sub(r"::backdrop \{ background: rgb\(0 0 0 / \d+%\); \}", "", text)  # over everything
    assert not re.search(r"#[0-9a-f]{3,8}\b(?=[;\s)])", text, re.IGNORECASE)
    assert not re.search(r"(rgba?|hsla?|oklch)\(|: (white|black|red|blue)\b", text)


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_part_closes_what_it_opens(path: Path) -> None:
    """The parts go into one file: what is left open would swallow the next."""
    depth = 0
    for sign in re.findall(r"[{}]", path.read_text("utf-8")):
        depth += 1 if sign == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_every_colour_that_is_used_exists_and_every_one_is_used() -> None:
    text = "".join(path.read_text("utf-8") for path in PARTS)
    assert set(re.findall(r"var\(--handboek-([a-z-]+)\)", text)) == set(COLOURS)


def grounds(text: str) -> set[tuple[str, str]]:
    """Which colour lies on which, where one rule says both."""
    found = set()
    for body in re.findall(r"\{([^{}]*)\}", text):
        front = re.search(r"(?<![-\w])color: var\(--handboek-([a-z-]+)\)", body)
        ground = re.search(r"background(?:-color)?: var\(--handboek-([a-z-]+)\)", body)
        if front and ground:
            found.add((front[1], ground[1]))
    return found


def test_every_pair_in_the_style_sheets_is_measured() -> None:
    used = set().union(*(grounds(path.read_text("utf-8")) for path in PARTS))
    assert ("op-accent", "accent") in used
    assert used <= {(pair.front, pair.ground) for pair in PAIRS}


def test_the_accent_of_the_settings_reaches_the_site() -> None:
    made = stylesheet(Layout(ROOT), SETTINGS)
    assert f"--handboek-accent:{SETTINGS.colours['accent']};" in made
    assert made.count(f"--handboek-accent:{SETTINGS.colours['accent_donker']};") == 2
    assert "/*" not in made
