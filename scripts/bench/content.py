"""Handbooks to measure with: made up, of any size, and the same on every machine and every day.

The words are syllables put together, drawn as unevenly as those of a language, so that a search
index has the work it has on real texts. Only `random()` is used: what else the module offers may
differ between versions of Python.
"""

from __future__ import annotations

import hashlib
import itertools
import shutil
import sys
import tomllib
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
SUMS = Path(__file__).with_name("content.toml")
PRINCIPLES = ("passend", "overzichtelijk", "betrouwbaar", "respectvol", "eigentijds")
ROLES = ("baliemedewerker", "beleidsmedewerker", "communicatieadviseur", "personeelsadviseur")
CHANNELS = (
    *("balie", "telefoon", "brief", "e-mail", "website"),
    *("formulier", "chat", "sociale-media", "huisbezoek", "bijeenkomst"),
)
ORGANISATIONS = ("gemeente", "provincie", "waterschap", "ministerie", "uitvoeringsorganisatie")
SECTIONS = ("schrijven", "opbouw", "woordkeuze", "opmaak", "toon", "beheer")
PAGES = 9
"""Pages a section."""

FUNCTION_WORDS = (  # noqa: SIM905 - as words they read better than as a list
    "de het een van in op met voor en of niet die dat is zijn wordt worden kan moet u wij we er aan"
    " bij naar over uit om te dan als ook maar inwoner brief gemeente tekst lezer aanvraag besluit"
).split()
ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "g",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "v",
    "w",
    "z",
)
NUCLEI = ("a", "aa", "e", "ee", "ei", "i", "ie", "ij", "o", "oe", "oo", "ou", "u", "ui", "uu")
CODAS = ("", "", "d", "f", "g", "k", "l", "m", "n", "ng", "p", "r", "rk", "s", "st", "t")
VOCABULARY = 8000


@dataclass
class Writer:
    """Writes text at random, from a fixed beginning."""

    random: Random = field(default_factory=lambda: Random(20200924))  # noqa: S311 - no secret

    def __post_init__(self) -> None:
        """Make the words, the first ones the most used."""
        self.words = sorted(dict.fromkeys(self._word() for _ in range(VOCABULARY)), key=len)
        weights = (1 / (rank + 5) for rank in range(len(self.words)))
        self.reach = list(itertools.accumulate(weights))

    def below(self, limit: int) -> int:
        """Draw a number from 0 up to, not including, a limit."""
        return int(self.random.random() * limit)

    def one(self, choices: tuple[str, ...] | list[str]) -> str:
        """Draw one of a few."""
        return choices[self.below(len(choices))]

    def _word(self) -> str:
        syllables = 1 + self.below(4)
        return "".join(
            self.one(ONSETS) + self.one(NUCLEI) + self.one(CODAS) for _ in range(syllables)
        )

    def some(self, count: int) -> list[str]:
        """Write words: half of them the small ones that every sentence has."""
        return [
            self.one(FUNCTION_WORDS)
            if self.below(2)
            else self.words[bisect(self.reach, self.random.random() * self.reach[-1])]
            for _ in range(count)
        ]

    def paragraph(self, count: int) -> str:
        """Write sentences of seven to fourteen words, one in seven with a word in bold."""
        words, sentences = self.some(count), []
        while words:
            size = 7 + self.below(8)
            sentence, words = words[:size], words[size:]
            if self.random.random() < 1 / 7:
                middle = len(sentence) // 2
                sentence[middle] = f"**{sentence[middle]}**"
            text = " ".join(sentence)
            sentences.append(f"{text[0].upper()}{text[1:]}.")
        return " ".join(sentences)


@dataclass(frozen=True)
class Page:
    """A page: its place without extension, its title, its front matter and its text."""

    name: str
    title: str
    front: str
    body: str


def pages(writer: Writer) -> Iterator[Page]:
    """Write the ordinary pages of a handbook."""
    for section in SECTIONS:
        for number in range(PAGES):
            title = f"{section.title()} {' '.join(writer.some(3))} {number}"
            rows = "".join(f"| {writer.paragraph(6)} | {writer.paragraph(6)} |\n" for _ in range(4))
            items = "".join(f"- {writer.paragraph(12)}\n" for _ in range(4))
            body = (
                f"{writer.paragraph(80)}\n\n## Waarom\n\n{writer.paragraph(120)}\n\n{items}\n"
                f"## Hoe\n\n{writer.paragraph(100)}\n\n| Zo niet | Zo wel |\n|---|---|\n{rows}\n"
                f"## Meer\n\n{writer.paragraph(60)}\n"
            )
            yield Page(f"{section}/pagina-{number}", title, "", body)


def examples(writer: Writer, count: int) -> Iterator[Page]:
    """Write examples, in the format of the handbook."""
    for number in range(count):
        principle = writer.one(PRINCIPLES)
        title = f"Voorbeeld {number} {' '.join(writer.some(3))}"
        front = (
            f"titel: {title}\nrollen: [{writer.one(ROLES)}]\nkanalen: [{writer.one(CHANNELS)}]\n"
            f"organisatie: {writer.one(ORGANISATIONS)}\nsoort: bedacht\ndatum: 2026-01-0{1 + number % 9}\n"
        )
        body = (
            f"{writer.paragraph(25)}\n\n## Situatie\n\n{writer.paragraph(60)}\n\n"
            f"## Liever niet\n\n> {writer.paragraph(40)}\n\n## Maar wel\n\n> {writer.paragraph(60)}\n\n"
            f"## Waarom dit werkt\n\n{writer.paragraph(45)}\n\n## Afweging\n\n{writer.paragraph(45)}\n"
        )
        yield Page(f"{principle}/voorbeeld-{number:05d}", title, front, body)


def write(path: Path, text: str) -> None:
    """Write a file, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def handbook(root: Path, count: int) -> Path:
    """Write a handbook with 54 pages and ``count`` examples, with this handbook's ``conf``."""
    writer = Writer()
    names = []
    for page in pages(writer):
        names.append(page.name)
        write(root / "docs" / f"{page.name}.md", f"# {page.title}\n\n{page.body}")
    for page in examples(writer, count):
        write(root / "examples" / f"{page.name}.md", f"---\n{page.front}---\n{page.body}")
    _own_pages(root, names)
    shutil.copytree(ROOT / "conf", root / "conf", dirs_exist_ok=True)
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    return root


def _own_pages(root: Path, names: list[str]) -> None:
    """Write the pages that a handbook cannot do without."""
    docs = root / "docs"
    for folder, keys in (("principes", PRINCIPLES), ("rollen", ROLES)):
        for key in keys:
            kind = "principe" if folder == "principes" else "rol"
            text = f"# {key.title()}\n\n```{{voorbeelden}}\n:{kind}: {key}\n:aantal: 10\n```\n"
            write(docs / folder / f"{key}.md", text)
            names.append(f"{folder}/{key}")
    write(docs / "voorbeelden" / "index.md", "# Voorbeelden\n\n```{voorbeelden}\n```\n")
    for name in ("over", "colofon", "toegankelijkheid", "privacy"):
        write(docs / f"{name}.md", f"# {name.title()}\n\nTekst.\n")
        names.append(name)
    listed = "\n".join([*names, "voorbeelden/index"])
    write(docs / "index.md", f"# Handboek\n\nTekst.\n\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n")


def frozen() -> dict[int, str]:
    """Give the digest that a handbook must have, by its number of examples."""
    sums: dict[str, str] = tomllib.loads(SUMS.read_text("utf-8"))
    return {int(count): summed for count, summed in sums.items()}


def digest(root: Path) -> str:
    """Sum up the pages and examples that were made."""
    summed = hashlib.sha256()
    for folder in ("docs", "examples"):
        for path in sorted((root / folder).rglob("*.md")):
            summed.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()


if __name__ == "__main__":
    made = handbook(Path(sys.argv[2]), int(sys.argv[1]))
    sys.stdout.write(f"{made}: {digest(made)}\n")
