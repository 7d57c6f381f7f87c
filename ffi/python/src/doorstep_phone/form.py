"""A form that is being filled: every answer is kept when its call comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .doorstep import Core, DraftView, Preview, Violation


class Form:
    """A draft; it outlives the script, and :meth:`doorstep_phone.Phone.resume` finds it again by its id."""

    def __init__(self, core: Core, draft: str, language: str) -> None:
        """Takes a draft that was begun."""
        self._core = core
        self._language = language
        self.draft = draft

    def answer(self, path: str, value: Any) -> list[str]:
        """Answers a question, as in ``form.answer("who/met", "guardian")``; ``None`` takes an answer back.

        Returns the paths of everything that changed with it.
        """
        stepped = self._core.draft_answer(self.draft, path, json.dumps(value))
        changed: list[str] = json.loads(stepped.changed).get("nodes", [])
        return changed

    def answers(self, all: Mapping[str, Any]) -> Form:
        """Answers one question after the other."""
        for path, value in all.items():
            self.answer(path, value)
        return self

    def add(self, path: str) -> None:
        """Adds an instance at the end of a repeat."""
        self._core.draft_add(self.draft, path)

    def remove(self, path: str, index: int) -> None:
        """Removes an instance of a repeat, counted from 1."""
        self._core.draft_remove(self.draft, path, index)

    def photo(self, path: str, picture: bytes | Path) -> str:
        """Takes a camera's picture into a question; returns the SHA-256 of what is kept of it."""
        file = picture.read_bytes() if isinstance(picture, Path) else picture
        return self._core.photo_take(self.draft, path, file)

    def view(self) -> DraftView:
        """Everything that is shown of it."""
        return self._core.draft_view(self.draft, self._language)

    def nodes(self) -> dict[str, dict[str, Any]]:
        """Every node by its path."""
        return {node["path"]: node for node in json.loads(self.view().nodes)}

    def choices(self, path: str) -> list[dict[str, Any]]:
        """The choices that a question offers now."""
        offered: list[dict[str, Any]] = json.loads(
            self._core.draft_choices(self.draft, path, self._language)
        )
        return offered

    def problems(self) -> list[Violation]:
        """What keeps it from being finished."""
        return self.view().problems

    def preview(self) -> Preview:
        """What finishing it will do."""
        return self._core.draft_preview(self.draft)

    def finish(self) -> str:
        """Makes a record of it; returns the record's id."""
        return self._core.draft_finish(self.draft)

    def discard(self, reason: str) -> str:
        """Discards it; that it was, and why, stays in the record."""
        return self._core.draft_discard(self.draft, reason)
