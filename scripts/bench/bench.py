"""How fast the handbook is made, next to others, on the same content (`make bench`).

Every command runs in a process of its own. In each round all contestants take their turns, so a
busy machine is busy for all of them; what is shown is the median of the rounds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bars import number
from content import ROOT
from contestants import MATERIAL, OURS, Contestant, Step, Work, ours, peers
from floor import show_floor
from made import pages, require, weight
from measure import CommandError, Cost, middle, run
from plot import plot
from results import Results, before, keep
from rich.console import Console
from tables import decimal, show

COUNTS = (100, 1000)
ROUNDS = 3
PLOT, FIGURES = "kosten.svg", "metingen.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and show what was found."""
    options = _parser().parse_args(arguments)
    work = options.uitvoer / "werk"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        if options.floor:
            show_floor(work, sorted(options.aantallen), Console())
        else:
            _bench(options, work)
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


_WORK = ", ".join(f"‘{work}’" for work in Work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Meet hoe snel het handboek gemaakt wordt.")
    add = parser.add_argument
    add("aantallen", nargs="*", type=_count, default=COUNTS, help="aantallen voorbeelden")
    add("--rondes", type=_count, default=ROUNDS, help="hoe vaak alles gemeten wordt (anders: 3)")
    add("--peers", type=Path, metavar="VENV", help="waar MkDocs Material of Zensical staat")
    add("--alleen", action="store_true", help="meet dit handboek alleen")
    add("--werk", nargs="+", type=_work, default=list(Work), metavar="WERK", help=f"meet alleen dit: {_WORK}")  # fmt: skip
    add("--keep", action="store_true", help="bewaar de uitkomst in scripts/bench/history.jsonl")
    add("--floor", action="store_true", help="meet wat Sphinx, MyST en docutils zelf al kosten")
    add("--uitvoer", type=Path, default=ROOT / "build" / "bench", help="waar de tekening komt")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is geen getal boven nul")
    return int(text)


def _work(text: str) -> Work:
    if text not in list(Work):
        raise argparse.ArgumentTypeError(f"{text} wordt niet gemeten; kies uit {_WORK}")
    return Work(text)


def _bench(options: argparse.Namespace, work: Path) -> None:
    everyone = [ours(), *([] if options.alleen else peers(options.peers))]
    results = Results({each.key: each.name for each in everyone})
    for count in sorted(options.aantallen):
        _measure(everyone, count, options, work, results)
    missing = ["MkDocs Material"] if MATERIAL not in results.names and not options.alleen else []
    show(results, before(), missing, Console())
    _write(results, options.uitvoer)
    if options.keep:
        keep(results)


def _measure(
    everyone: Sequence[Contestant],
    count: int,
    options: argparse.Namespace,
    work: Path,
    results: Results,
) -> None:
    """Measure everyone at one number of examples."""
    steps = _steps(everyone, count, options.werk, work)
    costs: dict[tuple[int, str, Work], list[Cost]] = defaultdict(list)
    for turn in range(1, options.rondes + 1):
        for who, root, step in steps:
            shown = step.before()
            cost = run(step.command, root)
            if step.work in (Work.COLD, Work.EDIT):
                require(root / who.site, count, shown)
            costs[count, who.key, step.work].append(cost)
            _tell(f"ronde {turn}, {number(count)}: {who.name}, {step.work}", cost)
            if (who.key, step.work) == (OURS, Work.COLD):
                results.pages[count] = weight(pages(root / who.site))
    results.costs |= {key: middle(found) for key, found in costs.items()}


def _steps(
    everyone: Sequence[Contestant], count: int, wanted: Sequence[Work], work: Path
) -> list[tuple[Contestant, Path, Step]]:
    """Write the content of each, and give all there is to do in a round, like beside like."""
    able = [each for each in everyone if count <= each.largest]
    roots = {each.key: each.write(work / f"{each.key}-{count}", count) for each in able}
    steps = [
        (each, roots[each.key], step)
        for each in able
        for step in each.steps(roots[each.key])
        if step.work in wanted and count <= step.largest
    ]
    return sorted(steps, key=lambda found: list(Work).index(found[2].work))


def _tell(what: str, cost: Cost) -> None:
    print(f"{what}: {decimal(cost.wall)} s", file=sys.stderr, flush=True)


def _write(results: Results, folder: Path) -> None:
    figures = json.dumps(results.as_dict(), ensure_ascii=False, indent=1)
    (folder / FIGURES).write_text(figures + "\n", "utf-8")
    if any(work is Work.COLD for _, _, work in results.costs):
        (folder / PLOT).write_text(plot(results), "utf-8")
        print(f"Tekening: {folder / PLOT}")


if __name__ == "__main__":
    sys.exit(main())
