"""What a PDF still lacks when Typst has written it: a small size, and the heads of table rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from docutils import nodes


def row_heads(book: nodes.document) -> tuple[int, ...]:
    """Give for each table, in reading order, how many cells at the start of a row are its head.

    In a table of two columns none is: a cell follows on its head at once, and readers take more
    heads than cells for a fault.
    """
    return tuple(
        sum(bool(column.get("stub")) for column in columns) if len(columns) > _PAIR else 0
        for columns in map(list, map(_columns, book.findall(nodes.table)))
    )


_PAIR = 2


def _columns(table: nodes.table) -> Iterator[nodes.colspec]:
    """Go through the columns of a table, not through those of a table in it."""
    for group in table.children:
        if isinstance(group, nodes.tgroup):
            yield from (each for each in group.children if isinstance(each, nodes.colspec))


def finish(path: Path, heads: Sequence[int] = ()) -> None:
    """Rewrite a PDF in place: packed, ready to show before it has all arrived, row heads tagged.

    Typst 0.15 writes each element of the structure tree as an object of its own, unpacked, which
    is more than half of a text. It has `pdf.header-cell` for rows, but only behind a switch that
    its wheel does not offer.

    Args:
        path: the PDF.
        heads: how many cells at the start of each row are its head, for every table in it;
            a document whose template leaves tables out or adds some gets none.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if any(heads):
            tables = list(_elements(pdf.Root.StructTreeRoot, "/Table"))
            if len(tables) == len(heads):
                for table, count in zip(tables, heads, strict=True):
                    _tag_row_heads(table, count)
        pdf.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            linearize=True,
            deterministic_id=True,
        )


def _elements(element: Any, role: str) -> Iterator[pikepdf.Dictionary]:
    """Go through the elements with a role, in reading order, those in one another too."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if isinstance(current, pikepdf.Array):
            waiting += reversed(list(current))
        elif isinstance(current, pikepdf.Dictionary):
            if current.get("/S") == role:
                yield current
            waiting.append(current.get("/K"))


def _tag_row_heads(table: pikepdf.Dictionary, count: int) -> None:
    taken = [0] * count  # of each head column: how many rows the cell from above still spans
    for row in _own_rows(table):
        cells = iter([each for each in _kids(row) if each.get("/S") == "/TD"])
        for column in range(count):
            if taken[column]:
                taken[column] -= 1
            elif cell := next(cells, None):
                taken[column] = _span(cell) - 1
                cell.S = pikepdf.Name.TH
                cell.A = pikepdf.Array([*_attributes(cell), _ROW])


def _span(cell: pikepdf.Dictionary) -> int:
    return next((int(each.RowSpan) for each in _attributes(cell) if "/RowSpan" in each), 1)


_ROW = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)


def _own_rows(table: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    for part in _kids(table):
        if part.get("/S") == "/TR":
            yield part
        elif part.get("/S") == "/TBody":
            yield from (each for each in _kids(part) if each.get("/S") == "/TR")


def _kids(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids: Any = element.get("/K", [])
    every = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [each for each in every if isinstance(each, pikepdf.Dictionary)]


def _attributes(element: pikepdf.Dictionary) -> list[pikepdf.Object]:
    given: Any = element.get("/A", [])
    return list(given) if isinstance(given, pikepdf.Array) else [given]
