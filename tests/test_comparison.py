"""Other sets of principles beside ours: the data, the tables, and a set that changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from builds import later, run_build, small_handbook
from handboek.catalogue import Loaded, load
from handboek.comparison import NONE, Comparison, Norm, page
from handboek.layout import Layout
from handbooks import ROOT

SIZES = {
    "behoorlijkheidswijzer": {
        "Open en duidelijk": 4,
        "Respectvol": 6,
        "Betrokken en oplossingsgericht": 5,
        "Eerlijk en betrouwbaar": 7,
    },
    "burgerservicecode": {"": 10},
    "manifest-gebruiker-centraal": {"": 5},
    "nora-basisprincipes": {"": 10},
    "nora-kernwaarden": {"": 5},
}
OWN = """\
titel = "Onze *eigen* <set>"
van = "Gemeente Voorbeeldstad"

[[norm]]
naam = "Zeldzaam woord"
vooral = "eigentijds"
uitleg = "Dit is de eerste uitleg."
"""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(Layout(ROOT))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Layout, str]:
    layout = small_handbook(tmp_path_factory.mktemp("vergelijken") / "handboek")
    later(layout.comparisons / "eigen.toml", OWN)
    _, warnings = run_build(layout)
    return layout, warnings


def article(layout: Layout, name: str) -> Tag:
    soup = BeautifulSoup((layout.html / f"{name}.html").read_text("utf-8"), "html5lib")
    found = soup.find("article")
    assert isinstance(found, Tag)
    return found


def rows(table: Tag) -> list[list[str]]:
    return [[cell.get_text(strip=True) for cell in row(["th", "td"])] for row in table("tr")]


def test_every_set_has_all_its_norms(loaded: Loaded) -> None:
    sizes = {
        each.slug: {g: sum(n.group == g for n in each.norms) for g in each.groups}
        for each in loaded.comparisons
    }
    assert sizes == SIZES


def test_a_reason_is_one_sentence(loaded: Loaded) -> None:
    reasons = [norm.reason for each in loaded.comparisons for norm in each.norms]
    assert [r for r in reasons if not re.fullmatch(r"[A-Z][^.?!]+\.", r)] == []
    assert len(set(reasons)) == len(reasons)


def test_what_a_norm_touches() -> None:
    both = Norm("a", "", "passend", ("respectvol",), "")
    neither = Norm("b", "", "", (), "")
    ours = Comparison("ons", "Ons", "wij", "", "", "", (neither, both))
    assert ours.touching("respectvol") == [both]
    assert ours.touching(NONE) == [neither]
    assert ours.touching("eigentijds") == []


def test_a_page_takes_a_title_for_text() -> None:
    norm = Norm("a", "1. Groep", "passend", (), "")
    text = page(Comparison("ons", "Ons {rol}`x` # <b>", "wij", "", "", "", (norm,)))
    assert text.startswith("# Ons \\{rol\\}\\`x\\` \\# \\<b\\>\n")
    assert "## 1\\. Groep\n" in text


def test_a_set_of_your_own_gets_a_page(built: tuple[Layout, str]) -> None:
    layout, warnings = built
    assert not warnings
    found = article(layout, "vergelijken/eigen")
    assert found.select_one("h1").get_text().startswith("Onze *eigen* <set>")  # type: ignore[union-attr]
    assert "Zeldzaam woord: vooral eigentijds" in found.get_text()
    index = article(layout, "vergelijken/index")
    assert index.select_one('a[href="eigen.html"]') is not None


def test_every_table_can_be_heard(built: tuple[Layout, str]) -> None:
    """A table has a caption, column heads and row heads, and words in its cells."""
    names = ["index", "eigen", *SIZES]
    tables = [t for n in names for t in article(built[0], f"vergelijken/{n}")("table")]
    tables = [table for table in tables if "vergelijking" in table["class"]]
    assert len(tables) == 7 + 2 * 5 + 5
    for table in tables:
        assert table.caption is not None
        assert table.caption.get_text(strip=True)
        assert all(cell.name == "th" for cell in table.thead(["th", "td"]))
        for row in table.tbody("tr"):
            cells = row(["th", "td"])
            assert [cell.name for cell in cells] == ["th"] + ["td"] * (len(cells) - 1)
            assert all(cell.get_text(strip=True) for cell in cells)


def test_the_counts_are_those_of_the_sets(built: tuple[Layout, str], loaded: Loaded) -> None:
    table = article(built[0], "vergelijken/index").select_one("table.vergelijking")
    assert isinstance(table, Tag)
    head, *body, total = rows(table)
    assert head == ["Set", "Passend", "Overzichtelijk", "Betrouwbaar", "Respectvol", "Eigentijds",
                    "Geen", "Normen"]  # fmt: skip
    keys = [*loaded.settings.vocabulary.principles, NONE]
    expected = {
        each.title: [str(len(each.touching(key))) for key in keys] + [str(len(each.norms))]
        for each in loaded.comparisons
    }
    own = {name: counts for name, *counts in body if name != "Onze *eigen* <set>"}
    assert own == expected
    assert total == [
        "Samen",
        *(str(sum(map(int, column))) for column in list(zip(*body, strict=True))[1:]),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("```{vergelijking} nora-kernwarden\n```", "bedoelt u ‘nora-kernwaarden’?"),
        (
            "```{vergelijking} nora-kernwaarden\n:groep: Andere\n```",
            "de groep ‘Andere’ bestaat niet",
        ),
        ("```{vergelijkingen} pasend\n```", "bedoelt u ‘passend’?"),
    ],
)
def test_a_mistake_names_file_line_and_way_out(tmp_path: Path, wrong: str, said: str) -> None:
    layout = small_handbook(tmp_path / "handboek")
    path = layout.docs / "over.md"
    before = path.read_text(encoding="utf-8")
    later(path, f"{before}\n{wrong}\n")
    _, warnings = run_build(layout)
    assert f"docs/over.md:{before.count(chr(10)) + 2}: " in warnings
    assert said in warnings


def test_a_set_that_changes_or_goes_changes_its_pages(tmp_path: Path) -> None:
    layout = small_handbook(tmp_path / "handboek")
    run_build(layout)
    path = layout.comparisons / "eigen.toml"
    later(path, OWN)
    run_build(layout)
    assert "Zeldzaam woord" in article(layout, "vergelijken/index").get_text()
    later(path, OWN.replace("eerste", "tweede").replace("Zeldzaam", "Bijzonder"))
    run_build(layout)
    assert "de tweede uitleg" in article(layout, "vergelijken/eigen").get_text()
    assert "Bijzonder woord" in article(layout, "vergelijken/index").get_text()
    path.unlink()
    run_build(layout)
    assert not (layout.html / "vergelijken" / "eigen.html").exists()
    assert "Bijzonder woord" not in article(layout, "vergelijken/index").get_text()
