"""How the examples are divided over the volumes of the handbook, when one PDF would be too large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Volume = Mapping[str, Sequence[str]]
"""The examples of one volume, by principle."""


def divide(examples: Mapping[str, Sequence[str]], size: int) -> list[Volume]:
    """Divide examples over volumes, by principle; one that is too large is cut by number.

    Args:
        examples: the examples, by principle, in the order of the book.
        size: how many a volume may hold.

    Returns:
        The volumes; always at least one.
    """
    volumes: list[dict[str, Sequence[str]]] = [{}]
    if sum(map(len, examples.values())) <= size:
        return [dict(examples)]
    for principle, own in examples.items():
        for piece in _pieces(own, size):
            if sum(map(len, volumes[-1].values())) + len(piece) > size:
                volumes.append({})
            volumes[-1][principle] = piece
    return list(volumes)


def _pieces(own: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(own), size):
        yield own[start : start + size]
