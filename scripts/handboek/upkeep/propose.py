"""Open a pull request with an example that came in by an issue form, or renew it.

The file was made from a stranger's text by a step that may write nothing. This step may write, so
it only looks at the name and the size of that file, and never reads it as anything but bytes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from handboek.upkeep.forge import Forge
from handboek.upkeep.once import comment
from handboek.upkeep.plain import code, quiet

MAX_BYTES = 200_000
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]\.md")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,58}")
SUBJECT = "voorbeeld"
ANSWER, NOTE = "reactie.md", "toelichting.md"


class NoExampleError(Exception):
    """The folder holds something else than one example or an answer."""


@dataclass(frozen=True)
class Example:
    """A file to propose: where it goes in the repository, its bytes, and a note for who reviews it."""

    path: str
    content: bytes
    note: str = ""


def outcome(folder: Path) -> Example | str:
    """Read what became of an issue: an example, or an answer that says what is missing.

    Args:
        folder: what the step before left; it may have been made by anyone.

    Raises:
        NoExampleError: it holds neither, or more than one, or a file that may not be there.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()]
    if any(path.is_symlink() or path.stat().st_size > MAX_BYTES for path in files):
        raise NoExampleError("een bestand is te groot, of is een snelkoppeling")
    examples = [path for path in files if path.relative_to(folder).parts[0] == "examples"]
    if not examples:
        return _text(folder / ANSWER) or _nothing()
    if len(examples) > 1:
        raise NoExampleError("er is meer dan één voorbeeld")
    where = examples[0].relative_to(folder)
    if not _is_example(where.parts):
        raise NoExampleError("het bestand heeft geen naam die mag")
    return Example(where.as_posix(), examples[0].read_bytes(), _text(folder / NOTE))


def _text(path: Path) -> str:
    return quiet(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else ""


def _nothing() -> NoReturn:
    raise NoExampleError("er is geen voorbeeld en geen antwoord")


def _is_example(parts: tuple[str, ...]) -> bool:
    match parts:
        case ("examples", folder, name):
            return bool(_FOLDER.fullmatch(folder) and _NAME.fullmatch(name))
        case _:
            return False


def propose(forge: Forge, number: int, came: Example | str) -> None:
    """Answer an issue with a pull request, or with what is missing.

    Raises:
        ForgeError: the forge refused, or did not answer.
    """
    if isinstance(came, str):
        comment(forge, number, SUBJECT, came)
        return
    main = str(forge.get("")["default_branch"])
    branch = f"voorbeeld/melding-{number}"
    made = _commit(forge, number, came, main)
    if not _move(forge, branch, made, number):
        comment(forge, number, SUBJECT, _TAKEN_OVER)
        return
    proposal = _pull_request(forge, number, came, branch, main)
    comment(forge, number, SUBJECT, _THANKS.format(number=proposal))
    # A branch made by a workflow starts no workflow by itself.
    for workflow in ("controle.yml", "bouw.yml"):
        forge.send("POST", f"actions/workflows/{workflow}/dispatches", {"ref": branch})


def _commit(forge: Forge, number: int, example: Example, main: str) -> str:
    """Make one commit on top of the main branch: whatever was on the branch before is replaced."""
    start = forge.get(f"git/ref/heads/{main}")["object"]["sha"]
    tree = forge.get(f"git/commits/{start}")["tree"]["sha"]
    text = base64.b64encode(example.content).decode()
    blob = forge.send("POST", "git/blobs", {"content": text, "encoding": "base64"})["sha"]
    entry = {"path": example.path, "mode": "100644", "type": "blob", "sha": blob}
    data = {"base_tree": tree, "tree": [entry]}
    whole = forge.send("POST", "git/trees", data)["sha"]
    data = {"message": _message(number), "tree": whole, "parents": [start]}
    return str(forge.send("POST", "git/commits", data)["sha"])


def _message(number: int) -> str:
    return f"Add the example of issue #{number}"


def _move(forge: Forge, branch: str, commit: str, number: int) -> bool:
    """Let a branch be this commit; not if somebody has worked on it since."""
    found = forge.find(f"git/ref/heads/{branch}")
    if found is None:
        forge.send("POST", "git/refs", {"ref": f"refs/heads/{branch}", "sha": commit})
        return True
    last = forge.get(f"git/commits/{found['object']['sha']}")
    if last["message"] != _message(number):
        return False
    forge.send("PATCH", f"git/refs/heads/{branch}", {"sha": commit, "force": True})
    return True


def _pull_request(forge: Forge, number: int, example: Example, branch: str, main: str) -> int:
    owner = forge.repository.partition("/")[0]
    found: list[Mapping[str, Any]] = list(
        forge.all("pulls", state="open", head=f"{owner}:{branch}", base=main)
    )
    if found:
        return int(found[0]["number"])
    name = example.path.rpartition("/")[2].removesuffix(".md")
    data = {
        "title": f"Nieuw voorbeeld: {name}",
        "head": branch,
        "base": main,
        "body": _BODY.format(path=code(example.path), number=number, note=example.note),
    }
    return int(forge.send("POST", "pulls", data)["number"])


_THANKS = (
    "Dank u wel. Van uw melding is een voorstel gemaakt: #{number}. De redactie leest het.\n\n"
    "Wilt u iets veranderen? Pas dan uw melding aan. Het voorstel verandert vanzelf mee.\n"
)
_TAKEN_OVER = (
    "Wij zien dat u uw melding hebt aangepast. De redactie werkt al aan het voorstel, dus dat "
    "verandert niet meer vanzelf mee. Zet hieronder wat u wilt veranderen.\n"
)
_BODY = """Dit voorstel is gemaakt van melding #{number}. Het gaat om één nieuw bestand: {path}

{note}
Het bestand komt door de automatische controle. Kijk zelf nog naar deze punten:

- [ ] Er staan geen persoonsgegevens in, en niemand is te herkennen.
- [ ] De feiten kloppen, en de bron zegt echt wat er staat.
- [ ] Het past bij het principe van de map.
- [ ] De afweging is eerlijk: ook het belang van anderen en de grens staan erin.
- [ ] Er is niet al bijna hetzelfde voorbeeld.

Closes #{number}
"""
