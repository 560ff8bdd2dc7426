"""The floor: what a page costs below us, layer by layer, on the same content.

A layer that runs as a command is measured at two numbers of examples; the difference, divided by
the examples it is for, is what one more costs. What a start costs drops out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from content import Writer, examples, handbook
from contestants import handboek, sphinx, without_search
from docutils.core import publish_doctree
from markdown_it import MarkdownIt
from measure import Cost, run
from myst_parser.parsers.docutils_ import Parser
from peer_content import stock
from rich.console import Console
from rich.table import Table
from tables import decimal

PARSED = 200
"""Texts that are only parsed: enough to see what one costs."""
NO_SEARCH = ("-t", "zonder_zoeken")


@dataclass(frozen=True)
class Layer:
    """A command that does all that those before it do, and something more."""

    name: str
    write: Callable[[Path, int], Path]
    command: Sequence[str]


def layers() -> tuple[Layer, ...]:
    """Give the layers that are commands, from the lowest."""
    return (
        Layer("Sphinx leest (dummy)", stock, sphinx(builder="dummy")),
        Layer("Sphinx schrijft, kaal thema", stock, sphinx("-D", "html_theme=basic", *NO_SEARCH)),
        Layer("Sphinx schrijft, furo", stock, sphinx(*NO_SEARCH)),
        Layer("Sphinx + furo, met zoekindex", stock, sphinx()),
        Layer("dit handboek, zonder zoekindex", handbook, without_search()),
        Layer("dit handboek", handbook, handboek("build", "html")),
    )


def show_floor(work: Path, counts: Sequence[int], console: Console) -> None:
    """Measure each layer and print what one example costs in it, in milliseconds."""
    few, many = (counts[0], counts[-1]) if len(counts) > 1 else (counts[0] // 10, counts[0])
    table = Table(title=f"Wat één voorbeeld kost, tussen {few} en {many}", title_justify="left")
    table.add_column("laag")
    table.add_column("processor (ms)", justify="right")
    table.add_column("tijd (ms)", justify="right")
    for name, cpu, wall in (*_parsing(), *_commands(work, few, many)):
        table.add_row(name, decimal(cpu), decimal(wall))
    console.print(table)


def _parsing() -> Iterable[tuple[str, float, float]]:
    texts = [page.body for page in examples(Writer(), PARSED)]
    yield "markdown-it", *_each(MarkdownIt().render, texts)
    yield "docutils + MyST, tot doctree", *_each(_doctree, texts)


def _doctree(text: str) -> object:
    return publish_doctree(text, parser=Parser(), settings_overrides={"report_level": 5})


def _each(work: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """Give the milliseconds that a text takes: of the processor, and on the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    for text in texts:
        work(text)
    spent = time.process_time() - cpu, time.perf_counter() - wall
    return 1000 * spent[0] / len(texts), 1000 * spent[1] / len(texts)


def _commands(work: Path, few: int, many: int) -> Iterable[tuple[str, float, float]]:
    for layer in layers():
        low, high = (_cold(layer, work / f"{layer.name}-{count}", count) for count in (few, many))
        share = 1000 / (many - few)
        yield layer.name, (high.cpu - low.cpu) * share, (high.wall - low.wall) * share


def _cold(layer: Layer, root: Path, count: int) -> Cost:
    return run(layer.command, layer.write(root, count))
