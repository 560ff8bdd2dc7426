"""The bench: frozen content, the same for each contestant, and figures that say what they mean."""

from __future__ import annotations

import io
import json
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bars import bars
from content import Writer, digest, examples, frozen, handbook, pages
from contestants import MATERIAL, OURS, SPHINX, Work
from made import require
from measure import CommandError, Cost, middle, run
from peer_content import mkdocs, stock
from plot import plot
from results import Results, before, keep, machine
from rich.console import Console
from tables import show

ROOT = Path(__file__).parent.parent
NAMES = {OURS: "dit handboek", SPHINX: "Sphinx + furo", MATERIAL: "MkDocs Material"}


@pytest.mark.parametrize("count", [20, 100])
def test_the_content_is_frozen(tmp_path: Path, count: int) -> None:
    assert digest(handbook(tmp_path, count)) == frozen()[count]


@pytest.mark.parametrize("write", [stock, mkdocs])
def test_peers_get_the_same_texts(tmp_path: Path, write: Callable[[Path, int], Path]) -> None:
    write(tmp_path, 5)
    written = "\n".join(path.read_text("utf-8") for path in tmp_path.rglob("*.md"))
    writer = Writer()
    texts = [*pages(writer), *examples(writer, 5)]
    assert len(texts) == 59
    assert all(page.body in written and page.title in written for page in texts)


def test_the_bench_runs(tmp_path: Path) -> None:
    bench = ROOT / "scripts" / "bench" / "bench.py"
    options = ["--rondes", "1", "--werk", "site, koud", "check", "--uitvoer", str(tmp_path)]
    command = [sys.executable, str(bench), "3", "--alleen", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(text in done.stdout for text in ("dit handboek", "site, koud", "check", "gehaald"))
    found = json.loads((tmp_path / "metingen.json").read_text("utf-8"))
    assert [row["werk"] for row in found["metingen"]] == ["site, koud", "check"]
    assert all(row["cpu"] > 0.1 and row["memory"] > 20 for row in found["metingen"])
    assert 1_000 < found["bladzijde"]["3"] < 20_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kosten.svg", "metingen.json"]


CASES: list[tuple[dict[tuple[int, str, Work], float], list[bool]]] = [
    ({(1000, OURS, Work.COLD): 18, (1000, SPHINX, Work.COLD): 100}, [True]),
    ({(1000, OURS, Work.COLD): 19, (1000, SPHINX, Work.COLD): 100}, [False]),
    ({(1000, OURS, Work.COLD): 11, (1000, MATERIAL, Work.COLD): 10}, [False]),
    ({(1000, OURS, Work.COLD): 10, (10_000, OURS, Work.COLD): 130}, [True, True]),
    ({(1000, OURS, Work.COLD): 10, (10_000, OURS, Work.COLD): 131}, [False, True]),
    ({(1000, OURS, Work.EDIT): 1.4, (10_000, OURS, Work.EDIT): 5.1}, [True, False]),
    ({(1000, OURS, Work.PDF): 39, (10_000, OURS, Work.CHECK): 9}, [False, True, True]),
    ({(100, OURS, Work.COLD): 1000, (100, SPHINX, Work.COLD): 1}, []),
]


@pytest.mark.parametrize(("seconds", "reached"), CASES)
def test_the_bars_are_those_of_the_issue(
    seconds: dict[tuple[int, str, Work], float], reached: list[bool]
) -> None:
    assert [bar.reached for bar in bars(results(seconds))] == reached


def test_a_page_may_not_grow_with_the_number_of_examples() -> None:
    found = results({})
    found.pages = {100: 5_000, 1000: 5_600}
    assert [bar.reached for bar in bars(found)] == [True, True, False]


def test_history_is_of_machines_like_this_one(tmp_path: Path) -> None:
    file, found = tmp_path / "history.jsonl", results({(100, OURS, Work.COLD): 10})
    keep(found, file)
    assert before(file) == found.costs
    assert machine() in file.read_text("utf-8")
    assert platform.node() not in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(machine(), "64 kernen"), "utf-8")
    assert before(file) == {}


def test_a_step_back_and_a_peer_that_is_missing_are_shown() -> None:
    found, output = results({(100, OURS, Work.COLD): 10}), io.StringIO()
    was = {(100, OURS, Work.COLD): Cost(8, 8, 100)}
    show(found, was, ["MkDocs Material"], Console(file=output))
    assert "1,25 trager" in output.getvalue()
    assert "niet geïnstalleerd" in output.getvalue()


def test_the_plot_says_what_it_shows() -> None:
    found = results({(count, OURS, Work.COLD): count / 10 for count in (100, 1000)})
    drawing = ET.fromstring(plot(found))
    assert "dit handboek: 100 in 10,0 s, 1.000 in 100,0 s" in "".join(drawing.itertext())


def test_a_figure_counts_only_if_the_work_was_done(tmp_path: Path) -> None:
    (tmp_path / "voorbeeld-00000.html").write_text("Zin één.", "utf-8")
    require(tmp_path, 1, "Zin één.")
    with pytest.raises(CommandError, match="1 bladzijden voor 2"):
        require(tmp_path, 2, "")
    with pytest.raises(CommandError, match="Zin twee"):
        require(tmp_path, 1, "Zin twee.")


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="geen hout"):
        run([sys.executable, "-c", "raise SystemExit('geen hout')"], tmp_path)


def test_what_is_measured_is_the_middle() -> None:
    costs = [Cost(1, 9, 100), Cost(3, 1, 300), Cost(20, 2, 200)]
    assert middle(costs) == Cost(3, 2, 200)


def results(seconds: dict[tuple[int, str, Work], float]) -> Results:
    costs = {key: Cost(value, value, 100) for key, value in seconds.items()}
    return Results(NAMES, costs)
