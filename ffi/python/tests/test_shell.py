"""The native side of the app's pages, message by message, as a page sends them."""

from __future__ import annotations

import base64
import json
import secrets
import time
from typing import Any

from doorstep_phone import Cancel, FixedKey, Gate, Platform, PortError, Shell

from .kit.ports import Broken, Chance, Line, SetClock, Somewhere
from .kit.worker import KEY, Story


class Owner(Gate):
    """A gate that a test opens."""

    def __init__(self) -> None:
        self.knows: bool | Exception = True

    def _pass(self) -> bool:
        """Whether the owner was recognised."""
        if isinstance(self.knows, Exception):
            raise self.knows
        return self.knows


class Pages(Story):
    """A page and its shell."""

    def setUp(self) -> None:
        """Makes the shell."""
        self.line, self.place, self.owner = Line(self.server.url), Somewhere(), Owner()
        self.addCleanup(self.line.close)
        self.path = self.folder() / "doorstep.db"
        self.shell = self.made(FixedKey(KEY))

    def made(self, keystore: Any) -> Shell:
        """A shell over the test's ports."""
        platform = Platform(
            clock=SetClock(),
            entropy=Chance(),
            keystore=keystore,
            transport=self.line,
            location=self.place,
            notifications=None,
        )
        shell = Shell(str(self.path), platform, self.owner)
        self.addCleanup(shell.close)
        return shell

    def sends(self, do: str, **fields: Any) -> dict[str, Any]:
        """Sends a message; returns its answer."""
        number = secrets.token_hex(8)
        answer: dict[str, Any] = json.loads(self.shell.takes(json.dumps({"id": number, "do": do, **fields})))
        self.assertEqual(answer["id"], number)
        self.assertEqual(("ok" in answer) + ("problem" in answer), 1)
        return answer

    def code(self, do: str, **fields: Any) -> str:
        """The code of the problem that a message meets."""
        code: str = self.sends(do, **fields)["problem"]["code"]
        return code

    def asks(self, **ask: Any) -> Any:
        """Makes a request of the core as a page does."""
        said = self.sends("call", now=int(time.time() * 1000), entropy=secrets.token_hex(32), ask=json.dumps(ask))
        return json.loads(said["ok"]["json"])

    def test_a_page_opens_asks_closes_and_erases(self) -> None:
        self.assertEqual(self.sends("exists")["ok"], False)
        self.assertEqual(self.code("call", now=0, entropy="00" * 32, ask="{}"), "wrong_state")
        self.assertIsNone(self.sends("open")["ok"])
        self.assertEqual(self.asks(do="who")["ok"]["phase"], "new")
        self.assertIn("problem", self.asks(do="no_such_request"))
        self.assertIsNone(self.sends("close")["ok"])
        self.assertEqual(self.sends("exists")["ok"], True)
        self.assertIsNone(self.sends("erase")["ok"])
        self.assertEqual(self.sends("exists")["ok"], False)

    def test_whatever_comes_is_answered(self) -> None:
        for text in ("", "null", "[]", "{", '{"id":1}', '{"id":"a","do":"fly"}', '{"id":"a","do":"call"}', "\0"):
            answer = json.loads(self.shell.takes(text))
            self.assertEqual(answer["problem"]["code"], "invalid", text)
        self.assertEqual(json.loads(self.shell.takes('{"id":"a","do":"fly"}'))["id"], "a")

    def test_the_gate(self) -> None:
        self.assertIsNone(self.sends("pass")["ok"])
        self.owner.knows = False
        self.assertEqual(self.code("pass"), "not_recognised")
        self.owner.knows = RuntimeError("no sensor")
        self.assertIn("problem", self.sends("pass"))

    def test_the_way_and_the_place(self) -> None:
        went = self.sends("carry", method="GET", path="/readyz", headers=[["Accept", "*/*"]])["ok"]
        self.assertEqual(went["status"], 200)
        base64.b64decode(went["part"], validate=True)
        self.line.cut = True
        problem = self.sends("carry", method="GET", path="/readyz", headers=[])["problem"]
        self.assertEqual((problem["code"], problem["retryable"]), ("no_network", True))
        self.assertAlmostEqual(self.sends("here")["ok"]["place"]["lat"], 26.87)
        self.place.sighting = None
        self.assertIsNone(self.sends("here")["ok"])

    def test_without_a_key_nothing_opens(self) -> None:
        self.shell = self.made(Broken(PortError.Failed("the device is locked")))
        self.assertEqual(self.code("open"), "platform")
        self.assertIsNone(self.shell.core())

    def test_in_the_background_nobody_who_is_in_means_nothing_to_do(self) -> None:
        self.assertIsNone(self.shell.sync(False, Cancel()))
