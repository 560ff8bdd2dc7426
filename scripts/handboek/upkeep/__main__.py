"""What the workflows write to the forge: `python -m handboek.upkeep`.

Runs without installing anything: `PYTHONPATH=scripts python3 -m handboek.upkeep …`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handboek.upkeep import event, once, propose, verdict
from handboek.upkeep.forge import Forge, ForgeError


def main() -> int:
    """Run one command; 1 if the forge or what a step left is not right."""
    options = _parser().parse_args()
    try:
        options.run(options)
    except (ForgeError, propose.NoExampleError, verdict.NoVerdictError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handboek.upkeep", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    issue = commands.add_parser("issue", help="houd één melding bij; zonder tekst gaat zij dicht")
    issue.add_argument("onderwerp")
    issue.add_argument("titel")
    issue.add_argument("bestand", type=Path, help="de tekst, in Markdown")
    issue.set_defaults(run=_issue)
    outcome = commands.add_parser("outcome", help="houd een melding bij over stappen die mislukten")
    outcome.add_argument("onderwerp")
    outcome.add_argument("titel")
    outcome.set_defaults(run=_outcome)
    comment = commands.add_parser("comment", help="houd één reactie bij een voorstel bij")
    comment.add_argument("bestand", type=Path, help="wat ‘handboek check --format json’ schreef")
    comment.set_defaults(run=_comment)
    text = commands.add_parser("text", help="schrijf de tekst van deze melding in een bestand")
    text.add_argument("bestand", type=Path)
    text.set_defaults(run=_text)
    proposal = commands.add_parser("propose", help="maak van een nieuw voorbeeld een voorstel")
    proposal.add_argument("map", type=Path, help="wat de stap ervoor heeft gemaakt")
    proposal.set_defaults(run=_propose)
    return parser


def _issue(options: argparse.Namespace) -> None:
    file: Path = options.bestand
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    once.issue(Forge.here(), options.onderwerp, options.titel, text)


def _outcome(options: argparse.Namespace) -> None:
    once.issue(Forge.here(), options.onderwerp, options.titel, event.failed())


def _comment(options: argparse.Namespace) -> None:
    text = verdict.read(options.bestand)
    forge = Forge.here()
    number = event.proposal_number(forge)
    if number is not None:
        once.comment(forge, number, "controle", text)


def _text(options: argparse.Namespace) -> None:
    options.bestand.parent.mkdir(parents=True, exist_ok=True)
    options.bestand.write_text(event.issue_text(), encoding="utf-8", newline="\n")


def _propose(options: argparse.Namespace) -> None:
    propose.propose(Forge.here(), event.issue_number(), propose.outcome(options.map))


if __name__ == "__main__":
    sys.exit(main())
