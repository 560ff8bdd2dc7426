"""The rules for personal data, read from privacy.toml, which says how they work."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stdnum import iban
from stdnum.nl import bsn

FILE = Path(__file__).with_name("privacy.toml")
_NOTHING = re.compile("(?!)")


def is_bsn(text: str) -> bool:
    """Tell whether the digits in a text pass the eleven-test of a burgerservicenummer."""
    return bool(bsn.is_valid(re.sub("[^0-9]", "", text)))


def is_iban(text: str) -> bool:
    """Tell whether the letters and digits in a text are an IBAN."""
    number = re.sub("[^0-9A-Z]", "", text.upper())
    right = len(number) == 18 if number.startswith("NL") else 15 <= len(number) <= 34  # noqa: PLR2004 - lengths of an IBAN
    return right and bool(iban.is_valid(number, check_country=False))


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "": lambda _: True,
    "elfproef": is_bsn,
    "iban": is_iban,
}


@dataclass(frozen=True)
class Rule:
    """One kind of personal data and how it is recognised; privacy.toml explains each part."""

    name: str
    refuses: bool
    what: str
    instead: str
    in_address: bool
    needed: re.Pattern[str]
    digits: bool
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    only_after: re.Pattern[str] | None
    test: Callable[[str], bool]


@dataclass(frozen=True)
class Rules:
    """All rules in their order; ``alike`` and ``address`` are what privacy.toml says of them."""

    rules: tuple[Rule, ...]
    alike: Mapping[int, str]
    address: re.Pattern[str]


@cache
def rules() -> Rules:
    """Read the rules that come with the program."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = tuple(_rule(each) for each in data["regel"])
    alike = {ord(other): one for one, others in data["gelijk"].items() for other in others}
    address = re.compile(data["adres"]["patroon"], re.IGNORECASE)
    return Rules(found, alike, address)


def _rule(data: Mapping[str, Any]) -> Rule:
    flags = re.NOFLAG if data.get("hoofdletters") else re.IGNORECASE

    def any_of(key: str) -> re.Pattern[str]:
        given = data.get(key, ())
        return re.compile("|".join(f"(?:{each})" for each in given), flags) if given else _NOTHING

    return Rule(
        name=data["naam"],
        refuses=data["ernst"] == "fout",
        what=data["wat"],
        instead=data["voorstel"],
        in_address=data.get("in_adres", False),
        needed=re.compile(data["nodig"], flags),
        digits=not data.get("zonder_cijfers", False),
        patterns=tuple(re.compile(each, flags) for each in data["patronen"]),
        unless=any_of("behalve"),
        not_after=any_of("niet_na"),
        not_before=any_of("niet_voor"),
        only_after=any_of("alleen_na") if "alleen_na" in data else None,
        test=_TESTS[data.get("toets", "")],
    )
