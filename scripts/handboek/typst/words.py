"""What Sphinx says itself in a text, in a language that Sphinx does not have it in."""

from __future__ import annotations

from docutils import nodes

VERSIONS = {
    "nl": {
        "Added in version": "Toegevoegd in versie",
        "Changed in version": "Veranderd in versie",
        "Deprecated since version": "Verouderd sinds versie",
        "Removed in version": "Verwijderd in versie",
    }
}


def translate_versions(book: nodes.document, language: str) -> None:
    """Say 'Added in version 1.0' in the language of the book."""
    for label in book.findall(nodes.inline):
        if "versionmodified" not in label["classes"]:
            continue
        for text in list(label.findall(nodes.Text)):
            new = text.astext()
            for english, own in VERSIONS.get(language, {}).items():
                new = new.replace(english, own)
            text.parent.replace(text, nodes.Text(new))
