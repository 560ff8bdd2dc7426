"""Talk to the forge: the few calls of its web interface that the workflows need.

GitHub and Forgejo have the same ones for issues and comments. No dependencies: the steps that
may write to the forge run without installing anything.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

_PAGE, _PAGES = 100, 50  # the most a forge gives at once; 5,000 comments is a runaway
_SECONDS = 30
BOT = "github-actions[bot]"
"""Who writes with the token of a workflow on GitHub."""


class ForgeError(Exception):
    """The forge did not do what was asked; the text says in Dutch what."""


@dataclass(frozen=True)
class Forge:
    """One repository on a forge.

    ``api`` is the address of the web interface, ``repository`` is ``owner/name``, ``bot`` is the
    name under which the token writes.
    """

    api: str
    repository: str
    token: str = field(repr=False)
    bot: str = BOT

    @classmethod
    def here(cls) -> Forge:
        """Find the forge that runs this workflow, by the variables that it sets.

        Raises:
            ForgeError: a variable is missing, so this is no workflow.
        """
        names = ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")
        missing = [name for name in names if not os.environ.get(name)]
        if missing:
            raise ForgeError(
                f"Dit werkt alleen in een workflow: {', '.join(missing)} ontbreekt. "
                "Geef bij de stap ook GITHUB_TOKEN mee."
            )
        api, repository, token = (os.environ[name] for name in names)
        return cls(api.rstrip("/"), repository, token, os.environ.get("HANDBOEK_BOT") or BOT)

    def get(self, path: str, **query: str | int) -> Any:
        """Read something.

        Args:
            path: what, from the repository's address.
            query: what to add to the address.

        Raises:
            ForgeError: the forge refused, or did not answer.
        """
        return self._ask("GET", f"{path}?{urlencode(query)}" if query else path, None)

    def find(self, path: str) -> Any | None:
        """Read something that may not be there; ``None`` if it is not.

        Raises:
            ForgeError: the forge refused, or did not answer.
        """
        try:
            return self.get(path)
        except ForgeError as error:
            if isinstance(error.__cause__, HTTPError) and error.__cause__.code == 404:  # noqa: PLR2004 - HTTP's
                return None
            raise

    def all(self, path: str, **query: str | int) -> Iterator[Any]:
        """Read a list, page by page.

        Raises:
            ForgeError: the forge refused, or did not answer.
        """
        for page in range(1, _PAGES + 1):
            found = self.get(path, **query, per_page=_PAGE, page=page)
            yield from found
            if len(found) < _PAGE:
                return

    def send(self, method: str, path: str, data: Mapping[str, Any]) -> Any:
        """Write something: ``POST`` for what is new, ``PATCH`` for what changes.

        Raises:
            ForgeError: the forge refused, or did not answer.
        """
        return self._ask(method, path, json.dumps(data).encode())

    def is_ours(self, entry: Mapping[str, Any]) -> bool:
        """Tell whether an issue or a comment was written by a workflow, and not by a person."""
        return bool(entry["user"] and entry["user"]["login"] == self.bot)

    def _ask(self, method: str, path: str, data: bytes | None) -> Any:
        address = f"{self.api}/repos/{quote(self.repository)}/{path}"
        request = Request(address, data, method=method)  # noqa: S310 - the forge's own address
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("Accept", "application/json")
        request.add_header("Content-Type", "application/json")
        try:
            with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - the same
                text = answer.read()
        except HTTPError as error:
            raise ForgeError(
                f"De forge weigert {method} {path}: {error.code} {error.reason}. "
                "Kijk of de stap dit mag (permissions) en of de instellingen van de repository "
                "kloppen; scripts/README.md noemt ze."
            ) from error
        except (URLError, OSError) as error:
            raise ForgeError(f"De forge geeft geen antwoord op {method} {path}: {error}") from error
        return json.loads(text) if text else None
