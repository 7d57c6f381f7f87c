"""A worker's day: enrol, work without a network, fill a form with photos, sync, mend what the server refused."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter

from doorstep_phone import Cancel, Unsent

from .kit.camera import SECRET, picture
from .kit.desk import Desk
from .kit.worker import CALM, Story, contact, state_of


class Day(Story):
    """One phone, from enrolment to sign-out."""

    def test_a_new_phone_says_so_and_gives_nothing(self) -> None:
        hand = self.hand()
        self.assertEqual(hand.phone.core.who().phase, "new")
        self.refuses("not_signed_in", hand.phone.core.today)
        self.refuses("not_signed_in", hand.phone.sync)
        self.refuses("wrong_credentials", hand.phone.sign_in, "teacher", "no such password")
        hand.line.cut = True
        self.assertTrue(self.refuses("no_network", hand.phone.sign_in, "teacher", "doorstep-demo").retryable)
        self.assertEqual(hand.phone.core.who().phase, "new")

    def test_enrolment_brings_the_workers_students_and_no_others(self) -> None:
        hand = self.hand().signs_in()
        who = hand.phone.core.who()
        self.assertEqual((who.phase, who.worker and who.worker.role, who.lapsed), ("in", "teacher", False))
        students = hand.students()
        self.assertGreater(len(students), 20)
        self.assertTrue(all(found.mine for found in students))
        [row] = hand.phone.core.classes()
        self.assertEqual(row.students, len(students))
        today = hand.phone.core.today()
        work = [work for group in today.late + today.due for work in group.work]
        self.assertTrue(work, "the demonstration has visits that are late")
        self.assertLessEqual({one.student for one in work}, {found.student for found in students})

    def test_work_without_network_is_kept_shown_at_once_and_arrives_once(self) -> None:
        hand = self.hand().signs_in()
        first, second = hand.students()[:2]
        desk = Desk(self.server, "supervisor")
        before = desk.kinds_of(first.student)
        hand.line.cut = True
        with hand.phone.changes() as changed:
            call = hand.calls(first.student, "外婆说周一送孩子来")
            self.assertTrue(changed.is_set())
        hand.phone.edit(first.student, "remark", "家里养蜂，傍晚才有人")
        self.assertEqual(state_of(hand, first.student)["profile"]["remark"]["shown"]["value"], "家里养蜂，傍晚才有人")
        day = datetime.date.today().isoformat()
        hand.phone.act(second.student, "absence_report", {"days": [day], "told_at": hand.clock.now().isoformat()})
        status = hand.phone.core.sync_status()
        self.assertEqual((status.waiting, status.sent, status.refused), (3, 0, 0))
        self.assertIsNotNone(hand.phone.sync().again_at)
        hand.opens_again()
        status = hand.phone.core.sync_status()
        self.assertEqual(status.waiting + status.sent, 3)
        self.assertIsInstance(hand.phone.sign_out(), Unsent, "nothing that is unsent is ever erased")
        hand.line.cut = False
        self.assertEqual(hand.syncs().accepted, 3)
        self.assertEqual(hand.syncs().accepted, 0)
        timeline = hand.phone.core.student(first.student).timeline
        [entry] = [entry for entry in timeline if entry.fact.id == call]
        self.assertEqual(json.loads(entry.receipt)["is"], "accepted")
        self.assertEqual(_more(desk, first.student, before), ["guardian_contact", "profile_edit"])

    def test_a_form_with_photos_is_left_resumed_finished_and_proved(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[2].student
        desk = Desk(self.server, "supervisor")
        before = desk.kinds_of(student)
        hand.line.cut = True
        form = hand.phone.begin("home_visit", student)
        self.assertEqual(form.answer("where/purpose", ["routine"]) != [], True)
        unfinished = self.refuses("unfinished", form.finish)
        self.assertTrue(unfinished.violations and all(one.message for one in unfinished.violations))
        self.refuses("bad_answer", form.answer, "who/met", "the moon")
        self.refuses("bad_answer", form.answer, "nowhere/at_all", "yes")
        draft, answered = form.draft, form.view().progress.answered
        hand.opens_again()
        form = hand.phone.resume(draft)
        self.assertEqual(form.view().progress.answered, answered)
        form.answers(CALM)
        self.assertIn("guardian", [choice["name"] for choice in form.choices("who/met")])
        path = next(path for path in form.nodes() if path.endswith("/photo"))
        self.refuses("bad_photo", form.photo, path, b"no picture at all")
        file = picture(1)
        digest = form.photo(path, file)
        form.answer(path + "_of", "门口")
        preview = form.preview()
        self.assertEqual((preview.problems, preview.photos, preview.facts[0]), ([], 1, "visit"))
        visit = form.finish()
        self.refuses("unknown_draft", form.finish)
        [photo] = hand.phone.core.photos_of(visit)
        self.assertEqual(photo.sha256, digest)
        kept = hand.phone.core.photo(digest)
        assert kept is not None
        self.assertEqual(hashlib.sha256(kept).hexdigest(), digest)
        self.assertIn(SECRET, file)
        self.assertNotIn(SECRET, kept, "no metadata of the camera is stored")
        self.assertEqual(hand.phone.core.thumb("0" * 64), None)
        self.refuses("invalid", hand.phone.core.thumb, "no digest")
        hand.phone.core.photo_attach(visit, picture(2))
        hand.line.cut = False
        report = hand.syncs()
        self.assertEqual((report.accepted, report.files), (3, 4), "a visit, two photos, each with its thumbnail")
        status = hand.phone.core.sync_status().photos
        self.assertEqual((status.photos_waiting, status.thumbs_waiting, status.refused), (0, 0, 0))
        self.assertEqual(_more(desk, student, before), ["evidence_photo", "evidence_photo", "visit"])

    def test_a_draft_that_is_discarded_says_why(self) -> None:
        hand = self.hand().signs_in()
        form = hand.begins_visit(hand.students()[3].student)
        self.refuses("invalid", form.discard, "长" * 4_001)
        form.discard("走错了门")
        self.refuses("unknown_draft", form.view)
        self.assertEqual(hand.phone.core.drafts(), [])

    def test_reminders_are_planned_for_the_devices_own_clock(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[4]
        before = hand.board.plans
        hand.sets_reminder(student.student, "后来", hours=30)
        hand.sets_reminder(student.student, "给家长打电话", hours=1)
        self.assertEqual(hand.board.plans, before + 2, "handed over after every change")
        ours = [one for one in hand.board.planned if one.student == student.student]
        self.assertEqual([one.text for one in ours if one.text], ["给家长打电话", "后来"])
        self.assertEqual({one.name for one in ours}, {student.name})
        self.assertEqual(sorted(one.at for one in hand.board.planned), [one.at for one in hand.board.planned])
        self.assertEqual([one.text for one in hand.phone.core.reminder_plan()], [one.text for one in hand.board.planned])
        message = hand.phone.core.guardian_message(student.student, "zh-Hans", "absence")
        self.assertIn(student.name, message.text)

    def test_what_the_server_refuses_waits_for_its_author_who_mends_it(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[5]
        # No database keeps a zero character in a text.
        wrong = hand.calls(student.student, "听不清\0楚")
        right = hand.calls(student.student, "听清楚了")
        report = hand.syncs()
        self.assertEqual((report.accepted, report.refused), (1, 1))
        [attention] = hand.phone.core.attention()
        self.assertEqual((attention.fact.id, attention.name), (wrong, student.name))
        self.assertEqual((attention.code, attention.field, attention.mend), ("out_of_range", "payload", "mend"))
        self.assertTrue(attention.message)
        hand.opens_again()
        self.assertEqual(len(hand.phone.core.attention()), 1)
        self.refuses("wrong_state", hand.phone.mend, right, "guardian_contact", contact("另一个"))
        hand.phone.mend(wrong, "guardian_contact", contact("听清楚了一半"))
        self.assertEqual(hand.phone.core.attention(), [])
        self.assertEqual(hand.syncs().accepted, 1)

    def test_a_correction_and_a_withdrawal_arrive(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[6].student
        call = hand.calls(student, "明天")
        hand.phone.amend(call, contact("后天"), reason="听错了")
        other = hand.calls(student, "打错了电话")
        hand.phone.core.retract(other, "打错了")
        self.refuses("unknown_fact", hand.phone.core.retract, "0190a000-0000-7000-8000-000000000000", "无")
        self.assertEqual(hand.syncs().accepted, 4)
        entries = {entry.fact.id: entry for entry in hand.phone.core.student(student).timeline}
        self.assertIsNotNone(entries[call].amended_by)
        self.assertIsNotNone(entries[other].retracted_by)

    def test_a_sync_is_called_off_and_goes_on_later(self) -> None:
        hand = self.hand()
        hand.phone.sign_in("teacher", "doorstep-demo")
        cancel = Cancel()
        cancel.call_off()
        self.assertTrue(hand.phone.sync(cancel=cancel).cancelled)
        told: list[tuple[int, int]] = []

        def stops(sent: int, received: int) -> None:
            told.append((sent, received))
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            hand.phone.sync(progress=stops)
        self.assertEqual(len(told), 1)
        hand.syncs()
        self.assertTrue(hand.students())

    def test_who_signs_out_leaves_nothing(self) -> None:
        hand = self.hand().signs_in()
        self.assertIsNone(hand.phone.sign_out())
        self.assertEqual(hand.phone.core.who().phase, "new")
        self.refuses("not_signed_in", hand.students)
        hand.phone.close()
        self.refuses("wrong_state", hand.phone.core.who)
        hand.phone.close()

    def test_two_phones_of_one_worker_see_each_others_work(self) -> None:
        one, other = self.hand().signs_in(), self.hand().signs_in()
        student = one.students()[7].student
        call = one.calls(student, "第一台手机")
        one.syncs()
        other.syncs()
        [entry] = [entry for entry in other.phone.core.student(student).timeline if entry.fact.id == call]
        self.assertFalse(entry.own, "it was entered on the other one")


class Moved(Story):
    """A class goes to another teacher while the old phone has unsent work."""

    def test_the_work_arrives_the_old_phone_forgets_and_the_new_one_has_it(self) -> None:
        old = self.hand().signs_in()
        students = old.students()
        student = students[0]
        desk = Desk(self.server, "supervisor")
        before = desk.kinds_of(student.student)
        old.line.cut = True
        old.phone.edit(student.student, "remark", "家里养蜂，傍晚才有人")
        old.calls(student.student)
        [ours, theirs] = [f"class:5333251003/2026/7/{number}" for number in (1, 2)]
        other = "teacher-5333251003-7-2"
        admin = Desk(self.server, "admin")
        admin.reassign("teacher", [theirs])
        admin.reassign(other, [theirs, ours])

        late = old.calls(students[1].student, "搬走以后才记的")
        old.line.cut = False
        report = old.syncs()
        self.assertEqual((report.accepted, report.refused), (2, 1), "what was entered before the move arrives")
        old.syncs()
        self.refuses("unknown_student", old.phone.core.student, student.student)
        self.assertNotIn(student.student, {found.student for found in old.students()})
        [attention] = old.phone.core.attention()
        self.assertEqual((attention.fact.id, attention.code, attention.mend), (late, "not_permitted", "hand_over"))
        old.phone.core.set_aside(late)
        self.assertEqual(old.phone.core.attention(), [])

        self.assertEqual(_more(desk, student.student, before), ["guardian_contact", "profile_edit"])
        fresh = self.hand().signs_in(other)
        self.assertEqual(state_of(fresh, student.student)["profile"]["remark"]["shown"]["value"], "家里养蜂，傍晚才有人")


def _more(desk: Desk, student: str, before: list[str]) -> list[str]:
    """The kinds of the records that came to a student since."""
    return sorted((Counter(desk.kinds_of(student)) - Counter(before)).elements())
