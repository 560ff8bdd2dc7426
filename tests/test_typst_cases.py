"""Source and expected Typst, a file a case; HANDBOEK_RENEW=1 writes what comes out now."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from handboek.typst import TypstDocument, TypstError
from sphinx.testing.util import SphinxTestApp

CASES = Path(__file__).parent / "typst"
SEPARATOR = "\n=====\n"
CONF = """
extensions = ["myst_parser", "sphinx_design", "handboek.typst"]
language = "nl"
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "tasklist",
                          "fieldlist"]
suppress_warnings = ["myst.header", "image.not_readable"]
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>'


def translate(source: str, srcdir: Path) -> str:
    srcdir.mkdir()
    (srcdir / "conf.py").write_text(CONF, "utf-8")
    (srcdir / "index.md").write_text(source + "\n", "utf-8")
    (srcdir / "ander.md").write_text("---\norphan: true\n---\n# Een andere pagina\n", "utf-8")
    (srcdir / "vak.svg").write_text(SVG, "utf-8")
    app = SphinxTestApp("typst", srcdir=srcdir)
    try:
        app.builder.read()
        return str(app.builder.translate(TypstDocument("index", "proef", "Proef")))
    finally:
        app.cleanup()


def expect(case: Path, got: str) -> None:
    source, _, expected = case.read_text("utf-8").partition(SEPARATOR)
    if os.environ.get("HANDBOEK_RENEW"):
        case.write_text(f"{source}{SEPARATOR}{got}\n", "utf-8")
    else:
        assert got == expected.rstrip("\n")


def tidy(text: str) -> str:
    return re.sub(r"\n{2,}", "\n\n", text).strip()


def cases(folder: Path) -> list[object]:
    return [pytest.param(path, id=path.stem) for path in sorted(folder.glob("*.md"))]


@pytest.mark.parametrize("case", cases(CASES))
def test_source_gives_typst(case: Path, tmp_path: Path) -> None:
    source = case.read_text("utf-8").partition(SEPARATOR)[0]
    expect(case, tidy(translate(source, tmp_path / "src")))


@pytest.mark.parametrize("case", cases(CASES / "fouten"))
def test_source_gives_errors(case: Path, tmp_path: Path) -> None:
    source = case.read_text("utf-8").partition(SEPARATOR)[0]
    with pytest.raises(TypstError) as caught:
        translate(source, tmp_path / "src")
    expect(case, tidy(str(caught.value).replace(f"{tmp_path}/src/", "")))


def test_there_are_cases() -> None:
    assert len(cases(CASES)) > 10
    assert len(cases(CASES / "fouten")) > 3
