"""What a command costs: time, processor time and memory, as the operating system counts them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

TAIL = 2000
# What ru_maxrss counts in: bytes on macOS, else kilobytes.
_MEMORY_UNIT = 1_000_000 if sys.platform == "darwin" else 1_000


class CommandError(Exception):
    """A command that is measured went wrong."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of the processors, MB of the largest process."""

    wall: float
    cpu: float
    memory: float

    def as_dict(self) -> dict[str, float]:
        """Give the figures by name, rounded to what they can mean."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder and measure it, with the children that it waits for.

    Raises:
        CommandError: the command did not succeed; the text holds the end of what it said.
    """
    log = folder / "bench.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        # wait4 alone tells what one child cost; Popen.wait does not.
        process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command, cwd=folder, stdout=output, stderr=output
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text("utf-8", errors="replace")[-TAIL:]
        raise CommandError(f"{' '.join(command)}\n{said}\nDit ging mis (code {process.returncode})")
    return Cost(wall, used.ru_utime, used.ru_maxrss / _MEMORY_UNIT)


def middle(costs: Iterable[Cost]) -> Cost:
    """Give the median of each figure."""
    costs = list(costs)
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.memory for cost in costs),
    )
