"""Put Pagefind's index in one order, so that the same pages give the same files.

Pagefind writes the facets in the order of a hash table (Pagefind#638). Only those files change here,
and what names them; a later Pagefind may do without.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

_SIGNATURE = b"pagefind_dcd"
_FILTERS, _SORTS = 3, 4  # their places in the metadata
_NAME, _VALUES, _HASH = 0, 1, 1  # and in a facet
_DIGITS = 10


def put_in_order(folder: Path) -> None:
    """Sort the facets of an index, and name the files after what is in them.

    Args:
        folder: the index, as Pagefind wrote it.
    """
    entry_path = folder / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    for name, language in sorted(entry["languages"].items()):
        path = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(path)
        for facet in meta[_FILTERS]:
            facet[_HASH] = _sort_facet(folder / "filter", name, facet[_HASH])
        meta[_FILTERS].sort(key=lambda facet: facet[_NAME])
        meta[_SORTS].sort(key=lambda order: order[_NAME])
        data = cbor2.dumps(meta)
        language["hash"] = f"{name}_{_digest(data)}"
        path.unlink()
        _write(folder / f"pagefind.{language['hash']}.pf_meta", data)
    entry["include_characters"] = sorted(entry["include_characters"])
    entry_path.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8", newline="\n")


def _sort_facet(folder: Path, language: str, old: str) -> str:
    """Sort the values of one facet; give the new name of its file."""
    path = folder / f"{old}.pf_filter"
    facet = _read(path)
    facet[_VALUES].sort(key=lambda value: value[_NAME])
    data = cbor2.dumps(facet)
    new = f"{language}_{_digest(data)}"
    path.unlink()
    _write(folder / f"{new}.pf_filter", data)
    return new


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(gzip.compress(_SIGNATURE + data, mtime=0))
