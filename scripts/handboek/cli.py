"""The command line: ``handboek build``, ``check``, ``serve`` and what else it can do."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from handboek import contribute
from handboek.building import OK, add_building, fail
from handboek.catalogue import load
from handboek.checks.report import FORMATS, Report
from handboek.layout import SETTINGS_FILE, Layout, NotAHandbookError
from handboek.reader import Wishes
from handboek.settings import SettingsError
from handboek.upkeep.commands import add_upkeep

NOT_A_COMMAND, ONLY_ADVICE = 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after ``handboek``; those of this process if left out.

    Returns:
        0 if all went well, 1 if something is wrong with what someone wrote or with the build,
        2 if the command itself is not right, 3 if there is advice and ``--streng`` was asked.
    """
    _print_anything()
    options = _parser().parse_args(arguments)
    console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    try:
        layout = Layout.find(options.map)
        status: int = options.run(layout, options, console)
    except NotAHandbookError:
        return fail(
            console,
            f"hier is geen handboek: {SETTINGS_FILE} ontbreekt. "
            "Ga naar de map van het handboek, of geef die op met --map.",
        )
    except SettingsError as error:
        return fail(console, str(error))
    except OSError as error:
        return fail(console, _unusable(error))
    except KeyboardInterrupt:
        return fail(console, "afgebroken. Wat er al stond, staat er nog.")
    return status


def _print_anything() -> None:
    """Let a terminal that lacks a character show a question mark: Windows has such ones."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _unusable(error: OSError) -> str:
    name = error.filename or "een bestand"
    return f"{name} is niet te openen of te maken ({error.strerror}). Kijk of u daar bij mag."


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Dutch, also when the command is not right."""

    def error(self, message: str) -> NoReturn:
        """Say that the command is not right; argparse's own words are English."""
        self.exit(
            NOT_A_COMMAND,
            f"Deze opdracht klopt niet. Wat wel kan, leest u met: {self.prog} --help\n",
        )

    def format_help(self) -> str:
        """Write the help, with its first word in Dutch too."""
        return super().format_help().replace("usage:", "gebruik:", 1)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="handboek",
        description="Maakt van docs/ en examples/ een site en PDF's.",
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument(
        "--map",
        type=Path,
        default=Path.cwd(),
        metavar="MAP",
        help="de map van het handboek (anders: de map waarin u nu staat)",
    )
    commands = parser.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")
    add_building(partial(_command, commands))
    _add_check(_command(commands, "check", "controleer voorbeelden", _check))
    _add_ways_in(commands)
    serve = _command(commands, "serve", "bekijk de site terwijl u schrijft", _serve)
    serve.add_argument(
        "--poort", type=int, default=8000, metavar="NUMMER", help="de poort (anders: 8000)"
    )
    add_upkeep(partial(_command, commands))
    return parser


def _add_ways_in(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add the commands with which an example comes in."""
    new = _command(commands, "new", "maak een nieuw voorbeeld", contribute.new)
    contribute.add_question_options(new)
    issue = _command(
        commands, "from-issue", "maak een voorbeeld van een melding", contribute.from_issue
    )
    issue.add_argument(
        "bestand", nargs="?", type=Path, metavar="BESTAND",
        help="het bestand met de tekst van de melding (anders: de standaardinvoer)",
    )  # fmt: skip
    issue.add_argument(
        "--toelichting", type=Path, metavar="BESTAND",
        help="schrijf hier de toelichting bij het voorstel",
    )  # fmt: skip
    _command(commands, "issue-form", "vernieuw het meldformulier", contribute.write_issue_form)


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    text: str,
    run: object,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=text, description=text.capitalize() + ".", add_help=False
    )
    _add_help(parser)
    parser.set_defaults(run=run)
    return parser


def _add_help(parser: argparse.ArgumentParser) -> None:
    """Add --help in Dutch, and the headings above it."""
    parser._positionals.title = "wat u kunt opgeven"  # noqa: SLF001 - argparse offers no other way
    parser._optionals.title = "opties"  # noqa: SLF001 - argparse offers no other way
    parser.add_argument("-h", "--help", action="help", help="laat deze uitleg zien")


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "paden", nargs="*", type=Path, metavar="PAD",
        help="een bestand of map in examples/ of docs/ (anders: alles)",
    )  # fmt: skip
    check.add_argument(
        "--taal", action="store_true", default=None,
        help="geef ook advies over taal (als u een PAD opgeeft, gaat dat vanzelf)",
    )  # fmt: skip
    check.add_argument(
        "--geen-taal", dest="taal", action="store_false", help="geef geen advies over taal"
    )
    check.add_argument(
        "--alleen-fouten", action="store_true", help="geef geen advies, noem alleen wat fout is"
    )
    check.add_argument(
        "--streng", action="store_true", help="eindig met code 3 als er alleen advies is"
    )
    check.add_argument(
        "--format", choices=list(FORMATS), default="tekst",
        help="tekst (voor mensen), github (bij de regels van een voorstel), "
        "json (voor programma's) of markdown (voor één reactie bij een voorstel)",
    )  # fmt: skip
    check.epilog = (
        "Uitkomst: 0 in orde (er kan advies zijn), 1 er is iets fout, "
        "2 de opdracht klopt niet, 3 er is advies en u vroeg om --streng."
    )


def _check(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    paths = _paths(layout, options.paden)
    missing = [given for given, path in paths.items() if path is None]
    if missing:
        console.print(
            f"{missing[0]} is geen bestand of map in examples/ of docs/. "
            "Kijk of de naam klopt.", style="bold red", markup=False,
        )  # fmt: skip
        return NOT_A_COMMAND
    quality = not options.alleen_fouten
    language = quality and (bool(paths) if options.taal is None else options.taal)
    files = _files([path for path in paths.values() if path is not None])
    loaded = load(layout, Wishes(files, language=language, quality=quality))
    report = Report(loaded.files, loaded.problems, loaded.advice if quality else ())
    sys.stdout.write(FORMATS[options.format](report))
    if report.problems:
        return fail(console, report.summary)
    console.print(report.summary)
    return ONLY_ADVICE if options.streng and report.advice else OK


def _paths(layout: Layout, given: Sequence[Path]) -> dict[Path, Path | None]:
    """Find what was asked for, seen from here or else from the handbook; nothing is ``None``."""
    return {
        path: next(filter(_is_ours(layout), (path, layout.root / path)), None) for path in given
    }


def _is_ours(layout: Layout) -> Callable[[Path], bool]:
    def test(path: Path) -> bool:
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - a symbolic link must stay one
        return os.path.lexists(whole) and any(
            whole.is_relative_to(folder) for folder in (layout.examples, layout.docs)
        )

    return test


def _files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Give the files in what was asked for."""
    files: list[Path] = []
    for path in (Path(os.path.abspath(path)) for path in paths):  # noqa: PTH100 - see above
        files += (
            [path] if not path.is_dir() else (p for p in sorted(path.rglob("*")) if p.is_file())
        )
    return tuple(dict.fromkeys(files))


def _serve(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    from handboek.serve import is_free, serve  # noqa: PLC0415 - a web server, which no other command needs

    if not is_free(options.poort):
        return fail(
            console,
            f"Poort {options.poort} is al in gebruik, misschien door een andere ‘make serve’. "
            f"Sluit die, of kies een andere poort: make serve POORT={options.poort + 1}",
        )
    console.print(
        f"De site staat op http://127.0.0.1:{options.poort} en ververst als u iets opslaat. "
        "Stoppen: Ctrl+C."
    )
    serve(layout, options.poort)
    return OK
