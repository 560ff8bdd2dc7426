"""A build after an edit gives the same site as a clean build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import later, run_build, site, small_handbook
from handboek.layout import Layout
from tiny import tiny_handbook

Edit = Callable[[Layout], None]


def replace(layout: Layout, name: str, old: str, new: str) -> None:
    path = layout.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    later(path, text.replace(old, new, 1))


def edit_text(layout: Layout) -> None:
    replace(
        layout, "examples/passend/aan-de-keukentafel.md", "## Situatie\n", "## Situatie\n\nNieuw.\n"
    )


def edit_summary(layout: Layout) -> None:
    replace(layout, "examples/passend/aan-de-keukentafel.md", "\n---\n", "\n---\nEerst dit. ")


def edit_title(layout: Layout) -> None:
    replace(layout, "examples/passend/aan-de-keukentafel.md", "titel: ", "titel: Toch ")


def edit_roles(layout: Layout) -> None:
    replace(
        layout,
        "examples/passend/aan-de-keukentafel.md",
        "rollen: [baliemedewerker",
        "rollen: [personeelsadviseur, baliemedewerker",
    )


def edit_date(layout: Layout) -> None:
    replace(layout, "examples/passend/aan-de-keukentafel.md", "datum: 2026", "datum: 2024")


def add(layout: Layout) -> None:
    source = layout.examples / "passend/aan-de-keukentafel.md"
    text = source.read_text(encoding="utf-8").replace("titel: ", "titel: Nog eens ")
    later(layout.examples / "passend/nog-een-keer.md", text)


def remove(layout: Layout) -> None:
    (layout.examples / "passend/aan-de-keukentafel.md").unlink()


def rename(layout: Layout) -> None:
    path = layout.examples / "passend/aan-de-keukentafel.md"
    path.rename(path.with_name("aan-tafel.md"))


def move(layout: Layout) -> None:
    path = layout.examples / "passend/aan-de-keukentafel.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    lines = [line for line in text.splitlines() if not line.startswith("ook:")]
    later(layout.examples / "eigentijds" / path.name, "\n".join(lines) + "\n")


def page_title(layout: Layout) -> None:
    replace(layout, "docs/achtergrond/grens.md", "# ", "# Toch ")


def page_added(layout: Layout) -> None:
    later(layout.docs / "achtergrond/extra.md", "# Nog een pagina\n\nMet tekst.\n")
    replace(
        layout, "docs/index.md", "achtergrond/grens\n", "achtergrond/grens\nachtergrond/extra\n"
    )


def setting(layout: Layout) -> None:
    replace(layout, "conf/handboek.toml", 'label = "Brief"', 'label = "Post"')


def short_pages(layout: Layout) -> None:
    replace(layout, "conf/handboek.toml", "per_bladzijde = 100", "per_bladzijde = 10")


def page_order(layout: Layout) -> None:
    replace(
        layout,
        "docs/index.md",
        "achtergrond/ontstaan\nachtergrond/plaats\n",
        "achtergrond/plaats\nachtergrond/ontstaan\n",
    )


def rename_with_redirect(layout: Layout) -> None:
    rename(layout)
    replace(
        layout,
        "conf/adressen.toml",
        "[verhuisd]\n",
        '[verhuisd]\n"voorbeelden/aan-de-keukentafel.html" = "voorbeelden/aan-tafel.html"\n',
    )


def anchor_kept(layout: Layout) -> None:
    replace(
        layout,
        "conf/adressen.toml",
        "[verhuisd]\n",
        '[verhuisd]\n"over.html#de-status" = "over.html#status"\n',
    )


def redirect_taken_away(layout: Layout) -> None:
    rename_with_redirect(layout)
    run_build(layout)
    later(layout.moved, "[verhuisd]\n")


def public_address_taken_away(layout: Layout) -> None:
    replace(layout, "conf/handboek.toml", 'url = ""', 'url = "https://a.nl/b/"')
    run_build(layout)
    replace(layout, "conf/handboek.toml", 'url = "https://a.nl/b/"', 'url = ""')
    edit_text(layout)


def touch(layout: Layout) -> None:
    path = layout.examples / "passend/aan-de-keukentafel.md"
    later(path, path.read_text(encoding="utf-8"))


EDITS: list[Edit] = [
    edit_text, edit_summary, edit_title, edit_roles, edit_date, add, remove, rename, move,
    page_title, page_added, setting, short_pages, page_order,
    rename_with_redirect, anchor_kept, redirect_taken_away,
    public_address_taken_away, touch,
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = small_handbook(tmp_path_factory.mktemp("gebouwd") / "handboek")
    _, warnings = run_build(layout)
    assert not warnings
    return layout


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_build_after_an_edit_equals_a_clean_one(
    edit: Edit, built: Layout, tmp_path: Path
) -> None:
    # Sphinx reads everything anew when its source directory moves, so the edit happens in place.
    shutil.copytree(built.root, tmp_path / "voor", symlinks=True)
    try:
        before = site(built)
        edit(built)
        run_build(built)
        after = site(built)
        shutil.rmtree(built.build)
        run_build(built)
        clean = site(built)
    finally:
        shutil.rmtree(built.root)
        shutil.copytree(tmp_path / "voor", built.root, symlinks=True)
    assert sorted(after) == sorted(clean)
    stale = [name for name in clean if clean[name] != after[name]]
    assert stale == []
    assert (before != clean) == (edit is not touch)


@pytest.mark.parametrize("link", ["{voorbeeld}`komt-nog`", "{voorbeeld}`lees dit <komt-nog>`"])
def test_a_link_follows_an_example_that_comes_and_changes(link: str, tmp_path: Path) -> None:
    layout = tiny_handbook(tmp_path / "handboek")
    page = layout.docs / "over.md"
    later(page, f"{page.read_text('utf-8')}\nZie {link}.\n")
    run_build(layout)
    text = (layout.examples / "passend" / "vb-0.md").read_text("utf-8")
    for title in ("Komt later", "Heet anders"):
        new = re.sub(r"(?m)^titel: .*$", f"titel: {title}", text)
        later(layout.examples / "passend" / "komt-nog.md", new)
        run_build(layout)
        assert title in (layout.html / "over.html").read_text("utf-8")
    after = site(layout)
    shutil.rmtree(layout.build)
    run_build(layout)
    assert site(layout) == after
