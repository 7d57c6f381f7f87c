"""What a platform does not give becomes a problem, and nothing is lost by it."""

from __future__ import annotations

from doorstep_phone import FixedKey, Listener, PortError, Sighting

from .kit.camera import picture
from .kit.ports import Broken
from .kit.worker import Story

ERRORS: tuple[BaseException, ...] = (
    PortError.Failed("not today"),
    RuntimeError("a mistake of the script"),
    ValueError(),
)


class Deaf(Listener):
    """A listener that throws."""

    def __init__(self) -> None:
        self.told = 0

    def changed(self) -> None:
        """Throws."""
        self.told += 1
        raise RuntimeError("a mistake of the script")


class Ports(Story):
    """Each port in turn."""

    def test_no_time_no_act(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[0].student
        for error in ERRORS:
            hand.clock.raises = error
            self.assertTrue(self.refuses("platform", hand.calls, student).retryable)
        hand.clock.raises = None
        self.assertEqual(hand.phone.core.sync_status().waiting, 0)
        hand.calls(student)

    def test_no_chance_no_act(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[0].student
        for error in ERRORS:
            hand.chance.raises = error
            self.refuses("platform", hand.calls, student)
        hand.chance.raises = None
        hand.chance.short = True
        self.assertEqual(self.refuses("invalid", hand.calls, student).field, "entropy")
        hand.chance.short = False
        self.assertEqual(hand.phone.core.sync_status().waiting, 0)
        hand.calls(student)

    def test_no_key_no_database(self) -> None:
        for error in ERRORS:
            problem = self.refuses("platform", self.hand, Broken(error))
            self.assertTrue(problem.retryable)
        self.refuses("platform", self.hand, FixedKey(b"short"))

    def test_no_place_no_photo_but_a_photo_without_a_place(self) -> None:
        hand = self.hand().signs_in()
        form = hand.begins_visit(hand.students()[0].student)
        path = next(path for path in form.nodes() if path.endswith("/photo"))
        for error in ERRORS:
            hand.place.raises = error
            self.refuses("platform", form.photo, path, picture(5))
        hand.place.raises = None
        for seed, sighting in ((6, None), (7, Sighting(place=None, mock=True))):
            hand.place.sighting = sighting
            self.assertTrue(form.photo(path, picture(seed)))

    def test_notifications_and_listeners_that_throw_change_nothing(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[0].student
        deaf = Deaf()
        listening = hand.phone.core.listen(deaf)
        for number, error in enumerate(ERRORS, 1):
            hand.board.raises = error
            hand.calls(student)
            self.assertEqual((hand.phone.core.sync_status().waiting, deaf.told), (number, number))
        hand.board.raises = None
        plans = hand.board.plans
        listening.end()
        listening.end()
        hand.calls(student)
        self.assertEqual((deaf.told, hand.board.plans), (len(ERRORS), plans + 1), "handed over after the next change")

    def test_a_line_that_throws_loses_nothing(self) -> None:
        hand = self.hand().signs_in()
        hand.calls(hand.students()[0].student)
        for error in ERRORS:
            hand.line.raises = error
            synced = hand.phone.sync()
            self.assertEqual((synced.report.accepted, synced.again_at is None), (0, False))
        hand.line.raises = KeyboardInterrupt()
        with self.assertRaises(KeyboardInterrupt):
            hand.phone.sync()
        hand.line.raises = None
        self.assertEqual(hand.syncs().accepted, 1)

    def test_what_is_not_even_an_argument_never_reaches_the_core(self) -> None:
        hand = self.hand()
        with self.assertRaises(TypeError):
            hand.phone.core.search(5, 10)
        with self.assertRaises(ValueError):
            hand.phone.core.search("", -1)
        self.assertEqual(self.refuses("invalid", hand.phone.core.act, None, "visit", "{no json").field, "payload")
