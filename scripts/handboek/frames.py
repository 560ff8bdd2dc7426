"""Leave a table's id with the table: the frame that the theme puts around it takes it over too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class FrameWithoutId(SphinxPostTransform):
    """Take the ids from every frame; an id that stands twice on a page leads nowhere for sure."""

    formats = ("html",)
    default_priority = 501  # after furo has made the frames

    def run(self, **kwargs: Any) -> None:
        """Go through the tables."""
        for table in self.document.findall(nodes.table):
            if isinstance(table.parent, nodes.container):
                table.parent["ids"] = []


def setup_frames(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(FrameWithoutId)
