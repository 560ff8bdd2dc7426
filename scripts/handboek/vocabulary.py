"""The words an example may choose from: principles, roles, channels, organisations, kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """One key of the vocabulary.

    ``key`` goes in files and addresses, ``label`` is what people see, ``core`` is one sentence
    that says what it is, ``plural`` is the word for several of them; ``sourced`` says that an
    example of this kind needs a public source.
    """

    key: str
    label: str
    core: str = ""
    plural: str = ""
    sourced: bool = False


@dataclass(frozen=True)
class OfficialWording:
    """The established wording of a principle; empty until someone supplies it with its source."""

    citizen: str = ""
    organisation: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is a wording to show."""
        return bool(self.citizen or self.organisation)


@dataclass(frozen=True)
class Principle(Term):
    """A principle: a term with, perhaps, an established wording."""

    official: OfficialWording = field(default_factory=OfficialWording)


@dataclass(frozen=True)
class Facet(Mapping[str, Term]):
    """One list of terms, in the order of the settings.

    ``name`` is the table in the settings (``rollen``), ``singular`` how a message calls one of
    them (``rol``), ``listing`` where the listing of one term lives, as the start of its docname.
    """

    name: str
    singular: str
    listing: str
    terms: tuple[Term, ...]

    def __getitem__(self, key: str) -> Term:
        """Give the term with this key."""
        for term in self.terms:
            if term.key == key:
                return term
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        """Go through the keys, in order."""
        return (term.key for term in self.terms)

    def __len__(self) -> int:
        """Count the terms."""
        return len(self.terms)


@dataclass(frozen=True)
class Vocabulary:
    """All facets of an example."""

    principles: Facet
    roles: Facet
    channels: Facet
    organisations: Facet
    kinds: Facet

    def __iter__(self) -> Iterator[Facet]:
        """Go through the facets, in the order people see them."""
        return iter((self.principles, self.roles, self.channels, self.organisations, self.kinds))

    def facet(self, name: str) -> Facet:
        """Give the facet with this name (``rollen``) or singular (``rol``).

        Raises:
            KeyError: there is no such facet.
        """
        for facet in self:
            if name in (facet.name, facet.singular):
                return facet
        raise KeyError(name)
