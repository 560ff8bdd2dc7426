"""What the check lets through, the whole build takes: nonsense, but accepted nonsense.

Real examples, changed at random places until the check has accepted some hundreds of them, become a
handbook; ``HANDBOEK_FULL=1`` (`make test-full`) takes more.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from builds import run_build
from fuzzing import mutants
from handboek.catalogue import load
from handboek.layout import Layout
from tiny import EXAMPLES, tiny_handbook

ENOUGH = 2_000 if os.environ.get("HANDBOEK_FULL") else 300
BATCH = 250


def accepted(layout: Layout) -> set[str]:
    """Fill the handbook with mutants that the check accepts; give their names."""
    kept: set[str] = set()
    seed = 0
    while len(kept) < ENOUGH:
        for number, (_, text) in enumerate(mutants(seed, BATCH, most=2)):
            name = f"mutant-{seed}-{number}"
            path = layout.examples / "passend" / f"{name}.md"
            path.write_bytes(own(text, f"{seed}-{number}").encode("utf-8", "surrogatepass"))
            kept.add(name)
        for problem in load(layout).problems:
            wrong = layout.root / problem.path
            wrong.unlink(missing_ok=True)
            kept.discard(wrong.stem)
        seed += 1
        assert seed < ENOUGH // 15, "de controle accepteert bijna niets"
    return kept


def own(text: str, name: str) -> str:
    """Let a mutant stand beside the others: a title of its own, and no quarrel with its folder."""
    text = re.sub(r"(?m)^ook: .*\n", "", text, count=1)
    text = re.sub(r"(?m)^titel: (.{0,60}).*", rf"titel: {name} \1", text, count=1)
    return re.sub(r"(?m)^datum: 20\S*", "datum: 2026-11-01", text, count=1)


def test_what_the_check_accepts_can_be_built(tmp_path: Path, today: None) -> None:
    layout = tiny_handbook(tmp_path / "handboek", few_words=False)
    names = accepted(layout)
    assert load(layout).problems == ()
    built, warnings = run_build(layout, pdf=True)
    lines = [line for line in warnings.splitlines() if line]
    assert [line for line in lines if not line.startswith("examples/passend/mutant-")] == []
    pages = {path.stem for path in (layout.html / "voorbeelden").glob("mutant-*.html")}
    assert pages == names
    assert len(names) + EXAMPLES == len(load(layout).catalogue)
    assert built.pdfs
