"""A small fleet: everything it records arrives, and it says what went wrong."""

from __future__ import annotations

import contextlib
import io
import json

from doorstep_phone import fleet

from .kit.worker import Story


class Fleet(Story):
    """The program as it is started."""

    def runs(self, *arguments: str) -> tuple[int, str]:
        """Runs the program; returns how it ended and what it printed."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            ended = fleet.main(["--server", self.server.url, *arguments])
        return ended, said.getvalue()

    def test_a_fleet_works_and_everything_arrives(self) -> None:
        ended, said = self.runs("--phones", "6", "--rounds", "2", "--acts", "4", "--json")
        told = json.loads(said)
        self.assertEqual((ended, told["problems"]), (0, {}), said)
        counts = told["counts"]
        self.assertEqual(counts["phones that finished"], 6)
        self.assertEqual((counts["records"], counts["records accepted"]), (48, 48))
        self.assertEqual((counts["records left unsent"], counts["records refused"]), (0, 0))
        self.assertEqual([told["ms"][name]["times"] for name in ("sign in", "first sync", "sync", "act")], [6, 6, 12, 48])
        self.assertLessEqual(told["ms"]["sync"]["p50"], told["ms"]["sync"]["p99"])

    def test_phones_that_are_not_let_in_are_counted(self) -> None:
        ended, said = self.runs("--phones", "2", "--account", "nobody")
        self.assertEqual(ended, 1)
        self.assertIn("2  times phone ended: wrong_credentials", said)
        self.assertIn("sign in", said)

    def test_percentiles(self) -> None:
        values = [float(number) for number in range(1, 101)]
        self.assertEqual([fleet.percentile(values, share) for share in (0.5, 0.9, 0.99, 1.0)], [50, 90, 99, 100])
        self.assertEqual(fleet.percentile([7.0], 0.5), 7.0)
