"""A worker with a phone of a folder of its own: what the stories tell is asked here in domain words."""

from __future__ import annotations

import datetime
import json
import shutil
import tempfile
import unittest
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from doorstep_phone import FixedKey, Form, Found, Keystore, Phone, Problem

from .ports import Board, Chance, Line, SetClock, Somewhere
from .server import PASSWORD, Server, remove, serve

KEY = bytes(range(32))

CALM: dict[str, Any] = {
    "where/purpose": ["routine"],
    "where/household_found": "yes",
    "who/met": "guardian",
    "who/met_name": "和丽花",
    "who/met_relation": "mother",
    "household/carer": "parents",
    "household/effective_guardian": "yes",
    "household/parents_away": "none",
    "household/hardship": "no",
    "household/debts_work": "no",
    "household/health": "none",
    "child/attends": "yes",
    "child/works": "no",
    "child/venue": "no",
    "child/marriage": "no",
    "agreement/told_duty": "yes",
    "agreement/guardian_refuses": "no",
    "agreement/promised": "no",
    "agreement/help": ["none"],
    "evidence/photo_consent": "yes",
}
"""The answers of a visit at which nothing is wrong."""


class Hand:
    """A worker's phone, opened, closed and opened again over the same folder."""

    def __init__(self, url: str, folder: Path, keystore: Keystore | None = None) -> None:
        """Opens the phone."""
        self.folder = folder
        self.line, self.clock, self.chance = Line(url), SetClock(), Chance()
        self.place, self.board = Somewhere(), Board()
        self._url = url
        self.keystore = keystore or FixedKey(KEY)
        self.phone = self._open()

    def _open(self) -> Phone:
        return Phone.open(
            self.folder,
            self._url,
            clock=self.clock,
            entropy=self.chance,
            keystore=self.keystore,
            transport=self.line,
            location=self.place,
            notifications=self.board,
        )

    def signs_in(self, username: str = "teacher") -> Hand:
        """Signs in, and waits until everything has come."""
        self.phone.sign_in(username, PASSWORD)
        self.syncs()
        return self

    def syncs(self) -> Any:
        """Syncs until nothing is left; returns what was done."""
        synced = self.phone.sync(patience=60)
        assert synced.again_at is None and not synced.cancelled, synced
        return synced.report

    def opens_again(self) -> None:
        """Closes the phone and opens it anew."""
        self.phone.close()
        self.phone = self._open()

    def students(self) -> list[Found]:
        """The worker's students."""
        return self.phone.core.search("", 500)

    def calls(self, student: str, said: str = "孩子明天返校") -> str:
        """Records a telephone call with a guardian."""
        return self.phone.act(student, "guardian_contact", contact(said))

    def sets_reminder(self, student: str, text: str, hours: float = 1.0) -> str:
        """Sets a reminder for oneself."""
        now = self.clock.now()
        times = [(now + datetime.timedelta(hours=hours + more)).isoformat() for more in (0, 2, 3)]
        payload = dict(zip(("opens", "due", "late"), times), text=text)
        return self.phone.act(student, "reminder_set", payload)

    def begins_visit(self, student: str, **other: Any) -> Form:
        """Begins a visit and answers all but the photos."""
        return self.phone.begin("home_visit", student).answers({**CALM, **other})


class Story(unittest.TestCase):
    """Tests with one server for all of a class."""

    server: Server

    @classmethod
    def setUpClass(cls) -> None:
        """Starts the server."""
        cls.server = serve()
        cls.addClassCleanup(remove, cls.server)

    def folder(self) -> Path:
        """An empty folder that goes with the test."""
        folder = Path(tempfile.mkdtemp(prefix="doorstep-phone-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        return folder

    def hand(self, keystore: Keystore | None = None) -> Hand:
        """A new phone."""
        hand = Hand(self.server.url, self.folder(), keystore)
        self.addCleanup(hand.line.close)
        self.addCleanup(lambda: hand.phone.close())
        return hand

    def refuses(self, code: str, do: Any, *given: Any, **named: Any) -> Problem:
        """Demands that something is refused with a code; returns the problem."""
        with self.assertRaises(Problem) as caught:
            do(*given, **named)
        self.assertEqual(caught.exception.code, code, caught.exception)  # type: ignore[attr-defined]
        return caught.exception


def contact(said: str) -> dict[str, Any]:
    """The payload of a telephone call."""
    return {"channel": "call", "reached": True, "said": said}


def files_of(folder: Path) -> Iterable[tuple[str, bytes]]:
    """Every file below a folder with its bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def state_of(hand: Hand, student: str) -> Any:
    """What follows from all records of a student."""
    return json.loads(hand.phone.core.student(student).state)
