"""The addresses of a forge: where people edit a file, or report what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit


@dataclass(frozen=True)
class Forge:
    """How a kind of forge builds its addresses, after that of the repository.

    ``edit`` and ``issue`` are the ways to the editor and to a new issue, ``title`` and ``body``
    the fields of that issue.
    """

    edit: str
    issue: str
    title: str
    body: str


FORGES: Mapping[str, Forge] = {
    "github": Forge("edit", "issues/new", "title", "body"),
    "gitlab": Forge("-/edit", "-/issues/new", "issue[title]", "issue[description]"),
    "forgejo": Forge("_edit", "issues/new", "title", "body"),
}
"""The forges we know, by the name they have in the settings; Gitea has Forgejo's addresses."""

_HOSTS = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "forgejo"}


def forge_of(repository: str) -> str:
    """Give the kind of forge that the address of a repository is at; empty if it may be any."""
    return _HOSTS.get(urlsplit(repository).hostname or "", "")


def edit_address(repository: str, forge: str, branch: str, path: str) -> str:
    """Give the address where people edit a file; empty if there is none.

    Args:
        repository: its address, without a slash at the end; empty if nobody may know it.
        forge: a key of ``FORGES``, or empty.
        branch: the branch to edit.
        path: the file, from the root of the repository.
    """
    if not repository or forge not in FORGES:
        return ""
    return f"{repository}/{FORGES[forge].edit}/{quote(branch)}/{quote(path)}"


def issue_address(repository: str, forge: str, title: str, body: str) -> str:
    """Give the address where people report something, filled in; empty if there is none."""
    if not repository or forge not in FORGES:
        return ""
    kind = FORGES[forge]
    return f"{repository}/{kind.issue}?{_filled({kind.title: title, kind.body: body})}"


def mail_address(address: str, subject: str, body: str) -> str:
    """Give a ``mailto:`` address with subject and text filled in."""
    return f"{address}{'&' if '?' in address else '?'}{_filled({'subject': subject, 'body': body})}"


def _filled(fields: Mapping[str, str]) -> str:
    """Write the fields of a form in an address; mail programs show a plus as a plus."""
    return urlencode(fields, quote_via=quote)
