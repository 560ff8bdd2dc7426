"""The address of the page where a forge lets people make a new file, with the file filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class NewFile:
    """How a kind of forge builds that address; the form on the site fills it in.

    ``path`` follows the repository's address and may name ``{branch}``, ``{folder}`` and ``{name}``
    of the file. ``content`` is the field that takes the text: empty for a forge that has none.
    """

    path: str
    content: str


NEW_FILE: Mapping[str, NewFile] = {
    "github": NewFile("new/{branch}?filename={folder}/{name}", "value"),
    "gitlab": NewFile("-/new/{branch}/{folder}?file_name={name}", "content"),
    # Forgejo takes the name from the address, but not the text: that goes by the clipboard.
    "forgejo": NewFile("_new/{branch}/?filename={folder}/{name}", ""),
}
"""By the name of the forge in the settings."""

LONGEST_ADDRESS = 7_500
"""Characters, of 8,190 that web servers take by default: a forge may add to an address."""
LONGEST_MAIL = 1_800
"""Characters of a mailto: address, of the 2,048 that Windows hands to a mail program."""
