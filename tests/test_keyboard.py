"""The site with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WITHIN = "(selector) => !!document.activeElement.closest(selector)"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    yield page
    page.close()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


def tab_to(page: Page, selector: str) -> None:
    for _ in range(100):
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"de Tab-toets komt niet bij {selector}")


def test_the_first_tab_leads_past_the_menu(desktop: Page, address: str) -> None:
    desktop.goto(f"{address}principes/passend.html")
    desktop.keyboard.press("Tab")
    box = desktop.locator(".naar-inhoud").bounding_box()
    assert box
    assert box["width"] > 44
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate(WITHIN, "article")


@pytest.mark.parametrize(
    ("button", "drawer"), [(".knop-menu", "#menu"), (".knop-inhoud", "#inhoud")]
)
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_drawer_opens_holds_the_focus_and_gives_it_back(
    phone: Page, address: str, button: str, drawer: str, key: str
) -> None:
    phone.goto(f"{address}principes/passend.html")
    link = phone.locator(f"{drawer} a:visible").first
    assert not link.is_visible()
    tab_to(phone, button)
    phone.keyboard.press(key)
    link.wait_for(state="visible")
    phone.keyboard.press("Tab")
    assert phone.evaluate(WITHIN, drawer)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    assert phone.evaluate(WITHIN, f"{drawer} a")
    phone.keyboard.press("Escape")
    link.wait_for(state="hidden")
    assert phone.evaluate("(s) => document.activeElement.matches(s)", button)


def test_a_drawer_closes_when_the_focus_leaves_it(phone: Page, address: str) -> None:
    phone.goto(f"{address}principes/passend.html")
    tab_to(phone, ".knop-menu")
    phone.keyboard.press("Enter")
    for _ in range(60):
        phone.keyboard.press("Tab")
        if not phone.evaluate(WITHIN, "#menu"):
            break
    phone.wait_for_function("!document.querySelector(':popover-open')")


def test_the_contents_lead_to_their_part_and_close(phone: Page, address: str) -> None:
    phone.goto(f"{address}principes/passend.html")
    tab_to(phone, ".knop-inhoud")
    phone.keyboard.press("Enter")
    tab_to(phone, "#inhoud a[href='#checklist']")
    phone.keyboard.press("Enter")
    phone.wait_for_function("!document.querySelector(':popover-open')")
    assert phone.url.endswith("#checklist")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_display_changes_and_stays(chromium: Browser, address: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}index.html")
    if width == 360:
        tab_to(page, ".knop-menu")
        page.keyboard.press("Enter")
    tab_to(
        page, "[data-weergave]:not(:popover-open *)" if width == 1280 else "#menu [data-weergave]"
    )
    name = page.locator(":focus")
    assert name.inner_text() == "Weergave: automatisch"
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("Enter")
    assert name.inner_text() == "Weergave: licht"
    page.keyboard.press("Enter")
    assert name.inner_text() == "Weergave: donker"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
    page.goto(f"{address}principes/passend.html")
    assert page.evaluate("document.body.dataset.theme") == "dark"
    context.close()


PAGES = (
    "index.html", "principes/passend.html", "voorbeelden/index.html", "voorbeelden/woz-op-een-vel.html",
    "principes/index.html",
)  # fmt: skip
FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const card = e.closest(".kaarten > li") || e;
  const [box, style] = [e.getBoundingClientRect(), getComputedStyle(card)];
  const name = e.outerHTML.slice(0, 100);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return name + ": geen rand";
  if (box.bottom <= 0 || box.top >= innerHeight) return name + ": buiten beeld";
  const head = document.querySelector(".kop");
  const bottom = getComputedStyle(head).position === "sticky" ? head.getBoundingClientRect().bottom : 0;
  if (!head.contains(e) && !e.closest(".naar-inhoud, [popover]") && box.bottom <= bottom + 1) return name + ": onder de kop";
  if (!head.contains(e) && !e.closest(".naar-inhoud, [popover]") && box.top < bottom - 1 && box.height < 200) return name + ": deels onder de kop";
  return "";
}"""


@pytest.mark.parametrize(("width", "key"), [(1280, "Tab"), (1280, "Shift+Tab"), (360, "Tab")])
def test_the_focus_is_always_to_be_seen(
    chromium: Browser, address: str, width: int, key: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 700})
    hidden = []
    for name in PAGES:
        page.goto(address + name)
        page.keyboard.press(key)
        for _ in range(400):
            found = page.evaluate(FOCUS)
            if found is None:
                break
            if found:
                hidden.append(f"{name}: {found}")
            page.keyboard.press(key)
        else:
            hidden.append(f"{name}: er komt geen eind aan")
    page.close()
    assert hidden == []
