"""The commands that build: check first, build what has changed, and tell what was made."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from handboek.addresses import record
from handboek.catalogue import Loaded, load
from handboek.checks.report import FORMATS, Report, count
from handboek.layout import SETTINGS_FILE, Layout
from handboek.settings import load_settings
from handboek.unchanged import Answer, fingerprint, remembered

OK, WRONG = 0, 1

Run = Callable[[Layout, argparse.Namespace, Console], int]


def add_building(add: Callable[[str, str, Run], argparse.ArgumentParser]) -> None:
    """Add the commands.

    Args:
        add: adds one, by its name, what it does, and the function that does it.
    """
    build = add("build", "bouw de site en de PDF's", _build)
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
    add("addresses", "bouw de site en leg haar adressen vast, bij een uitgave", _addresses)


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
        return fail(
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
            return fail(console, str(error))
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
        return fail(console, "Er is niets gebouwd. Wat er al stond, staat er nog.")
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
        return fail(console, str(error))
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
            f"Let op: {count(warnings, 'waarschuwing', 'waarschuwingen')}. "
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
        f"{count(new, 'nieuw adres', 'nieuwe adressen')}. Leg dat bestand vast met de uitgave."
    )
    return OK


def fail(console: Console, text: str) -> int:
    """Say what is wrong; give the status to end with."""
    console.print(text, style="bold red", markup=False)
    return WRONG
