"""conf/handboek.toml: a file a mistake, with on its first line what we say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from handboek.cli import main
from handboek.layout import Layout, NotAHandbookError
from handboek.settings import COLOURS, SettingsError, load_settings
from handbooks import ROOT

CASES = sorted((Path(__file__).parent / "settings").glob("*.toml"))


def change(layout: Layout, text: str) -> None:
    """Carry out the changes of a case: what stands behind ``#-`` becomes what is under it."""
    settings = layout.settings.read_text("utf-8")
    for part in text.split("#- ")[1:]:
        old, _, new = part.partition("\n")
        assert old in settings
        settings = settings.replace(old, new.rstrip("\n"), 1)
    layout.settings.write_text(settings, encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_told(
    case: Path, handbook: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    expected, _, changes = case.read_text("utf-8").partition("\n")
    change(handbook, changes)
    assert main(["--map", str(handbook.root), "check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"{expected.removeprefix('# ')}\n"


def test_the_settings_of_this_edition() -> None:
    settings = load_settings(Layout(ROOT))
    assert list(settings.vocabulary.principles) == [
        "passend", "overzichtelijk", "betrouwbaar", "respectvol", "eigentijds",
    ]  # fmt: skip
    assert set(COLOURS) <= set(settings.colours)
    assert settings.per_page <= 100
    assert settings.vocabulary.facet("rol") is settings.vocabulary.facet("rollen")


def test_an_address_ends_with_a_slash_only_where_pages_follow(handbook: Layout) -> None:
    change(
        handbook,
        '#- url = ""\nurl = "https://a.nl/b"\n#- repository = ""\nrepository = "https://c.nl/"',
    )
    site = load_settings(handbook).site
    assert (site.url, site.repository) == ("https://a.nl/b/", "https://c.nl")


def test_windows_may_have_saved_the_file(handbook: Layout) -> None:
    text = handbook.settings.read_bytes().replace(b"\n", b"\r\n")
    handbook.settings.write_bytes(b"\xef\xbb\xbf" + text)
    assert load_settings(handbook) == load_settings(Layout(ROOT))


def test_a_file_that_is_no_text(handbook: Layout) -> None:
    handbook.settings.write_bytes(b'titel = "\xe9\xe9n"')
    with pytest.raises(SettingsError, match="niet opgeslagen als UTF-8"):
        load_settings(handbook)


def test_a_handbook_is_found_from_any_folder_in_it(handbook: Layout) -> None:
    assert Layout.find(handbook.fonts) == handbook
    with pytest.raises(NotAHandbookError):
        Layout.find(handbook.root.parent)


def test_a_path_is_shown_from_the_root(handbook: Layout, tmp_path: Path) -> None:
    assert handbook.relative(handbook.settings) == "conf/handboek.toml"
    assert handbook.relative(tmp_path / "x") == (tmp_path / "x").as_posix()
