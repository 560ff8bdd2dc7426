"""Images, figures and listings with a caption."""

from __future__ import annotations

import re

from docutils import nodes

from handboek.typst.config import IMAGES
from handboek.typst.quoting import optional, quote
from handboek.typst.structure import code_block
from handboek.typst.writer import Writer, first, others

_LENGTH = re.compile(r"([\d.]+)\s*(\w*|%)")
_POINTS_A_PIXEL = 0.75
_UNITS = {"pt", "mm", "cm", "in", "em", "%"}


class MediaMixin(Writer):
    """Images always come with their description."""

    def visit_image(self, node: nodes.image) -> None:
        """Write an image: in a line of text as high as the text allows."""
        name = self.builder.images.get(node["uri"])
        if name is None:
            self.problems.add(
                node, f"de afbeelding {node['uri']} staat niet bij de bron; zet haar erbij"
            )
            raise nodes.SkipNode
        alt = node.get("alt", "").strip() or None
        arguments = [quote(f"{IMAGES}/{name}"), f"alt: {optional(alt)}", *_sizes(node)]
        function = "picture-inline" if _is_inline(node) else "picture"
        if function == "picture" and not isinstance(node.parent, nodes.reference):
            self.begin_block()
        self.write_anchors()
        self.write(f"#{function}({', '.join(arguments)});")
        raise nodes.SkipNode

    def visit_figure(self, node: nodes.figure) -> None:
        """Write an image with its caption and what else is said about it."""
        self.begin_block()
        caption, legend = first(node, nodes.caption), first(node, nodes.legend)
        label = self.native_label(node) if caption is not None else ""
        content = self.capture(others(node, nodes.caption, nodes.legend))
        text = "none" if legend is None else f"[{self.capture(legend.children)}]"
        self.write(
            f"#graphic(caption: {self.argument(caption)}, legend: {text}, ",
            f"key: {optional(label or None)})[{content}]\n\n",
        )
        raise nodes.SkipNode

    def write_listing(self, node: nodes.container) -> None:
        """Write code with a caption."""
        self.begin_block()
        caption, code = first(node, nodes.caption), first(node, nodes.literal_block)
        label = self.native_label(node)
        content = "" if code is None else code_block(code)
        self.write(
            f"#listing(caption: {self.argument(caption)}, key: {optional(label or None)})",
            f"[{content}]\n\n",
        )


def _is_inline(image: nodes.image) -> bool:
    parent = image.parent
    if isinstance(parent, nodes.reference):
        parent = parent.parent
    return isinstance(parent, nodes.TextElement) and len(parent) > 1


def _sizes(image: nodes.image) -> list[str]:
    sizes = {name: _length(image.get(name, "")) for name in ("width", "height")}
    return [f"{name}: {size}" for name, size in sizes.items() if size]


def _length(given: str) -> str | None:
    """Return a length as Typst knows it; a number by itself counts pixels."""
    match = _LENGTH.fullmatch(given.strip())
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if unit in {"", "px"}:
        return f"{number * _POINTS_A_PIXEL:g}pt"
    return f"{number:g}{unit}" if unit in _UNITS else None
