"""The process that Typst runs in: it takes a job from stdin and says on stdout how it went.

A program of its own, started by `compiler`: Typst holds on to its memory for as long as its
process lives, and takes the process with it when it crashes. Hence no import of this package.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import typst


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Compile, and return what there is to say: an error, or how much memory it took."""
    try:
        typst.compile(**job)
    except typst.TypstError as error:
        return {"message": error.message, "hints": error.hints, "diagnostic": error.diagnostic}
    return {"peak": peak()}


def peak() -> int:
    """Return the most memory that this process has used, in kB; 0 where nobody keeps count."""
    try:
        import resource  # noqa: PLC0415 - Windows lacks it
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(json.load(sys.stdin))))
