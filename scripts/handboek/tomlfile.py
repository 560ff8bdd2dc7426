"""Read a TOML file that somebody wrote, and say in Dutch where it cannot be read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handboek.layout import Layout


class SettingsError(Exception):
    """The settings cannot be used. The text says in Dutch what is wrong and how to mend it."""


def read_toml(layout: Layout, path: Path) -> tuple[Mapping[str, Any], str]:
    """Read a file of settings, and give its text beside what TOML makes of it.

    Raises:
        SettingsError: it is no TOML.
    """
    name = layout.relative(path)
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad adds the signature
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_unreadable(name, text, str(error))) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{name}: dit bestand is niet opgeslagen als UTF-8; "
            "open het en kies bij ‘Opslaan als’ de codering UTF-8"
        ) from error


def _unreadable(name: str, text: str, said: str) -> str:
    """Say in Dutch where TOML stumbles, and over what if that is a name used twice."""
    found = re.search(r"at line (\d+)", said)
    line = int(found[1]) if found else text.rstrip().count("\n") + 1
    if "twice" in said or "overwrite" in said:
        return (
            f"{name}:{line}: deze naam staat er al; elke naam komt één keer voor in een onderdeel; "
            "laat één regel staan en haal de andere weg"
        )
    if "Invalid date" in said:
        return (
            f"{name}:{line}: deze datum bestaat niet; een datum is jaar-maand-dag, "
            "zonder aanhalingstekens; kijk hoeveel dagen de maand heeft"
        )
    return (
        f"{name}:{line}: deze regel is niet te lezen; op elke regel staat een naam, een is-teken "
        "en een waarde, en tekst staat tussen dubbele aanhalingstekens; "
        "kijk ook naar de regel erboven"
    )
