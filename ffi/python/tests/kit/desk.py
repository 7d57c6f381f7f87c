"""A desk of the authority: supervisor or administrator over HTTP, as any program would be."""

from __future__ import annotations

import json
import urllib.request
from typing import Any
from urllib.parse import quote, urlencode

from .server import PASSWORD, Server


class Desk:
    """Someone who is signed in at a desk."""

    def __init__(self, server: Server, username: str) -> None:
        """Signs in."""
        self._url = server.url
        self._token = ""
        session = self.call("POST", "/v1/sign-in", {"username": username, "password": PASSWORD})
        self._token = session["access_token"]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Asks the API; a refusal is raised."""
        headers = {"Accept": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, content, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def student(self, student: str) -> Any:
        """Everything that is known of a student."""
        return self.call("GET", f"/v1/students/{student}")

    def kinds_of(self, student: str) -> list[str]:
        """The kinds of a student's records."""
        timeline = self.student(student)["timeline"]
        return [entry.get("fact", entry)["kind"] for entry in timeline]

    def reassign(self, username: str, scopes: list[str]) -> None:
        """Takes every scope from a worker and gives others, as in ``class:5333251003/2026/7/1``."""
        worker = next(one for one in self._workers() if one["username"] == username)
        for held in worker["scope"]:
            self.call("DELETE", f"/v1/workers/{worker['id']}/assignments/{held['id']}")
        for scope in scopes:
            self.call("POST", f"/v1/workers/{worker['id']}/assignments", {"scope": scope})

    def _workers(self) -> list[Any]:
        found, after = [], ""
        while True:
            asked = {"limit": "500", **({"after": after} if after else {})}
            page = self.call("GET", f"/v1/workers?{urlencode(asked, quote_via=quote)}")
            found += page["workers"]
            after = page.get("after") or ""
            if not after:
                return found
