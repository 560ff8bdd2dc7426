"""What the handbook adds to Sphinx: directives, roles, lists, and warnings in the right place."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from builds import later, run_build, small_handbook
from handboek.build import BuildError, Wanted, build
from handboek.catalogue import load
from handboek.layout import Layout
from handboek.progress import Progress
from handboek.search.pages import site_pages
from rich.console import Console


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return small_handbook(tmp_path / "handboek")


def add_to(path: Path, text: str) -> int:
    """Add text at the end of a page, and give the number of its first line."""
    before = path.read_text(encoding="utf-8")
    later(path, f"{before}\n{text}\n")
    return before.count("\n") + 2


def article(layout: Layout, name: str) -> Tag:
    soup = BeautifulSoup((layout.html / f"{name}.html").read_text("utf-8"), "html5lib")
    found = soup.find("article")
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{voorbeeld}`van-chatbot-naar-mes`", "bedoelt u ‘van-chatbot-naar-mens’?"),
        ("```{voorbeelden}\n:principe: pasend\n```", "bedoelt u ‘passend’?"),
        ("```{voorbeelden}\n:rol: baliemedewerker\n:kanaal: brief\n```", "kies één van"),
        ("```{voorbeelden}\n:bladzijde: 9\n```", "deze lijst heeft geen bladzijde 9"),
        ("```{officieel} pasend\n```", "kies uit: passend"),
        ("```{tijdlijn} Titel\ngeen moment\n```", "schrijf: datum | tekst"),
    ],
)
def test_a_mistake_in_a_page_names_file_line_and_way_out(
    layout: Layout, wrong: str, said: str
) -> None:
    line = add_to(layout.docs / "over.md", wrong)
    _, warnings = run_build(layout)
    assert f"docs/over.md:{line}: " in warnings
    assert said in warnings


def test_a_warning_about_an_example_names_its_file_and_line(layout: Layout) -> None:
    path = next(layout.examples.glob("*/terugbelafspraak.md"))
    text = path.read_text(encoding="utf-8")
    later(path, text.replace("## Afweging\n", "## Afweging\n\nHier let iemand op.\n"))
    line = path.read_text(encoding="utf-8").split("\n").index("Hier let iemand op.") + 1
    with (layout.conf / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "\n\ndef setup(app):\n"
            "    from docutils import nodes\n"
            "    from sphinx.util.logging import getLogger\n"
            "    def look(app, doctree):\n"
            "        for node in doctree.findall(nodes.paragraph):\n"
            "            if node.astext() == 'Hier let iemand op.':\n"
            "                getLogger('x').warning('gezien', location=node)\n"
            "    app.connect('doctree-read', look)\n"
        )
    _, warnings = run_build(layout)
    assert f"{layout.relative(path)}:{line}: " in warnings


def test_a_warning_is_an_error_when_strict(layout: Layout) -> None:
    add_to(layout.docs / "over.md", "{voorbeeld}`bestaat-niet`")
    with (
        Path("/dev/null").open("w") as nowhere,
        pytest.raises(BuildError, match="Waarschuwingen: 1"),
    ):
        build(layout, Wanted(pdf=False, strict=True), Progress(Console(file=nowhere)), nowhere)


def test_a_mistake_in_an_example_builds_nothing(layout: Layout) -> None:
    run_build(layout)
    before = (layout.html / "index.html").read_bytes()
    path = next(layout.examples.glob("*/terugbelafspraak.md"))
    later(path, path.read_text(encoding="utf-8").replace("soort: bedacht", "soort: verzonnen"))
    with pytest.raises(BuildError, match="terugbelafspraak"):
        run_build(layout)
    assert (layout.html / "index.html").read_bytes() == before


def test_the_official_wording_shows_once_it_is_there(layout: Layout) -> None:
    settings = layout.settings.read_text(encoding="utf-8")
    filled = 'burger = "Dit is vastgesteld."\norganisatie = ""\nbron = "De bron ervan"'
    later(layout.settings, settings.replace('burger = ""\norganisatie = ""\nbron = ""', filled, 1))
    run_build(layout)
    assert "Dit is vastgesteld." in article(layout, "principes/passend").get_text()
    assert "De bron ervan" in article(layout, "principes/passend").get_text()
    assert article(layout, "principes/overzichtelijk").find(class_="officieel") is None


def test_a_list_is_split_in_pages(layout: Layout) -> None:
    settings = layout.settings.read_text(encoding="utf-8")
    later(layout.settings, settings.replace("per_bladzijde = 100", "per_bladzijde = 10"))
    _, warnings = run_build(layout)
    assert not warnings
    count = len(load(layout).catalogue)
    names = ["voorbeelden/index", *(f"voorbeelden/alle-{n}" for n in range(2, -(-count // 10) + 1))]
    shown: list[str] = []
    for name in names:
        items = article(layout, name).select("ul.voorbeeldlijst > li a")
        assert len(items) <= 10
        shown += [str(item["href"]) for item in items]
    assert len(shown) == len(set(shown)) == count
    assert "Volgende bladzijde" in article(layout, names[0]).get_text()
    assert "Volgende bladzijde" not in article(layout, names[-1]).get_text()
    assert not (layout.html / f"voorbeelden/alle-{len(names) + 1}.html").exists()


def test_sources_are_never_written_to(layout: Layout) -> None:
    def sources() -> dict[Path, bytes]:
        return {
            path: path.read_bytes()
            for folder in (layout.docs, layout.examples, layout.conf)
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    before = sources()
    run_build(layout, pdf=True)
    assert sources() == before


def test_strict_fails_as_long_as_the_mistake_stands(layout: Layout) -> None:
    add_to(layout.docs / "over.md", "```{bestaat-niet}\n```")
    wanted = Wanted(pdf=False, strict=True)
    for _ in range(2):
        with Path("/dev/null").open("w") as nowhere, pytest.raises(BuildError, match=": 1"):
            build(layout, wanted, Progress(Console(file=nowhere)), nowhere)


def test_the_search_knows_the_words_people_use(layout: Layout) -> None:
    path = next(layout.examples.glob("*/terugbelafspraak.md"))
    text = path.read_text(encoding="utf-8")
    later(path, text.replace("zoekwoorden: [", "zoekwoorden: [zeldzaamwoord, "))
    run_build(layout)
    found = [page.address for page in site_pages(layout.html) if "zeldzaamwoord" in page.words]
    assert found == ["voorbeelden/terugbelafspraak.html"]
