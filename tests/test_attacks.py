"""The second wall: an attack that slips past the check does nothing on the site or in a PDF."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pikepdf
import pytest
from attacks import SECRET, around_the_check, attacks, bait, texts
from browser import browser
from builds import copy_handbook, run_build
from handboek.handbook import Handbook
from handboek.layout import Layout
from playwright.sync_api import Browser
from site_pages import served

_LOOK = """() => {
  const bad = [];
  const allowed = new Set(["http:", "https:", "mailto:", "file:"]);
  for (const e of document.querySelectorAll("*")) {
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) bad.push(`${e.tagName} ${a.name}`);
      if (/^(href|src|action|formaction|data|srcdoc|poster|srcset|ping|xlink:href)$/i.test(a.name)) {
        const value = a.value.replace(/[\\u0000-\\u0020]+/g, "");
        if (/^(javascript|data|vbscript|blob|about|tel|feed):/i.test(value)) {
          bad.push(`${e.tagName} ${a.name}=${value.slice(0, 60)}`);
        }
      }
    }
  }
  const article = document.querySelector("article");
  const active = "script,iframe,object,embed,form,input,style,link,meta,base,svg,math,img,video,audio";
  if (article) for (const e of article.querySelectorAll(active)) {
    if (!e.closest(".tekening")) bad.push(e.outerHTML.replace(/pfmod-input-[a-z-]+/, "").slice(0, 80));
  }
  return bad;
}"""


# Where the texts of examples come to a page by a script: the search window, the filter, the print.
_SEARCHES = [
    *(f"index.html?q={word}" for word in ("raak", "script", "klik", "onerror", "javascript")),
    "voorbeelden/index.html?zoek=raak",
    "voorbeelden/index.html?kanaal=brief&weergave=afdrukken",
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = copy_handbook(tmp_path_factory.mktemp("aanval") / "handboek")
    for path in layout.examples.rglob("*.md"):
        path.unlink()
    empty = Handbook.load(layout)
    bait(layout)
    settings = layout.settings.read_text("utf-8")
    # A card that does not fit is set again and again, and these are as long as can be.
    layout.settings.write_text(settings.replace("hoogstens = 40", "hoogstens = 1"), "utf-8")
    handbook = around_the_check(layout, empty)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795392000")
        patch.setattr(Handbook, "load", classmethod(lambda cls, layout: handbook))
        run_build(layout, html=True, pdf=True)
    return layout


def test_there_are_enough_attacks() -> None:
    found = attacks(Path("/"))
    assert len(found) >= 200
    assert len({attack.text for attack in found}) == len(found)


def test_no_file_was_read(attacked: Layout) -> None:
    for path in attacked.build.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
            assert SECRET.encode() not in _unpacked(path.read_bytes()), path
    for pdf in attacked.pdf.glob("*.pdf"):
        assert not [text for text in texts(pdf) if SECRET in text], pdf


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompress(data[data.index(b"\x78") :]) if b"x\x9c" in data[:300] else b""
    except (zlib.error, ValueError):
        return b""


def test_every_attack_is_a_page(attacked: Layout) -> None:
    pages = {path.stem for path in (attacked.html / "voorbeelden").glob("aanval-*.html")}
    assert pages == {f"aanval-{attack.name}" for attack in attacks(attacked.root)}


def test_no_address_in_a_pdf_runs_anything(attacked: Layout) -> None:
    pdfs = list(attacked.pdf.glob("*.pdf"))
    assert len(pdfs) > 5
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                for note in page.get("/Annots", []):
                    action = note.get("/A", {})
                    assert action.get("/S", "/URI") in ("/URI", "/GoTo"), (path, action)
                    uri = str(action.get("/URI", "https://"))
                    assert re.match(r"(https?://|mailto:)", uri), (path, uri)


@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_for(attacked: Layout, built: Layout) -> None:
    ran: list[str] = []
    asked: list[str] = []
    found: list[str] = []
    with browser() as opened, served(attacked.html) as home, served(built.html) as clean:
        ours = _fields(opened, clean, built)
        context = opened.new_context()
        context.expose_function("raak", lambda *_: ran.append("raak"))
        page = context.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        context.on("request", lambda request: asked.append(request.url))
        for address in _addresses(attacked):
            page.goto(f"{home}{address}", wait_until="load")
            if address in _SEARCHES:
                # What was found first, however slow the machine; then a moment for what it would run.
                page.get_by_text(re.compile("raak|script|klik")).first.wait_for(state="attached")
                page.wait_for_timeout(500)
            found += [bad for bad in page.evaluate(_LOOK) if bad not in ours]
            if page.url.split("?")[0].split("#")[0] != f"{home}{address}".split("?")[0]:
                ran.append(f"{address} went to {page.url}")
    elsewhere = sorted({url for url in asked if not url.startswith((home, "data:image/svg"))})
    assert (ran, elsewhere, found) == ([], [], [])


def _addresses(layout: Layout) -> list[str]:
    pages = sorted(layout.html.rglob("*.html"))
    return [path.relative_to(layout.html).as_posix() for path in pages] + _SEARCHES


def _fields(browser: Browser, root: str, layout: Layout) -> set[str]:
    """Find what a site without attacks has that can act: the fields of form, filter and search."""
    page = browser.new_page()
    found: set[str] = set()
    for address in _addresses(layout):
        if (
            address.startswith("voorbeelden/")
            and address not in _SEARCHES
            and "index" not in address
        ):
            continue
        page.goto(f"{root}{address}", wait_until="load")
        found.update(page.evaluate(_LOOK))
    page.close()
    return found
