"""The overview of the examples: choosing by several facets, and what is there without JavaScript."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from handboek.catalogue import Catalogue, load
from handboek.layout import Layout
from handboek.listings import first_sentence
from handboek.models import Example
from handboek.search.marks import sort_key
from handboek.settings import Settings
from playwright.sync_api import Browser, Page, expect

PAGE = "voorbeelden/index.html"
CHOICES = (
    {"rol": ["baliemedewerker"]},
    {"rol": ["baliemedewerker", "personeelsadviseur"]},
    {"rol": ["baliemedewerker"], "kanaal": ["telefoon", "chat"]},
    {"principe": ["respectvol"], "kanaal": ["brief"], "organisatie": ["gemeente", "toezichthouder"]},
    {"soort": ["praktijk"]},
    {"kanaal": ["e-mail"], "soort": ["bedacht"]},
)  # fmt: skip


@pytest.fixture(scope="module")
def settings(built: Layout) -> Settings:
    return load(built).settings


@pytest.fixture(scope="module")
def catalogue(built: Layout) -> Catalogue:
    return load(built).catalogue


Choice = dict[str, list[str]]


def fits(example: Example, choice: Choice, settings: Settings, *, but: str = "") -> bool:
    return all(
        set(keys) & set(example.terms(settings.vocabulary.facet(name).name))
        for name, keys in choice.items()
        if name != but
    )


def titles(page: Page) -> list[str]:
    expect(page.locator("ul.voorbeeldlijst > li.filter-komt")).to_have_count(0)
    return page.locator("ul.voorbeeldlijst > li > p:first-child").all_inner_texts()


def number(count: int) -> str:
    return {0: "Geen voorbeelden", 1: "1 voorbeeld"}.get(count, f"{count} voorbeelden")


def said(page: Page) -> str:
    return page.locator(".filter-aantal").inner_text()


# --- Choosing --------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_choice_shows_what_fits_and_what_each_next_choice_would_give(
    page: Page, address: str, choice: Choice, catalogue: Catalogue, settings: Settings
) -> None:
    page.goto(address + PAGE)
    for name, keys in choice.items():
        for key in keys:
            page.locator(f"input[name={name}][value={key}]").check()
    fitting = [example for example in catalogue if fits(example, choice, settings)]
    expect(page.locator(".filter-aantal")).to_have_text(number(len(fitting)))
    assert titles(page) == [example.title for example in fitting][:20]
    assert parse_qs(urlsplit(page.url).query) == choice
    for facet in settings.vocabulary:
        for key in facet:
            expected = sum(
                fits(example, choice, settings, but=facet.singular)
                and key in example.terms(facet.name)
                for example in catalogue
            )
            row = page.locator(f"label:has(input[name={facet.singular}][value={key}])")
            assert (
                " ".join((row.text_content() or "").split()) == f"{facet[key].label} ({expected})"
            )


@pytest.mark.browser
def test_an_address_holds_the_choice(
    page: Page, address: str, catalogue: Catalogue, settings: Settings
) -> None:
    choice = {"kanaal": ["brief"]}
    page.goto(f"{address}{PAGE}?kanaal=brief&kanaal=onzin&volgorde=titel")
    fitting = [example for example in catalogue if fits(example, choice, settings)]
    expect(page.locator(".filter-aantal")).to_have_text(number(len(fitting)))
    by_title = sorted(fitting, key=lambda example: sort_key(example.title))
    assert titles(page) == [example.title for example in by_title][:20]
    expect(page.locator("input[name=kanaal][value=brief]")).to_be_checked()
    expect(page.get_by_label("Volgorde")).to_have_value("titel")


@pytest.mark.browser
def test_the_back_button_takes_back_a_choice(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    page.goto(address + PAGE)
    everything = titles(page)
    page.get_by_label("Brief").check()
    page.get_by_label("Respectvol").check()
    expect(page.locator(".filter-aantal")).not_to_have_text(number(len(catalogue)))
    page.go_back()
    expect(page.get_by_label("Respectvol")).not_to_be_checked()
    page.go_back()
    expect(page.locator(".filter-aantal")).to_have_text(number(len(catalogue)))
    assert titles(page) == everything
    page.go_forward()
    expect(page.get_by_label("Brief")).to_be_checked()


@pytest.mark.browser
def test_one_button_clears_everything(page: Page, address: str, catalogue: Catalogue) -> None:
    page.goto(f"{address}{PAGE}?kanaal=brief&zoek=bezwaar&volgorde=titel")
    expect(page.locator(".filter-aantal")).not_to_have_text(number(len(catalogue)))
    page.get_by_role("button", name="Filters wissen").click()
    expect(page.locator(".filter-aantal")).to_have_text(number(len(catalogue)))
    assert page.locator("form.filter input:checked").count() == 0
    assert page.get_by_label("Woorden in het voorbeeld").input_value() == ""
    assert urlsplit(page.url).query == ""


@pytest.mark.browser
def test_words_narrow_the_choice_and_forgive_a_slip(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    page.get_by_label("Woorden in het voorbeeld").fill("pasporten")
    expect(page.locator("ul.voorbeeldlijst a").first).to_have_text(
        "Donderdag vliegen, dinsdag blijkt het paspoort verlopen"
    )
    assert "zoek=pasporten" in page.url
    expect(page.get_by_label("Volgorde")).to_have_value("past")
    page.get_by_label("Provincie").check()
    page.get_by_label("Chat").check()
    expect(page.locator(".filter-resultaat")).to_contain_text("Laat ‘")


@pytest.mark.browser
def test_nothing_that_fits_says_what_to_leave_out(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}?organisatie=provincie&kanaal=chat")
    expect(page.locator(".filter-aantal")).to_have_text("Geen voorbeelden")
    way_out = page.get_by_role("button", name=re.compile("Laat ‘Kanaal’ vrij: "))
    wanted = way_out.inner_text().partition(": ")[2]
    way_out.click()
    expect(page.locator(".filter-aantal")).to_have_text(wanted)
    expect(page.get_by_role("button", name="Filters wissen")).to_be_focused()


@pytest.mark.browser
def test_the_number_is_announced(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    status = page.locator(".filter-aantal")
    expect(status).to_have_role("status")
    before = said(page)
    page.get_by_label("Huisbezoek").check()
    expect(status).not_to_have_text(before)


@pytest.mark.browser
def test_it_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    page.get_by_label("Woorden in het voorbeeld").focus()
    page.keyboard.press("Tab")  # the heading of the facets
    page.keyboard.press("Tab")
    expect(page.get_by_label("Passend")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("Passend")).to_be_checked()
    expect(page.get_by_label("Passend")).to_be_focused()
    assert "principe=passend" in page.url


@pytest.mark.browser
def test_a_target_is_large_enough(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    try:
        page.goto(address + PAGE)
        page.locator("details.filter-kenmerken summary").click()
        small = page.evaluate("""() =>
            [...document.querySelectorAll('form.filter :is(label:has(input), button, summary, input[type=search])')]
                .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
                .map((element) => element.textContent)""")
        assert small == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    finally:
        page.close()


# --- Printing --------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_choice_is_printed_whole(
    page: Page, address: str, catalogue: Catalogue, settings: Settings
) -> None:
    choice = {"kanaal": ["brief"], "rol": ["beleidsmedewerker"]}
    fitting = [example for example in catalogue if fits(example, choice, settings)]
    assert len(fitting) > 1
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page.goto(f"{address}{PAGE}?kanaal=brief&rol=beleidsmedewerker")
    page.get_by_role("button", name="Druk deze selectie af").click()
    examples = page.locator(".afdruk > .voorbeeld")
    expect(examples).to_have_count(len(fitting))
    page.wait_for_function("window.printed === 1")
    assert "weergave=afdrukken" in page.url
    for example, shown in zip(fitting, examples.all(), strict=True):
        levels = {1: [example.title], 2: ["Situatie", "Liever niet", "Maar wel", "Afweging"]}
        for level, parts in levels.items():
            for part in parts:
                heading = shown.get_by_role("heading", name=part, exact=True)
                expect(heading).to_be_visible()
                expect(heading).to_have_attribute("aria-level", str(level + 1))
    page.emulate_media(media="print")
    assert not page.locator("form.filter").is_visible()
    assert not page.locator("ul.voorbeeldlijst").is_visible()
    assert page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size === document.querySelectorAll('[id]').length"
    )
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Terug naar de lijst").click()
    expect(page.locator("ul.voorbeeldlijst")).to_be_visible()
    assert titles(page) == [example.title for example in fitting]


# --- Without JavaScript, and from a disk -----------------------------------------------------------


@pytest.mark.browser
def test_from_a_disk_the_lists_stay(page: Page, built: Layout, catalogue: Catalogue) -> None:
    page.goto((built.html / PAGE).as_uri())
    expect(page.get_by_text("Filteren kan hier niet")).to_be_visible()
    expect(page.locator(".facetten")).to_be_visible()
    shown = min(len(catalogue), load(built).settings.per_page)
    expect(page.locator("ul.voorbeeldlijst > li")).to_have_count(shown)


def test_without_javascript_there_is_a_list_for_every_value(
    built: Layout, catalogue: Catalogue, settings: Settings
) -> None:
    page = BeautifulSoup((built.html / PAGE).read_text("utf-8"), "html5lib")
    for facet in settings.vocabulary:
        shown = page.select(f"ul.facet-{facet.singular} li")
        assert [item.get_text(strip=True) for item in shown] == [
            f"{term.label}({sum(key in e.terms(facet.name) for e in catalogue)})"
            for key, term in facet.items()
        ]
        for item in shown:
            link = item.select_one("a[href]")
            assert link is not None
            assert (built.html / "voorbeelden" / str(link["href"])).is_file()


def test_a_line_in_a_list_is_short(built: Layout, catalogue: Catalogue) -> None:
    page = BeautifulSoup((built.html / PAGE).read_text("utf-8"), "html5lib")
    first = list(catalogue)[: load(built).settings.per_page]
    for example, item in zip(first, page.select("ul.voorbeeldlijst > li"), strict=True):
        title, summary, about = (p.get_text() for p in item.find_all("p"))
        assert title == example.title
        assert summary == first_sentence(example.summary)
        assert "Bedacht voorbeeld" in about or "praktijk" in about


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        ("Eén zin. Nog een.", "Eén zin."),
        ("‘Kan dit?’ vroeg zij. Ja.", "‘Kan dit?’"),
        ("Een vraag? Een antwoord.", "Een vraag?"),
        ("Om 16.10 uur. Daarna.", "Om 16.10 uur."),
        ("Zonder punt", "Zonder punt"),
    ],
)
def test_the_first_sentence_of_a_summary(summary: str, sentence: str) -> None:
    assert first_sentence(summary) == sentence
