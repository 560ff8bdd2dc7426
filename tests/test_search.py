"""The search: what it finds, what it is made of, and how it works for a reader."""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from builds import run_build, site
from handboek.build import BuildError
from handboek.catalogue import load
from handboek.layout import Layout
from handboek.search import engine
from handboek.search.compounds import Splitter
from handboek.search.known import known_words
from handboek.search.making import Making
from handboek.search.pages import addresses, site_pages
from handboek.search.site import SiteIndex
from handboek.search.stable import put_in_order
from handboek.search.words import packed, words
from handboek.speed import builder
from playwright.sync_api import Browser, Page, expect
from searching import QUERIES, queries, score, search
from site_pages import served
from tiny import tiny_handbook

SOURCE = """(doel)=
# Over bezwaar

```{admonition} Wijzer
:class: voorbeeldig
Een {term}`brief`: zie [hier](https://example.nl).
```
"""

ENOUGH = 0.9
"""This part of the queries has to find its page among the first five results."""


# --- What it finds ---------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("name", ["vragen.toml", "achter-de-hand.toml"])
def test_the_search_finds_what_people_look_for(
    chromium: Browser, address: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = queries(name)
    page = chromium.new_page()
    try:
        found = search(page, address, [query.text for query in asked])
    finally:
        page.close()
    part, report = score(asked, found)
    with capsys.disabled():
        print(f"\n{name}: {report}")  # noqa: T201 - the score is worth reading each time
    assert part >= ENOUGH, report


def test_every_query_names_a_page_that_is_there(built: Layout) -> None:
    there = {page.address.removesuffix(".html") for page in site_pages(built.html)}
    for name in ("vragen.toml", "achter-de-hand.toml"):
        for query in queries(name):
            assert there & set(query.finds), query.text


# --- What it is made of ----------------------------------------------------------------------------


def test_every_page_is_found_but_no_list(built: Layout) -> None:
    pages = {page.address for page in site_pages(built.html)}
    docs = {
        path.relative_to(built.docs).with_suffix(".html").as_posix()
        for path in built.docs.rglob("*.md")
    }
    loaded = load(built)
    examples = {f"{example.docname}.html" for example in loaded.catalogue}
    channels = {f"kanalen/{key}.html" for key in loaded.settings.vocabulary.channels}
    sets = {f"vergelijken/{each.slug}.html" for each in loaded.comparisons}
    assert pages == docs | examples | channels | sets


def test_a_list_of_examples_is_not_what_a_page_says(built: Layout) -> None:
    pages = {page.address: page for page in site_pages(built.html)}
    assert "keukentafel" not in pages["voorbeelden/index.html"].words
    assert "keukentafel" not in pages["principes/passend.html"].words
    assert "keukentafel" in pages["voorbeelden/aan-de-keukentafel.html"].words


def test_keywords_are_words_of_the_page(built: Layout) -> None:
    pages = {page.address: page for page in site_pages(built.html)}
    assert "laaggeletterdheid" in pages["voorbeelden/aan-de-keukentafel.html"].words


COMPOUNDS = tomllib.loads((QUERIES / "samenstellingen.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("word", COMPOUNDS["delen"])
def test_a_compound_is_found_by_its_tail(word: str) -> None:
    known = frozenset(COMPOUNDS["bekend"])
    assert list(Splitter(known).tails(word)) == COMPOUNDS["delen"][word]


def test_words_lose_their_accents_and_hyphens() -> None:
    assert words("Eén Ministeriële e-mail, WOZ-waarde!") == [
        "een", "ministeriele", "mail", "email", "woz", "waarde", "wozwaarde",
    ]  # fmt: skip


def test_the_list_of_words_is_small_and_complete() -> None:
    vocabulary = Counter({"brief": 4, "brieven": 1, "balie": 1})
    assert packed(vocabulary) == "0balie0\n1rief2\n4ven0\n"
    assert packed(vocabulary, most=1) == "0brief2\n"


def test_what_a_compound_is_made_of_comes_from_the_text_of_the_sources(tmp_path: Path) -> None:
    layout = tiny_handbook(tmp_path / "handboek")
    (layout.docs / "over.md").write_text(SOURCE, "utf-8")
    known = known_words(layout)
    assert {"over", "bezwaar", "wijzer", "brief", "hier"} <= known
    assert not {"admonition", "class", "doel", "term", "voorbeeldig", "https"} & known


def test_pages_may_come_in_any_order(own: Layout) -> None:
    pages = addresses(own.site)
    made = []
    for order in (pages, pages[::-1], Random(1).sample(pages, len(pages))):
        making = Making(own.site, known_words(own), pages)
        making.keep(making.gatherer.read(order[0]))
        for address in order[1:]:
            making.take(making.gatherer.read(address))
        files = making.files()
        put_in_order(files)
        made.append((files, making.summed, making.count, making.gatherer.words))
    assert made[0] == made[1] == made[2]
    assert 0 < made[0][2] < len(pages)  # some are not to be found


def test_the_index_made_with_the_pages_is_that_made_after_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = tiny_handbook(tmp_path / "handboek")
    monkeypatch.setenv("HANDBOEK_PROCESSEN", "2")
    monkeypatch.setattr(builder, "_WORTH_PROCESSES", 2)
    after: list[SiteIndex] = []
    monkeypatch.setattr(SiteIndex, "_after", lambda self, started: after.append(self))
    run_build(layout)
    assert after == []
    along, stamp = site(layout), (layout.search / "gemaakt").read_bytes()
    monkeypatch.undo()
    shutil.rmtree(layout.build)
    run_build(layout)
    assert site(layout) == along
    assert (layout.search / "gemaakt").read_bytes() == stamp


def test_the_same_pages_give_the_same_files(own: Layout) -> None:
    before = site(own)
    for path in own.search.iterdir():
        path.unlink()
    run_build(own)
    after = site(own)
    assert {name for name in before if name.startswith("pagefind/")}
    assert [name for name in before if before[name] != after.get(name)] == []
    assert sorted(before) == sorted(after)


def test_the_index_is_made_only_when_a_page_changed(own: Layout) -> None:
    entry = own.html / "pagefind" / "pagefind-entry.json"
    before = entry.stat().st_mtime_ns
    run_build(own)
    assert entry.stat().st_mtime_ns == before


BROKEN = {
    "ontbreekt": "import sys; sys.exit('No module named pagefind')",
    "stopt halverwege": "import sys; sys.stdin.read(10); sys.exit(3)",
    "weigert": (
        "import base64, json; m = {'payload': {'type': 'Error', 'message': 'no space left'}};"
        "print(base64.b64encode(json.dumps(m).encode()).decode(), end=',', flush=True); input()"
    ),
}


@pytest.mark.parametrize("program", [*BROKEN.values(), ""], ids=[*BROKEN, "start niet"])
def test_a_pagefind_that_fails_while_pages_are_written_leaves_the_pages(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = tiny_handbook(tmp_path / "handboek")
    monkeypatch.setenv("HANDBOEK_PROCESSEN", "2")
    monkeypatch.setattr(builder, "_WORTH_PROCESSES", 2)
    command = (sys.executable, "-c", program) if program else (str(tmp_path / "niets"),)
    monkeypatch.setattr(engine, "_COMMAND", command)
    with pytest.raises(BuildError, match="Zoekfunctie: de zoekindex kon niet worden gemaakt"):
        run_build(layout)
    written = len(list(layout.site.rglob("*.html")))
    monkeypatch.undo()
    run_build(layout)
    assert len(list(layout.html.rglob("*.html"))) == written


@pytest.mark.parametrize("program", BROKEN.values(), ids=BROKEN)
def test_a_pagefind_that_fails_is_a_plain_error_and_leaves_the_old_index(
    program: str, own: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = own.html / "pagefind" / "pagefind-entry.json"
    before = entry.read_bytes()
    stamp = own.search / "gemaakt"
    made = stamp.read_text()
    stamp.write_text("anders")
    monkeypatch.setattr(engine, "_COMMAND", (sys.executable, "-c", program))
    with pytest.raises(BuildError, match="Zoekfunctie: de zoekindex kon niet worden gemaakt"):
        run_build(own)
    assert entry.read_bytes() == before
    stamp.write_text(made)


# --- How it works for a reader ---------------------------------------------------------------------


def open_search(page: Page, address: str, name: str = "voorbeelden/woz-op-een-vel.html") -> None:
    page.goto(address + name)
    page.get_by_role("button", name="Zoeken").first.click()
    page.locator("pagefind-modal input").wait_for()


@pytest.mark.browser
def test_the_window_opens_by_button_and_by_key_and_gives_the_focus_back(
    page: Page, address: str
) -> None:
    field = page.locator("pagefind-modal input")
    open_search(page, address)
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.get_by_role("button", name="Zoeken").first).to_be_focused()
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(field).to_be_hidden()


@pytest.mark.browser
def test_a_result_says_what_it_is(page: Page, address: str) -> None:
    open_search(page, address)
    page.keyboard.type("keukentafel")
    first = page.locator("pagefind-modal .pf-result").first
    expect(first.get_by_role("link")).to_have_text("Aan de keukentafel blijft de folder in de tas")
    expect(first).to_contain_text("Principe: Passend, Respectvol · Rol: Baliemedewerker")
    expect(first).to_contain_text("Wie moeilijk leest, zegt dat zelden uit zichzelf.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voorbeelden/aan-de-keukentafel.html")


@pytest.mark.browser
def test_a_slip_is_understood_and_said(page: Page, address: str) -> None:
    open_search(page, address)
    page.keyboard.type("rotnode")
    expect(page.locator("pagefind-modal .zoek-uitleg")).to_contain_text("Gezocht op rotonde")


@pytest.mark.browser
def test_nothing_found_says_where_to_look(page: Page, address: str) -> None:
    open_search(page, address)
    page.keyboard.type("xqzxqzxqz")
    expect(page.locator("pagefind-modal .pf-summary")).to_have_text(
        "Niets gevonden voor ‘xqzxqzxqz’"
    )
    expect(page.locator("pagefind-modal .zoek-uitleg a")).to_have_text("alle voorbeelden")


ENGLISH = (
    "Search", "Clear", "Results", "result", "Close", "navigate", "select", "Loading", "Filters",
    "Error", "more", "No ",
)  # fmt: skip


@pytest.mark.browser
def test_the_window_is_in_dutch(page: Page, address: str) -> None:
    open_search(page, address)
    page.keyboard.type("brief")
    page.locator("pagefind-modal .pf-result-link").first.wait_for()
    said = page.evaluate("""() => [...document.querySelectorAll('pagefind-modal *')].flatMap((element) => [
        ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
        ...['title', 'aria-label', 'alt', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    ]).join(' ')""")
    assert "Wissen" in said
    assert [word for word in ENGLISH if f" {word.lower()}" in f" {said.lower()}"
            .replace("resultaten", "").replace("resultaat", "")] == []  # fmt: skip


@pytest.mark.browser
def test_the_key_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(f"{address}zoeken.html")
    page.get_by_label("De toets / opent het zoekvenster").uncheck()
    page.goto(f"{address}over.html")
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    assert page.locator("pagefind-modal").count() == 0
    page.keyboard.press("Control+k")
    expect(page.locator("pagefind-modal input")).to_be_focused()


@pytest.mark.browser
def test_the_key_is_a_letter_in_a_field(page: Page, address: str) -> None:
    page.goto(f"{address}voorbeelden/index.html")
    page.get_by_label("Woorden in het voorbeeld").press_sequentially("a/b")
    assert page.get_by_label("Woorden in het voorbeeld").input_value() == "a/b"


@pytest.mark.browser
def test_the_page_to_search_on_has_the_query_in_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}zoeken.html?q=rotonde")
    link = page.locator("#zoekpagina .pf-result-link").first
    expect(link).to_have_attribute("href", "/voorbeelden/inspraakavond-rotonde.html")
    page.locator("#zoekpagina input").fill("paspoort")
    expect(link).to_have_attribute("href", "/voorbeelden/paspoort-verlopen.html")
    assert page.url.endswith("?q=paspoort")


@pytest.mark.browser
def test_the_search_works_in_a_folder_of_a_site(page: Page, built: Layout) -> None:
    with served(built.build) as above:
        page.goto(f"{above}html/zoeken.html?q=rotonde")
        expect(page.locator("#zoekpagina .pf-result-link").first).to_have_attribute(
            "href", "/html/voorbeelden/inspraakavond-rotonde.html"
        )


@pytest.mark.browser
def test_from_a_disk_it_says_that_it_cannot(page: Page, built: Layout) -> None:
    page.goto((built.html / "index.html").as_uri())
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Zoeken kan hier niet")
    expect(dialog).to_contain_text("vanaf uw eigen computer")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.goto((built.html / "zoeken.html").as_uri())
    expect(page.locator("#zoekpagina")).to_contain_text("vanaf uw eigen computer")


@pytest.mark.browser
def test_without_javascript_it_says_what_to_do(chromium: Browser, address: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    try:
        page.goto(f"{address}over.html")
        page.get_by_role("link", name="Zoeken").first.click()
        expect(page.get_by_text("Zoeken werkt alleen met JavaScript")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name="Alle voorbeelden").click()
        page.wait_for_url("**/voorbeelden/index.html")
    finally:
        page.close()


@pytest.mark.browser
def test_nothing_heavy_is_fetched_before_someone_searches(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    ours = [name for name in asked if "zoek" in name or "pagefind" in name or "filter" in name]
    assert len(ours) == 2, ours  # one script, one style sheet
    size = sum(
        (Path(__file__).parents[1] / "conf/static" / f"zoeken.{kind}").stat().st_size
        for kind in ("js", "css")
    )
    assert size < 14_000
