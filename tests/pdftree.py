"""What a PDF holds for a reader who cannot see it: its structure tree, with the text of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEX = re.compile(rb"<([0-9a-fA-F\s]*)>")
BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


@dataclass
class Tag:
    """An element of the structure tree; ``parts`` holds text and elements, in reading order."""

    role: str
    element: pikepdf.Dictionary
    parts: list[str | Tag] = field(default_factory=list)
    objects: int = 0
    pages: list[Any] = field(default_factory=list)
    marks: list[tuple[Any, int]] = field(default_factory=list)

    @property
    def place(self) -> list[Any]:
        """The pages of its text, in reading order."""
        return [*self.pages, *(page for child in self.children for page in child.place)]

    @property
    def children(self) -> list[Tag]:
        return [part for part in self.parts if isinstance(part, Tag)]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, *roles: str) -> Iterator[Tag]:
        """Yield this element and those in it, in reading order."""
        if not roles or self.role in roles:
            yield self
        for child in self.children:
            yield from child.all(*roles)

    def attribute(self, name: str) -> Any:
        given = self.element.get("/A", [])
        owners = given if isinstance(given, pikepdf.Array) else [given]
        return next((owner[name] for owner in owners if name in owner), None)


@dataclass
class PageText:
    """The text of one page: by marked content, and what is no content at all."""

    marked: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


class PdfTree:
    """An open PDF with its structure tree and the text of every page."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.fonts: dict[Any, dict[int, str]] = {}
        self.pages = {page.objgen: self._read(page) for page in self.pdf.pages}
        self.root = Tag("Root", self.pdf.Root.StructTreeRoot)
        self._fill(self.root, self.pdf.Root.StructTreeRoot.get("/K"), None)

    def _fill(self, tag: Tag, kids: Any, page: Any) -> None:
        if kids is None:
            return
        if isinstance(kids, int):
            self._add(tag, page, kids)
        elif isinstance(kids, pikepdf.Array):
            for kid in kids:
                self._fill(tag, kid, page)
        elif kids.get("/Type") == "/MCR":
            own = kids.Pg.objgen if "/Pg" in kids else page
            self._add(tag, own, int(kids.MCID))
        elif kids.get("/Type") == "/OBJR":
            tag.objects += 1
        else:
            child = Tag(str(kids.S).removeprefix("/"), kids)
            tag.parts.append(child)
            self._fill(child, kids.get("/K"), kids.Pg.objgen if "/Pg" in kids else page)

    def _add(self, tag: Tag, page: Any, mark: int) -> None:
        text = self.pages[page].marked.get(mark, "")
        tag.parts.append(text)
        tag.marks.append((page, mark))
        if text.strip():
            tag.pages.append(page)

    def _read(self, page: pikepdf.Page) -> PageText:
        reader = _Reader(self)
        reader.run(page, page.get("/Resources", pikepdf.Dictionary()))
        return reader.found

    def font(self, font: pikepdf.Object) -> dict[int, str]:
        key = font.objgen
        if key not in self.fonts:
            stream = font.get("/ToUnicode")
            self.fonts[key] = {} if stream is None else to_unicode(stream.read_bytes())
        return self.fonts[key]


class _Reader:
    """Runs through the content of a page and sorts its text by the mark it stands in."""

    def __init__(self, tree: PdfTree) -> None:
        self.tree = tree
        self.found = PageText()
        self.marks: list[tuple[str, int | None, str | None]] = []
        self.map: dict[int, str] = {}

    def run(self, content: Any, resources: Any) -> None:
        for operands, operator in pikepdf.parse_content_stream(content):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                self.begin(operands, resources)
            elif name == "EMC":
                self.marks.pop()
            elif name == "Tf":
                self.map = self.tree.font(resources.Font[str(operands[0])])
            elif name in {"Tj", "TJ"}:
                shown = operands[0] if name == "TJ" else operands
                for piece in shown:
                    if isinstance(piece, pikepdf.String):
                        self.show(bytes(piece))
            elif name == "Do":
                form = resources.XObject[str(operands[0])]
                if form.Subtype == "/Form":
                    self.run(form, form.get("/Resources", resources))

    def begin(self, operands: Any, resources: Any) -> None:
        given = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(given, pikepdf.Name):
            given = resources.Properties[str(given)]
        mark = int(given.MCID) if "/MCID" in given else None
        said = str(given.ActualText) if "/ActualText" in given else None
        self.marks.append((str(operands[0]), mark, said))
        if said is not None:
            self.add(said, len(self.marks) - 1)

    def show(self, codes: bytes) -> None:
        if any(said is not None for *_, said in self.marks):
            return
        pairs = zip(codes[::2], codes[1::2], strict=True)
        self.add("".join(self.map.get(a << 8 | b, "\ufffd") for a, b in pairs), len(self.marks))

    def add(self, text: str, depth: int) -> None:
        marks = self.marks[: depth + 1]
        number = next((mark for _, mark, _ in reversed(marks) if mark is not None), None)
        if number is not None:
            self.found.marked[number] = self.found.marked.get(number, "") + text
        elif any(tag == "/Artifact" for tag, *_ in marks):
            self.found.artifacts.append(text)
        else:
            self.found.loose.append(text)


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Read which text each code of a font stands for."""
    found: dict[int, str] = {}
    for kind, body in BLOCK.findall(cmap):
        values = [re.sub(rb"\s", b"", each) for each in HEX.findall(body)]
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=True):
                found[int(code, 16)] = _text(text)
        else:
            for low, high, text in zip(values[::3], values[1::3], values[2::3], strict=True):
                for step in range(int(high, 16) - int(low, 16) + 1):
                    first = _text(text)
                    found[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return found


def _text(hexed: bytes) -> str:
    return bytes.fromhex(hexed.decode()).decode("utf-16-be")


CONTENTS = "Inhoud"
HEADINGS = tuple(f"H{level}" for level in range(1, 7))


def headings(pdf: PdfTree) -> list[tuple[int, str]]:
    """Give level and text of every heading in the structure tree, without the contents' own."""
    tags = pdf.root.all(*HEADINGS)
    return [(int(tag.role[1:]), plain(tag.text)) for tag in tags if tag.text != CONTENTS]


def plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def flat(items: list[Any], level: int = 1) -> Iterator[tuple[int, str]]:
    """Give level and text of bookmarks, in order."""
    for item in items:
        yield level, item.title
        yield from flat(item.children, level + 1)


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield the structure tree in reading order, as role and element."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += reversed(list(element))
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield str(element.S).removeprefix("/"), element
            if "/K" in element:
                waiting.append(element.K)
