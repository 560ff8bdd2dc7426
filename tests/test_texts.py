"""The documents hold against the code: what they say there is, is there, and the other way round."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from handboek.catalogue import load
from handboek.fields import keys
from handboek.kinds import OneOf, SomeOf
from handboek.layout import Layout
from handboek.models import SECTIONS, Example, Source
from handboek.settings import load_settings
from handboek.sources import MAX_KILOBYTES, reserved_prefixes

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "scripts" / "handboek"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), ROOT / "scripts" / "README.md"]

ALLOWED = {
    "docs", "examples", "conf", "scripts", "tests", "Makefile", "README.md", "CONTRIBUTING.md",
    "CHANGELOG.md", "SECURITY.md", "LICENSE", "LICENSE-CONTENT", "pyproject.toml",
    "requirements.lock", "CITATION.cff", "publiccode.yml",
}  # fmt: skip

# Put together from parts, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "crates" + ".io")
MACHINE_PATH = re.compile(r"(?<![\w.\-/>\])])/(?:" + "work|root|home" + r")\b")

FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def hold(name: str, text: str, renewed: str) -> None:
    """Hold a document to what the code makes of it; ``HANDBOEK_RENEW=1`` writes that instead."""
    if os.environ.get("HANDBOEK_RENEW"):
        (ROOT / name).write_text(renewed, encoding="utf-8", newline="\n")
    else:
        assert text == renewed


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("a source without git")
    listed_files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [name for name in listed_files.stdout.split("\0") if name]


def requirements() -> list[str]:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    optional = project["optional-dependencies"].values()
    return [*project["dependencies"], *(each for group in optional for each in group)]


def prose(path: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text(encoding="utf-8")))


def anchors(path: Path) -> set[str]:
    headings = re.findall(
        r"^#+ (.+)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def links() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), link)
        for path in DOCUMENTS
        for link in LINK.findall(prose(path))
        if "://" not in link and not link.startswith("mailto:")
    ]


KEY_ROWS = re.compile(r"(?:^\| `\w+` \| (?:ja|nee) \|.*\n)+", re.MULTILINE)
SECTION_ROWS = re.compile(r"(?:^\| `## .*\n)+", re.MULTILINE)
TERM_LINES = re.compile(r"(?:^- \*\*`\w+`\*\*: `.*`(?:, `.*`)+\n)+", re.MULTILINE)


def key_rows(model: type) -> str:
    return "".join(
        f"| `{key.name}` | {'ja' if key.required else 'nee'} | {key.help} | `{key.example}` |\n"
        for key in keys(model).values()
    )


def section_rows() -> str:
    return "".join(
        f"| `## {each.heading}` | {'ja' if each.required else 'nee'} | {each.help} |\n"
        for each in SECTIONS
    )


def term_lines() -> str:
    vocabulary = load_settings(Layout(ROOT)).vocabulary
    chosen = {
        key.name: key.kind.facet
        for key in keys(Example).values()
        if isinstance(key.kind, OneOf | SomeOf)
    }
    return "".join(
        f"- **`{name}`**: {', '.join(f'`{key}`' for key in vocabulary.facet(facet))}\n"
        for name, facet in chosen.items()
    )


def test_contributing_says_what_the_code_does() -> None:
    """Hold its tables to the model and the settings; ``HANDBOEK_RENEW=1`` writes them anew."""
    text = read("CONTRIBUTING.md")
    assert [len(each.findall(text)) for each in (KEY_ROWS, SECTION_ROWS, TERM_LINES)] == [2, 1, 1]
    tables = iter((key_rows(Example), key_rows(Source)))
    renewed = KEY_ROWS.sub(lambda _: next(tables), text)
    renewed = SECTION_ROWS.sub(lambda _: section_rows(), renewed)
    renewed = TERM_LINES.sub(lambda _: term_lines(), renewed)
    hold("CONTRIBUTING.md", text, renewed)


@pytest.mark.parametrize("key", load_settings(Layout(ROOT)).vocabulary.roles)
def test_every_role_is_where_readers_look(key: str) -> None:
    index = read("docs/index.md")
    assert f"(rollen/{key}.md)" in index  # among the cards
    assert f"\nrollen/{key}\n" in index  # in the menu
    assert f"]({key}.md)" in read("docs/rollen/index.md")
    assert f"training-{key}" in read("docs/training.md")


@pytest.mark.parametrize("key", load_settings(Layout(ROOT)).vocabulary.principles)
def test_every_principle_is_where_readers_look(key: str) -> None:
    index = read("docs/index.md")
    assert f"(principes/{key}.md)" in index
    assert f"\nprincipes/{key}\n" in index


def test_contributing_names_what_a_file_may_not_be() -> None:
    text = read("CONTRIBUTING.md")
    prefixes = reserved_prefixes(load_settings(Layout(ROOT)).vocabulary)
    assert [each for each in prefixes if f"`{each}`" not in text] == []
    assert f"hoogstens {MAX_KILOBYTES} kB" in text


def test_the_message_in_contributing_is_a_real_one(tmp_path: Path) -> None:
    path = "examples/respectvol/boos-in-de-chat.md"
    for name in ("conf/handboek.toml", path):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(read(name).replace("[baliemede", "[balliemede"), "utf-8")
    shutil.copytree(ROOT / "conf" / "fonts", tmp_path / "conf" / "fonts")
    # There are no pages in this handbook, so the check misses those too.
    [problem] = [each for each in load(Layout(tmp_path)).problems if each.path == path]
    text = read("CONTRIBUTING.md")
    renewed = re.sub(rf"^{path}:3: .*$", lambda _: str(problem), text, flags=re.MULTILINE)
    assert str(problem) in renewed.splitlines()
    hold("CONTRIBUTING.md", text, renewed)


def test_readme_has_every_make_target() -> None:
    readme = read("README.md")
    targets = re.findall(r"^([\w-]+):.*## ", read("Makefile"), re.MULTILINE)
    assert targets
    assert [each for each in targets if f"`make {each}`" not in readme] == []


def test_documents_name_only_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", read("Makefile"), re.MULTILINE))
    named = {
        (path.name, target)
        for path in DOCUMENTS
        for target in re.findall(
            r"(?:`|^ *)make ([a-z][\w-]*)", path.read_text("utf-8"), re.MULTILINE
        )
    }
    assert {each for each in named if each[1] not in targets} == set()


def test_scripts_readme_has_every_module() -> None:
    text = read("scripts/README.md")
    modules = {
        path.relative_to(MODULES).with_suffix("").as_posix()
        for path in MODULES.rglob("*.py")
        if path.name != "__init__.py"
    }
    rows = set(re.findall(r"^\| `([\w/]+)` \| [^|]+ \|$", text, re.MULTILINE))
    assert rows == modules


@pytest.mark.parametrize("requirement", requirements())
def test_every_dependency_says_what_it_is_for(requirement: str) -> None:
    assert re.search(rf'^ *"{re.escape(requirement)}", +# \w', read("pyproject.toml"), re.MULTILINE)


def test_no_file_holds_a_registry_or_a_path_of_a_machine() -> None:
    found = []
    for name in tracked():
        path = ROOT / name
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [f"{name}: {each}" for each in REGISTRIES if each in text]
        if "\0" not in text:
            found += [f"{name}: {each[0]}" for each in MACHINE_PATH.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cd {}ork/x", True),
        ('"{}ork"', True),
        ("file://{}ork", False),
        ("https://a.nl{}ork", False),
        ("{}orks", False),
    ],
)
def test_what_is_a_path_of_a_machine(text: str, found: bool) -> None:  # noqa: FBT001 - a case
    assert bool(MACHINE_PATH.search(text.format("/w"))) is found


@pytest.mark.parametrize(("document", "link"), links())
def test_links_lead_somewhere(document: str, link: str) -> None:
    file, _, anchor = unquote(link).partition("#")
    target = (ROOT / document).parent / file if file else ROOT / document
    assert target.exists()
    if anchor:
        assert anchor in anchors(target)


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert yaml.safe_load(read("CITATION.cff"))["version"] == version
    assert yaml.safe_load(read("publiccode.yml"))["softwareVersion"] == version


def test_the_descriptions_follow_the_settings() -> None:
    site = load_settings(Layout(ROOT)).site
    citation, public = (yaml.safe_load(read(name)) for name in ("CITATION.cff", "publiccode.yml"))
    assert citation["title"] == public["name"] == site.title
    assert citation["authors"][0]["name"] == site.publisher
    assert public["url"] == (site.repository or "https://example.org/")
    assert len(public["description"]["nl"]["shortDescription"]) <= 150
    assert 150 <= len(public["description"]["nl"]["longDescription"]) <= 10_000


def test_the_changelog_has_a_place_for_what_is_new() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "[Nog niet uitgebracht]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", each) for each in headings[1:])


def test_the_top_level_holds_only_what_belongs_there() -> None:
    top = {name.partition("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} <= ALLOWED
