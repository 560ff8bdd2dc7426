"""The form on the site, in a real browser: the same file and the same messages as the program."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from builds import copy_handbook, run_build
from handboek.catalogue import load
from handboek.forge import FORGES
from handboek.layout import Layout
from handboek.new_file import NEW_FILE
from handbooks import EPOCH, new_handbook
from playwright.sync_api import Browser, BrowserContext, Page
from proposals import CASES, NAMES, fill_in, read_case

pytestmark = pytest.mark.browser

PAGE = "deel-uw-voorbeeld.html"
NOON = datetime.fromtimestamp(int(EPOCH), tz=UTC).replace(hour=12)


def build_with(folder: Path, repository: str, contact: str) -> Layout:
    """Build the pages of the form, with no other examples than one."""
    layout = new_handbook(folder)
    whole = copy_handbook(folder.parent / f"{folder.name}-heel")
    shutil.copytree(whole.conf, layout.conf, dirs_exist_ok=True)
    shutil.copyfile(whole.docs / "deel-uw-voorbeeld.md", layout.docs / "deel-uw-voorbeeld.md")
    for name in ("over", "colofon", "meedoen"):
        (layout.docs / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    toctree = "deel-uw-voorbeeld\nmeedoen\nover\ncolofon"
    rest = "\n".join(
        path.relative_to(layout.docs).with_suffix("").as_posix()
        for path in sorted(layout.docs.glob("*/*.md"))
    )
    (layout.docs / "index.md").write_text(
        f"# Begin\n\n```{{toctree}}\n{toctree}\n{rest}\n```\n", encoding="utf-8"
    )
    settings = layout.settings.read_text("utf-8")
    for key, value in (("repository", repository), ("contact", contact)):
        settings = settings.replace(f'\n{key} = ""', f'\n{key} = "{value}"')
    layout.settings.write_text(settings, encoding="utf-8")
    run_build(layout)
    return layout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    folder = tmp_path_factory.mktemp("formulier") / "handboek"
    return build_with(
        folder, "https://github.com/voorbeeld/handboek", "mailto:redactie@voorbeeld.nl"
    )


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(timezone_id="Europe/Amsterdam", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, built: Layout) -> Iterator[Page]:
    page = open_form(context, built)
    yield page
    assert page.evaluate("window.fouten || []") == []


@pytest.fixture(scope="module")
def one_page(chromium: Browser, built: Layout) -> Iterator[Page]:
    """One page for all tests that only fill in: opening one takes longer than such a test."""
    context = chromium.new_context(timezone_id="Europe/Amsterdam")
    yield open_form(context, built)
    context.close()


@pytest.fixture
def blank(one_page: Page) -> Page:
    one_page.evaluate("document.getElementById('deel-formulier').reset()")
    return one_page


def open_form(context: BrowserContext, layout: Layout, query: str = "") -> Page:
    page = context.new_page()
    page.add_init_script(
        "window.fouten = []; addEventListener('error', (e) => fouten.push(e.message))"
    )
    page.clock.set_fixed_time(NOON)
    page.goto((layout.html / PAGE).as_uri() + query)
    return page


def submit(page: Page) -> None:
    page.get_by_role("button", name="Controleer mijn voorbeeld").click()


def said_by_browser(page: Page) -> list[str]:
    """Ask the script itself what is wrong with the answers of the page, part by part as the check does."""
    return page.evaluate("""() => {
        const { checker, write } = window.handboekFormulier;
        const form = document.getElementById("deel-formulier");
        const data = JSON.parse(form.dataset.gegevens);
        const answers = {};
        for (const { name, kind } of data.questions) {
          const fields = [...form.querySelectorAll(`[name="${name}"]`)];
          const chosen = fields.filter((f) => !["radio", "checkbox"].includes(f.type) || f.checked);
          const values = chosen.map((f) => f.value).filter((v) => v.trim());
          answers[name] = kind === "words" ? values.flatMap((v) => v.split(",")) : values;
        }
        const found = checker(data)(answers, write(data.questions, answers)).filter((f) => !f.advice);
        return found.map((f) => `${f.asked}: ${f.text}`);
    }""")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_browser_says_what_the_check_says(blank: Page, folder: Path) -> None:
    case = read_case(folder)
    fill_in(blank, case.answers)
    expected = [each for each in case.findings if not each.startswith(case.beyond or "\n")]
    assert sorted(said_by_browser(blank)) == sorted(expected)


@pytest.mark.parametrize(
    "folder",
    [each for each in CASES if not read_case(each).findings],
    ids=lambda folder: folder.name,
)
def test_the_download_is_the_file_that_the_program_makes(
    page: Page, folder: Path, handbook: Layout
) -> None:
    case = read_case(folder)
    fill_in(page, case.answers)
    page.locator("[name=licentie]").check()
    submit(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download het bestand").click()
    data = Path(download.value.path()).read_bytes()
    assert data.decode("utf-8") == case.file
    target = handbook.examples / case.answers["principe"][0] / download.value.suggested_filename
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    assert load(handbook).problems == ()


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["naam"])
def test_a_name_for_the_file(blank: Page, case: dict[str, str]) -> None:
    script = """([title, taken]) => {
        const data = JSON.parse(document.getElementById("deel-formulier").dataset.gegevens);
        return window.handboekFormulier.suggest(title, new Set(taken), data.reserved);
    }"""
    assert blank.evaluate(script, [case["titel"], case.get("bezet", [])]) == case["naam"]


GOOD = next(each for each in CASES if each.name == "gewoon")
HARMFUL = (
    "<img src=x onerror=fouten.push(1)>", "<script>fouten.push(1)</script>", "[x](javascript:fouten.push(1))",
    '[x](https://voorbeeld.nl" onclick=fouten.push(1))', "![x](https://kwaad.voorbeeld.nl/x.png)",
    '<https://voorbeeld.nl"onmouseover=fouten.push(1)>', "`<b>` **<i>x</i>** *<svg onload=fouten.push(1)>*",
    "| <td onclick=fouten.push(1)> | b |\n|---|---|\n| <img src=x> | 2 |", "> <iframe src=javascript:1>",
    "- <a href=data:text/html,x>x</a>", "</div></form><script>fouten.push(1)</script>", "{{7*7}} ${7*7}",
    "[a](data:text/html;base64,PHN2Zz4=)", "&lt;script&gt; &#x3c;b&#x3e;", "### <b onmouseover=fouten.push(1)>x",
)  # fmt: skip


def complete(page: Page) -> None:
    fill_in(page, read_case(GOOD).answers)
    page.locator("[name=licentie]").check()


def settled(page: Page) -> None:
    """Wait until the form has taken in what was typed."""
    page.wait_for_timeout(500)


def test_a_year_of_more_than_four_digits_is_in_the_future(page: Page) -> None:
    complete(page)
    page.get_by_label("Laatst bekeken").fill("12026-01-01")
    submit(page)
    assert "ligt in de toekomst" in page.locator("#fout-datum").inner_text()


PASTED = "Een lijst:\r\n•\tPunt een\r\no\tPunt twee\r\n1.\tStap\r\nTabel:\r\nWat\tDag\r\n[naam]\tmaan\u00addag\r\n“Slot”\ten uit"
WRITTEN = "Een lijst:\n- Punt een\n- Punt twee\n1. Stap\nTabel:\n\n| Wat | Dag |\n|---|---|\n| [naam] | maandag |\n| “Slot” | en uit |"


def test_what_comes_from_a_word_processor_becomes_markdown(page: Page) -> None:
    field = page.get_by_label("Situatie", exact=True)
    field.focus()
    paste = """text => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        const options = { clipboardData, bubbles: true, cancelable: true };
        return document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
    }"""
    assert page.evaluate(paste, "Gewone tekst.\r\n\r\nNog een alinea.")  # left to the browser
    assert not page.evaluate(paste, PASTED)
    assert field.input_value() == WRITTEN


def test_mistakes_are_listed_on_top_and_lead_to_their_question(page: Page) -> None:
    submit(page)
    summary = page.locator("#formulier-fouten")
    assert page.evaluate("document.activeElement.id") == "formulier-fouten"
    assert summary.get_by_role("heading").inner_text() == "Er kloppen nog 13 dingen niet"
    summary.get_by_role("link", name="Titel").click()
    assert page.evaluate("document.activeElement.name") == "titel"
    field = page.get_by_label("Titel", exact=True)
    assert field.get_attribute("aria-invalid") == "true"
    described = (field.get_attribute("aria-describedby") or "").split()
    assert "ontbreekt" in page.locator(f"#{described[1]}").inner_text()


def test_a_mistake_goes_as_soon_as_it_is_mended(page: Page) -> None:
    submit(page)
    page.get_by_label("Titel", exact=True).fill("Zeg wanneer het antwoord komt")
    settled(page)
    assert not page.locator("#fout-titel").is_visible()
    assert "12 dingen" in page.locator("#formulier-fouten h2").inner_text()


def test_personal_data_is_told_while_typing(page: Page) -> None:
    page.locator("[name=situatie]").fill("Zij belde 06-12345678 terug.")
    settled(page)
    assert page.evaluate("document.activeElement.name") == "situatie"
    message = page.locator("#fout-situatie").inner_text()
    assert "telefoonnummer" in message
    assert "12345678" not in message
    assert (
        page.locator("#formulier-status").inner_text().startswith("Let op: gegevens van personen.")
    )
    page.locator("[name=situatie]").fill("Mevrouw De Vries belde [telefoonnummer] terug.")
    settled(page)
    assert not page.locator("#fout-situatie").is_visible()
    assert "[naam]" in page.locator("#let-op-situatie").inner_text()


def test_personal_data_keeps_an_example_from_being_handed_in(page: Page) -> None:
    complete(page)
    page.locator("[name=situatie]").fill("Zij belde 06-12345678 terug.")
    submit(page)
    assert not page.locator("#formulier-klaar").is_visible()
    page.locator("[name=situatie]").fill("Mevrouw De Vries belde terug.")
    submit(page)
    assert page.locator("#formulier-klaar").is_visible()


def test_nothing_is_wrong_before_someone_has_left_a_question(page: Page) -> None:
    assert page.locator(".fout:visible").count() == 0
    page.get_by_label("Titel", exact=True).focus()
    page.keyboard.press("Tab")
    assert page.locator(".fout:visible").count() == 1


def test_a_click_lands_where_it_was_aimed_though_a_message_appears(page: Page) -> None:
    page.get_by_label("Titel", exact=True).focus()
    page.set_viewport_size({"width": 1280, "height": 2400})
    box = page.locator("[name=situatie]").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.wait_for_timeout(100)
    page.mouse.up()
    assert page.evaluate("document.activeElement.name") == "situatie"
    page.wait_for_timeout(100)
    assert page.locator("#fout-titel").is_visible()


def test_a_draft_survives_a_reload_and_can_be_erased(page: Page) -> None:
    complete(page)
    settled(page)
    page.reload()
    assert page.get_by_label("Titel", exact=True).input_value() == "Zeg wanneer het antwoord komt"
    assert page.locator("[name=kanalen][value=brief]").is_checked()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Wis mijn concept").click()
    assert page.get_by_label("Titel", exact=True).input_value() != ""
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Wis mijn concept").click()
    assert page.get_by_label("Titel", exact=True).input_value() == ""
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert page.get_by_label("Titel", exact=True).input_value() == ""


@pytest.mark.parametrize("pause", [True, False], ids=["rustig", "meteen"])
def test_nothing_of_an_erased_draft_is_left_behind(
    context: BrowserContext, built: Layout, *, pause: bool
) -> None:
    page = open_form(context, built)
    complete(page)
    if pause:
        settled(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Wis mijn concept").click()
    settled(page)  # whatever still waited for a pause in the typing
    page.close(run_before_unload=True)  # as a reader closes a tab
    later = open_form(context, built)
    assert later.evaluate("localStorage.length") == 0
    assert later.get_by_label("Titel", exact=True).input_value() == ""


def test_what_was_typed_just_before_closing_is_kept(context: BrowserContext, built: Layout) -> None:
    page = open_form(context, built)
    page.get_by_label("Titel", exact=True).fill("Nog net getypt")
    page.goto("about:blank")
    later = open_form(context, built)
    assert later.get_by_label("Titel", exact=True).input_value() == "Nog net getypt"


@pytest.mark.parametrize("draft", ["{", "null", "[]", '"x"', '{"titel": 3}', '{"titel": ["<b>x"]}'])
def test_a_draft_of_any_kind_does_no_harm(
    context: BrowserContext, built: Layout, draft: str
) -> None:
    page = open_form(context, built)
    page.evaluate("(draft) => localStorage.setItem('handboek-voorbeeld-concept', draft)", draft)
    page.add_init_script("")
    page.reload()
    assert page.locator("#deel-formulier").is_visible()
    assert page.evaluate("window.fouten") == []


def test_the_address_fills_in_what_is_still_empty(context: BrowserContext, built: Layout) -> None:
    query = "?principe=respectvol&rol=baliemedewerker&kanaal=brief,chat&organisatie=maan&titel=x&rollen=%3Cb%3E"
    page = open_form(context, built, query)
    checked = page.locator("input:checked").evaluate_all("all => all.map((each) => each.value)")
    assert checked == ["respectvol", "baliemedewerker", "brief", "chat"]
    assert page.get_by_label("Titel", exact=True).input_value() == ""
    page.locator("[name=principe][value=passend]").check()
    settled(page)
    page.reload()
    assert page.locator("[name=principe]:checked").input_value() == "passend"


@pytest.mark.parametrize("text", HARMFUL)
def test_the_preview_shows_text_and_never_runs_it(blank: Page, text: str) -> None:
    page = blank
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("titel", "kern", "situatie", "maar-wel"):
        page.locator(f"[name={name}]").fill(text)
    submit(page)
    settled(page)
    sheet = page.locator("#proef-blad")
    allowed = {"H2", "H3", "H4", "P", "SECTION", "UL", "LI", "EM", "STRONG", "CODE", "SPAN", "A", "BLOCKQUOTE",
               "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "PRE"}  # fmt: skip
    assert set(sheet.locator("*").evaluate_all("all => all.map((each) => each.tagName)")) <= allowed
    addresses = sheet.locator("a").evaluate_all("all => all.map((each) => each.href)")
    assert all(each.startswith("https://") for each in addresses)
    attributes = page.locator("#proef-blad *, #formulier-fouten *, .fout *").evaluate_all(
        "all => all.flatMap((each) => [...each.attributes].map((one) => one.name))"
    )
    assert not [each for each in attributes if each.startswith("on") or each in ("style", "src")]
    assert [each for each in asked if not each.startswith("file:")] == []  # but our own fonts
    assert page.evaluate("window.fouten") == []


def test_the_preview_stands_side_by_side_like_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    complete(page)
    settled(page)
    page.locator("#formulier-proef").evaluate("each => (each.open = true)")
    before, after = (
        page.locator(f"#proef-blad .{name}").bounding_box() for name in ("liever-niet", "maar-wel")
    )
    assert before is not None
    assert after is not None
    assert before["y"] == after["y"]
    assert before["x"] < after["x"]


def test_a_proposal_opens_the_forge_with_name_and_text(page: Page) -> None:
    complete(page)
    submit(page)
    assert page.evaluate("document.activeElement.id") == "formulier-klaar-kop"
    link = page.get_by_role("link", name="Dien in als voorstel").get_attribute("href") or ""
    parts = urlsplit(link)
    assert (parts.netloc, parts.path) == ("github.com", "/voorbeeld/handboek/new/main")
    query = parse_qs(parts.query)
    assert query["filename"] == ["examples/passend/zeg-wanneer-het-antwoord-komt.md"]
    assert query["value"] == [read_case(GOOD).file]
    mail = page.get_by_role("link", name="Mail het").get_attribute("href") or ""
    assert mail.startswith("mailto:redactie@voorbeeld.nl?subject=Voorbeeld%3A%20Zeg")
    assert len(mail) <= 1_800


def test_what_is_too_long_for_an_address_is_copied(page: Page, context: BrowserContext) -> None:
    complete(page)
    page.locator("[name=situatie]").fill("Een lange situatie. " * 400)
    submit(page)
    link = page.get_by_role("link", name="Dien in als voorstel").get_attribute("href") or ""
    assert "value=" not in link
    assert len(link) < 200
    page.get_by_role("button", name="Kopieer de tekst").first.click()
    page.locator("#klaar-status").get_by_text("De tekst is gekopieerd.").wait_for()
    assert len(page.get_by_role("link", name="Mail het").get_attribute("href") or "") < 1_800


@pytest.mark.parametrize(
    ("forge", "expected"),
    [
        ("github", "https://forge.example/new/a/b?filename=examples/passend/x.md&value=a%0A%26b"),
        (
            "gitlab",
            "https://forge.example/-/new/a/b/examples/passend?file_name=x.md&content=a%0A%26b",
        ),
        ("forgejo", "https://forge.example/_new/a/b/?filename=examples/passend/x.md"),
    ],
)
def test_each_forge_has_its_own_address(page: Page, forge: str, expected: str) -> None:
    site = {
        "repository": "https://forge.example", "branch": "a/b", "longest_address": 7_500,
        "new_file": asdict(NEW_FILE[forge]),
    }  # fmt: skip
    ready = {"folder": "examples/passend", "name": "x.md", "text": "a\n&b"}
    script = "([site, ready]) => window.handboekFormulier.address(site, ready).href"
    assert page.evaluate(script, [site, ready]) == expected


def test_what_someone_is_about_to_press_stays_where_it_is(page: Page) -> None:
    complete(page)
    submit(page)
    link = page.get_by_role("link", name="Dien in als voorstel")
    link.focus()
    page.locator("[name=situatie]").dispatch_event("input")
    settled(page)
    assert page.evaluate("document.activeElement.textContent") == "Dien in als voorstel"


def test_every_forge_of_the_settings_has_an_address() -> None:
    assert NEW_FILE.keys() == FORGES.keys()


def test_after_a_change_what_was_ready_is_looked_at_again(page: Page) -> None:
    complete(page)
    submit(page)
    assert page.locator("#formulier-klaar").is_visible()
    page.locator("[name=situatie]").fill("")
    settled(page)
    assert not page.locator("#formulier-klaar").is_visible()
    page.locator("[name=situatie]").fill("Anders.")
    submit(page)
    href = page.get_by_role("link", name="Dien in als voorstel").get_attribute("href") or ""
    assert "Anders." in parse_qs(urlsplit(href).query)["value"][0]


def test_the_whole_form_goes_by_keyboard(page: Page) -> None:
    answers = read_case(GOOD).answers
    page.get_by_role("button", name="Wis mijn concept").focus()
    seen: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        name, kind, value = page.evaluate(
            "(({name, type, value, id}) => [name || id, type, value])(document.activeElement)"
        )
        if name == "licentie":
            page.keyboard.press("Space")
        elif kind == "radio" and name in answers:
            for _ in range(20):
                if page.evaluate("document.activeElement.value") == answers[name][0]:
                    page.keyboard.press("Space")
                    break
                page.keyboard.press("ArrowDown")
        elif kind == "checkbox" and value in answers.get(name, ()):
            page.keyboard.press("Space")
        elif kind in ("text", "textarea") and name in answers:
            page.keyboard.type("".join(answers[name]))
        elif kind == "submit":
            page.keyboard.press("Enter")
            break
        seen.append(name)
    assert page.evaluate("document.activeElement.id") == "formulier-klaar-kop", seen
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Dien in als voorstel"


def test_every_question_has_a_name_for_who_does_not_see_it(page: Page) -> None:
    for each in page.locator("#deel-formulier").locator("input, textarea, button").all():
        name = each.evaluate(
            "(e) => (e.labels && e.labels[0] ? e.labels[0].textContent : e.textContent).trim()"
        )
        assert name, each.evaluate("(e) => e.outerHTML")
    ids = page.locator("[id]").evaluate_all("all => all.map((each) => each.id)")
    assert len(ids) == len(set(ids))
    named = page.locator("[aria-describedby]").evaluate_all(
        "all => all.flatMap((each) => each.getAttribute('aria-describedby').split(/\\s+/))"
    )
    assert set(named) <= set(ids)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_fits(
    chromium: Browser, built: Layout, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = open_form(context, built)
    complete(page)
    page.locator("[name=situatie]").fill("woord" * 60)
    submit(page)
    page.locator("details").evaluate_all("all => all.forEach((each) => (each.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator(
        "#deel-formulier button, .deel-formulier a.knop, .keuzeregel"
    ).evaluate_all(
        "all => all.filter((each) => each.getBoundingClientRect().height < 24).map((each) => each.outerHTML)"
    )
    assert page.locator("#formulier-klaar").is_visible(), said_by_browser(page)
    assert small == []
    context.close()


def test_without_javascript_the_page_says_what_to_do(chromium: Browser, built: Layout) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built.html / PAGE).as_uri())
    assert not page.locator("#deel-formulier").is_visible()
    text = page.locator("#formulier-zonder").inner_text()
    for expected in ("JavaScript", "CONTRIBUTING.md", "redactie@voorbeeld.nl", "Afweging"):
        assert expected in text
    context.close()


def test_the_form_holds_no_script_and_no_style_of_its_own(built: Layout) -> None:
    html = (built.html / PAGE).read_text("utf-8")
    form = html[html.index('<div class="deel-formulier"') : html.index("</form>")]
    assert not re.search(
        r"<script|<style|\son[a-z]+=|\sstyle=", form.replace("&#34;", '"').split("data-gegevens")[0]
    )
    others = (built.html / "index.html").read_text("utf-8")
    assert "formulier" not in re.findall(r'(?:src|href)="_static/([a-z]+)', others)


def test_nothing_is_sent_by_itself(context: BrowserContext, built: Layout) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = open_form(context, built)
    complete(page)
    submit(page)
    settled(page)
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    assert context.cookies() == []


def test_without_repository_and_contact_there_is_the_file(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    layout = build_with(tmp_path_factory.mktemp("zonder") / "handboek", "", "")
    context = chromium.new_context()
    page = open_form(context, layout)
    complete(page)
    submit(page)
    ways = page.locator("#klaar-wegen h3").all_inner_texts()
    assert ways == ["Bestand op uw computer"]
    context.close()
