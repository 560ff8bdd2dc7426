"""What makes building fast changes nothing of what is built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builds import later, run_build, site, small_handbook
from docutils import nodes
from docutils.transforms import Transformer
from handboek.build import BuildError
from handboek.domain import handbook_domain
from handboek.layout import Layout
from handboek.menu import Menu, _ours
from handboek.processes import WorkerError, spread
from handboek.speed import builder, faster, idle
from handboek.speed.replacing import Replacement, text_sum
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

EVERYTHING = """---
orphan: true
---

# Alles wat een bladzijde kan hebben

Een noot[^1], een `woord`, een [adres](https://example.nl), een {term}`begrip` en $a + b$.

(doel)=
## Een doel

> Iemand zegt iets.

```python
>>> 1 + 1
2
```

| een | twee |
|---|---|
| 1 | 2 |

:::{dropdown} Meer
Hierin staat meer.
:::

::::{tab-set}
:::{tab-item} Een
Tekst
:::
::::

```{only} html
Alleen hier.
```

```{glossary}
begrip
  Wat het is.
```

% een opmerking

***

[^1]: De noot.
"""

UPSTREAM = """
from handboek.speed.faster import REPLACEMENTS
print([(each.places[0][1], each.fits, all(getattr(*place) is each.original for place in each.places))
       for each in REPLACEMENTS])
"""


def test_upstream_has_what_we_replace() -> None:
    """If this fails: read what upstream has now, make ours do the same, add the new sum."""
    command = [sys.executable, "-c", UPSTREAM]  # in this process they may have been replaced
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert len(faster.REPLACEMENTS) == said.count("True, True")


def test_upstream_has_the_transforms_that_we_read() -> None:
    """If this fails: read what upstream's transforms look for now, and add the new sum."""
    assert idle.text_sum() in idle._KNOWN


def everything(self: Transformer, left_out: set[str]) -> None:
    """Apply all transforms, and see that what we would leave out does nothing."""
    document = self.document
    document.reporter.attach_observer(document.note_transform_message)
    while self.transforms:
        if not self.sorted:
            self.transforms.sort(reverse=True)
            self.sorted = True
        _, transform, pending, given = self.transforms.pop()
        wanted = None if pending is not None else idle._looks_for(transform)
        idling = wanted is not None and idle.kinds_in(document).isdisjoint(wanted)
        before = _as_text(document) if idling else ""
        transform(document, startnode=pending).apply(**given)
        if idling:
            left_out.add(idle._name(transform))
            assert _as_text(document) == before, transform
    document.reporter.detach_observer(document.note_transform_message)


def _as_text(document: nodes.document) -> str:
    kept = document.attributes.pop("translation_progress", None)  # nobody asks how much
    text = document.pformat()
    if kept is not None:
        document["translation_progress"] = kept
    return text


def test_what_is_left_out_does_nothing_and_is_not_missed(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(layout.docs / "alles.md", EVERYTHING)
    left_out: set[str] = set()
    monkeypatch.setenv("HANDBOEK_PROCESSEN", "1")
    monkeypatch.setattr(Transformer, "apply_transforms", lambda self: everything(self, left_out))
    monkeypatch.setattr(idle._Sure, "translated", False)
    run_build(layout)
    whole = site(layout)
    # Each has a page on which it has nothing to do.
    assert left_out >= {*idle._LOOKS_FOR, idle._LOCALE}
    monkeypatch.undo()
    shutil.rmtree(layout.build)
    processes(monkeypatch, 1)
    run_build(layout)
    assert idle._Sure.known
    assert [name for name, data in site(layout).items() if whole.get(name) != data] == []


def test_a_handbook_with_translations_has_them_looked_for(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes(monkeypatch, 1)
    run_build(layout)
    assert not idle._Sure.translated
    catalogue = layout.conf / "locale" / "nl" / "LC_MESSAGES" / "over.po"
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\n'
        'msgid "Over dit handboek"\nmsgstr "Waarom dit er is"\n',
        "utf-8",
    )
    shutil.rmtree(layout.build)
    run_build(layout)
    assert "Waarom dit er is" in (layout.html / "over.html").read_text("utf-8")
    assert idle._Sure.translated


TABLES = {
    "diep/index": "# Diep\n\n```{toctree}\na\nEen titel <b>\ndieper/index\n```\n",
    "diep/a": "# A `en` *nadruk*\n",
    "diep/b": "# B\n\n## Kop\n",
    "diep/c": "# C\n",
    "diep/dieper/index": "# Dieper\n\n```{toctree}\nx\ny\n```\n\n```{toctree}\n/diep/c\nz\n```\n",
    "diep/dieper/x": "# X & co\n",
    "diep/dieper/y": "# Y\n",
    "diep/dieper/z": "# Z\n",
    "diep/los": "---\norphan: true\n---\n\n# Los\n",
}


def test_every_menu_is_the_one_that_sphinx_makes(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in TABLES.items():
        later(layout.docs / f"{name}.md", text)
    over = layout.docs / "over.md"
    tables = "\n```{toctree}\n:hidden:\ndiep/index\ndiep/c\nhttps://example.nl\n```\n"
    later(over, over.read_text("utf-8") + tables)
    give, seen = Menu.give, set()

    def compared(self: Menu, app: Sphinx, pagename: str, *given: Any) -> None:
        toctree = given[1].get("toctree")
        theirs = toctree(titles_only=True, maxdepth=-1, includehidden=True) if toctree else None
        give(self, app, pagename, *given)
        if toctree:
            seen.add(pagename)
            assert given[1]["menu"] == _ours(theirs), pagename

    monkeypatch.setenv("HANDBOEK_PROCESSEN", "1")
    monkeypatch.setattr(Menu, "give", compared)
    run_build(layout)
    assert {*TABLES, "index", "over", "principes/passend", "voorbeelden/index"} <= seen


def test_the_templates_know_of_an_example_what_sphinx_says(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, seen = builder.SiteBuilder.get_doc_context, []

    def compared(self: builder.SiteBuilder, docname: str, *given: str) -> dict[str, Any]:
        context = ours(self, docname, *given)
        theirs = StandaloneHTMLBuilder.get_doc_context(self, docname, *given)
        if handbook_domain(self.env).example(docname):
            # An empty list of contents is shown nowhere, and Sphinx takes the suffix from a name that
            # an example's file does not have.
            theirs |= {"toc": "", "page_source_suffix": ".md"}
        assert context == theirs
        seen.append(docname)
        return context

    monkeypatch.setenv("HANDBOEK_PROCESSEN", "1")
    monkeypatch.setattr(builder.SiteBuilder, "get_doc_context", compared)
    run_build(layout)
    assert len([docname for docname in seen if docname.startswith("voorbeelden/")]) > 20


def test_what_we_do_not_know_stays() -> None:
    class Theirs:
        def work(self) -> int:
            return 1

    work = Theirs.work
    Replacement([(Theirs, "work")], frozenset({"another"}), lambda _: lambda self: 2).make()
    assert Theirs.work is work


def test_what_is_replaced_is_not_replaced_again() -> None:
    class Theirs:
        def work(self) -> int:
            return 1

    replacement = Replacement([(Theirs, "work")], frozenset({text_sum(Theirs.work)}), cache)
    replacement.make()
    ours = Theirs.work
    replacement.make()
    assert Theirs.work is ours


def tree(random: Random, size: int) -> nodes.document:
    document = nodes.document(None, None)  # type: ignore[arg-type]  # nothing here reports
    elements: list[nodes.Element] = [document]
    for number in range(size):
        kind = random.choice([nodes.section, nodes.paragraph, nodes.emphasis, nodes.Text])
        place = random.choice(elements)
        node = nodes.Text(str(number)) if kind is nodes.Text else kind(names=[str(number)])
        place.append(node)
        if isinstance(node, nodes.Element):
            elements.append(node)
    return document


def recursive(node: nodes.Node) -> object:
    """Walk as upstream does."""
    yield node
    for child in node.children:
        yield from recursive(child)  # type: ignore[misc]


def recursive_for(node: nodes.Node, cls: type) -> object:
    """Walk for a class as upstream does."""
    if isinstance(node, cls):
        yield node
    for child in node.children:
        yield from recursive_for(child, cls)  # type: ignore[misc]


def disturb(random: Random, node: nodes.Node) -> None:
    """Change the tree as transforms do while they walk."""
    parent, turn = node.parent, random.randrange(8)
    if turn == 0 and parent is not None:
        parent.remove(node)
    elif turn == 1 and parent is not None:
        parent.replace(node, nodes.strong("", "", nodes.Text("nieuw")))
    elif turn == 2 and isinstance(node, nodes.Element):
        node.append(nodes.emphasis("", "erbij"))
    elif turn == 3 and parent is not None:
        parent.insert(parent.index(node), nodes.Text("ervoor"))
    elif turn == 4 and isinstance(node, nodes.Element):
        node.children = []
    elif turn == 5 and isinstance(node, nodes.Element):
        node[:] = [nodes.paragraph("", "anders")]


@pytest.mark.parametrize("cls", [None, nodes.Text, nodes.section, nodes.Element])
def test_a_walk_gives_the_same_nodes_also_while_the_tree_changes(cls: type | None) -> None:
    for seed in range(150):
        seen = []
        for ours in (True, False):
            random = Random(seed)
            document = tree(random, 40)
            if cls is None:
                walk = faster.walk(recursive)(document) if ours else recursive(document)  # type: ignore[arg-type]
            elif ours:
                walk = faster.walk_for(recursive_for)(document, cls)  # type: ignore[arg-type]
            else:
                walk = recursive_for(document, cls)
            found = []
            for node in walk:  # type: ignore[attr-defined]
                found.append((type(node), node.get("names") if hasattr(node, "get") else str(node)))
                if len(found) > 200:
                    break
                disturb(random, node)
            seen.append((found, document.pformat()))
        assert seen[0] == seen[1]


@pytest.mark.parametrize("text", ["zegt 'ja'", 'zegt "ja"', "van -- tot", "en zo...", "a\\'b", "&"])
def test_smart_quotes_see_what_they_would_change(text: str) -> None:
    assert faster.QUOTED.search(text)
    assert not faster.QUOTED.search("Een gewone zin – met ‘aanhalingstekens’. En een half-jaar.")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return small_handbook(tmp_path / "handboek")


def processes(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Work with so many processes, also for a small handbook."""
    monkeypatch.setenv("HANDBOEK_PROCESSEN", str(count))
    monkeypatch.setattr(builder, "_WORTH_PROCESSES", 2)


def test_more_processes_make_the_same_site_and_say_the_same(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = layout.docs / "over.md"
    later(page, page.read_text("utf-8") + "\n{voorbeeld}`bestaat-niet`\n\n```{officieel} x\n```\n")
    made = []
    counts: list[int] = []
    monkeypatch.setattr(
        builder,
        "spread",
        lambda work, parts, done: counts.append(len(parts)) or spread(work, parts, done),
    )
    for count in (1, 2, 3):
        processes(monkeypatch, count)
        _, warnings = run_build(layout)
        made.append((site(layout), warnings))
        layout.build.rename(layout.root / f"build-{count}")
    assert counts == [2, 2, 3, 3]  # reading and writing
    (one, said), *others = made
    assert said.count("docs/over.md:") == 2
    for more, said_by_more in others:
        assert said_by_more == said
        assert [name for name in one | more if one.get(name) != more.get(name)] == []


def test_a_mistake_in_a_process_is_told_as_in_one(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes(monkeypatch, 2)
    with (layout.conf / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "\n\ndef setup(app):\n"
            "    from sphinx.errors import SphinxError\n"
            "    def fail(app, docname, text):\n"
            "        if docname == 'over':\n"
            "            raise SphinxError('dit gaat mis')\n"
            "    app.connect('source-read', fail)\n"
        )
    with pytest.raises(BuildError, match="dit gaat mis"):
        run_build(layout)


def test_a_process_that_is_ended_does_not_keep_the_build_waiting() -> None:
    code = (
        "import os\nfrom handboek.processes import WorkerError, spread\n"
        "try:\n    spread(lambda part, tell: os._exit(9) if part else 1, [0, 1], print)\n"
        "except WorkerError as error:\n    print('gezien')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "gezien\n"
    assert issubclass(WorkerError, Exception)
