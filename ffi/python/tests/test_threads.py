"""Many threads on one core: every act is there once, and nobody who shows something waits for the network."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from doorstep_phone import Call, Problem, Reply

from .kit.worker import Story

THREADS = 8
ACTS = 25


class Threads(Story):
    """A phone under hands that do not wait for each other."""

    def all_at_once(self, *does: Callable[[], None]) -> None:
        """Runs everything at once, and raises what any raised."""
        raised: list[BaseException] = []

        def guarded(do: Callable[[], None]) -> None:
            try:
                do()
            except BaseException as error:
                raised.append(error)

        threads = [threading.Thread(target=guarded, args=(do,)) for do in does]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if raised:
            raise raised[0]

    def test_threads_hammer_one_core(self) -> None:
        hand = self.hand().signs_in()
        students = [found.student for found in hand.students()]
        ids: list[str] = []
        over = threading.Event()

        def writes(number: int) -> Callable[[], None]:
            def do() -> None:
                for at in range(ACTS):
                    ids.append(hand.calls(students[(number + at) % len(students)], f"{number} {at}"))

            return do

        def reads() -> None:
            while not over.is_set():
                core = hand.phone.core
                core.today(), core.search("和", 20), core.student(students[0]), core.sync_status()

        def syncs() -> None:
            while not over.is_set():
                hand.phone.sync()

        def ends() -> None:
            try:
                self.all_at_once(*[writes(number) for number in range(THREADS)])
            finally:
                over.set()

        self.all_at_once(ends, reads, reads, syncs, syncs)
        self.assertEqual(len(set(ids)), THREADS * ACTS)
        hand.syncs()
        status = hand.phone.core.sync_status()
        self.assertEqual((status.waiting, status.sent, status.refused), (0, 0, 0))
        kept = [record.entry.fact.id for record in hand.phone.core.records(1_000).records]
        self.assertEqual(sorted(kept), sorted(ids))

    def test_who_records_does_not_wait_for_the_network(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[0].student
        hand.calls(student)
        reached, goes_on = threading.Event(), threading.Event()
        carry = hand.line.carry

        def slow(call: Call) -> Reply:
            reached.set()
            goes_on.wait(30)
            return carry(call)

        hand.line.carry = slow  # type: ignore[method-assign]
        thread = threading.Thread(target=hand.phone.sync)
        thread.start()
        self.assertTrue(reached.wait(30))
        begun = time.monotonic()
        hand.calls(student)
        hand.phone.core.student(student)
        took = time.monotonic() - begun
        goes_on.set()
        thread.join()
        self.assertLess(took, 5)
        hand.syncs()
        self.assertEqual(hand.phone.core.sync_status().waiting, 0)

    def test_a_core_that_is_closed_under_its_threads_refuses_and_nothing_else(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[0].student
        codes: list[str] = []
        begun = threading.Barrier(THREADS + 1)

        def works() -> None:
            begun.wait()
            try:
                while True:
                    hand.calls(student)
            except Problem as problem:
                codes.append(problem.code)  # type: ignore[attr-defined]

        def closes() -> None:
            begun.wait()
            time.sleep(0.1)
            hand.phone.close()

        self.all_at_once(closes, *[works] * THREADS)
        self.assertEqual(codes, ["wrong_state"] * THREADS)
        hand.opens_again()
        self.assertGreater(hand.phone.core.sync_status().waiting, 0)
