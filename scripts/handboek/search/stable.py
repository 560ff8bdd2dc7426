"""Put Pagefind's index in one order, so that the same pages give the same files.

Pagefind writes the facets in the order of a hash table (Pagefind#638). Only those files change here,
and what names them; a later Pagefind may do without.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import cbor2

_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_FILTERS, _SORTS = 3, 4  # their places in the metadata
_NAME, _VALUES, _HASH = 0, 1, 1  # and in a facet
_DIGITS = 10


def put_in_order(files: dict[str, bytes]) -> None:
    """Sort the facets of an index, and name the files after what is in them.

    Args:
        files: the files of the index, by place; they change in place.
    """
    entry = json.loads(files[_ENTRY])
    for name, language in sorted(entry["languages"].items()):
        meta = _unpacked(files.pop(f"pagefind.{language['hash']}.pf_meta"))
        for facet in meta[_FILTERS]:
            facet[_HASH] = _sort_facet(files, name, facet[_HASH])
        meta[_FILTERS].sort(key=lambda facet: facet[_NAME])
        meta[_SORTS].sort(key=lambda order: order[_NAME])
        data = cbor2.dumps(meta)
        language["hash"] = f"{name}_{_digest(data)}"
        files[f"pagefind.{language['hash']}.pf_meta"] = _packed(data)
    entry["include_characters"] = sorted(entry["include_characters"])
    files[_ENTRY] = json.dumps(entry, sort_keys=True).encode()


def _sort_facet(files: dict[str, bytes], language: str, old: str) -> str:
    """Sort the values of one facet; give the new name of its file."""
    facet = _unpacked(files.pop(f"filter/{old}.pf_filter"))
    facet[_VALUES].sort(key=lambda value: value[_NAME])
    data = cbor2.dumps(facet)
    new = f"{language}_{_digest(data)}"
    files[f"filter/{new}.pf_filter"] = _packed(data)
    return new


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _unpacked(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data).removeprefix(_SIGNATURE))


def _packed(data: bytes) -> bytes:
    return gzip.compress(_SIGNATURE + data, mtime=0)
