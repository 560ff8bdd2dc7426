"""The command line: ``handboek build``, ``check``, ``serve`` and what else it can do."""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from handboek import contribute
from handboek.addresses import record
from handboek.catalogue import Loaded, load
from handboek.checks.report import FORMATS, Report
from handboek.layout import SETTINGS_FILE, Layout, NotAHandbookError
from handboek.reader import Wishes
from handboek.settings import SettingsError, load_settings
from handboek.unchanged import Answer, fingerprint, remembered
from handboek.upkeep.commands import add_upkeep

OK, WRONG, NOT_A_COMMAND, ONLY_ADVICE = 0, 1, 2, 3


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
        return _fail(
            console,
            f"hier is geen handboek: {SETTINGS_FILE} ontbreekt. "
            "Ga naar de map van het handboek, of geef die op met --map.",
        )
    except SettingsError as error:
        return _fail(console, str(error))
    except OSError as error:
        return _fail(console, _unusable(error))
    except KeyboardInterrupt:
        return _fail(console, "afgebroken. Wat er al stond, staat er nog.")
    return status


def _print_anything() -> None:
    """Let a terminal that lacks a character show a question mark: Windows has such ones."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _unusable(error: OSError) -> str:
    name = error.filename or "een bestand"
    return f"{name} is niet te openen of te maken ({error.strerror}). Kijk of u daar bij mag."


def _fail(console: Console, text: str) -> int:
    console.print(text, style="bold red", markup=False)
    return WRONG


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
    build = _command(commands, "build", "bouw de site en de PDF's", _build)
    build.add_argument(
        "wat", nargs="?", choices=["html", "pdf"], help="bouw alleen dit (anders: alles)"
    )
    build.add_argument(
        "--strict", action="store_true", help="behandel elke waarschuwing als een fout"
    )
    index = build.add_mutually_exclusive_group()
    index.add_argument(
        "--zonder-zoekindex", action="store_true",
        help="maak de zoekindex niet opnieuw; die van een eerdere bouw blijft",
    )  # fmt: skip
    index.add_argument(
        "--alleen-zoekindex", action="store_true",
        help="maak alleen de zoekindex, van de site zoals die is gebouwd",
    )  # fmt: skip
    _add_check(_command(commands, "check", "controleer voorbeelden", _check))
    _add_ways_in(commands)
    _command(
        commands,
        "addresses",
        "bouw de site en leg haar adressen vast, bij een uitgave",
        _addresses,
    )
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
        return _fail(console, report.summary)
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


def _checked(layout: Layout, console: Console) -> Loaded | None:
    """Check everything before a build, and give it if it is right; advice can wait."""
    loaded = load(layout)
    report = Report(loaded.files, loaded.problems, ())
    sys.stdout.write(FORMATS["tekst"](report))
    console.print(report.summary, style="bold red" if report.problems else None, markup=False)
    return None if report.problems else loaded


def _build(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    start = time.monotonic()
    before = fingerprint(layout, html=options.wat != "pdf", pdf=options.wat != "html")
    answer = remembered(layout, before, strict=options.strict)
    if answer is not None:
        status = _again(layout, options, console, before, answer)
    elif options.alleen_zoekindex:
        return _fail(
            console, "Er is iets veranderd sinds de vorige bouw. Bouw eerst de site: `make html`."
        )
    else:
        status = _anew(layout, options, console, before)
    if status == OK:
        what = "Zoekindex klaar" if options.alleen_zoekindex else "Klaar"
        console.print(f"{what} in {time.monotonic() - start:.1f} seconden.")
    return status


def _again(
    layout: Layout, options: argparse.Namespace, console: Console, before: str, answer: Answer
) -> int:
    """Tell what the last build made, after making the search index if only that was left out."""
    if not answer.search and not options.zonder_zoekindex:
        from handboek.build import BuildError, add_index  # noqa: PLC0415 - see below
        from handboek.progress import Progress  # noqa: PLC0415

        try:
            with Progress(console) as progress:
                add_index(layout, before, progress)
        except BuildError as error:
            return _fail(console, str(error))
    elif not options.alleen_zoekindex:
        console.print("Er is niets veranderd sinds de vorige keer.")
    if not options.alleen_zoekindex:
        sys.stderr.writelines(answer.warnings)
        pdfs = [layout.root / name for name in answer.pdfs]
        _tell(layout, options, console, answer.pages, pdfs, len(answer.warnings))
        _tell_index(layout, console, search=answer.search or not options.zonder_zoekindex)
    return OK


def _anew(layout: Layout, options: argparse.Namespace, console: Console, before: str) -> int:
    """Check, build, and tell what was made."""
    # Sphinx takes half a second to import; checking does without.
    from handboek.build import BuildError, Checked, Wanted, build  # noqa: PLC0415
    from handboek.progress import Progress  # noqa: PLC0415

    loaded = _checked(layout, console)
    if loaded is None:
        return _fail(console, "Er is niets gebouwd. Wat er al stond, staat er nog.")
    wanted = Wanted(
        html=options.wat != "pdf",
        pdf=options.wat != "html",
        strict=options.strict,
        search=not options.zonder_zoekindex,
    )
    try:
        with Progress(console) as progress:
            built = build(layout, wanted, progress, sys.stderr, Checked(loaded, before))
    except BuildError as error:
        return _fail(console, str(error))
    _tell(layout, options, console, built.pages, built.pdfs, built.warnings)
    _tell_index(layout, console, search=wanted.search or not wanted.html)
    return OK


def _tell_index(layout: Layout, console: Console, *, search: bool) -> None:
    """Tell what the search of the site knows, if that is not what is on its pages."""
    if search:
        return
    if (layout.html / "pagefind").is_dir():
        text = "De zoekindex is nog die van een eerdere bouw. Met `make html` werkt u hem bij."
    else:
        text = (
            "De site heeft geen zoekindex: zoeken en filteren werken niet. "
            "Met `make html` komt hij erbij."
        )
    console.print(text)


def _tell(  # noqa: PLR0913, PLR0917 - each is a line of what is told
    layout: Layout,
    options: argparse.Namespace,
    console: Console,
    pages: int,
    pdfs: Sequence[Path],
    warnings: int,
) -> None:
    """Tell what a build made."""
    if options.wat != "pdf":
        console.print(f"Site: {layout.relative(layout.html)}/index.html ({pages} pagina's)")
    for path in pdfs:
        console.print(f"PDF:  {layout.relative(path)} ({path.stat().st_size / 1000:.0f} kB)")
    if warnings:
        console.print(
            f"Let op: {_count(warnings, 'waarschuwing', 'waarschuwingen')}. "
            "Lees hierboven wat er is. Wat fout is, staat ook zo op de site."
        )
    if not load_settings(layout).site.url:
        console.print(
            f"Let op: in {SETTINGS_FILE} is [site] url leeg. "
            "De site heeft nu geen openbaar adres, en dus geen kaart voor zoekmachines en geen feed."
        )


def _addresses(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    options.wat, options.strict = "html", False
    options.zonder_zoekindex = options.alleen_zoekindex = False
    if _build(layout, options, console) != OK:
        return WRONG
    new = record(layout)
    console.print(
        f"Vastgelegd in {layout.relative(layout.published)}: "
        f"{_count(new, 'nieuw adres', 'nieuwe adressen')}. Leg dat bestand vast met de uitgave."
    )
    return OK


def _serve(layout: Layout, options: argparse.Namespace, console: Console) -> int:
    from handboek.serve import is_free, serve  # noqa: PLC0415 - a web server, which no other command needs

    if not is_free(options.poort):
        return _fail(
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


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
