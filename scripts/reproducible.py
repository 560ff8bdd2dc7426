"""Build the handbook under other circumstances each time, and say whether that gives the same bytes.

`make reproducible` builds it twice: as usual, and with all that could matter changed at once. With
``--elk`` also with each change by itself, which tells what a difference comes from.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ("docs", "examples", "conf", "pyproject.toml")
PLACE = ROOT / "build" / "herhaling"
MADE = ("html", "pdf")
_NOT_MADE = "bron"  # the Typst sources, beside the PDFs: how a PDF is made, not what is published
_SHOWN = 20  # differences to name
_AROUND = 30  # bytes to show before and behind the first difference
_DAY = 86_400
_LONG_AGO = 1_000_000_000

# Runs in a new process. Its day is changed with time-machine: what a build starts itself, Typst and
# Pagefind, has the real one.
_BUILD = """
import os, sys, time, time_machine
from handboek.cli import main
days, cores = int(sys.argv[1]), int(sys.argv[2])
if cores and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    os.cpu_count = lambda: cores
with time_machine.travel(time.time() + days * 86_400):
    sys.exit(main(["build", *sys.argv[3:]]))
"""


@dataclass(frozen=True)
class Circumstances:
    """Under what a build runs. ``days`` lie between its day and today; ``cores`` 0 means all."""

    folder: str = "a"
    seed: str = "0"
    locale: str = "C.UTF-8"
    zone: str = "UTC"
    umask: int = 0o022
    touched: bool = False
    days: int = 0
    cores: int = 0


NAMES = {
    "folder": "map", "seed": "PYTHONHASHSEED", "locale": "taal van de computer", "zone": "tijdzone",
    "umask": "umask", "touched": "tijd van de bestanden", "days": "dag",
    "cores": "aantal processorkernen",
}  # fmt: skip
USUAL = Circumstances()
OTHER = Circumstances(
    folder="een/diepere/map met spaties", seed="4711", locale="C", zone="XXX-13:45",
    umask=0o077, touched=True, days=4_000, cores=1,
)  # fmt: skip


def matrix(*, each: bool) -> Iterator[tuple[str, Circumstances]]:
    """Give what to compare with a usual build: all changes at once, and if asked each by itself."""
    yield "alles anders", OTHER
    for field in fields(Circumstances) if each else ():
        one = replace(USUAL, **{field.name: getattr(OTHER, field.name)})
        folder = f"{OTHER.folder} apart" if field.name == "folder" else field.name
        yield NAMES[field.name], replace(one, folder=folder)  # each in a place of its own


def make(sources: Path, place: Path, how: Circumstances, wanted: Sequence[str]) -> Path:
    """Copy the sources and build them; give the folder of what was made.

    Raises:
        SystemExit: the build does not succeed.
    """
    root = place / how.folder / "handboek"
    _copy(sources, root)
    if how.touched:
        _touch(root)
    done = subprocess.run(
        [sys.executable, "-P", "-c", _BUILD, str(how.days), str(how.cores), *wanted],
        cwd=root, env=_environment(how), umask=how.umask, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace")
        raise SystemExit(f"Bouwen lukt niet in {root}:\n{said}")
    return root / "build"


def _copy(sources: Path, root: Path) -> None:
    root.mkdir(parents=True)
    for name in SOURCES:
        source = sources / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, root / name)


def _touch(root: Path) -> None:
    """Give every source another time, each its own: later in the alphabet is older."""
    for number, path in enumerate(sorted(root.rglob("*"))):
        os.utime(path, (_LONG_AGO - number, _LONG_AGO - number))


def _environment(how: Circumstances) -> dict[str, str]:
    """Give a build nothing of ours but where its programs are, so that nothing else differs."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    own = {"SOURCE_DATE_EPOCH": epoch(), "PYTHONHASHSEED": how.seed, "TZ": how.zone}
    # Without these two Python would make UTF-8 of an old-fashioned locale.
    ascii_only = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"} if how.locale == "C" else {}
    return kept | own | ascii_only | {"LC_ALL": how.locale}


def epoch() -> str:
    """Give ``SOURCE_DATE_EPOCH``: as set, or else the moment of the last commit, or else now."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    command = ["git", "-c", "log.showSignature=false", "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        os.environ["SOURCE_DATE_EPOCH"] = str(int(time.time()))
    else:
        os.environ["SOURCE_DATE_EPOCH"] = answer.stdout.strip()
    return os.environ["SOURCE_DATE_EPOCH"]


def contents(build: Path) -> dict[str, Path]:
    """Give every published file by its name."""
    return {
        path.relative_to(build).as_posix(): path
        for folder in MADE
        for path in sorted((build / folder).rglob("*"))
        if path.is_file() and path.relative_to(build).parts[1] != _NOT_MADE
    }


def differences(one: Path, other: Path) -> list[str]:
    """Compare two builds: a sentence for each file that differs, with the first place."""
    left, right = contents(one), contents(other)
    found = [
        f"{name}: staat maar in één van de twee" for name in sorted(left.keys() ^ right.keys())
    ]
    for name in sorted(left.keys() & right.keys()):
        a, b = left[name].read_bytes(), right[name].read_bytes()
        if a != b:
            found.append(f"{name}: {_first_difference(a, b)}")
    return found


def _first_difference(a: bytes, b: bytes) -> str:
    pairs = enumerate(zip(a, b, strict=False))
    place = next((at for at, (x, y) in pairs if x != y), min(len(a), len(b)))
    start, end = max(0, place - _AROUND), place + _AROUND
    line = a[:place].count(b"\n") + 1
    return (
        f"vanaf byte {place} (regel {line}), {len(a)} en {len(b)} bytes\n"
        f"    eerst: {a[start:end]!r}\n    daarna: {b[start:end]!r}"
    )


def compare(sources: Path, place: Path, *, each: bool, wanted: Sequence[str]) -> int:
    """Build and compare, and say what came of it; give the number of differences."""
    shutil.rmtree(place, ignore_errors=True)
    tests = list(matrix(each=each))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        hows = (USUAL, *(how for _, how in tests))
        usual, *others = pool.map(lambda how: make(sources, place, how, wanted), hows)
    wrong = 0
    for (name, _), other in zip(tests, others, strict=True):
        found = differences(usual, other)
        count = len(contents(usual))
        print(f"{name}: {count} bestanden, {f'{len(found)} ongelijk' if found else 'alle gelijk'}")
        for line in found[:_SHOWN]:
            print(f"  {line}")
        if len(found) > _SHOWN:
            print(f"  … en nog {len(found) - _SHOWN}")
        wrong += len(found)
    if wrong:
        print(f"De gebouwde mappen staan nog in {place}.")
    else:
        shutil.rmtree(place)
    return wrong


def main() -> int:
    """Run the command line: 0 if all is the same, else 1."""
    parser = argparse.ArgumentParser(description="Bouw het handboek meer dan eens en vergelijk.")
    parser.add_argument("--elk", action="store_true", help="vergelijk ook elk verschil apart")
    parser.add_argument(
        "--bronnen", type=Path, default=ROOT, metavar="MAP", help="een ander handboek"
    )
    parser.add_argument(
        "--plaats", type=Path, default=PLACE, metavar="MAP", help="waar het gebouwd wordt"
    )
    options = parser.parse_args()
    changed = ", ".join(NAMES.values())
    print(f"Bouwen met SOURCE_DATE_EPOCH={epoch()}, en anders is: {changed} …", flush=True)
    return 1 if compare(options.bronnen, options.plaats, each=options.elk, wanted=()) else 0


if __name__ == "__main__":
    sys.exit(main())
