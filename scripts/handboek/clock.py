"""The date and the version of a build: from the sources, so that the same sources give the same."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cache

from babel.dates import format_date

from handboek.layout import Layout


@dataclass(frozen=True)
class Edition:
    """What every product of a build carries.

    ``version`` is that of pyproject.toml, ``date`` the day of the sources, ``commit`` the short
    name of the commit they come from; empty where there is no git.
    """

    version: str
    date: dt.date
    commit: str

    @property
    def long_date(self) -> str:
        """The date as people write it: ``23 november 2026``."""
        return in_words(self.date)


@cache
def in_words(date: dt.date) -> str:
    """Write a date as people do: ``23 november 2026``. Each page has some."""
    return format_date(date, "d MMMM y", locale="nl")


def today() -> dt.date:
    """Give the build's date: ``SOURCE_DATE_EPOCH`` if set, else today. No example may be newer."""
    return _from_environment() or dt.datetime.now(tz=dt.UTC).astimezone().date()


def edition(layout: Layout) -> Edition:
    """Find the version and the date of the sources.

    Args:
        layout: the folders of the handbook.

    Returns:
        The edition. Its date is ``SOURCE_DATE_EPOCH`` if set, else that of the last commit, else
        that of the newest source.
    """
    commit, committed = _last_commit(layout)
    return Edition(
        version=_version(layout),
        date=_from_environment() or committed or _newest(layout),
        commit=commit,
    )


def _from_environment() -> dt.date | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):  # not a number, or no day that exists
        return None


def _version(layout: Layout) -> str:
    file = layout.root / "pyproject.toml"
    if not file.is_file():
        return "0"
    project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
    return str(project.get("version", "0"))


def _last_commit(layout: Layout) -> tuple[str, dt.date | None]:
    """Ask git for the last commit; a downloaded zip has none, and a laptop may have no git."""
    if not (layout.root / ".git").exists():
        return "", None
    # Whoever has git show signatures gets lines of another program in between.
    command = ["git", "-c", "log.showSignature=false", "log", "-1", "--format=%h %ct"]
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed command, no shell
            command, cwd=layout.root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "", None
    commit, _, seconds = answer.stdout.strip().partition(" ")
    return commit, dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date()


def _newest(layout: Layout) -> dt.date:
    files = [
        path
        for folder in (layout.docs, layout.examples, layout.conf)
        for path in folder.rglob("*")
        if path.is_file()
    ]
    seconds = max((path.stat().st_mtime for path in files), default=0)
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()
