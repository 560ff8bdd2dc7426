"""One issue and one comment a subject: written the first time, updated ever after.

The first line of the text is a mark that people do not see; by that, and by who wrote it, the
text of before is found. Somebody else's text with that mark is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handboek.upkeep.forge import Forge

_LONGEST = 60_000  # characters; GitHub takes 65,536
_MORE = "\n\nEr is meer; dit is het begin. De uitvoer van de workflow heeft alles.\n"


def issue(forge: Forge, subject: str, title: str, text: str) -> int | None:
    """Keep one open issue about a subject.

    Args:
        forge: where.
        subject: a word that stays the same, such as ``verwijzingen``.
        title: of the issue.
        text: in Markdown; empty closes the issue, as there is nothing left to do.

    Returns:
        The number of the issue; ``None`` if there is none and none is needed.

    Raises:
        ForgeError: the forge refused, or did not answer.
    """
    open_issues = forge.all("issues", state="open")
    found = _ours(forge, subject, (each for each in open_issues if "pull_request" not in each))
    if not text.strip():
        return _close(forge, found)
    data = {"title": title, "body": _marked(subject, text)}
    if found is None:
        return int(forge.send("POST", "issues", data)["number"])
    if found["body"] != data["body"]:
        forge.send("PATCH", f"issues/{found['number']}", data)
    return int(found["number"])


def _close(forge: Forge, found: Mapping[str, Any] | None) -> int | None:
    if found is None:
        return None
    number = int(found["number"])
    forge.send("POST", f"issues/{number}/comments", {"body": "Alles is weer in orde."})
    forge.send("PATCH", f"issues/{number}", {"state": "closed"})
    return number


def comment(forge: Forge, number: int, subject: str, text: str) -> None:
    """Keep one comment about a subject with an issue or a pull request.

    Raises:
        ForgeError: the forge refused, or did not answer.
    """
    found = _ours(forge, subject, forge.all(f"issues/{number}/comments"))
    data = {"body": _marked(subject, text)}
    if found is None:
        forge.send("POST", f"issues/{number}/comments", data)
    elif found["body"] != data["body"]:
        forge.send("PATCH", f"issues/comments/{found['id']}", data)


def _mark(subject: str) -> str:
    return f"<!-- handboek: {subject} -->"


def _marked(subject: str, text: str) -> str:
    shortened = text if len(text) <= _LONGEST else text[:_LONGEST].rpartition("\n")[0] + _MORE
    return f"{_mark(subject)}\n{shortened}"


def _ours(
    forge: Forge, subject: str, entries: Iterable[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    for entry in entries:
        if forge.is_ours(entry) and (entry["body"] or "").startswith(_mark(subject)):
            return entry
    return None
