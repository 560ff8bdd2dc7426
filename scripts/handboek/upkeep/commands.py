"""The commands for whoever looks after a handbook: from a list to review to a release."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib.util import find_spec

from rich.console import Console

from handboek.catalogue import load
from handboek.clock import edition, today
from handboek.layout import Layout
from handboek.settings import load_settings
from handboek.upkeep.proposed import ProposalError, check_proposal
from handboek.upkeep.review import YEARS, review_list

OK, WRONG = 0, 1

Run = Callable[[Layout, argparse.Namespace, Console], int]


def add_upkeep(add: Callable[[str, str, Run], argparse.ArgumentParser]) -> None:
    """Add the commands.

    Args:
        add: adds one, by its name, what it does, and the function that does it.
    """
    proposal = add("proposal", "controleer wat een voorstel verandert", _proposal)
    proposal.add_argument(
        "--basis", default="origin/main", metavar="TAK",
        help="de tak of commit waarmee u vergelijkt (anders: origin/main)",
    )  # fmt: skip
    review = add("review", "noem de voorbeelden die lang niet zijn bekeken", _review)
    review.add_argument(
        "--jaren", type=int, default=YEARS, metavar="AANTAL",
        help=f"hoe lang een voorbeeld mee mag zonder dat iemand kijkt (anders: {YEARS})",
    )  # fmt: skip
    add("links", "vraag van elke verwijzing of zij nog werkt (gebruikt internet)", _links)
    add("licences", "noem de licenties van de pakketten", _licences)
    add("sbom", "schrijf de lijst van onderdelen (SBOM) in build/sbom.json", _sbom)
    release = add("release", "zet alles voor een uitgave klaar in build/uitgave", _release)
    release.add_argument(
        "--label", default="", metavar="LABEL", help="het label van de uitgave, zoals v0.2.0"
    )


def _proposal(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    try:
        return check_proposal(layout, options.basis)
    except ProposalError as error:
        console.print(str(error), style="bold red", markup=False)
        return WRONG


def _review(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    examples = load(layout).catalogue
    text = review_list(examples, load_settings(layout).vocabulary, today(), options.jaren)
    sys.stdout.write(text)
    if not text:
        console.print(f"Elk voorbeeld is in de laatste {options.jaren} jaar bekeken.")
    return OK


def _links(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    from handboek.upkeep.links import LinksError, check_links, report  # noqa: PLC0415 - imports Sphinx

    try:
        checked = check_links(layout)
    except LinksError as error:
        console.print(str(error), style="bold red", markup=False)
        return WRONG
    sys.stdout.write(report(checked))
    if not checked.links:
        console.print(f"In orde: {checked.asked} adressen geven antwoord.")
    return OK


def _licences(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    from handboek.upkeep.dependencies import dependencies, licence_table  # noqa: PLC0415 - slow

    sys.stdout.write(licence_table(dependencies(layout)))
    return OK


def _sbom(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    if _lacks_tools(console):
        return WRONG
    from handboek.upkeep.dependencies import dependencies  # noqa: PLC0415 - slow
    from handboek.upkeep.sbom import sbom  # noqa: PLC0415 - only there after the set-up for tests

    target = layout.build / "sbom.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(sbom(dependencies(layout), edition(layout)), encoding="utf-8", newline="\n")
    console.print(f"Gemaakt: {layout.relative(target)}")
    return OK


def _lacks_tools(console: Console) -> bool:
    if find_spec("cyclonedx"):
        return False
    console.print(
        "Hiervoor is nodig wat ook de tests nodig hebben. Typ: make sbom, of make uitgave. "
        "Zonder make: installeer eerst tests/requirements.lock, zoals README.md dat doet met "
        "requirements.lock.",
        style="bold red", markup=False,
    )  # fmt: skip
    return True


def _release(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    if _lacks_tools(console):
        return WRONG
    from handboek.upkeep.release import ReleaseError, gather  # noqa: PLC0415 - the same

    try:
        folder = gather(layout, edition(layout), options.label)
    except ReleaseError as error:
        console.print(str(error).rstrip(), style="bold red", markup=False)
        return WRONG
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            console.print(layout.relative(path))
    return OK
