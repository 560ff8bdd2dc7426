"""One thing to say of a file, and where: what is wrong, what is allowed, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Text(NamedTuple):
    """The three parts of a message, with ``{names}`` to fill in."""

    wrong: str
    allowed: str
    repair: str


class Saying(Enum):
    """Something to say about what someone wrote; the value is a :class:`Text`."""

    @property
    def slug(self) -> str:
        """The message's name in data and in tools."""
        return self.name.lower().replace("_", "-")

    @property
    def refuses(self) -> bool:
        """Tell whether an example cannot go on the site with this."""
        return True


@dataclass(frozen=True)
class Problem:
    """One thing to say of a file, and where.

    ``path`` is what people see (from the root of the handbook), ``line`` counts from 1; ``parts``
    are the three parts of ``text``.
    """

    path: str
    line: int
    text: str
    message: Saying
    parts: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the problem on one line, so that editors can jump to it."""
        path = "".join(c if c.isprintable() else "?" for c in self.path)
        return f"{path}:{self.line}: {self.text}"


def problem(path: str, line: int, message: Saying, **values: object) -> Problem:
    """Fill in a message.

    Args:
        path: the file, from the root of the handbook.
        line: counts from 1.
        message: what is wrong.
        **values: what the message's texts name between braces.

    Returns:
        The problem, as ``wat er mis is; wat mag; zo herstelt u het``.
    """
    parts = tuple(part.format(**values) for part in message.value)
    return Problem(path, line, "; ".join(parts), message, parts)
