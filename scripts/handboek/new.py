"""Ask in the terminal for a new example, and write its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from handboek.clock import today
from handboek.proposal import Desk, Finding
from handboek.questions import Answers, Question, questions
from handboek.vocabulary import Vocabulary

END = "."


class StoppedError(Exception):
    """The answers ended before the questions did."""


class Interview:
    """The questions in the terminal, one after another, each again until its answer is right."""

    def __init__(self, desk: Desk, answers_from: TextIO, say_to: TextIO) -> None:
        """Ask on one stream, read the answers from another."""
        self.desk = desk
        self.lines = answers_from
        self.to = say_to
        self.number = 0

    def ask_for(self, given: Answers) -> dict[str, tuple[str, ...]]:
        """Ask what has not been given yet.

        A text may stay empty: it can be written in the file later.

        Args:
            given: what is known already; what is wrong in it is asked again.

        Returns:
            All answers.

        Raises:
            StoppedError: there are no more lines to read.
        """
        answers = dict(given)
        for asked in questions():
            if asked.group and not self._sourced(answers):
                continue
            wrong = [] if asked.name not in answers else self._wrong(asked, answers)
            if asked.name in answers and not wrong:
                continue
            for text in wrong:
                self._say(f"  {text}.")
            self._ask(asked, answers)
        return answers

    def ask_name(self, suggestion: str) -> str:
        """Ask for the name of the file; Enter takes the suggestion."""
        self._say("")
        self._say("Hoe heet het bestand? De naam wordt het adres van de pagina.")
        return self._line(f"Naam [{suggestion}]: ").strip().removesuffix(".md") or suggestion

    def _ask(self, asked: Question, answers: dict[str, tuple[str, ...]]) -> None:
        self._say("")
        self.number += 1
        self._say(f"Vraag {self.number}. {asked.lead} {asked.help}{_optional(asked)}")
        options = self._options(asked)
        for line in options:
            self._say(line)
        while True:
            answer = self._read(asked)
            answers[asked.name] = answer
            wrong = self._wrong(asked, answers)
            if not wrong or (asked.kind == "text" and not answer):
                return
            for text in wrong:
                self._say(f"  {text}.")

    def _read(self, asked: Question) -> tuple[str, ...]:
        if asked.kind == "text":
            self._say(f"Typ uw tekst. Klaar, of later? Typ een punt ({END}) op een eigen regel.")
            return self._text()
        answer = self._line("> ").strip()
        if asked.name == "datum" and not answer:
            return (today().isoformat(),)
        if asked.kind in ("one", "some"):
            return tuple(self._term(asked, word) for word in _words(answer))
        return tuple(_words(answer)) if asked.kind == "words" else (answer,) if answer else ()

    def _text(self) -> tuple[str, ...]:
        lines: list[str] = []
        while (line := self._line("")) != END:
            lines.append(line)
        text = "\n".join(lines).strip("\n")
        return (text,) if text.strip() else ()

    def _term(self, asked: Question, word: str) -> str:
        """Take a number, a key or a label for the key of a term."""
        facet = self.desk.vocabulary.facet(asked.facet)
        keys = list(facet)
        if word.isdecimal() and 1 <= int(word[:9]) <= len(keys):
            return keys[int(word) - 1]
        for key, term in facet.items():
            if word.casefold() in (key, term.label.casefold()):
                return key
        return word

    def _options(self, asked: Question) -> Iterator[str]:
        if asked.kind == "day":
            yield f"Enter is vandaag ({today().isoformat()})."
        elif asked.example and asked.kind not in ("one", "some"):
            yield f"Bijvoorbeeld: {asked.example}"
        if asked.facet:
            more = asked.kind == "some"
            for number, term in enumerate(
                self.desk.vocabulary.facet(asked.facet).values(), start=1
            ):
                core = f": {term.core}" if term.core and not more else ""
                yield f"  {number:>2}. {term.label}{core}"
            yield "Typ de nummers, met een komma ertussen." if more else "Typ een nummer."

    def _wrong(self, asked: Question, answers: Answers) -> list[str]:
        findings = self.desk.look_at(answers).findings
        return [each.text for each in findings if each.asked == asked.name]

    def _sourced(self, answers: Answers) -> bool:
        return needs_source(answers, self.desk.vocabulary)

    def _line(self, prompt: str) -> str:
        self.to.write(prompt)
        self.to.flush()
        line = self.lines.readline()
        if not line:
            raise StoppedError
        return line.rstrip("\r\n")

    def _say(self, text: str) -> None:
        self.to.write(f"{text}\n")


def needs_source(answers: Answers, vocabulary: Vocabulary) -> bool:
    """Tell whether the kind of example asks for a public source."""
    term = vocabulary.kinds.get("".join(answers.get("soort", ())))
    return term is not None and term.sourced


def later(findings: Iterable[Finding], answers: Answers) -> list[str]:
    """Give the labels of the texts that still have to be written."""
    empty = {each.name: each.label for each in questions() if each.kind == "text"}
    missing = {each.asked for each in findings if not answers.get(each.asked)}
    return [label for name, label in empty.items() if name in missing]


def _words(answer: str) -> list[str]:
    return [word for word in (part.strip() for part in answer.split(",")) if word]


def _optional(asked: Question) -> str:
    return "" if asked.required or asked.kind == "day" else " (mag leeg blijven)"
