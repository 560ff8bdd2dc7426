"""Search the built site in a real browser, as a reader would."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

QUERIES = Path(__file__).parent / "zoeken"
FIRST = 5
"""A page has to be among this many results."""

_SEARCH = """async ({ root, queries, count }) => {
    const engine = (await import(`${root}pagefind/pagefind.js`)).createInstance({
        ranking: handboekZoekvraag.RANKING,
    });
    const words = handboekWoorden.unpack(await (await fetch(`${root}pagefind/woorden.txt`)).text());
    const found = [];
    for (const query of queries) {
        const { results } = await handboekZoekvraag.search(engine, words, query);
        const pages = await Promise.all(results.slice(0, count).map((result) => result.data()));
        found.push(pages.map((page) => page.url));
    }
    return found;
}"""


@dataclass(frozen=True)
class Query:
    """What someone types, the docnames of which one should be found, and what makes it hard."""

    text: str
    finds: tuple[str, ...]
    kind: str


def queries(name: str) -> list[Query]:
    """Read a set of queries from tests/zoeken."""
    data: dict[str, Any] = tomllib.loads((QUERIES / name).read_text(encoding="utf-8"))
    return [Query(q["tekst"], tuple(q["vindt"]), q["soort"]) for q in data["vraag"]]


def search(page: Page, root: str, texts: list[str], count: int = FIRST) -> list[list[str]]:
    """Search for each text; gives the docnames of the first pages."""
    page.goto(root)
    for name in ("zoekwoorden", "zoekvraag"):
        page.add_script_tag(url=f"{root}_static/{name}.js")
    found = page.evaluate(_SEARCH, {"root": root, "queries": texts, "count": count})
    return [[url.lstrip("/").removesuffix(".html") for url in each] for each in found]


def score(asked: list[Query], found: list[list[str]]) -> tuple[float, str]:
    """Say which part of the queries found its page, and list those that did not."""
    missed = [
        f"  {query.kind:14} {query.text!r}: {', '.join(pages) or 'niets'}"
        for query, pages in zip(asked, found, strict=True)
        if not set(query.finds) & set(pages[:FIRST])
    ]
    part = 1 - len(missed) / len(asked)
    lines = [f"{len(asked) - len(missed)} van {len(asked)} vragen: {part:.0%} in de eerste {FIRST}"]
    return part, "\n".join([*lines, *missed])
