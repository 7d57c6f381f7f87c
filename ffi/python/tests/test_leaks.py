"""Cores that are opened and closed, calls that are refused, ports that throw: nothing of them stays behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

from doorstep_phone import Cancel, Listener, Phone, Problem

from .kit.ports import Broken
from .kit.worker import Story

OPENS = int(os.environ.get("DOORSTEP_TEST_OPENS", "10000"))
CALLS = 5_000
PARTS = 4
MOST_MB = 1.0
"""What every part of the rounds may add, in MB: an allocator grows in steps, a leak in every part."""


class Heard(Listener):
    """A listener that is glad of nothing."""

    def changed(self) -> None:
        """Does nothing."""


def resident() -> float:
    """What of this process is in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def descriptors() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd"))


class Leaks(Story):
    """Rounds of the same thing."""

    def grows_not(self, name: str, rounds: int, do: Callable[[], None]) -> None:
        """Demands that nothing grows with every part of the rounds, after a tenth has warmed everything up."""
        for _ in range(rounds // 10):
            do()
        gc.collect()
        files, grown = descriptors(), []
        for _ in range(PARTS):
            before = resident()
            for _ in range(rounds // PARTS):
                do()
            gc.collect()
            grown.append(resident() - before)
        by = ", ".join(f"{more:+.1f}" for more in grown)
        print(f"{name}: {rounds} times, {by} MB, {descriptors() - files:+d} files")
        self.assertLess(min(grown), MOST_MB)
        self.assertEqual(descriptors(), files)

    def test_opens_and_closes(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[0].student
        hand.phone.close()
        platform = hand.phone.platform

        def opens() -> None:
            with Phone(hand.folder / "doorstep.db", platform) as phone:
                phone.core.student(student)

        self.grows_not("opened and closed", OPENS, opens)

    def test_cores_that_are_dropped_without_being_closed(self) -> None:
        hand = self.hand().signs_in()
        hand.phone.close()
        platform = hand.phone.platform

        def drops() -> None:
            phone = Phone(hand.folder / "doorstep.db", platform)
            phone.core.listen(Heard()).end()
            Cancel().call_off()

        self.grows_not("dropped", CALLS // 5, drops)

    def test_calls_that_answer_much_or_are_refused(self) -> None:
        hand = self.hand().signs_in()
        broken = Broken(RuntimeError("never"))

        def calls() -> None:
            hand.phone.core.search("", 50)
            for refused in (
                lambda: hand.phone.core.student("nobody"),
                lambda: hand.phone.act(None, "visit", {}),
                lambda: Phone.open(hand.folder / "other", self.server.url, keystore=broken),
            ):
                with self.assertRaises(Problem):
                    refused()

        self.grows_not("asked and refused", CALLS, calls)
