"""Random edits to a small handbook, one after the other, that the same seed does again."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

from builds import later
from handboek.catalogue import load
from handboek.layout import Layout
from tiny import CHANNELS, PRINCIPLES, ROLES

Edit = Callable[["Walk"], str]
EDITS: list[Edit] = []
_WORDS = ("helder", "brief", "balie", "wachten", "antwoord", "klachtbrief", "besluit", "één")
_DAYS = 28


def edit(function: Edit) -> Edit:
    """Note an edit: it says what it did, or gives nothing if there was nothing to do."""
    EDITS.append(function)
    return function


class Walk:
    """A handbook that is edited at random; every edit leaves one that `handboek check` accepts."""

    def __init__(self, layout: Layout, seed: int) -> None:
        """Walk through a handbook."""
        self.layout = layout
        self.chance = random.Random(seed)
        self.done: list[str] = []
        self.older: list[dict[Path, tuple[bytes, int]]] = []
        self.number = 0

    def step(self) -> None:
        """Make one edit that changes the sources and is accepted."""
        while not self.make(self.chance.choice(EDITS)):
            pass

    def make(self, edit: Edit) -> bool:
        """Make this edit; tell whether it changed something that is accepted."""
        before = self.sources()
        said = edit(self)
        if not said or load(self.layout).problems:
            self.put_back(before)
            return False
        self.older.append(before)
        self.done.append(f"{edit.__name__}: {said}")
        return True

    def sources(self) -> dict[Path, tuple[bytes, int]]:
        """Give every source that an edit can change, with its time."""
        layout = self.layout
        files = [*layout.docs.rglob("*.*"), *layout.examples.rglob("*.md"), layout.settings]
        files += [layout.moved, *(layout.conf / "static").glob("*.css")]
        return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in files if p.is_file()}

    def put_back(self, before: dict[Path, tuple[bytes, int]], *, times: bool = True) -> None:
        """Make the sources what they were, with the times of then or as just written."""
        now = self.sources()
        for path in now.keys() - before.keys():
            path.unlink()
        for path, (data, moment) in before.items():
            if now.get(path) == (data, moment):
                continue
            if times:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                os.utime(path, ns=(moment, moment))
            elif path not in now or now[path][0] != data:
                later(path, data.decode("utf-8"))

    def fresh(self) -> int:
        """Give a number that was not given before."""
        self.number += 1
        return self.number

    def words(self) -> str:
        """Give some words, with a number that makes them new."""
        return f"{' '.join(self.chance.choices(_WORDS, k=3))} {self.fresh()}"

    def example(self) -> Path | None:
        """Choose an example."""
        there = sorted(self.layout.examples.rglob("*.md"))
        return self.chance.choice(there) if there else None

    def some(self, values: tuple[str, ...]) -> str:
        """Choose one or more of some values, as a list in YAML."""
        chosen = self.chance.sample(values, self.chance.randint(1, min(3, len(values))))
        return f"[{', '.join(chosen)}]"

    def name(self, path: Path) -> str:
        """Write a path as people see it."""
        return self.layout.relative(path)

    def replace(self, path: Path, pattern: str, new: str) -> str:
        """Replace the first place where a pattern fits; give what was done, nothing if nowhere."""
        text = path.read_text("utf-8")
        changed = re.sub(pattern, lambda _: new, text, count=1, flags=re.MULTILINE)
        if changed == text:
            return ""
        later(path, changed)
        return f"{self.name(path)}: {pattern!r} wordt {new!r}"


def _field(walk: Walk, key: str, value: str) -> str:
    """Give an example another value for a field, or the field if it had none."""
    path = walk.example()
    if path is None:
        return ""
    line = f"{key}: {value}\n"
    return walk.replace(path, rf"^{key}: .*\n", line) or walk.replace(
        path, r"^datum: ", f"{line}datum: "
    )


@edit
def text(walk: Walk) -> str:
    path = walk.example()
    part = walk.chance.choice(["Situatie", "Afweging", "Waarom dit werkt", "Maar wel"])
    new = f"## {part}\n\nEr staat nu {walk.words()}.\n"
    return walk.replace(path, rf"^## {part}\n", new) if path else ""


@edit
def summary(walk: Walk) -> str:
    path = walk.example()
    return walk.replace(path, r"\n---\n", f"\n---\nEerst {walk.words()}. ") if path else ""


@edit
def title(walk: Walk) -> str:
    return _field(walk, "titel", f"Over {walk.words()}")


@edit
def roles(walk: Walk) -> str:
    return _field(walk, "rollen", walk.some(ROLES))


@edit
def channels(walk: Walk) -> str:
    return _field(walk, "kanalen", walk.some(CHANNELS))


@edit
def also(walk: Walk) -> str:
    return _field(walk, "ook", walk.some(PRINCIPLES))


@edit
def keywords(walk: Walk) -> str:
    return _field(walk, "zoekwoorden", walk.some(_WORDS))


@edit
def date(walk: Walk) -> str:
    day, year = walk.chance.randint(1, _DAYS), walk.chance.choice([2023, 2025, 2026])
    return _field(walk, "datum", f"{year}-10-{day:02d}")


@edit
def organisation(walk: Walk) -> str:
    return _field(walk, "organisatie", walk.chance.choice(["gemeente", "provincie", "algemeen"]))


@edit
def featured(walk: Walk) -> str:
    return _field(walk, "uitgelicht", walk.chance.choice(["true", "false"]))


@edit
def without_field(walk: Walk) -> str:
    path = walk.example()
    key = walk.chance.choice(["ook", "zoekwoorden", "uitgelicht"])
    return walk.replace(path, rf"^{key}: .*\n", "") if path else ""


@edit
def add(walk: Walk) -> str:
    path = walk.example()
    if path is None:
        return ""
    folder = walk.layout.examples / walk.chance.choice(PRINCIPLES)
    new = folder / f"nieuw-{walk.fresh()}.md"
    copy = re.sub(r"(?m)^titel: .*$", f"titel: Nieuw {walk.words()}", path.read_text("utf-8"))
    later(new, re.sub(r"(?m)^ook: .*\n", "", copy))
    return f"{walk.name(new)} erbij, naar {walk.name(path)}"


@edit
def remove(walk: Walk) -> str:
    path = walk.example()
    if path is None:
        return ""
    path.unlink()
    return f"{walk.name(path)} weg"


@edit
def rename(walk: Walk) -> str:
    path = walk.example()
    if path is None:
        return ""
    new = path.with_name(f"anders-{walk.fresh()}.md")
    path.rename(new)  # its time stays what it was
    return f"{walk.name(path)} heet nu {new.name}"


@edit
def rename_with_redirect(walk: Walk) -> str:
    path = walk.example()
    if path is None:
        return ""
    new = path.with_name(f"verhuisd-{walk.fresh()}.md")
    path.rename(new)
    line = f'[verhuisd]\n"voorbeelden/{path.stem}.html" = "voorbeelden/{new.stem}.html"\n'
    walk.replace(walk.layout.moved, r"^\[verhuisd\]\n", line)
    return f"{walk.name(path)} heet nu {new.name}, met een verwijzing"


@edit
def redirects_gone(walk: Walk) -> str:
    if '" = "' not in walk.layout.moved.read_text("utf-8").partition("[verhuisd]")[2]:
        return ""
    later(walk.layout.moved, "[verhuisd]\n")
    return "alle verwijzingen weg"


@edit
def move(walk: Walk) -> str:
    path = walk.example()
    if path is None:
        return ""
    new = walk.layout.examples / walk.chance.choice(PRINCIPLES) / path.name
    if new == path:
        return ""
    new.parent.mkdir(exist_ok=True)
    path.rename(new)
    walk.replace(new, r"^ook: .*\n", "")
    return f"{walk.name(path)} naar {new.parent.name}"


@edit
def label(walk: Walk) -> str:
    kind = walk.chance.choice(["Balie", "Brief", "Gemeente", "Bedacht", "Passend", "Post"])
    new = f'label = "{kind} {walk.fresh()}"'
    return walk.replace(walk.layout.settings, rf'label = "{kind}[^"]*"', new)


@edit
def channel_goes(walk: Walk) -> str:
    return walk.replace(walk.layout.settings, r"^chat = .*\n", "")


@edit
def channel_comes(walk: Walk) -> str:
    line = 'chat = { label = "Chat", kern = "Het gaat snel." }\n'
    if line in walk.layout.settings.read_text("utf-8"):
        return _field(walk, "kanalen", "[chat]")
    return walk.replace(walk.layout.settings, r"^\[kanalen\]\n", f"[kanalen]\n{line}")


@edit
def short_lists(walk: Walk) -> str:
    size = walk.chance.choice([1, 3, 100])
    return walk.replace(walk.layout.settings, r"^per_bladzijde = \d+", f"per_bladzijde = {size}")


@edit
def site_title(walk: Walk) -> str:
    title = walk.words()
    return walk.replace(walk.layout.settings, r'^titel = "Han.*"', f'titel = "Handboek {title}"')


@edit
def public_address(walk: Walk) -> str:
    address = walk.chance.choice(["", "https://voorbeeld.nl/", "https://voorbeeld.nl/boek/"])
    return walk.replace(walk.layout.settings, r'^url = ".*"', f'url = "{address}"')


@edit
def colour(walk: Walk) -> str:
    new = walk.chance.choice(["#0b5563", "#1c3d7a", "#5a2a6b"])
    return walk.replace(walk.layout.settings, r'^accent = "#\w+"', f'accent = "{new}"')


@edit
def page_text(walk: Walk) -> str:
    page = walk.chance.choice(sorted(walk.layout.docs.rglob("*.md")))
    return walk.replace(page, r"^(# .*)\n", f"{_heading(page)}\n\nMet {walk.words()}.\n")


def _heading(page: Path) -> str:
    return next(line for line in page.read_text("utf-8").splitlines() if line.startswith("# "))


@edit
def page_title(walk: Walk) -> str:
    page = walk.chance.choice(sorted(walk.layout.docs.rglob("*.md")))
    return walk.replace(page, r"^# .*\n", f"# Pagina {walk.words()}\n")


@edit
def page_with_reference(walk: Walk) -> str:
    path = walk.example()
    role = f"{{voorbeeld}}`{path.stem}`" if path else ""
    over = walk.layout.docs / "over.md"
    return walk.replace(over, r"^## De status\n", f"## De status\n\nZie {role}.\n") if path else ""


@edit
def term(walk: Walk) -> str:
    page = walk.layout.docs / "begrippen.md"
    return walk.replace(page, r"^besluit\n", f"term {walk.fresh()}\n  Uitleg.\n\nbesluit\n")


@edit
def page_added(walk: Walk) -> str:
    page = walk.layout.docs / f"pagina-{walk.fresh()}.md"
    later(page, f"# Pagina {walk.words()}\n\nMet een [verwijzing](over.md).\n\n## Deel\n\nTekst.\n")
    walk.replace(walk.layout.docs / "index.md", r"^over\n", f"over\n{page.stem}\n")
    return f"{walk.name(page)} erbij"


@edit
def page_removed(walk: Walk) -> str:
    pages = sorted(walk.layout.docs.glob("pagina-*.md"))
    if not pages:
        return ""
    page = walk.chance.choice(pages)
    page.unlink()
    walk.replace(walk.layout.docs / "index.md", rf"^{page.stem}\n", "")
    return f"{walk.name(page)} weg"


@edit
def menu_order(walk: Walk) -> str:
    index = walk.layout.docs / "index.md"
    return walk.replace(index, r"^over\nbegrippen\n", "begrippen\nover\n") or walk.replace(
        index, r"^begrippen\nover\n", "over\nbegrippen\n"
    )


@edit
def norm(walk: Walk) -> str:
    path = walk.layout.comparisons / "onze-set.toml"
    new = walk.chance.choice(PRINCIPLES)
    return walk.replace(path, r'^vooral = ".*"', f'vooral = "{new}"')


@edit
def set_comes_and_goes(walk: Walk) -> str:
    path = walk.layout.comparisons / "tweede-set.toml"
    if path.exists():
        path.unlink()
        return f"{walk.name(path)} weg"
    first = (walk.layout.comparisons / "onze-set.toml").read_text("utf-8")
    later(path, first.replace("Onze set", f"Set {walk.fresh()}"))
    return f"{walk.name(path)} erbij"


@edit
def touch(walk: Walk) -> str:
    path = walk.chance.choice(sorted(walk.sources()))
    later(path, path.read_text("utf-8"))
    return f"{walk.name(path)} aangeraakt"


@edit
def restore(walk: Walk) -> str:
    if not walk.older:
        return ""
    back = walk.chance.randint(1, min(10, len(walk.older)))
    walk.put_back(walk.older[-back], times=False)
    return f"alles terug naar {back} stappen eerder"


@edit
def restore_with_times(walk: Walk) -> str:
    """As an archive or a copy that keeps the times does: what changes, is older than the build."""
    if not walk.older:
        return ""
    back = walk.chance.randint(1, min(10, len(walk.older)))
    walk.put_back(walk.older[-back])
    return f"alles terug naar {back} stappen eerder, met de tijden van toen"
