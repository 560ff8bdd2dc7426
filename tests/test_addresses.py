"""Addresses stay: what was published is there, or leads to where it is now."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from builds import later, run_build, site, small_handbook
from handboek.addresses import HEADER
from handboek.build import BuildError
from handboek.cli import main
from handboek.layout import Layout
from handboek.policy import policy
from playwright.sync_api import Browser

CASES = sorted((Path(__file__).parent / "adressen").iterdir())
EXAMPLE = "examples/passend/aan-de-keukentafel.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A handbook of which the addresses have just been published."""
    layout = small_handbook(tmp_path_factory.mktemp("adressen") / "handboek")
    assert main(["--map", str(layout.root), "addresses"]) == 0
    return layout


@pytest.fixture
def layout(built: Layout) -> Iterator[Layout]:
    """The same handbook, which a test may change; Sphinx reads all anew if its folder moves."""
    sources = ("docs", "examples", "conf")
    kept = built.root.with_name("bewaard")
    for name in sources:
        shutil.copytree(built.root / name, kept / name)
    yield built
    for name in sources:
        shutil.rmtree(built.root / name)
        shutil.copytree(kept / name, built.root / name)
    shutil.rmtree(kept)


def move(layout: Layout, old: str, new: str) -> None:
    """Write that an address has moved."""
    text = layout.moved.read_text("utf-8") if layout.moved.is_file() else "[verhuisd]\n"
    later(layout.moved, f'{text}"{old}" = "{new}"\n')


def page(layout: Layout, name: str) -> Tag:
    return BeautifulSoup((layout.html / name).read_text("utf-8"), "html5lib")


def checked(layout: Layout, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    main(["--map", str(layout.root), "check", "--alleen-fouten"])
    return capsys.readouterr().out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_only_the_build_can_tell_of_anchors(case: Path, layout: Layout) -> None:
    layout.published.unlink()
    for path in case.glob("adressen.*"):
        shutil.copyfile(path, layout.conf / path.name)
    try:
        run_build(layout)
        got = ""
    except BuildError as error:
        got = str(error).removeprefix("Adressen: \n") + "\n"
    expected = case / "verwacht.txt"
    if os.environ.get("HANDBOEK_RENEW"):
        expected.write_text(got, encoding="utf-8", newline="\n")
    assert got == expected.read_text(encoding="utf-8")


def test_every_page_that_stays_is_published(built: Layout) -> None:
    run_build(built)  # another test may have left a redirect
    text = built.published.read_text("utf-8")
    assert text.startswith(HEADER)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    pages = {line for line in lines if "#" not in line}
    there = {path.relative_to(built.html).as_posix() for path in built.html.rglob("*.html")}
    # Of a list only the first page stays: how many there are follows from the examples.
    later = {name for name in there if re.search(r"-\d+\.html$", name)}
    assert there - pages - later <= {"404.html", "zoeken.html"}
    assert pages <= there


def test_every_published_anchor_is_there_and_says_something(built: Layout) -> None:
    run_build(built)
    lines = built.published.read_text("utf-8").splitlines()
    anchors = {line for line in lines if ".html#" in line}
    assert len(anchors) > 100
    there = {
        f"{name}#{tag['id']}"
        for name in {anchor.partition("#")[0] for anchor in anchors}
        for tag in page(built, name).find_all(id=True)
    }
    assert anchors - there == set()
    assert not [anchor for anchor in anchors if re.search(r"#id\d+$", anchor)]


def test_an_address_that_would_vanish_stops_the_build(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    path = layout.root / EXAMPLE
    path.rename(path.with_name("aan-tafel.md"))
    said = checked(layout, capsys)
    line = (
        layout.published.read_text("utf-8")
        .splitlines()
        .index("voorbeelden/aan-de-keukentafel.html")
    )
    assert said.startswith(f"conf/adressen.txt:{line + 1}: ")
    assert said.count("\n") == 1
    with pytest.raises(BuildError, match="is uitgegeven"):
        run_build(layout)
    move(layout, "voorbeelden/aan-de-keukentafel.html", "voorbeelden/aan-tafel.html")
    assert checked(layout, capsys) == ""
    run_build(layout)
    assert main(["--map", str(layout.root), "addresses"]) == 0
    published = layout.published.read_text("utf-8").splitlines()
    assert {"voorbeelden/aan-de-keukentafel.html", "voorbeelden/aan-tafel.html"} <= set(published)


def test_a_heading_that_would_vanish_stops_every_build_until_it_is_mended(layout: Layout) -> None:
    path = layout.docs / "over.md"
    later(path, path.read_text("utf-8").replace("## Privacy", "## Uw privacy"))
    for _ in range(2):
        with pytest.raises(BuildError, match=r"over\.html#privacy.*over\.html#uw-privacy"):
            run_build(layout)
    move(layout, "over.html#privacy", "over.html#uw-privacy")
    run_build(layout)
    place = page(layout, "over.html").find(id="privacy")
    assert place is not None
    assert "Uw privacy" in place.find_parent("section").get_text()  # type: ignore[union-attr]


def test_a_heading_may_give_its_anchor_to_its_page(layout: Layout) -> None:
    path = layout.docs / "over.md"
    later(path, path.read_text("utf-8").replace("## Privacy", "## Uw privacy"))
    move(layout, "over.html#privacy", "over.html")
    run_build(layout)
    place = page(layout, "over.html").find(id="privacy")
    assert place is not None
    assert place.find_parent("section").find("h1") is not None  # type: ignore[union-attr]


def test_the_page_of_a_redirect_that_is_gone_goes_too(layout: Layout) -> None:
    run_build(layout)
    without = sorted(site(layout))
    move(layout, "voorbeelden/oude-naam.html", "over.html#status")
    run_build(layout)
    assert set(site(layout)) - set(without) == {"voorbeelden/oude-naam.html"}
    later(layout.moved, "[verhuisd]\n")
    run_build(layout)
    assert sorted(site(layout)) == without


def test_a_redirect_needs_no_script_and_has_a_link(layout: Layout) -> None:
    move(layout, "voorbeelden/oude-naam.html", "over.html#status")
    run_build(layout)
    found = page(layout, "voorbeelden/oude-naam.html")
    assert found.find("script") is None
    refresh = found.find("meta", attrs={"http-equiv": "refresh"})
    assert isinstance(refresh, Tag)
    assert refresh["content"] == "0; url=../over.html#status"
    [link] = found.find_all("a")
    assert (link["href"], link.get_text()) == ("../over.html#status", "Over dit handboek")
    # The policy is that of every other page, before anything that it is about.
    first, second = found.select("head > meta")[:2]
    assert first["charset"] == "utf-8"
    assert (second["http-equiv"], second["content"]) == ("Content-Security-Policy", policy())


def test_headings_with_the_same_words_are_named_after_what_they_stand_under(
    layout: Layout,
) -> None:
    text = (
        "# Extra\n\n## Balie\n\n### Vragen\n\nA\n\n## Brief\n\n### Vragen\n\nB\n\n### Vragen\n\nC\n"
    )
    later(layout.docs / "extra.md", f"---\norphan: true\n---\n{text}")
    run_build(layout)
    ids = [tag["id"] for tag in page(layout, "extra.html").select("article section[id]")]
    assert ids == ["extra", "balie", "vragen", "brief", "brief-vragen", "brief-vragen-2"]


@pytest.mark.browser
def test_a_browser_goes_from_the_old_address_to_the_new_one(
    chromium: Browser, layout: Layout
) -> None:
    move(layout, "voorbeelden/oude-naam.html", "over.html#status")
    run_build(layout)
    page = chromium.new_context(java_script_enabled=False).new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto((layout.html / "voorbeelden/oude-naam.html").as_uri())
    page.wait_for_url("**/over.html#status")
    assert page.locator("h1").first.inner_text().startswith("Over dit handboek")
    assert [text for text in refused if "Content Security Policy" in text] == []
