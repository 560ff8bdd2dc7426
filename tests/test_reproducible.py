"""`make reproducible` sees it when two builds differ, and says where."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builds import later
from handbooks import EPOCH, ROOT
from tiny import tiny_handbook

PROGRAM = ROOT / "scripts" / "reproducible.py"
HASTY = '\nhtml_title = " ".join({"een", "twee", "drie", "vier", "vijf"})\n'
"""A line in conf.py that hangs on the hash seed: a set has no order."""


def compare(*options: str, day: str = EPOCH) -> subprocess.CompletedProcess[str]:
    """Compare; without a day, that of the last commit counts."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": day}
    if not day:
        del environment["SOURCE_DATE_EPOCH"]
    return subprocess.run(
        [sys.executable, str(PROGRAM), *options],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_sees_what_hangs_on_the_hash_seed(tmp_path: Path) -> None:
    layout = tiny_handbook(tmp_path / "handboek")
    conf = layout.conf / "conf.py"
    later(conf, conf.read_text("utf-8") + HASTY)
    place = tmp_path / "herhaling"
    done = compare("--bronnen", str(layout.root), "--plaats", str(place))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "ongelijk" in done.stdout
    assert "html/index.html: vanaf byte" in done.stdout
    assert "pdf/handboek.pdf" not in done.stdout


@pytest.mark.skipif(not os.environ.get("HANDBOEK_FULL"), reason="tien keer het hele handboek")
def test_each_circumstance_by_itself_makes_no_difference(tmp_path: Path) -> None:
    # The handbook itself may have examples of a later day than those of the tests.
    done = compare("--elk", "--plaats", str(tmp_path / "herhaling"), day="")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("alle gelijk") == 9
