"""After any number of edits, a build gives the same site as a clean one: search index and all.

A walk of random edits on a small handbook. What fails says how to walk it again:
``HANDBOEK_WALK=<zaad>:<stappen>``. ``HANDBOEK_FULL=1`` (`make test-full`) takes a thousand steps.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import sphinx.locale
from builds import run_build, site
from handboek.layout import Layout
from tiny import tiny_handbook
from walking import EDITS, Walk

FULL = bool(os.environ.get("HANDBOEK_FULL"))
AGAIN = os.environ.get("HANDBOEK_WALK")
STEPS = 100 if FULL else 40
SEEDS = range(1, 11) if FULL else range(1)
EVERY = 1 if FULL or AGAIN else 2
"""A clean build after this many steps; an ordinary one follows each."""

WALKS = [tuple(map(int, AGAIN.split(":")))] if AGAIN else [(seed, STEPS) for seed in SEEDS]
SOURCES = ("docs", "examples", "conf", "pyproject.toml")


def clean_site(layout: Layout, folder: Path) -> dict[str, bytes]:
    """Build a copy of the sources in another folder, from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in SOURCES:
        source = layout.root / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    run_build(Layout(folder))
    return site(Layout(folder))


@pytest.mark.parametrize(("seed", "steps"), WALKS)
def test_after_every_edit_the_site_is_as_if_built_anew(
    seed: int, steps: int, tmp_path: Path, today: None
) -> None:
    # Sphinx hangs every translation that it loads behind those of the builds before, and after some
    # hundreds of builds in one process Python cannot follow them all.
    sphinx.locale.translators.clear()
    layout = tiny_handbook(tmp_path / "handboek")
    walk = Walk(layout, seed)
    run_build(layout)
    for number in range(1, steps + 1):
        walk.step()
        run_build(layout)
        if number % EVERY and number != steps:
            continue
        after, clean = site(layout), clean_site(layout, tmp_path / "schoon")
        wrong = sorted(name for name in after.keys() | clean if after.get(name) != clean.get(name))
        assert wrong == [], replay(walk, seed, wrong, after, clean)


def replay(
    walk: Walk, seed: int, wrong: list[str], after: dict[str, bytes], clean: dict[str, bytes]
) -> str:
    """Say what was done, what differs and how to do it again."""
    steps = "\n".join(f"  {number}. {said}" for number, said in enumerate(walk.done, start=1))
    places = "\n".join(f"  {name}: {difference(after, clean, name)}" for name in wrong[:10])
    return (
        f"na deze stappen is de site anders dan een schone:\n{steps}\n"
        f"{len(wrong)} bestanden:\n{places}\n"
        f"Opnieuw: HANDBOEK_WALK={seed}:{len(walk.done)} make test TESTS=tests/test_stateful.py"
    )


def difference(after: dict[str, bytes], clean: dict[str, bytes], name: str) -> str:
    """Say how a file differs, with the first place where it does."""
    if name not in after or name not in clean:
        return "hoort er niet te zijn" if name in after else "ontbreekt"
    a, b = after[name], clean[name]
    pairs = enumerate(zip(a, b, strict=False))
    place = next((at for at, (x, y) in pairs if x != y), min(len(a), len(b)))
    around = slice(max(0, place - 40), place + 60)
    return f"{a[around]!r}, moet zijn {b[around]!r}"


def test_each_edit_can_be_made(tmp_path: Path, today: None) -> None:
    """An edit that the check never accepts would test nothing."""
    walk = Walk(tiny_handbook(tmp_path / "handboek"), 0)
    left = list(EDITS)
    for _ in range(100):
        left = [edit for edit in left if not walk.make(edit)]
    assert left == []
