"""Take the pictures of the form that are on the page ‘Meedoen’ (`make schermafdrukken`).

The form is that of this handbook, with an address for proposals and one for mail, so that every way
to hand in an example is on the picture.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from handboek.build import Wanted, build
from handboek.layout import Layout
from handboek.progress import Progress
from handboek.questions import questions
from playwright.sync_api import FloatRect, Locator, Page, sync_playwright
from rich.console import Console

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "beelden"
ANSWERS = Path(__file__).with_name("antwoorden.toml")
SETTINGS = {
    "repository": "https://github.com/voorbeeld/handboek",
    "contact": "mailto:redactie@voorbeeld.nl",
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTH, WIDE = (
    900,
    1280,
)  # pixels; ‘Liever niet’ and ‘Maar wel’ need the second to stand side by side

# Nobody should try to type in a picture.
FRAME = """({ x, y, width, height }) => {
  const frame = document.createElement("div");
  frame.id = "lijst-om-beeld";
  Object.assign(frame.style, {
    position: "absolute", left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px`,
    border: "3px solid #8a94a0", boxSizing: "border-box", zIndex: "1000", pointerEvents: "none",
  });
  document.body.append(frame);
}"""


def build_site(folder: Path) -> Path:
    """Build a copy of this handbook that has an address; give the page of the form."""
    for name in ("docs", "examples", "conf"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    layout = Layout(folder)
    settings = layout.settings.read_text("utf-8")
    for key, value in SETTINGS.items():
        settings = settings.replace(f'\n{key} = ""', f'\n{key} = "{value}"')
    layout.settings.write_text(settings, "utf-8")
    build(
        layout,
        Wanted(html=True, pdf=False, strict=False),
        Progress(Console(file=io.StringIO())),
        sys.stderr,
    )
    return layout.html / "deel-uw-voorbeeld.html"


def fill_in(page: Page, answers: Mapping[str, Sequence[str]]) -> None:
    """Fill in the form."""
    choices = {"licentie", *(each.name for each in questions() if each.facet)}
    for name, values in answers.items():
        for value in values:
            if name in choices:
                page.locator(f'input[name="{name}"][value="{value}"]').check()
            else:
                page.locator(f'[name="{name}"]').fill(value.strip())


def part(page: Page, first: Locator, last: Locator, name: str) -> None:
    """Take a picture from the top of one element to the bottom of another."""
    top, bottom = first.bounding_box(), last.bounding_box()
    assert top is not None
    assert bottom is not None
    margin = 16
    scrolled = page.evaluate("scrollY")
    clip: FloatRect = {
        "x": top["x"] - margin,
        "y": top["y"] + scrolled - margin,
        "width": max(top["width"], bottom["width"]) + 2 * margin,
        "height": bottom["y"] + bottom["height"] - top["y"] + 2 * margin,
    }
    page.evaluate(FRAME, clip)
    page.screenshot(path=TARGET / f"formulier-{name}.png", full_page=True, clip=clip)
    page.evaluate("document.getElementById('lijst-om-beeld').remove()")


def take(page: Page) -> None:
    """Take all pictures."""
    fill_in(page, tomllib.loads(ANSWERS.read_text("utf-8")))
    page.get_by_role("button", name="Controleer mijn voorbeeld").click()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.wait_for_timeout(500)
    part(page, page.locator("#formulier-concept"), page.locator("#veld-titel"), "begin")
    part(page, page.locator("#deel-tekst > legend"), page.locator("#veld-situatie"), "tekst")
    part(page, page.locator("#formulier-klaar"), page.locator("#formulier-klaar"), "klaar")
    page.set_viewport_size({"width": WIDE, "height": 1000})
    part(page, page.locator("#formulier-proef"), page.locator("#proef-blad .maar-wel"), "proef")


def main() -> None:
    """Build the site, open the form and take the pictures."""
    TARGET.mkdir(exist_ok=True)
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        sys.exit("Er is geen browser; installeer Chromium.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = build_site(Path(folder) / "handboek").as_uri()
        opened = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = opened.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="light")
        page.goto(address)
        take(page)
        opened.close()
    for path in sorted(TARGET.glob("formulier-*.png")):
        print(f"{path.relative_to(ROOT)} ({path.stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main()
