"""The Content-Security-Policy of every page: nothing comes from, or goes to, anyone else."""

from __future__ import annotations

import base64
import hashlib

_SOURCES = {
    "default-src": ["'none'"],
    # Scripts are files of the site; the search engine is WebAssembly, which needs permission too.
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],  # furo draws its icons in its style sheet
    "font-src": ["'self'"],
    "connect-src": ["'self'"],  # the search fetches its index
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
}


def policy(script: str = "", socket: str = "") -> str:
    """Write the policy, for a meta tag.

    Args:
        script: the text of one script that may stand in the page itself, if any.
        socket: the address (``ws://…``) that a page may keep a line open to, if any.
    """
    more = {
        "script-src": [f"'sha256-{_sum(script)}'"] if script else [],
        "connect-src": [socket] if socket else [],
    }
    return "; ".join(
        " ".join([name, *sources, *more.get(name, [])]) for name, sources in _SOURCES.items()
    )


def _sum(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
