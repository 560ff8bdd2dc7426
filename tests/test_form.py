"""The form on the site, in a real browser: the same file and the same messages as the program."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import browser
from builds import copy_handbook, run_build
from handboek.catalogue import load
from handboek.layout import Layout
from handboek.proposal import Desk
from handboek.settings import load_settings
from handbooks import EPOCH, new_handbook
from playwright.sync_api import Browser, BrowserContext, Page
from proposals import CASES, NAMES, fill_in, read_case

pytestmark = pytest.mark.browser

PAGE = "deel-uw-voorbeeld.html"
NOON = datetime.fromtimestamp(int(EPOCH), tz=timezone.utc).replace(hour=12)


def build_with(folder: Path, repository: str, contact: str) -> Layout:
    """Build the pages of the form, with no other examples than one."""
    layout = new_handbook(folder)
    whole = copy_handbook(folder.parent / f"{folder.name}-heel")
    for name in ("conf.py", "static", "templates", "locale"):
        source = whole.conf / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, layout.conf / name)  # type: ignore[operator]
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
    return build_with(folder, "https://github.com/voorbeeld/handboek", "mailto:redactie@voorbeeld.nl")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


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


def open_form(context: BrowserContext, layout: Layout, query: str = "") -> Page:
    page = context.new_page()
    page.add_init_script("window.fouten = []; addEventListener('error', (e) => fouten.push(e.message))")
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
        return checker(data)(answers, write(data.questions, answers)).map((f) => `${f.asked}: ${f.text}`);
    }""")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_browser_says_what_the_check_says(page: Page, folder: Path) -> None:
    case = read_case(folder)
    fill_in(page, case.answers)
    expected = [each for each in case.findings if not each.startswith(case.beyond)] if case.beyond else case.findings
    assert sorted(said_by_browser(page)) == sorted(expected)


@pytest.mark.parametrize(
    "folder", [each for each in CASES if not read_case(each).findings], ids=lambda folder: folder.name
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
def test_a_name_for_the_file(page: Page, case: dict[str, str]) -> None:
    script = """([title, taken]) => {
        const data = JSON.parse(document.getElementById("deel-formulier").dataset.gegevens);
        return window.handboekFormulier.suggest(title, new Set(taken), data.reserved);
    }"""
    assert page.evaluate(script, [case["titel"], case.get("bezet", [])]) == case["naam"]
