"""The figures as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bars import Bar, bars, number
from contestants import OURS, SPHINX, Work
from measure import Cost
from results import Results, cores
from rich.console import Console
from rich.table import Table

SLOWER = 1.10
"""More processor time than before by this much is shown as a step back; less is noise."""

LEGEND = (
    "proc.: processortijd; MB: van het grootste proces; × tijd en × proc.: ten opzichte van "
    "Sphinx + furo; × vorige: processortijd ten opzichte van de laatst bewaarde meting."
)
WIDTH = 120
"""Columns that the tables need; in a narrower terminal or a log they are not broken up."""

Costs = Mapping[tuple[int, str, Work], Cost]


def show(results: Results, before: Costs, missing: Iterable[str], console: Console) -> None:
    """Print what was measured, and the bars."""
    console.width = max(console.width, WIDTH)
    console.print(_costs(results, before, missing))
    if reached := list(bars(results)):
        console.print(_bars(reached))
    if results.load > cores():
        console.print(
            f"Let op: deze computer was druk ({decimal(results.load)} processen op {cores()} "
            "kernen). Kijk naar de processortijd, of meet later nog eens."
        )


def _costs(results: Results, before: Costs, missing: Iterable[str]) -> Table:
    table = Table(
        title="Wat het kost", title_justify="left", caption=LEGEND, caption_justify="left"
    )
    for name in ("aantal", "werk", "wie"):
        table.add_column(name, justify="right" if name == "aantal" else "left")
    for name in ("tijd (s)", "proc. (s)", "MB", "× tijd", "× proc.", "× vorige"):
        table.add_column(name, justify="right")
    for count in results.counts:
        for work in Work:
            for who, name in results.names.items():
                cost = results.get(count, who, work)
                if cost:
                    was = before.get((count, who, work))
                    table.add_row(number(count), work, name, *_figures(results, count, who, work),
                                  _since(cost, was) if who == OURS else "")  # fmt: skip
        table.add_section()
    for name in missing:
        table.add_row("", "niet geïnstalleerd", name)
    return table


def _figures(results: Results, count: int, who: str, work: Work) -> list[str]:
    cost, stock = results.costs[count, who, work], results.get(count, SPHINX, work)
    ratios = ["", ""]
    if stock and who != SPHINX:
        ratios = [decimal(cost.wall / stock.wall), decimal(cost.cpu / stock.cpu)]
    return [decimal(cost.wall), decimal(cost.cpu), f"{cost.memory:.0f}", *ratios]


def _since(cost: Cost, was: Cost | None) -> str:
    """Compare processor time: it hardly notices what else the machine does."""
    if was is None:
        return ""
    ratio = cost.cpu / was.cpu
    return f"[bold red]{decimal(ratio)} trager[/]" if ratio > SLOWER else decimal(ratio)


def _bars(found: Iterable[Bar]) -> Table:
    table = Table(title="De lat", title_justify="left")
    table.add_column("wat")
    for name in ("hoogstens", "gemeten", ""):
        table.add_column(name, justify="right")
    for bar in found:
        verdict = "[green]gehaald[/]" if bar.reached else "[bold red]niet gehaald[/]"
        table.add_row(
            bar.what, f"{decimal(bar.most)} {bar.unit}", f"{decimal(bar.found)} {bar.unit}", verdict
        )
    return table


def decimal(value: float) -> str:
    """Write a figure as the Dutch do, with no more digits than it has to say: 0,18 or 62,4."""
    digits = 2 if value < 10 else 1 if value < 1000 else 0  # noqa: PLR2004 - a matter of taste
    return f"{value:.{digits}f}".replace(".", ",")
