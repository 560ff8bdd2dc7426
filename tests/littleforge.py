"""A forge as small as can be, on this machine: what our workflows ask of the real one, kept in memory.

It follows the documented web interface of GitHub. It is strict: what it does not know is refused.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = "github-actions[bot]"
TOKEN = "een-sleutel"


class LittleForge:
    """One repository: its issues, comments, pull requests and branches."""

    def __init__(self) -> None:
        self.address = ""
        self.issues: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.refs = {"heads/main": "c0"}
        self.objects: dict[str, Any] = {"c0": {"tree": {"sha": "t0"}, "message": "Start"}}
        self.started: list[str] = []
        self.written: list[str] = []

    def answer(self, method: str, path: str, query: dict[str, str], data: Any) -> tuple[int, Any]:
        if method != "GET":
            self.written.append(f"{method} {path}")
        for (verb, pattern), act in _CALLS.items():
            found = re.fullmatch(pattern, path)
            if found and verb == method:
                return act(self, *found.groups(), query=query, data=data)
        return 404, {"message": f"{method} {path}"}

    def add_issue(self, body: str, user: str, **more: Any) -> dict[str, Any]:
        number = len(self.issues) + 1
        issue = {"number": number, "body": body, "user": {"login": user}, "state": "open", **more}
        self.issues.append(issue)
        return issue

    def add_comment(self, number: int, body: str, user: str) -> dict[str, Any]:
        comment = {"id": len(self.comments) + 100, "issue": number, "body": body}
        self.comments.append({**comment, "user": {"login": user}})
        return self.comments[-1]

    def add_object(self, data: Any) -> dict[str, str]:
        sha = f"o{len(self.objects)}"
        self.objects[sha] = data
        return {"sha": sha}


def _page(entries: list[Any], query: dict[str, str]) -> tuple[int, Any]:
    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
    return 200, entries[(page - 1) * size : page * size]


def _issues(forge: LittleForge, *, query: Any, data: Any) -> tuple[int, Any]:
    return _page([each for each in forge.issues if each["state"] == query["state"]], query)


def _new_issue(forge: LittleForge, *, query: Any, data: Any) -> tuple[int, Any]:
    return 201, forge.add_issue(data["body"], BOT, title=data["title"])


def _change_issue(forge: LittleForge, number: str, *, query: Any, data: Any) -> tuple[int, Any]:
    forge.issues[int(number) - 1].update(data)
    return 200, forge.issues[int(number) - 1]


def _comments(forge: LittleForge, number: str, *, query: Any, data: Any) -> tuple[int, Any]:
    return _page([each for each in forge.comments if each["issue"] == int(number)], query)


def _new_comment(forge: LittleForge, number: str, *, query: Any, data: Any) -> tuple[int, Any]:
    return 201, forge.add_comment(int(number), data["body"], BOT)


def _change_comment(forge: LittleForge, number: str, *, query: Any, data: Any) -> tuple[int, Any]:
    [comment] = [each for each in forge.comments if each["id"] == int(number)]
    if comment["user"]["login"] != BOT:
        return 403, {}
    comment.update(data)
    return 200, comment


def _pulls(forge: LittleForge, *, query: Any, data: Any) -> tuple[int, Any]:
    wanted = [each for each in forge.pulls if each["label"] == query["head"]]
    return _page(wanted, query)


def _new_pull(forge: LittleForge, *, query: Any, data: Any) -> tuple[int, Any]:
    if f"heads/{data['head']}" not in forge.refs:
        return 422, {}
    issue = forge.add_issue(data["body"], BOT, title=data["title"], pull_request={})
    head = {"ref": data["head"], "sha": forge.refs[f"heads/{data['head']}"]}
    pull = {"number": issue["number"], "label": f"eigenaar:{data['head']}", "head": head, **issue}
    forge.pulls.append({**pull, "head": head})
    return 201, pull


def _ref(forge: LittleForge, name: str, *, query: Any, data: Any) -> tuple[int, Any]:
    if name not in forge.refs:
        return 404, {}
    return 200, {"object": {"sha": forge.refs[name]}}


def _new_ref(forge: LittleForge, *, query: Any, data: Any) -> tuple[int, Any]:
    forge.refs[data["ref"].removeprefix("refs/")] = data["sha"]
    return 201, {}


def _move_ref(forge: LittleForge, name: str, *, query: Any, data: Any) -> tuple[int, Any]:
    forge.refs[name] = data["sha"]
    return 200, {}


def _commit(forge: LittleForge, sha: str, *, query: Any, data: Any) -> tuple[int, Any]:
    return (200, forge.objects[sha]) if sha in forge.objects else (404, {})


def _new_object(forge: LittleForge, *, query: Any, data: Any) -> tuple[int, Any]:
    return 201, forge.add_object(data)


def _start(forge: LittleForge, name: str, *, query: Any, data: Any) -> tuple[int, Any]:
    forge.started.append(f"{name} {data['ref']}")
    return 204, None


def _repository(forge: LittleForge, *, query: Any, data: Any) -> tuple[int, Any]:
    return 200, {"default_branch": "main"}


_CALLS: dict[tuple[str, str], Any] = {
    ("GET", ""): _repository,
    ("GET", "issues"): _issues,
    ("POST", "issues"): _new_issue,
    ("PATCH", r"issues/(\d+)"): _change_issue,
    ("GET", r"issues/(\d+)/comments"): _comments,
    ("POST", r"issues/(\d+)/comments"): _new_comment,
    ("PATCH", r"issues/comments/(\d+)"): _change_comment,
    ("GET", "pulls"): _pulls,
    ("POST", "pulls"): _new_pull,
    ("GET", r"git/ref/(.+)"): _ref,
    ("POST", "git/refs"): _new_ref,
    ("PATCH", r"git/refs/(.+)"): _move_ref,
    ("GET", r"git/commits/(\w+)"): _commit,
    ("POST", "git/(?:blobs|trees|commits)"): _new_object,
    ("POST", r"actions/workflows/([a-z]+\.yml)/dispatches"): _start,
}


@contextmanager
def little_forge() -> Iterator[LittleForge]:
    """Start a forge; its address is that of its web interface."""
    forge = LittleForge()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            split = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(size)) if size else None
            query = {name: values[0] for name, values in parse_qs(split.query).items()}
            path = split.path.removeprefix("/repos/eigenaar/handboek").strip("/")
            known = self.headers["Authorization"] == f"Bearer {TOKEN}"
            code, found = forge.answer(self.command, path, query, data) if known else (401, {})
            body = b"" if found is None else json.dumps(found).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the names that the library asks for

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forge.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
