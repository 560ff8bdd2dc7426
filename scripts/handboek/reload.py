"""Load one source of a handbook again, without loading the rest anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handboek.catalogue import Catalogue, catalogue_of
from handboek.checks.privacy import public
from handboek.clock import today
from handboek.handbook import Handbook
from handboek.listings import listings
from handboek.messages import Message
from handboek.models import Example
from handboek.pages import check_pages
from handboek.problems import Problem, problem
from handboek.reader import EVERYTHING, Job, Read, read_one
from handboek.reviewed import read_reviewed
from handboek.wording import shown


@dataclass(frozen=True)
class Reloaded:
    """A handbook with a source loaded again; the one of before if that source is not right."""

    handbook: Handbook
    problems: tuple[Problem, ...]


def reload_example(handbook: Handbook, path: Path) -> Reloaded:
    """Load an example again, and check it.

    What only the whole handbook can tell (names that look alike, say) is left to a build.

    Args:
        handbook: the handbook, in which the example is.
        path: the example's file.
    """
    settings = handbook.settings
    allowed = public((*settings.public, settings.site.contact))
    read = read_one(Job(handbook.layout, settings, today(), allowed, EVERYTHING), path)
    problems = tuple(each for each in read.problems if each.message.refuses)
    if read.example is not None:
        problems += tuple(_same_title(handbook, read, read.example))
    if problems or read.example is None:
        return Reloaded(handbook, problems)
    return Reloaded(_with(handbook, read.example), ())


def _same_title(handbook: Handbook, read: Read, example: Example) -> Iterator[Problem]:
    title = example.title.casefold()
    for other in handbook.catalogue:
        if other.slug != example.slug and other.title.casefold() == title:
            yield problem(
                example.path,
                read.title_line,
                Message.DUPLICATE_TITLE,
                title=shown(example.title),
                other=other.path,
            )


def _with(handbook: Handbook, example: Example) -> Handbook:
    """Put an example in the place of the one of before."""
    examples = handbook.catalogue.examples
    before = examples[example.slug]
    if example == before:
        return handbook
    changed = {**examples, example.slug: example}
    if replace(example, summary=before.summary, exercise=before.exercise) == before:
        new = replace(handbook, catalogue=Catalogue(changed))
        # Who is beside whom depends on neither, and takes long to find out.
        vars(new).update(kinship=handbook.kinship, neighbours=handbook.neighbours)
        return new
    catalogue, settings = catalogue_of(changed.values()), handbook.settings
    if all(example.terms(each.name) == before.terms(each.name) for each in settings.vocabulary):
        return replace(handbook, catalogue=catalogue)  # the lists are as long as they were
    return replace(handbook, catalogue=catalogue, listings=tuple(listings(catalogue, settings)))


def reload_page(handbook: Handbook, path: Path) -> Reloaded:
    """Check a page of docs/ again, and see when it was last looked at.

    Args:
        handbook: the handbook, in which the page is.
        path: the page's file.
    """
    layout, settings = handbook.layout, handbook.settings
    allowed = public((*settings.public, settings.site.contact))
    days, said = read_reviewed(layout, settings, today())
    name = layout.relative(path)
    found = [*check_pages(layout, allowed, (path,)), *(each for each in said if each.path == name)]
    problems = tuple(each for each in found if each.message.refuses)
    return Reloaded(handbook if problems else replace(handbook, reviewed=days), problems)
