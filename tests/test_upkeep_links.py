"""The link check asks real addresses, of a server on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from handboek.layout import Layout
from handboek.upkeep.links import Checked, LinksError, check_links, report
from handbooks import ROOT, new_handbook, write_example
from site_pages import listening

ANSWERS = {
    "/goed": 200,
    "/weg": 404,
    "/kapot": 500,
    "/inloggen": 401,
    "/verhuisd": 301,
    "/even": 302,
}
NOWHERE = "https://bestaat-niet.invalid"  # .invalid never exists
SOURCE = f"soort: praktijk\nbron: {{titel: T, uitgever: U, url: {NOWHERE}/bron}}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code = ANSWERS[self.path]
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/goed")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the name that the library asks for

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with listening(Handler) as found:
        yield found


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory, server: str) -> Layout:
    layout = new_handbook(tmp_path_factory.mktemp("verwijzingen") / "handboek")
    shutil.copytree(ROOT / "conf", layout.conf, dirs_exist_ok=True)
    links = "\n".join(f"[{path}]({server}{path})" for path in ANSWERS)
    (layout.docs / "index.md").write_text(f"# Begin\n\n{links}\n", "utf-8")
    write_example(layout, "met-bron", ("soort: bedacht", SOURCE))
    path = write_example(layout, "met-verwijzing")
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n[dit]({NOWHERE}/tekst)\n", "utf-8")
    return layout


@pytest.fixture(scope="module")
def checked(layout: Layout) -> Checked:
    # Dates in the handbook are of the day on which the tests take place.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795392000")
        return check_links(layout, linkcheck_timeout=5, linkcheck_retries=1)


def test_what_answers_is_not_named_and_what_does_not_is(checked: Checked, server: str) -> None:
    found = {link.address.removeprefix(server): link for link in checked.links}
    assert set(found) == {
        "/weg", "/kapot", "/inloggen", "/verhuisd", f"{NOWHERE}/bron", f"{NOWHERE}/tekst"
    }  # fmt: skip
    assert found["/verhuisd"].moved == f"{server}/goed"
    assert found["/weg"].path == "docs/index.md"
    assert found[f"{NOWHERE}/bron"].path == "examples/passend/met-bron.md"
    assert found[f"{NOWHERE}/tekst"].path == "examples/passend/met-verwijzing.md"


def test_the_report_says_in_dutch_what_to_do(checked: Checked, server: str) -> None:
    text = report(checked)
    assert f"- [ ] `docs/index.md` regel 3: `{server}/weg` (antwoord 404)" in text.splitlines()
    assert f"`{server}/inloggen` (antwoord 401: alleen voor wie inlogt)" in text
    assert f"`{NOWHERE}/bron` (deze site bestaat niet)" in text
    assert f"`{server}/verhuisd` staat nu op `{server}/goed`" in text
    assert "Error" not in text


def test_when_all_answers_there_is_nothing_to_say() -> None:
    assert report(Checked(12, [])) == ""


def test_pages_that_cannot_be_read_are_named(tmp_path: Path, today: None) -> None:
    layout = new_handbook(tmp_path / "handboek")
    shutil.copytree(ROOT / "conf", layout.conf, dirs_exist_ok=True)
    (layout.docs / "index.md").write_text("# Begin\n", "utf-8")
    write_example(layout, "fout", ("soort: bedacht", "soort: verzonnen"))
    with pytest.raises(LinksError, match=r"examples/passend/fout\.md"):
        check_links(layout)
