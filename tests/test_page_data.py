"""What stands around a page: the way up, where to report and change it, how to refer to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup, Tag
from builds import later, run_build, small_handbook
from handboek.catalogue import load
from handboek.clock import Edition
from handboek.feedback import feedback
from handboek.forge import edit_address, forge_of, issue_address, mail_address
from handboek.icon import ico, svg
from handboek.layout import Layout
from handboek.settings import load_settings
from handbooks import ROOT
from playwright.sync_api import Browser, BrowserContext
from site_pages import served

URL = "https://handboek.voorbeeld.nl/principes/"
REPOSITORY = "https://code.voorbeeld.nl/redactie/handboek"
WRITTEN = 'Nee: "<b>zo</b>" & niet zo'
HOSTILE = "Nee: “<b>zo</b>” & niet zo"
"""The title of an example that means harm; Sphinx makes its quotation marks round."""
EXAMPLE = "voorbeelden/aan-de-keukentafel"
NO_DOCUMENTS = {"404", "zoeken"}
"""Pages of the site that hold no text of the handbook."""
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def changed(layout: Layout, name: str, *changes: tuple[str, str]) -> None:
    text = (layout.root / name).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    later(layout.root / name, text)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A site of which nothing is configured."""
    layout = small_handbook(tmp_path_factory.mktemp("kaal") / "handboek")
    changed(layout, "conf/handboek.toml", ("bekeken = 2026-11-23", 'bekeken = ""'))
    changed(layout, "conf/handboek.toml", ("per_bladzijde = 100", "per_bladzijde = 10"))
    assert run_build(layout)[1] == ""
    return layout


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A site in a folder of a server, with a repository; a title that means harm."""
    layout = small_handbook(tmp_path_factory.mktemp("openbaar") / "handboek")
    changed(
        layout,
        "conf/handboek.toml",
        ('url = ""', f'url = "{URL}"'),
        ('repository = ""', f'repository = "{REPOSITORY}"'),
        ('forge = ""', 'forge = "forgejo"'),
    )
    changed(
        layout,
        "examples/passend/aan-de-keukentafel.md",
        ("titel: Aan de keukentafel blijft de folder in de tas", f"titel: '{WRITTEN}'"),
    )
    path = layout.docs / "over.md"
    later(path, f"---\nbekeken: 2020-09-24\n---\n{path.read_text('utf-8')}")
    assert run_build(layout)[1] == ""
    return layout


@functools.cache
def page(layout: Layout, name: str) -> BeautifulSoup:
    """Read a page; no test changes these two sites."""
    return BeautifulSoup((layout.html / f"{name}.html").read_text("utf-8"), "html5lib")


def meta(soup: BeautifulSoup) -> dict[str, str]:
    tags = soup.find_all("meta", content=True)
    return {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in tags}


def links(soup: BeautifulSoup, rel: str) -> list[str]:
    return [str(tag["href"]) for tag in soup.find_all("link", rel=rel)]


def trail(layout: Layout, name: str) -> list[str]:
    return [li.get_text() for li in page(layout, name).select("nav.kruimelpad li")]


def neighbours(layout: Layout, name: str) -> list[str]:
    found = page(layout, name)
    return [str(tag["href"]) for tag in found.select("a.prev-page, a.next-page")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index", []),
        ("over", ["Startpagina", "Over dit handboek"]),
        ("principes/index", ["Startpagina", "De vijf principes"]),
        ("principes/passend", ["Startpagina", "De vijf principes", "Passend"]),
        ("kanalen/brief", ["Startpagina", "Kanalen", "Brief"]),
        (EXAMPLE, ["Startpagina", "Passend", "Aan de keukentafel blijft de folder in de tas"]),
        ("voorbeelden/alle-2", ["Startpagina", "Voorbeelden", "Alle voorbeelden, bladzijde 2"]),
        (
            "voorbeelden/soort-bedacht-2",
            [
                "Startpagina", "Voorbeelden", "Voorbeelden: bedacht voorbeeld",
                "Voorbeelden: bedacht voorbeeld, bladzijde 2",
            ],
        ),
    ],
)  # fmt: skip
def test_the_way_from_home_to_a_page(bare: Layout, name: str, expected: list[str]) -> None:
    assert trail(bare, name) == expected


def test_the_way_ends_where_the_reader_is(bare: Layout) -> None:
    [here] = page(bare, EXAMPLE).select("nav.kruimelpad [aria-current=page]")
    assert here.find("a") is None


def test_from_an_example_to_the_next_and_back_through_its_principle(bare: Layout) -> None:
    catalogue = load(bare).catalogue
    for principle in load(bare).settings.vocabulary.principles:
        own = [each.slug for each in catalogue if each.principle == principle]
        walked = [own[0]]
        while len(walked) <= len(own):
            found = page(bare, f"voorbeelden/{walked[-1]}").select_one("a.volgende")
            if found is None:
                break
            walked.append(str(found["href"]).removesuffix(".html"))
        assert walked == own
        first = page(bare, f"voorbeelden/{own[-1]}").select_one("a.vorige")
        assert first is not None
        assert first["href"] == f"{own[-2]}.html"


def test_a_role_a_principle_and_a_channel_lead_to_the_same_examples(bare: Layout) -> None:
    vocabulary = load(bare).settings.vocabulary
    for facet in (vocabulary.principles, vocabulary.roles):
        for key in facet:
            shown = page(bare, f"{facet.name}/{key}").select("article a[href]")
            assert any(str(a["href"]).endswith(f"{facet.listing}{key}.html") for a in shown)


def test_who_has_configured_nothing_shows_no_dead_ends(bare: Layout) -> None:
    for name in ("over", EXAMPLE, "kanalen/brief"):
        foot = page(bare, name).select_one(".paginavoet")
        assert foot is not None
        [link] = foot.find_all("a")
        assert str(link["href"]).endswith("colofon.html#een-fout-melden")
        assert foot.select(".bekeken, .wijzigen") == []
    soup = page(bare, EXAMPLE)
    assert links(soup, "canonical") == links(soup, "alternate") == []
    assert "og:url" not in meta(soup)
    assert not [name for name in ("sitemap.xml", "voorbeelden.xml") if (bare.html / name).exists()]
    assert soup.select_one("#bronvermelding").get_text().endswith(" Kenmerk: aan-de-keukentafel")  # type: ignore[union-attr]


def test_every_page_is_described_for_who_finds_or_shares_it(public: Layout) -> None:
    for path in sorted(public.html.rglob("*.html")):
        name = path.relative_to(public.html).with_suffix("").as_posix()
        soup = page(public, name)
        found = meta(soup)
        if name in NO_DOCUMENTS:
            assert found["robots"] == "noindex"
            assert links(soup, "canonical") == []
            continue
        address = URL if name == "index" else f"{URL}{name}.html"
        assert links(soup, "canonical") == [address] == [found["og:url"]]
        assert len(found["description"]) > 20, name
        assert "robots" not in found
        assert found["og:description"] == found["description"]
        assert found["og:title"] == soup.select("h1")[0].get_text().removesuffix("#")
        assert found["og:locale"] == "nl_NL"
        icons = [(public.html / name).parent / href for href in links(soup, "icon")]
        assert len(icons) == 2
        assert all(icon.is_file() for icon in icons)
        assert links(soup, "alternate") == [f"{URL}voorbeelden.xml"]


def test_no_two_pages_are_described_alike(public: Layout) -> None:
    names = [
        p.relative_to(public.html).with_suffix("").as_posix() for p in public.html.rglob("*.html")
    ]
    texts = [meta(page(public, name)).get("description") for name in names]
    given = [text for text in texts if text]
    assert len(given) == len(set(given))


def test_the_edit_link_leads_to_the_file_of_the_page(public: Layout) -> None:
    for path in sorted(public.html.rglob("*.html")):
        name = path.relative_to(public.html).with_suffix("").as_posix()
        for link in page(public, name).select(".wijzigen a"):
            start, _, file = str(link["href"]).partition("/_edit/main/")
            assert start == REPOSITORY
            title = page(public, name).select("h1")[0].get_text().removesuffix("#")
            text = (public.root / file).read_text("utf-8")
            assert title.replace("“", '"').replace("”", '"') in text, name


def test_only_generated_pages_have_no_edit_link(public: Layout) -> None:
    without = {
        path.relative_to(public.html).with_suffix("").as_posix()
        for path in public.html.rglob("*.html")
        if 'class="wijzigen"' not in path.read_text("utf-8")
    }
    vocabulary = load(public).settings.vocabulary
    lists = {f"{facet.listing}{key}" for facet in vocabulary for key in facet}
    first = {re.sub(r"-\d+$", "", name) for name in without - NO_DOCUMENTS}
    assert first - {"voorbeelden/alle"} == lists


def test_a_report_has_the_page_filled_in(public: Layout) -> None:
    link = page(public, EXAMPLE).select_one(".melden a")
    assert link is not None
    parts = urlsplit(str(link["href"]))
    assert f"https://{parts.netloc}{parts.path}" == f"{REPOSITORY}/issues/new"
    fields = parse_qs(parts.query)
    assert fields["title"] == [f"Over de pagina ‘{HOSTILE}’"]
    assert fields["body"][0].startswith(f"Pagina: {URL}{EXAMPLE}.html\nVersie: 0.")


def test_when_a_page_was_looked_at(public: Layout) -> None:
    own, general = (page(public, name).select_one(".bekeken time") for name in ("over", "bronnen"))
    assert own is not None
    assert (own["datetime"], own.get_text()) == ("2020-09-24", "24 september 2020")
    assert general is not None
    assert general["datetime"] == "2026-11-23"
    assert "2020-09-24" not in page(public, "over").get_text()
    assert page(public, EXAMPLE).find(string=lambda text: "Laatst bekeken: " in text)
    assert page(public, "kanalen/brief").select(".bekeken") == []


def test_a_title_that_means_harm_stays_text(public: Layout) -> None:
    soup = page(public, EXAMPLE)
    assert soup.find("b") is None
    assert soup.title is not None
    assert soup.title.get_text().startswith(HOSTILE)
    assert soup.select("nav.kruimelpad li")[-1].get_text() == HOSTILE
    near = [path for path in public.html.glob("voorbeelden/*.html") if HOSTILE in page_text(path)]
    assert len(near) > 3


def page_text(path: Path) -> str:
    return BeautifulSoup(path.read_text("utf-8"), "html5lib").get_text()


def test_related_examples_are_there_and_say_what_is_shared(public: Layout) -> None:
    for example in load(public).catalogue:
        items = page(public, example.docname).select(".ook-interessant li")
        assert 3 <= len(items) <= 5
        for item in items:
            link = item.find("a")
            assert isinstance(link, Tag)
            assert (public.html / "voorbeelden" / str(link["href"])).is_file()
            assert link["href"] != f"{example.slug}.html"
            assert item.select(".kenmerkregel")


def test_the_citation_names_all_there_is_to_find_it_by(public: Layout) -> None:
    text = page(public, EXAMPLE).select_one("#bronvermelding")
    assert text is not None
    assert text.get_text().startswith(
        f"De redactie van het handboek. ‘{HOSTILE}’. In: Handboek overheidsbrede principes, versie 0."
    )
    assert text.get_text().endswith(f"(concept, geen officiële publicatie). {URL}{EXAMPLE}.html")


def test_the_feed_is_atom(public: Layout) -> None:
    root = ET.fromstring((public.html / "voorbeelden.xml").read_bytes())
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = root.findall("a:entry", ATOM)
    newest = list(load(public).catalogue)[: len(entries)]
    assert [entry.findtext("a:title", "", ATOM) for entry in entries] == [e.title for e in newest]
    for each in (root, *entries):
        for name in ("id", "title", "updated"):  # RFC 4287, 4.1.1 and 4.1.2: exactly one
            assert len(each.findall(f"a:{name}", ATOM)) == 1
        assert dt.datetime.fromisoformat(each.findtext("a:updated", "", ATOM)).tzinfo
    assert root.find("a:author/a:name", ATOM) is not None
    own = [link for link in root.findall("a:link", ATOM) if link.get("rel") == "self"]
    assert [link.get("href") for link in own] == [f"{URL}voorbeelden.xml"]
    ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    for address in ids:
        assert (public.html / address.removeprefix(URL)).is_file()


def test_the_map_has_every_page(public: Layout) -> None:
    root = ET.fromstring((public.html / "sitemap.xml").read_bytes())
    found = {url.findtext("m:loc", "", MAP): url.findtext("m:lastmod", "", MAP) for url in root}
    pages = {path.relative_to(public.html).as_posix() for path in public.html.rglob("*.html")}
    expected = {f"{URL}{name}" for name in pages if name.removesuffix(".html") not in NO_DOCUMENTS}
    assert set(found) == expected - {f"{URL}index.html"} | {URL}
    assert found[f"{URL}over.html"] == "2020-09-24"


FORGE = "https://code.nl/a/b"
TITLE = "Over ‘a & b’"


@pytest.mark.parametrize(
    ("forge", "edit", "issue"),
    [
        ("github", "/edit/main/docs/a.md", "/issues/new?title={}&body=x%20y"),
        ("gitlab", "/-/edit/main/docs/a.md", "/-/issues/new?issue%5Btitle%5D={}&issue%5Bdescription%5D=x%20y"),
        ("forgejo", "/_edit/main/docs/a.md", "/issues/new?title={}&body=x%20y"),
    ],
)  # fmt: skip
def test_the_addresses_of_a_forge(forge: str, edit: str, issue: str) -> None:
    title = "Over%20%E2%80%98a%20%26%20b%E2%80%99"
    assert edit_address(FORGE, forge, "main", "docs/a.md") == FORGE + edit
    assert issue_address(FORGE, forge, TITLE, "x y") == FORGE + issue.format(title)


def test_a_repository_at_an_unknown_place_has_no_such_addresses() -> None:
    assert [forge_of(f"https://{host}/a/b") for host in ("github.com", "gitlab.com", "codeberg.org", "code.nl")] == ["github", "gitlab", "forgejo", ""]  # fmt: skip
    assert edit_address(FORGE, "", "main", "a.md") == issue_address("", "github", "a", "b") == ""


@pytest.mark.parametrize(
    ("contact", "repository", "forge", "address", "opens"),
    [
        ("mailto:a@b.nl", FORGE, "github", "mailto:a@b.nl?subject=Over%20de", "opent een e-mail"),
        ("https://b.nl/contact", FORGE, "github", "https://b.nl/contact", "contactpagina"),
        ("", FORGE, "gitlab", f"{FORGE}/-/issues/new?issue%5Btitle%5D=Over%20de", "een melding"),
        ("", FORGE, "", "", ""),
        ("", "", "github", "", ""),
    ],
)
def test_where_people_report(
    contact: str, repository: str, forge: str, address: str, opens: str
) -> None:
    site = load_settings(Layout(ROOT)).site
    site = dataclasses.replace(site, contact=contact, repository=repository, forge=forge)
    edition = Edition("1.0.0", dt.date(2026, 11, 23), "")
    found = feedback(site, edition, "De grens", "achtergrond/grens.html")
    assert found.address.startswith(address)
    assert bool(found.address) == bool(address)
    assert opens in found.opens
    if "?" in address:
        assert "achtergrond%2Fgrens.html" in found.address.replace("/", "%2F")


def test_a_mail_has_its_subject_and_text() -> None:
    assert mail_address("mailto:a@b.nl", TITLE, "x\ny") == (
        "mailto:a@b.nl?subject=Over%20%E2%80%98a%20%26%20b%E2%80%99&body=x%0Ay"
    )
    assert "?cc=c@d.nl&subject=" in mail_address("mailto:a@b.nl?cc=c@d.nl", "x", "y")


def test_the_icon_is_drawn_in_the_accent_colour() -> None:
    assert ET.fromstring(svg("#154273", "#8cc4f0")).tag.endswith("svg")
    picture = ico("#154273")
    size, offset = struct.unpack("<II", picture[14:22])
    assert picture[:6] == struct.pack("<HHH", 0, 1, 1)
    assert len(picture) == size + offset
    assert picture[offset:].startswith(b"\x89PNG")


@pytest.fixture(scope="module")
def home(public: Layout) -> Iterator[str]:
    """Where that site is home: in its folder of a server."""
    with served(public.html, urlsplit(URL).path) as found:
        yield found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1280, "height": 900})
    try:
        yield opened
    finally:
        opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("place", ["weg.html", "voorbeelden/weg.html", "a/b/c/weg"])
def test_a_missing_page_is_whole_at_any_address(
    context: BrowserContext, home: str, place: str
) -> None:
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda got: failed.append(got.url) if not got.ok else None)
    page.goto(home + place)
    page.wait_for_load_state("networkidle")
    assert failed == [home + place]
    page.get_by_role("link", name="de startpagina").click()
    page.wait_for_url(f"{home}index.html")
    page.go_back()
    page.locator(".niet-gevonden input").fill("brief")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(home) + r"zoeken\.html\?q=brief$"))


@pytest.mark.browser
def test_every_link_of_the_site_works_in_a_folder_of_a_server(
    context: BrowserContext, home: str
) -> None:
    page = context.new_page()
    page.goto(home + EXAMPLE + ".html")
    hrefs = page.eval_on_selector_all(
        "a[href], link[href], script[src], img[src]", "all => all.map(e => e.href || e.src)"
    )
    own = {href.partition("#")[0] for href in hrefs if href.startswith("http://127.0.0.1")}
    assert len(own) > 20
    assert [href for href in own if not page.request.get(href).ok] == []
    assert all(href.startswith(home) for href in own)


@pytest.mark.browser
@pytest.mark.parametrize("how", ["server", "bestand"])
def test_a_citation_is_copied_with_the_keyboard(
    context: BrowserContext, public: Layout, home: str, how: str
) -> None:
    page = context.new_page()
    if how == "server":
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{home}{EXAMPLE}.html")
    else:
        page.goto((public.html / f"{EXAMPLE}.html").as_uri())
    page.get_by_role("button", name="Kopieer de bronvermelding").focus()
    page.keyboard.press("Enter")
    status = page.locator(".citeren [role=status]")
    status.get_by_text("De bronvermelding is gekopieerd.").wait_for()
    if how == "server":
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#bronvermelding").inner_text()
    assert page.evaluate("document.activeElement.className") == "kopieer"


@pytest.mark.browser
def test_a_browser_that_refuses_the_clipboard_copies_all_the_same(
    context: BrowserContext, home: str
) -> None:
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(f"{home}{EXAMPLE}.html")
    page.get_by_role("button", name="Kopieer de bronvermelding").click()
    page.get_by_text("De bronvermelding is gekopieerd.").wait_for()


@pytest.mark.browser
def test_without_javascript_there_is_a_text_and_no_button(
    chromium: Browser, public: Layout
) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto((public.html / f"{EXAMPLE}.html").as_uri())
    assert page.locator("#bronvermelding").is_visible()
    assert not page.locator("button.kopieer").is_visible()
