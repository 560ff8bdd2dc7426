"""Feed the check with nonsense, in a process of its own whose time and memory are watched."""

from __future__ import annotations

import random
import resource
import signal
import sys
import tempfile
import tomllib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handboek.catalogue import load
from handboek.checks.report import FORMATS, Report
from handboek.layout import Layout
from handboek.reader import Wishes
from handbooks import GOOD, ROOT, new_handbook

BOMBS = Path(__file__).parent / "bommen.toml"
MAX_SECONDS = 2
MAX_BYTES = 200_000_000
_FULL = 49_000
_PIECES = [
    "---\n", "\n\n", "## Situatie\n", "# ", "> ", "- ", "```", "{include} /etc/passwd", "<script>",
    "[a](javascript:x)", "![", "](", "*", "_", "`", "&#x41;", "\\", "\t", "\r", "\0", "\u202e", "é",
    "\U0001f600", "titel: ", "rollen: [", "datum: 2026-02-31", "bron:\n  ", "*a", "&a", "!!python/x",
    "06-12345678", "999990019", "NL91ABNA0417164300", "jan@example.com", "{{ a }}", ":::", "%", "|",
    "mevrouw De Vries", "а", "\x7f", "\ufeff", "\u2028", "...", "\n---\n", "? ", ": ", "'", '"', "[^1]",
]  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What came of a number of inputs: how many, what went wrong, the most memory in bytes."""

    count: int
    wrong: tuple[str, ...]
    memory: int


class TooLongError(Exception):
    """The check took longer than it may."""


def bombs() -> Iterator[tuple[str, str]]:
    """Give the name and the text of a file for each bomb."""
    for name, how in tomllib.loads(BOMBS.read_text("utf-8"))["bom"].items():
        piece = how["stuk"]
        text = how.get("voor", "") + piece * (how.get("lengte", _FULL) // len(piece.encode()))
        text += how.get("na", "")
        if how.get("kop"):
            yield name, f"---\n{text[:49_900]}\n---\n"
        else:
            head, _, _ = GOOD.partition("\n## ")
            room = 49_900 - len(head.encode())
            yield name, f"{head}\n\n{text.encode()[:room].decode(errors='ignore')}"


def mutants(seed: int, count: int, most: int = 12) -> Iterator[tuple[str, str]]:
    """Give real examples, each changed at one random place or more, at most ``most``."""
    chance = random.Random(seed)
    real = [path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("*.md"))]
    for number in range(count):
        text = chance.choice(real)
        for _ in range(chance.randint(1, most)):
            text = _mutate(text, chance, real)
        yield f"{seed}-{number}", text[:60_000]


def _mutate(text: str, chance: random.Random, real: list[str]) -> str:
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice([0, 1, 5, 50, 500]))
    other = chance.choice(real)
    place = chance.randrange(len(other))
    piece = chance.choice([
        "", chance.choice(_PIECES), chance.choice(_PIECES) * chance.choice([2, 50, 3_000]),
        chr(chance.randrange(0x3000)), other[place : place + chance.randint(1, 800)],
    ])  # fmt: skip
    return text[:start] + piece + text[end:]


def feed(texts: list[tuple[str, str]]) -> Outcome:
    """Check every text as an example, with all advice, and write it in every format."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        layout = new_handbook(Path(folder) / "handboek")
        path = layout.examples / "passend" / "invoer.md"
        path.parent.mkdir()
        signal.signal(signal.SIGVTALRM, _stop)
        for name, text in texts:
            said = _check(layout, path, text)
            if said:
                wrong.append(f"{name}: {said}")
    return Outcome(len(texts), tuple(wrong), _peak())


def _peak() -> int:
    """Give the most memory that this process held, in bytes.

    On Linux ``ru_maxrss`` starts at what the parent held, and that is every other test: ask the
    kernel for the mark of this program alone.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        found = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(found.split()[1]) * 1_024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1_024)


def _check(layout: Layout, path: Path, text: str) -> str:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    signal.setitimer(signal.ITIMER_VIRTUAL, MAX_SECONDS)  # the time of this process alone
    try:
        loaded = load(layout, Wishes((path,), language=True, quality=True))
        report = Report(loaded.files, loaded.problems, loaded.advice)
        for write in FORMATS.values():
            write(report).encode("utf-8")
    except TooLongError:
        return f"duurt langer dan {MAX_SECONDS} s"
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def _stop(*_: object) -> None:
    raise TooLongError


__all__ = ["MAX_BYTES", "Outcome", "bombs", "feed", "mutants"]
