"""What was measured in one run, and what went before: the history of the bench."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sphinx
from content import ROOT
from contestants import Work
from handboek.clock import edition
from handboek.layout import Layout
from measure import Cost

HISTORY = Path(__file__).with_name("history.jsonl")


@dataclass
class Results:
    """Costs by number of examples, contestant and work; the size of a page by number, in bytes.

    ``load`` is how many processes wanted a core when it began.
    """

    names: dict[str, str]
    costs: dict[tuple[int, str, Work], Cost] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    load: float = field(default_factory=lambda: round(os.getloadavg()[0], 1))

    @property
    def counts(self) -> list[int]:
        """The numbers of examples that were measured."""
        return sorted({count for count, _, _ in self.costs})

    def get(self, count: int, who: str, work: Work) -> Cost | None:
        """Give what something cost, if it was measured."""
        return self.costs.get((count, who, work))

    def ratio(self, count: int, work: Work, one: str, other: str) -> float | None:
        """Give how much of the time of another one took."""
        first, second = self.get(count, one, work), self.get(count, other, work)
        return first.wall / second.wall if first and second else None

    def as_dict(self) -> dict[str, Any]:
        """Give all as a line of the history."""
        return {
            "dag": dt.datetime.now(tz=dt.UTC).date().isoformat(),
            "commit": edition(Layout(ROOT)).commit,
            "computer": machine(),
            "drukte": self.load,
            "bladzijde": {str(count): size for count, size in self.pages.items()},
            "metingen": [
                {"aantal": count, "wie": who, "werk": work, **cost.as_dict()}
                for (count, who, work), cost in self.costs.items()
            ],
        }


def cores() -> int:
    """Give the number of cores that we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def machine() -> str:
    """Describe this machine by what counts for speed, and by nothing that tells whose it is."""
    return f"{cores()} kernen, Python {platform.python_version()}, Sphinx {sphinx.__version__}"


def keep(results: Results, file: Path = HISTORY) -> None:
    """Add a run to the history."""
    with file.open("a", encoding="utf-8", newline="\n") as history:
        history.write(json.dumps(results.as_dict(), ensure_ascii=False) + "\n")


def before(file: Path = HISTORY) -> dict[tuple[int, str, Work], Cost]:
    """Give the last kept figures of a machine like this one, each of the last run that has it."""
    found: dict[tuple[int, str, Work], Cost] = {}
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        run = json.loads(line)
        if run["computer"] != machine():
            continue
        for row in run["metingen"]:
            cost = Cost(row["wall"], row["cpu"], row["memory"])
            found[row["aantal"], row["wie"], Work(row["werk"])] = cost
    return found
