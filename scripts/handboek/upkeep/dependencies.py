"""The packages that the handbook stands on: which the lock holds here, and under what licence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from handboek.layout import Layout

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SHORT = 60  # characters; some packages put the whole licence where its name should be
UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Dependency:
    """A package of the lock: its name and version, its licence, what it needs, its files' hashes.

    ``needs`` holds the names of other packages in the lock, ``hashes`` the SHA-256 of every file
    that may be installed for it.
    """

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]
    hashes: tuple[str, ...]


def dependencies(layout: Layout) -> Sequence[Dependency]:
    """Give the packages that requirements.lock holds for this machine, by name.

    Raises:
        OSError: there is no lock.
    """
    text = (layout.root / "requirements.lock").read_text(encoding="utf-8")
    locked = {canonicalize_name(each.name): (each, hashes) for each, hashes in _locked(text)}
    return [
        _dependency(name, requirement, hashes, frozenset(locked))
        for name, (requirement, hashes) in sorted(locked.items())
    ]


def _locked(text: str) -> Iterator[tuple[Requirement, tuple[str, ...]]]:
    for entry in re.split(r"\n(?=\S)", text):
        requirement = Requirement(entry.partition("\\")[0].strip())
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement, tuple(sorted(_HASH.findall(entry)))


def _dependency(
    name: str, requirement: Requirement, hashes: tuple[str, ...], locked: frozenset[str]
) -> Dependency:
    version = str(requirement.specifier).removeprefix("==")
    try:
        installed = distribution(name)
    except PackageNotFoundError:  # in the lock for another system, which has no mark of its own
        return Dependency(name, version, UNKNOWN, (), hashes)
    needs = {canonicalize_name(each.name) for each in _wanted(installed)}
    return Dependency(name, version, _licence(installed), tuple(sorted(needs & locked)), hashes)


def _wanted(installed: Distribution) -> Iterator[Requirement]:
    for text in installed.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


def _licence(installed: Distribution) -> str:
    """Give the licence as its maker names it: newest way first."""

    def given(name: str) -> list[str]:
        return [text.strip() for text in installed.metadata.get_all(name) or []]

    classifiers = [each for each in given("Classifier") if each.startswith("License ::")]
    named = [
        each.rpartition(" :: ")[2] for each in classifiers if not each.endswith("OSI Approved")
    ]
    short = [each for each in given("License") if "\n" not in each and len(each) <= _SHORT]
    return next(filter(None, (*given("License-Expression"), " / ".join(named), *short)), UNKNOWN)


def licence_table(found: Sequence[Dependency]) -> str:
    """Write the packages with their licences, one a line, in columns."""
    rows = [("Pakket", "Versie", "Licentie"), *((d.name, d.version, d.licence) for d in found)]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{a:<{first}}  {b:<{second}}  {c}\n" for a, b, c in rows)
