"""All examples together: their order, the lists of them, the date; and no input that breaks it."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from handboek.catalogue import Catalogue, Query, load
from handboek.clock import Edition, edition, today
from handboek.layout import Layout
from handboek.listings import ALL, listings, source
from handboek.models import Example
from handboek.products.selection import for_training
from handboek.settings import load_settings
from handbooks import EPOCH, ROOT, write_example

DAY = dt.date(2026, 11, 23)
ODD = ["\x00", "\xff", "\u202e", "\U0001f600", "---\n", "```{x}\n", "<b>", "[a](", "]: ", "&", "*", "\t",
       "\r", "{{", "|", "> ", "## ", "\u2028", "''", "[[[[", "!!x ", ": "]  # fmt: skip


def example(slug: str, day: int = 1, **given: object) -> Example:
    values: dict[str, object] = {
        "principle": "passend", "title": slug, "roles": ("baliemedewerker",), "channels": ("brief",),
        "organisation": "gemeente", "kind": "bedacht", "date": dt.date(2026, 1, day), "path": "",
        "summary": "", **given,
    }  # fmt: skip
    return Example(slug=slug, **values)  # type: ignore[arg-type]  # the values are right as they are


def catalogue(*examples: Example) -> Catalogue:
    return Catalogue({each.slug: each for each in examples})


def test_a_query_without_facet_wants_all() -> None:
    both = catalogue(example("a"), example("b"))
    assert both.select(Query()) == list(both)


def test_a_query_wants_a_key_of_a_facet() -> None:
    found = example("a", also=("respectvol",))
    all_examples = catalogue(example("b"), found)
    assert all_examples.select(Query("principes", "respectvol")) == [found]
    assert all_examples.select(Query("kanalen", "brief")) == list(all_examples)
    assert all_examples.select(Query("kanalen", "chat")) == []
    with pytest.raises(KeyError):
        all_examples.select(Query("onzin", "brief"))


def test_a_training_takes_first_what_it_can_practise_with() -> None:
    settings = load_settings(Layout(ROOT))
    few = replace(
        settings,
        products=replace(
            settings.products, training=replace(settings.products.training, most=3, chosen={})
        ),
    )
    all_examples = catalogue(
        example("zonder"),
        example("met", exercise=True),
        example("van-een-ander", exercise=True, roles=("personeelsadviseur",)),
        example("alleen-uitgelicht", featured=True),
        example("uitgelicht-met", featured=True, exercise=True),
    )
    chosen = for_training("baliemedewerker", all_examples, few)["passend"]
    assert [each.slug for each in chosen.own] == ["uitgelicht-met", "met", "alleen-uitgelicht"]


def test_the_best_are_the_own_then_the_featured_then_in_order() -> None:
    all_examples = catalogue(
        example("nieuw"),
        example("raakt", principle="respectvol", also=("passend",)),
        example("oud"),
        example("uitgelicht", featured=True),
        example("raakt-uitgelicht", principle="respectvol", also=("passend",), featured=True),
        example("anders", principle="eigentijds"),
    )
    query = Query("principes", "passend")
    found = [each.slug for each in all_examples.best(query, 10)]
    assert found == ["uitgelicht", "nieuw", "oud", "raakt-uitgelicht", "raakt"]
    assert [each.slug for each in all_examples.best(query, 2)] == found[:2]
    assert [each.slug for each in all_examples.best(Query(), 3)] == [
        "uitgelicht", "raakt-uitgelicht", "nieuw",
    ]  # fmt: skip


def test_the_newest_come_first_and_then_by_title(handbook: Layout) -> None:
    write_example(handbook, "bbb", ("bbb De", "B"))
    write_example(handbook, "aaa", ("aaa De", "c"))
    write_example(handbook, "ccc", ("2026-11-23", "2025-11-23"))
    write_example(handbook, "ddd", ("ddd De", "a"), principle="respectvol")
    loaded = load(handbook)
    assert [each.slug for each in loaded.catalogue] == ["ddd", "bbb", "aaa", "ccc"]
    assert (len(loaded.catalogue), loaded.files) == (4, 4)


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (100, 1), (101, 2), (201, 3)])
def test_a_list_has_a_page_for_every_hundred(handbook: Layout, count: int, pages: int) -> None:
    settings = load(handbook).settings
    found = list(listings(catalogue(*(example(f"v{n}") for n in range(count))), settings))
    assert [each.docname for each in found if each.first == ALL] == [
        ALL, *(f"voorbeelden/alle-{number}" for number in range(2, pages + 1)),
    ]  # fmt: skip
    letters = [each for each in found if each.first == "kanalen/brief"]
    assert [(each.number, each.pages) for each in letters] == [
        (number, pages) for number in range(1, pages + 1)
    ]
    assert not [each for each in found if each.first == "kanalen/chat" and each.number > 1]


def test_every_list_has_a_docname_of_its_own(handbook: Layout) -> None:
    settings = load(handbook).settings
    found = list(listings(catalogue(*(example(f"v{n}") for n in range(101))), settings))
    assert len({each.docname for each in found}) == len(found)
    assert [each.docname for each in found if not each.generated] == [ALL]


def test_the_source_of_a_later_page_says_which_it_is(handbook: Layout) -> None:
    settings = load(handbook).settings
    found = list(listings(catalogue(*(example(f"v{n}") for n in range(101))), settings))
    first, second = (source(each, settings) for each in found if each.first == "kanalen/brief")
    assert "# Brief\n\nDe lezer is alleen" in first
    assert ":kanaal: brief\n:bladzijde: 1\n" in first
    assert "# Brief, bladzijde 2\n\n```" in second


def git(folder: Path, *arguments: str) -> None:
    when = {"GIT_COMMITTER_DATE": "2025-03-04T12:00:00Z", "GIT_AUTHOR_DATE": "2025-03-04T12:00:00Z"}
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, env={**os.environ, **when}, check=True)


def test_the_date_of_an_edition_is_that_of_the_environment(handbook: Layout) -> None:
    (handbook.root / "pyproject.toml").write_text('[project]\nversion = "1.2"\n')
    assert edition(handbook) == Edition("1.2", DAY, "")
    assert edition(handbook).long_date == "23 november 2026"


def test_without_it_that_of_the_last_commit(
    handbook: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(handbook.root, "init", "--quiet")
    git(handbook.root, "commit", "--quiet", "--allow-empty", "--message=x")
    assert edition(handbook).date == DAY
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    found = edition(handbook)
    assert found.date == dt.date(2025, 3, 4)
    assert len(found.commit) >= 7
    git(handbook.root, "config", "log.showSignature", "true")
    assert edition(handbook) == found


@pytest.mark.parametrize("prepare", ["no .git", "no commit", "no git"])
def test_and_else_that_of_the_newest_source(
    handbook: Layout, monkeypatch: pytest.MonkeyPatch, prepare: str
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    if prepare != "no .git":
        git(handbook.root, "init", "--quiet")
    if prepare == "no git":
        monkeypatch.setenv("PATH", "")
    sources = [*handbook.conf.rglob("*"), *handbook.docs.rglob("*")]
    for number, path in enumerate(sources):
        os.utime(path, (number, number))
    newest = write_example(handbook, "gesprek")
    os.utime(newest, (10**9, 10**9))
    assert edition(handbook) == Edition("0", dt.date(2001, 9, 9), "")


@pytest.mark.parametrize("epoch", ["", "gisteren", "²", "-", "9" * 30])
def test_an_environment_without_a_date(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert abs(today() - dt.datetime.now(tz=dt.UTC).date()) <= dt.timedelta(days=1)


def test_today_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert today() == DAY


def mutated(text: str, chance: random.Random) -> bytes:
    """Make one to five of the mistakes that people, editors and attackers make."""
    for _ in range(chance.randint(1, 5)):
        lines = text.split("\n")
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        place = chance.randrange(len(text) + 1)
        match chance.randrange(6):
            case 0:
                del lines[one]
            case 1:
                lines.insert(one, lines[other])
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                text = text[:place] + text[place + chance.randint(1, 5) :]
                continue
            case 4:
                text = text[:place] + chance.choice(ODD) + text[place:]
                continue
            case 5:
                lines[one] = chance.choice(ODD) + lines[one]
        text = "\n".join(lines) or "\n"
    data = text.encode()
    if chance.random() < 0.1:
        place = chance.randrange(len(data))
        data = data[:place] + bytes([chance.randrange(256)]) + data[place:]
    return data


def test_no_mistake_breaks_the_check(handbook: Layout) -> None:
    chance = random.Random(20261123)  # the same mistakes every time
    texts = [path.read_text("utf-8") for path in sorted(ROOT.glob("examples/*/*.md"))]
    folder = handbook.examples / "passend"
    folder.mkdir()
    for number in range(300):
        (folder / f"fout-{number}.md").write_bytes(mutated(chance.choice(texts), chance))
    loaded = load(handbook)
    assert loaded.files == 300
    assert len({problem.path for problem in loaded.problems}) > 200
    for problem in loaded.problems:
        assert str(problem).isprintable()
        lines = (handbook.root / problem.path).read_bytes().count(b"\n") + 1
        assert 1 <= problem.line <= lines, problem
