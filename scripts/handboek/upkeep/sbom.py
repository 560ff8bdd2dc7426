"""The list of parts (SBOM): what is in an edition, for machines, in CycloneDX."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.contrib.this.builders import this_component
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from handboek.clock import Edition
from handboek.upkeep.dependencies import UNKNOWN, Dependency

_NAMESPACE = uuid.UUID("5f5f3b0a-6d6e-5c39-9f57-6d1c4a5b2e10")
"""Ours, chosen once: the same parts give the same serial number."""


def sbom(found: Sequence[Dependency], edition: Edition) -> str:
    """Write the list of parts, as JSON.

    Args:
        found: the packages that the edition is made with.
        edition: what it is called; its date is the date of the list, not that of today.

    Returns:
        CycloneDX 1.6; the same parts and the same edition give the same text.
    """
    found = sorted(found, key=lambda each: each.name)
    bom = Bom(serial_number=_serial(found, edition))
    bom.metadata.timestamp = dt.datetime.combine(edition.date, dt.time(), dt.UTC)
    bom.metadata.tools.components.add(this_component())
    root = Component(
        name="handboek",
        version=edition.version,
        type=ComponentType.APPLICATION,
        bom_ref="handboek",
        licenses=[LicenseFactory().make_from_string("EUPL-1.2")],
    )
    bom.metadata.component = root
    parts = {each.name: _component(each) for each in found}
    for each in found:
        bom.components.add(parts[each.name])
        bom.register_dependency(parts[each.name], [parts[name] for name in each.needs])
    bom.register_dependency(root, parts.values())
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _serial(found: Sequence[Dependency], edition: Edition) -> uuid.UUID:
    summed = hashlib.sha256(repr((found, edition)).encode()).hexdigest()
    return uuid.uuid5(_NAMESPACE, summed)


def _component(each: Dependency) -> Component:
    licences = [] if each.licence == UNKNOWN else [LicenseFactory().make_from_string(each.licence)]
    return Component(
        name=each.name,
        version=each.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{each.name}@{each.version}",
        purl=PackageURL("pypi", None, each.name, each.version),
        licenses=licences,
        # A package has a file a system; the list names those that the lock allows.
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in each.hashes],
    )
