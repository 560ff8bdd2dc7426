"""Hold a new example against the check, and say by question what is wrong."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from handboek.catalogue import example_files
from handboek.checks.privacy import public
from handboek.clock import today
from handboek.fields import Reading
from handboek.layout import Layout
from handboek.messages import Message
from handboek.problems import Problem, Saying, problem
from handboek.questions import PRINCIPLE, SUMMARY, Answers, question, questions
from handboek.reader import check_example
from handboek.scaffold import Scaffold, one_line, scaffold
from handboek.settings import Settings
from handboek.slugs import suggest
from handboek.sources import check_place
from handboek.vocabulary import Vocabulary
from handboek.wording import hint, listed, shown

_NO_NAME = re.compile(r"[/\\:\x00]")  # what would lead out of the folder
FORM_REPAIRS: dict[Saying, str] = {
    Message.MISSING_KEY: "vul in, bijvoorbeeld: {example}",
    Message.WRONG_TYPE: "vul in, bijvoorbeeld: {example}",
    Message.NO_SUMMARY: "schrijf een of twee zinnen bij ‘{label}’",
    Message.UNKNOWN_SECTION: "verbeter de naam, of gebruik ### voor een eigen onderkop",
    Message.NO_SOURCE: "vul de bron in, of kies ‘bedacht’ als u het voorbeeld zelf hebt bedacht",
}
"""How to mend it where the check's own advice is about a file that the contributor does not see."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and the name of the question whose answer it is in."""

    asked: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """A new example: where it goes, what is in its file, and what is wrong with it.

    ``path`` is that of the file; the file is not there yet.
    """

    path: Path
    scaffold: Scaffold
    findings: tuple[Finding, ...]


class Desk:
    """The place where new examples are looked at, beside the examples that there are."""

    def __init__(self, layout: Layout, settings: Settings) -> None:
        """Remember which names and titles are taken."""
        self.layout = layout
        self.settings = settings
        paths = [path for path in example_files(layout) if path.suffix.lower() == ".md"]
        self.taken = {path.stem.casefold() for path in paths}
        self.titles = {title: path for path in paths for title in _title_of(path)}

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that an answer may choose from."""
        return self.settings.vocabulary

    def look_at(self, answers: Answers, slug: str = "") -> Proposal:
        """Check an example that does not exist yet.

        Args:
            answers: what was answered.
            slug: the name of its file; made from the title if left out.
        """
        answers = {"datum": (today().isoformat(),)} | self._in_order(answers)
        made = scaffold(answers)
        principle = "".join(answers.get(PRINCIPLE, ()))
        title = one_line("".join(answers.get("titel", ())))
        name = _NO_NAME.sub("?", slug) or suggest(title, self.taken, self.vocabulary)
        known = principle in self.vocabulary.principles
        folder = principle if known else next(iter(self.vocabulary.principles))
        path = self.layout.examples / folder / f"{name}.md"
        reading = self._reading(path)
        check_example(made.text, path, self.layout, reading)
        findings = [
            *self._name(slug, path),
            *self._principle(principle, known=known),
            *self._same_title(title, reading.path),
            *(_found(made, each) for each in reading.problems if each.message.refuses),
        ]
        findings.sort(key=lambda each: _place(each.asked))
        return Proposal(path, made, tuple(dict.fromkeys(findings)))

    def _reading(self, path: Path) -> Reading:
        allowed = public((*self.settings.public, self.settings.site.contact))
        return Reading(self.layout.relative(path), self.vocabulary, today(), [], public=allowed)

    def _in_order(self, answers: Answers) -> dict[str, tuple[str, ...]]:
        """Put the terms of a list in the order of the settings; what is no term comes last."""
        ordered = dict(answers)
        for each in questions():
            if each.kind == "some" and each.name in ordered:
                keys = list(self.vocabulary.facet(each.facet))
                place = {key: number for number, key in enumerate(keys)}
                ordered[each.name] = tuple(
                    sorted(ordered[each.name], key=lambda key: place.get(key, len(place)))
                )
        return ordered

    def _name(self, slug: str, path: Path) -> Iterator[Finding]:
        """Check a name that someone chose; one that we made is right."""
        if not slug:
            return
        reading = self._reading(path)
        check_place(path, self.layout.examples, reading)
        yield from (Finding("", each.text) for each in reading.problems)
        if slug.casefold() in self.taken:
            values = {"slug": shown(slug), "other": "een ander voorbeeld"}
            yield Finding("", problem(reading.path, 1, Message.DUPLICATE_SLUG, **values).text)

    def _principle(self, given: str, *, known: bool) -> Iterator[Finding]:
        """Check the principle: for a file, its folder says which it is."""
        asked = question(PRINCIPLE)
        principles = self.vocabulary.principles
        if known:
            return
        values = {"key": asked.name, "help": asked.help, "allowed": listed(principles)}
        if given:
            values |= {"given": shown(given), "hint": hint(given, principles)}
            yield Finding(asked.name, problem("", 1, Message.UNKNOWN_TERM, **values).text)
        else:
            values |= {"within": "", "place": "", "example": asked.example}
            missing = problem("", 1, Message.MISSING_KEY, **values)
            yield Finding(asked.name, in_form(missing, asked.name))

    def _same_title(self, title: str, path: str) -> Iterator[Finding]:
        other = self.titles.get(title.casefold())
        if title and other is not None:
            values = {"title": shown(title), "other": self.layout.relative(other)}
            yield Finding("titel", problem(path, 1, Message.DUPLICATE_TITLE, **values).text)


def in_form(found: Problem, asked: str) -> str:
    """Write what is wrong for someone who sees the question and not the file."""
    repair = FORM_REPAIRS.get(found.message)
    if repair is None or not asked:
        return found.text
    of = question(asked)
    kept = found.text.rpartition("; ")[0]
    return f"{kept}; {repair.format(example=of.example, label=of.label)}"


def _found(made: Scaffold, found: Problem) -> Finding:
    asked = _asked(made, found)
    return Finding(asked, in_form(found, asked))


def _place(asked: str) -> int:
    names = [each.name for each in questions()]
    return names.index(asked) if asked in names else -1


def _asked(made: Scaffold, found: Problem) -> str:
    """Find the question that a problem is about; a key that is missing has no line of its own."""
    if found.message is Message.MISSING_KEY:
        named = re.search(r"‘([a-z]+)’ ontbreekt(?: bij ‘([a-z]+)’)?", found.text)
        assert named is not None
        return f"{named[2]}-{named[1]}" if named[2] else named[1]
    if found.message is Message.NO_SOURCE:
        return "bron-titel"
    if found.message is Message.NO_SUMMARY:
        return SUMMARY
    return made.asked[found.line - 1] if found.line <= len(made.asked) else ""


def _title_of(path: Path) -> Iterator[str]:
    """Read the title of an example without checking anything; none if it is not easily found."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if line.startswith("titel:"):
                with contextlib.suppress(yaml.YAMLError):
                    yield one_line(str(yaml.safe_load(line)["titel"])).casefold()
                return
