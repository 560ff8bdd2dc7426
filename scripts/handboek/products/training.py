"""The workbook of a training: one role, the five principles, its own examples to discuss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document

from handboek.products.nodes import PageTurn, WritingSpace
from handboek.products.pieces import (
    Pieces,
    content,
    link_to,
    new_section,
    of_file,
    parts,
    retitled,
    strip_ids,
    ticked,
)

if TYPE_CHECKING:
    from sphinx import addnodes

    from handboek.models import Example
    from handboek.products.selection import Chosen
    from handboek.settings import Settings
    from handboek.vocabulary import Term

PAGE = "training"
"""The page of docs/ that holds the fixed texts."""

_LINES_TO_DISCUSS = 6
_LINES_TO_LOOK_BACK = 4
_AFTER_THE_TURN = ("maar-wel", "waarom", "afweging")


@dataclass(frozen=True)
class Training:
    """Makes the workbook of one role."""

    role: Term
    chosen: Mapping[str, Chosen]
    settings: Settings
    pieces: Pieces

    @property
    def title(self) -> str:
        """What it is called."""
        return self._filled(self.settings.products.training.title)

    def tree(self) -> nodes.document:
        """Give the workbook as a document."""
        document = new_document(PAGE)
        document += of_file(
            PAGE,
            self._aim(),
            self._principles(),
            *(self._principle(key) for key in self.chosen),
            self._checklists(),
            self._answers(),
            self._looking_back(),
        )
        return document

    def _fixed(self, name: str) -> nodes.section:
        return self.pieces.marked(PAGE, f"training-{name}")

    def _filled(self, text: str) -> str:
        return text.replace("{rol}", self.role.plural or self.role.label.lower())

    def _aim(self) -> nodes.section:
        """Begin with what the role's own page begins with."""
        section = self._fixed("doel")
        docname = f"rollen/{self.role.key}"
        if self.pieces.has(docname):
            page = self.pieces.page(docname)
            about = [each for each in content(page) if isinstance(each, nodes.paragraph)]
            section += of_file(docname, new_section(page[0].astext(), *about, name=self.role.key))
        section += self._fixed("programma")
        return section

    def _principles(self) -> nodes.section:
        section = self._fixed("principes")
        terms = [self.settings.vocabulary.principles[key] for key in self.chosen]
        section += nodes.definition_list(
            "",
            *(
                nodes.definition_list_item(
                    "",
                    nodes.term("", term.label),
                    nodes.definition("", nodes.paragraph("", term.core)),
                )
                for term in terms
            ),
        )
        return section

    def _principle(self, key: str) -> addnodes.start_of_file:
        principle = self.settings.vocabulary.principles[key]
        section = new_section(
            principle.label,
            nodes.paragraph("", principle.core),
            name=f"werkboek-{key}",
            classes=["principe"],
        )
        docname = f"principes/{key}"
        advice = self.pieces.titled(docname, self.role.label)
        if advice is not None:
            section += retitled(advice, self._filled(self.settings.products.training.advice))
        chosen = self.chosen[key]
        if chosen.also:
            section += self._also(chosen.also, key)
        section += WritingSpace(lines=0, fill=True)
        section.extend(self._example(each) for each in chosen.own)
        return of_file(docname, section)

    def _also(self, examples: tuple[Example, ...], key: str) -> addnodes.start_of_file:
        section = self._fixed("ook")
        section["ids"] = [f"ook-{key}"]
        items = [nodes.list_item("", link_to(each)) for each in examples]
        section.insert(len(section), nodes.bullet_list("", *items))
        return of_file(PAGE, section)

    def _example(self, example: Example) -> addnodes.start_of_file:
        """Put the situation and 'Liever niet' on one page, and what follows on the next."""
        page = self.pieces.example(example)
        found = parts(page)
        page["classes"] = ["opdracht"]
        after = [found.pop(key) for key in _AFTER_THE_TURN if key in found]
        source = [found.pop(key) for key in ("bron",) if key in found]
        page.extend(found.values())
        page += self._questions()
        page += [PageTurn(), nodes.rubric("", example.title)]
        page.extend(after + source)
        page += WritingSpace(lines=0, fill=True)
        return of_file(example.docname, page)

    def _questions(self) -> nodes.section:
        questions = self._fixed("vragen")
        return new_section(
            questions[0].astext(),
            *strip_ids(content(questions)),
            WritingSpace(lines=_LINES_TO_DISCUSS, fill=True),
        )

    def _checklists(self) -> nodes.section:
        section = self._fixed("checklist")
        section["classes"].append("checklists")
        heading = self.settings.products.checklist
        for key in self.chosen:
            docname = f"principes/{key}"
            checklist = self.pieces.titled(docname, heading)
            if checklist is not None:
                label = self.settings.vocabulary.principles[key].label
                section += of_file(docname, ticked(retitled(checklist, label)))
        return section

    def _answers(self) -> nodes.section:
        section = self._fixed("antwoorden")
        for key, chosen in self.chosen.items():
            if chosen.own:
                label = self.settings.vocabulary.principles[key].label
                items = nodes.definition_list("", *map(self._answer, chosen.own))
                section += new_section(label, items, name=f"antwoorden-{key}")
        return section

    def _answer(self, example: Example) -> nodes.definition_list_item:
        why = parts(self.pieces.example(example)).get("waarom")
        text = strip_ids(why.children[1:]) if why is not None else []
        return nodes.definition_list_item(
            "", nodes.term("", "", *link_to(example).children), nodes.definition("", *text)
        )

    def _looking_back(self) -> nodes.section:
        section = self._fixed("terugblik")
        for question in list(section.findall(nodes.section)):
            if question is not section:
                question.append(WritingSpace(lines=_LINES_TO_LOOK_BACK))
        return section


def trainings(
    settings: Settings, chosen: Mapping[str, Mapping[str, Chosen]], pieces: Pieces
) -> Iterator[Training]:
    """Give the workbook of every role."""
    for role in settings.vocabulary.roles.values():
        yield Training(role, chosen[role.key], settings, pieces)
