"""Make the name of a new example's file from its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from handboek.sources import reserved_prefixes
from handboek.vocabulary import Vocabulary

SHORTEST, LONGEST = 3, 60
FALLBACK = "voorbeeld"


def suggest(title: str, taken: Collection[str], vocabulary: Vocabulary) -> str:
    """Suggest a slug: lower-case ASCII words with hyphens, that no other example has.

    The form on the site does the same, in conf/static/formulier-bestand.js.

    Args:
        title: the title of the example.
        taken: the slugs of the examples there are, in every folder.
        vocabulary: what the names of the generated pages are made of.
    """
    slug = whole_words(title, LONGEST)
    if len(slug) < SHORTEST or slug == "index" or slug.startswith(reserved_prefixes(vocabulary)):
        slug = whole_words(f"{FALLBACK}-{slug}", LONGEST)
    free, number = slug, 2
    while free in taken:
        tail = f"-{number}"
        free = whole_words(slug, LONGEST - len(tail)) + tail
        number += 1
    return free


def whole_words(text: str, limit: int) -> str:
    """Write a text as a slug of at most ``limit`` characters, without half a word if it can."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(slug) <= limit:
        return slug
    cut = slug[:limit] if slug[limit] == "-" else slug[:limit].rpartition("-")[0]
    return cut or slug[:limit]
