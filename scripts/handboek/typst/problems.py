"""What is wrong with a document, gathered so that one run names everything."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes
from sphinx.errors import SphinxError


class TypstError(SphinxError):
    """The PDF cannot be made; the message says what to do."""

    category = "Fout bij het maken van de PDF"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to repair, and where."""

    source: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.message}"


@dataclass
class Problems:
    """The problems met so far."""

    found: set[Problem] = field(default_factory=set)

    def add(self, node: nodes.Node, message: str) -> None:
        """Note a problem at the place in the source that `node` comes from."""
        source, line = place_of(node)
        self.found.add(Problem(source, line, message))

    def raise_any(self, target: str) -> None:
        """Stop when there is a problem, with all of them in one message."""
        if self.found:
            listing = "\n".join(f"  {problem}" for problem in sorted(self.found))
            raise TypstError(f"{target}.pdf is niet gemaakt. Herstel eerst dit:\n{listing}")


def place_of(node: nodes.Node) -> tuple[str, int]:
    """Return source file and line; a node without them borrows those of what it stands in."""
    source, line = "", 0
    current: nodes.Node | None = node
    while current is not None and not (source and line):
        source = source or _file(current)
        line = line or (current.line or 0)
        current = current.parent
    return source or "onbekende bron", line


def _file(node: nodes.Node) -> str:
    source = node.source or (node.get("source", "") if isinstance(node, nodes.Element) else "")
    # Sphinx marks text out of a docstring as 'file.py:docstring of name'; that is no path.
    path = Path(source.partition(":docstring of")[0])
    if not source or not path.is_absolute():
        return source
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else source
