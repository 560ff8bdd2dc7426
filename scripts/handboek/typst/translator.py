"""The translator: every node of a doctree to Typst, a concept a module."""

from __future__ import annotations

from handboek.typst.boxes import BoxesMixin, with_admonitions
from handboek.typst.lists import ListsMixin
from handboek.typst.signatures import SignaturesMixin
from handboek.typst.simple import simple
from handboek.typst.structure import StructureMixin
from handboek.typst.tables import TablesMixin
from handboek.typst.text import TextMixin


class TypstTranslator(
    StructureMixin, TextMixin, ListsMixin, TablesMixin, BoxesMixin, SignaturesMixin
):
    """Translates a book; its result is `text`."""


simple(TypstTranslator)
with_admonitions(TypstTranslator)
