"""The site asks nothing of anyone else, and forbids the browser to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from handboek.layout import Layout
from handboek.policy import policy
from playwright.sync_api import Browser, Page
from site_pages import all_pages, one_of_each


def test_every_page_carries_the_policy_before_anything_that_it_is_about(built: Layout) -> None:
    for name in all_pages(built.html):
        text = (built.html / name).read_text("utf-8")
        head = text[: text.index("</head>")]
        assert head.count("http-equiv") == 1, name
        assert head.index(policy()) < min(head.index("<link"), head.index("<title")), name


def test_the_policy_allows_no_script_or_style_in_a_page() -> None:
    assert "unsafe-inline" not in policy()
    assert "'unsafe-eval'" not in policy()
    assert not re.search(r"https?:|\*", policy())


def test_no_page_has_a_script_or_style_of_its_own(built: Layout) -> None:
    found = []
    for name in all_pages(built.html):
        page = BeautifulSoup((built.html / name).read_text("utf-8"), "html5lib")
        found += [f"{name}: {tag}" for tag in page.find_all("script") if not tag.get("src")]
        found += [f"{name}: module {tag}" for tag in page.find_all("script", type="module")]
        found += [f"{name}: {tag}" for tag in page.find_all("style")]
        found += [
            f"{name}: {tag.name} {key}"
            for tag in page.find_all()
            for key in tag.attrs
            if key == "style" or key.startswith("on")
        ]
    assert found == []


class Watched:
    """A page that keeps what it asked for, and what the policy refused."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.expose_function("refused", lambda what: self.faults.append(f"{page.url}: {what}"))
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " (e) => refused(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
        )

    def outside(self, *own: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((*own, "data:", "blob:"))]


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    page = chromium.new_page()
    yield Watched(page)
    page.close()


@pytest.mark.browser
def test_no_page_asks_anything_of_anyone_else_or_is_refused_anything(
    watched: Watched, built: Layout, address: str
) -> None:
    for name in all_pages(built.html):
        watched.page.goto(address + name, wait_until="load")
    assert watched.outside(address) == []
    assert watched.faults == []
    assert watched.page.context.cookies() == []


@pytest.mark.browser
def test_nor_from_a_folder(watched: Watched, built: Layout) -> None:
    for name in one_of_each(built.html):
        watched.page.goto(Path(built.html, name).as_uri(), wait_until="load")
    assert watched.outside("file:") == []
    assert watched.faults == []


@pytest.mark.browser
def test_what_the_policy_forbids_does_not_happen(watched: Watched, address: str) -> None:
    watched.page.goto(f"{address}index.html")
    watched.page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'binnen'";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src='https://elders.example/x.png' alt=''>");
    }""")
    watched.page.wait_for_timeout(200)
    assert watched.page.title() != "binnen"
    assert {fault.split()[1] for fault in watched.faults} == {"script-src-elem", "img-src"}
