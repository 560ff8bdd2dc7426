"""Every kind of page, measured by axe, and laid out as readers with other needs have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import pytest
from handboek.layout import Layout
from playwright.sync_api import Browser, Page
from site_pages import all_pages, one_of_each

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = """() => axe.run({
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
}).then((found) => found.violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary.replaceAll("\\n", " ")}`)))"""
WIDTHS = (1280, 360, 320)
MENU, CONTENTS = ".knop-menu", ".knop-inhoud"


@contextmanager
def opened(
    chromium: Browser, *, width: int = 1280, theme: str = "light", javascript: bool = True
) -> Iterator[Page]:
    """Open a page to look at; our policy would keep axe out too, so it is set aside."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if theme == "dark" else "light",
        bypass_csp=True,
        java_script_enabled=javascript,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def axe(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(RULES)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(
    chromium: Browser, built: Layout, address: str, width: int, theme: str
) -> None:
    found = []
    with opened(chromium, width=width, theme=theme) as page:
        for name in one_of_each(built.html):
            page.goto(address + name)
            found += [f"{name}: {fault}" for fault in axe(page)]
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "button"), [(1280, MENU), (360, MENU), (320, MENU), (360, CONTENTS), (320, CONTENTS)]
)
def test_axe_finds_nothing_with_a_drawer_open(
    chromium: Browser, address: str, width: int, button: str, theme: str
) -> None:
    name = "index.html" if button == MENU else "principes/passend.html"
    with opened(chromium, width=width, theme=theme) as page:
        page.goto(address + name)
        page.locator(button).click()
        assert page.locator(":popover-open").count() == 1
        assert axe(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", ["", "brief", "xqzw"], ids=["empty", "found", "not found"])
def test_axe_finds_nothing_with_the_search_open(
    chromium: Browser, address: str, words: str, width: int, theme: str
) -> None:
    with opened(chromium, width=width, theme=theme) as page:
        page.goto(f"{address}voorbeelden/woz-op-een-vel.html")
        page.get_by_role("button", name="Zoeken").first.click()
        field = page.locator("pagefind-modal input")
        field.wait_for()
        field.fill(words)
        if words == "brief":
            page.locator("pagefind-modal .pf-result").first.wait_for()
        elif words:
            page.get_by_text("Niets gevonden", exact=False).first.wait_for()
        assert axe(page) == []


def test_axe_would_find_something(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}index.html")
        page.evaluate("document.querySelector('article').innerHTML += '<img src=\"x\"><h6>x</h6>'")
        assert {fault.split(":")[0] for fault in axe(page)} == {"image-alt", "heading-order"}


def test_no_page_is_wider_than_a_narrow_screen(
    chromium: Browser, built: Layout, address: str
) -> None:
    """WCAG 1.4.10: at 320 pixels, which is also 1280 pixels at 400%."""
    wide = []
    with opened(chromium, width=320) as page:
        for name in all_pages(built.html):
            page.goto(address + name)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append(name)
    assert wide == []


SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
LARGE = "html { font-size: 200% !important; }"
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const style = getComputedStyle(e);
  if (e.closest("svg, .table-wrapper, [popover]") || !e.checkVisibility({visibilityProperty: true})) return false;
  const cut = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  const outside = e.getBoundingClientRect().right > innerWidth + 1;
  return style.clipPath === "none" && (outside || (cut && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)));
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    ("style", "width"),
    [(SPACING, 1280), (SPACING, 320), (LARGE, 1280), (LARGE, 640)],  # 320 pixels is 400% already
)
def test_no_text_is_lost_when_it_is_larger_or_wider_apart(
    chromium: Browser, built: Layout, address: str, style: str, width: int
) -> None:
    """WCAG 1.4.4 and 1.4.12."""
    lost = []
    with opened(chromium, width=width) as page:
        for name in one_of_each(built.html):
            page.goto(address + name)
            page.add_style_tag(content=style)
            lost += [f"{name}: {element}" for element in page.evaluate(CUT_OFF)]
    assert lost == []


def test_a_line_has_a_length_that_reads_well(chromium: Browser, address: str) -> None:
    count = """() => { const range = document.createRange(); const lengths = [];
      for (const p of document.querySelectorAll("article > section > section > p")) {
        range.selectNodeContents(p);
        const lines = new Set([...range.getClientRects()].map((r) => Math.round(r.top / 14)));
        if (lines.size > 2) lengths.push(p.textContent.length / (lines.size - 0.5));
      } return lengths.reduce((a, b) => a + b) / lengths.length; }"""
    with opened(chromium, width=1280) as page:
        page.goto(f"{address}principes/passend.html")
        assert 60 <= page.evaluate(count) <= 75


def test_nothing_moves_for_who_does_not_want_it(chromium: Browser, address: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
      const s = getComputedStyle(e);
      return s.scrollBehavior === "smooth" || s.transitionDuration !== "0s" || s.animationName !== "none";
    }).map((e) => e.tagName + "." + e.className)"""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}voorbeelden/woz-op-een-vel.html")
    assert page.evaluate(moving) == []
    context.close()


def test_before_and_after_differ_in_word_icon_and_shape(chromium: Browser, address: str) -> None:
    look = """(name) => { const e = document.querySelector(`section.${name}`);
      const h = e.querySelector("h2"); const s = getComputedStyle(e);
      return [h.firstChild.textContent, getComputedStyle(h, "::before").maskImage, s.borderTopStyle]; }"""
    with opened(chromium) as page:
        page.goto(f"{address}voorbeelden/woz-op-een-vel.html")
        before, after = (page.evaluate(look, name) for name in ("liever-niet", "maar-wel"))
        assert before[0] == "Liever niet"
        assert after[0] == "Maar wel"
        assert all(one != other for one, other in zip(before, after, strict=True))
        page.set_viewport_size({"width": 360, "height": 800})
        boxes = [
            page.locator(f"section.{name}").bounding_box() for name in ("liever-niet", "maar-wel")
        ]
        assert boxes[0]
        assert boxes[1]
        assert boxes[0]["x"] == boxes[1]["x"]
        assert boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"]


def test_everything_can_be_read_and_opened_without_javascript(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, width=360, javascript=False) as page:
        page.goto(f"{address}principes/passend.html")
        assert page.locator("article h2").count() > 5
        assert page.locator("[data-weergave]:visible").count() == 0  # it would do nothing
        for button, link in ((MENU, ".sidebar-tree a"), (CONTENTS, ".toc-tree a:visible")):
            page.locator(button).click()
            page.locator(link).first.wait_for(state="visible")
            page.keyboard.press("Escape")
        page.locator(MENU).click()
        page.locator(".sidebar-tree a", has_text="Alle voorbeelden").click()
        assert page.url.endswith("voorbeelden/index.html")


def test_paper_has_the_text_and_no_navigation(
    chromium: Browser, built: Layout, address: str
) -> None:
    shown = []
    with opened(chromium) as page:
        page.emulate_media(media="print")
        for name in one_of_each(built.html):
            page.goto(address + name)
            page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', "
                          "'<details><summary>x</summary><p id=binnen>y</p></details>')")  # fmt: skip
            assert page.locator("#binnen").evaluate("e => e.getBoundingClientRect().height > 0")
            shown += [
                f"{name}: {part}"
                for part in (".menu", ".inhoud", ".kop-knoppen", ".bladeren", ".headerlink",
                             ".naar-inhoud", ".kruimelpad", ".voet-lijst", ".zoekveld")
                if page.locator(f"{part}:visible").count()
            ]  # fmt: skip
        page.goto(f"{address}bronnen.html")
        bare = page.locator("article a.adres").first
        assert bare.inner_text() == bare.get_attribute("href")
        assert bare.evaluate("e => getComputedStyle(e, '::after').content") == "none"
        page.evaluate(
            "document.querySelector('article p').innerHTML = '<a href=\"https://a.nl/b\">c</a>'"
        )
        link = page.locator("article p a").first
        assert "https://a.nl/b" in link.evaluate("e => getComputedStyle(e, '::after').content")
    assert shown == []
