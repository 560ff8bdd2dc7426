"""The attacks of tests/aanvallen, each in every place of an example, around the check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.fields import Reading
from handboek.handbook import Handbook
from handboek.layout import Layout
from handboek.listings import listings
from handboek.models import Example, Source
from handboek.reader import read_example

FOLDER = Path(__file__).parent / "aanvallen"
SECRET = "GEHEIM-NIET-LEZEN"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" onload="raak()"><script>raak()</script></svg>'
_SPELT = {"⏎": "\n", "⇥": "\t", "␀": "\0"}
_HEAD = """\
rollen: [{role}]
kanalen: [brief]
organisatie: gemeente
soort: bedacht
datum: 2026-11-20
uitgelicht: true"""
_BODY = """\
{block}

## Situatie

{block}

Tekst {line} tekst, en **{line}** en _{line}_ en `{line}` en ``{line} x``.

- {line}
  1. {line}

> {line}

| {line} | kop |
|---|---|
| {line} | {line} |

### {line}

[{line}](https://www.voorbeeld.nl/) [x](https://www.voorbeeld.nl/ "{line}") [y](<{line}>)
![{line}](x.png) ![z](x.png "{line}") [w][verwijzing] voet[^voet] <{line}>

[verwijzing]: {line}
[^voet]: {line}

~~~~~~
{block}
~~~~~~

## Liever niet

{quoted}

## Maar wel

{block}

## Waarom dit werkt

    {line}

## Afweging

{block}

## Oefening

{block}
"""
_ROLES = ("baliemedewerker", "beleidsmedewerker", "communicatieadviseur", "personeelsadviseur")
_PRINCIPLES = ("passend", "overzichtelijk", "betrouwbaar", "respectvol", "eigentijds")


@dataclass(frozen=True)
class Attack:
    """One attack: its name, its text, and whether it belongs in the front matter."""

    name: str
    text: str
    in_head: bool = False


def attacks(root: Path) -> list[Attack]:
    """Read all attacks, for a handbook that lies in ``root``."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            text = line.replace("MAP", str(root))
            for seen, meant in _SPELT.items():
                text = text.replace(seen, meant)
            found.append(Attack(f"{path.stem}-{number}", text, path.stem == "kop"))
    return found


def around_the_check(layout: Layout, empty: Handbook) -> Handbook:
    """Load the attacks as examples, whatever the check says of them, into a handbook without any."""
    settings = empty.settings
    examples = []
    for number, attack in enumerate(attacks(layout.root)):
        path = _write(layout, attack, number)
        day = dt.date(2026, 11, 23)
        reading = Reading(layout.relative(path), settings.vocabulary, day, [])
        example = read_example(path, layout, reading)
        assert example is not None, attack
        examples.append(example if attack.in_head else _aimed(example, attack.text, number))
    catalogue = Catalogue({example.slug: example for example in examples})
    lists = tuple(listings(catalogue, settings))
    return replace(empty, catalogue=catalogue, listings=lists)


def _write(layout: Layout, attack: Attack, number: int) -> Path:
    line = " ".join(attack.text.split())
    block = "Tekst." if attack.in_head else attack.text
    body = _BODY.format(
        block=block, line=" ".join(block.split()),
        quoted="\n".join(f"> {part}" for part in block.split("\n")),
    )  # fmt: skip
    head = _HEAD.format(role=_ROLES[number % 4])
    extra = f"{line}\n" if attack.in_head else ""
    path = layout.examples / _PRINCIPLES[number % 5] / f"aanval-{attack.name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitel: Aanval {attack.name}\n{head}\n{extra}---\n{body}"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _aimed(example: Example, text: str, number: int) -> Example:
    """Put the attack where the front matter would not let it."""
    address = ("javascript:raak()", text, f"https://a.nl/{text}", f'https://a.nl/"{text}')[
        number % 4
    ]
    return replace(
        example,
        title=f"{text} {number}",
        summary=text,
        keywords=(text, f'" onmouseover="{text}'),
        kind="praktijk",
        source=Source(title=text, publisher=text, url=address),
    )


def bait(layout: Layout) -> None:
    """Put files where an attack may look for them."""
    for folder in (layout.root, layout.docs, layout.conf, layout.examples):
        (folder / "geheim.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    (layout.docs / "kwaad.svg").write_text(DRAWING, encoding="utf-8")


def texts(pdf: Path) -> Iterator[str]:
    """Give the text of every page of a PDF, and every address in it."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - only this needs it

    document = pdfium.PdfDocument(pdf)
    for page in document:
        yield page.get_textpage().get_text_bounded()
