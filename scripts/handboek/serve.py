"""Show the site while someone writes: rebuild on a save, and reload the browser."""

from __future__ import annotations

from sphinx_autobuild.__main__ import main as autobuild

from handboek.layout import Layout

HOST = "127.0.0.1"


def serve(layout: Layout, port: int) -> None:
    """Serve the site until someone stops it.

    Args:
        layout: the folders of the handbook.
        port: the port on this machine.
    """
    watched = [f"--watch={folder}" for folder in (layout.examples, layout.conf)]
    autobuild(  # type: ignore[no-untyped-call]  # its own types are not complete
        [
            f"--conf-dir={layout.conf}",
            f"--doctree-dir={layout.doctrees / 'html'}",
            f"--host={HOST}",
            f"--port={port}",
            "--quiet",
            *watched,
            str(layout.docs),
            str(layout.html),
        ]
    )
