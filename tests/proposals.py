"""Cases of answers to the questions, and the form filled in with them in a real browser."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from handboek.issue_form import AGREED, AI, LICENCE, asked_in_issue, options
from handboek.questions import questions
from handboek.vocabulary import Vocabulary
from playwright.sync_api import Page

CASES = sorted(path for path in (Path(__file__).parent / "voorstellen").iterdir() if path.is_dir())

NAMES = tomllib.loads((Path(__file__).parent / "voorstellen" / "namen.toml").read_text("utf-8"))[
    "geval"
]


@dataclass(frozen=True)
class Case:
    """Answers, the file that they make, and what the check says of it.

    ``beyond`` holds the beginnings of what only the check can know: which other files there are.
    """

    folder: Path
    answers: dict[str, tuple[str, ...]]
    beyond: tuple[str, ...]

    @property
    def file(self) -> str:
        return (self.folder / "verwacht.md").read_text(encoding="utf-8")

    @property
    def findings(self) -> list[str]:
        return (self.folder / "verwacht.txt").read_text(encoding="utf-8").splitlines()


def read_case(folder: Path) -> Case:
    data = tomllib.loads((folder / "antwoorden.toml").read_text(encoding="utf-8"))
    beyond = tuple(data.pop("alleen-de-controle", ()))
    given = {
        name: tuple([value] if isinstance(value, str) else value) for name, value in data.items()
    }
    known = {each.name for each in questions()}
    assert given.keys() <= known, given.keys() - known
    return Case(folder, given, beyond)


def fill_in(page: Page, answers: dict[str, tuple[str, ...]]) -> None:
    """Answer the questions on the page of the form."""
    kinds = {each.name: each.kind for each in questions()}
    # A source can be filled in only for an example that needs one.
    for name in sorted(answers, key=lambda name: name.startswith("bron-")):
        values = answers[name]
        if kinds[name] in ("one", "some"):
            for value in values:
                page.locator(f'input[name="{name}"][value="{value}"]').check()
        else:
            text = ", ".join(values) if kinds[name] == "words" else "".join(values)
            page.locator(f'[name="{name}"]').fill(text)


def issue_body(answers: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> str:
    """Write answers as a forge writes those of the issue form."""
    blocks = []
    for each in asked_in_issue():
        values = answers.get(each.name, ())
        if each.facet:
            labels = {key: label for label, key in options(vocabulary.facet(each.facet)).items()}
            values = tuple(labels[value] for value in values)
        text = ", ".join(values) if each.kind in ("some", "words") else "".join(values)
        blocks.append(f"### {each.label}\n\n{text or '_No response_'}")
    blocks += [f"### {AI}\n\n_No response_", f"### {LICENCE}\n\n- [X] {AGREED}"]
    return "\n\n".join(blocks)
