"""The file: found again, encrypted, and left as it is by whoever has another key."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from doorstep_phone import FixedKey, KeyFile, Phone, PortError, Problem

from .kit.camera import picture
from .kit.worker import Hand, Story, files_of


class Keeping(Story):
    """What a phone keeps."""

    def test_a_second_opening_finds_everything(self) -> None:
        hand = self.hand().signs_in()
        students = hand.students()
        student = students[0].student
        form = hand.begins_visit(student)
        path = next(path for path in form.nodes() if path.endswith("/photo"))
        digest = form.photo(path, picture(3))
        call = hand.calls(student)
        shown = form.view()
        hand.opens_again()
        self.assertEqual([one.student for one in hand.students()], [one.student for one in students])
        again = hand.phone.resume(form.draft)
        self.assertEqual((again.view().progress, again.nodes()[path]), (shown.progress, form_node(shown, path)))
        self.assertIsNotNone(hand.phone.core.thumb(digest))
        records = hand.phone.core.records(10).records
        self.assertEqual([record.entry.fact.id for record in records], [call])
        self.assertEqual(hand.phone.core.sync_status().waiting, 1)

    def test_nothing_of_a_child_can_be_read_in_the_files(self) -> None:
        hand = self.hand().signs_in()
        student = hand.students()[0]
        said = "只有我们知道的一句话"
        hand.calls(student.student, said)
        form = hand.begins_visit(student.student)
        form.photo(next(path for path in form.nodes() if path.endswith("/photo")), picture(4))
        screen = hand.phone.core.student(student.student)
        names = {one.name for one in hand.students()} | {guardian.name for guardian in screen.guardians}
        secrets = [text.encode() for text in (*names, said, "home_visit", "guardian_contact", "CREATE TABLE")]
        secrets += [b"SQLite format 3", b"\xff\xd8\xff"]
        files = dict(files_of(hand.folder))
        self.assertGreater(sum(map(len, files.values())), 100_000)
        for name, content in files.items():
            for secret in secrets:
                self.assertNotIn(secret, content, name)

    def test_another_key_is_refused_and_the_file_stays_as_it_is(self) -> None:
        hand = self.hand().signs_in()
        hand.calls(hand.students()[0].student)
        hand.phone.close()
        before = digests(hand.folder)
        for key in (bytes(32), None):
            self.refuses("damaged_database", Hand, self.server.url, hand.folder, FixedKey(key))
        self.assertEqual(digests(hand.folder), before)
        hand.opens_again()
        self.assertEqual(hand.phone.core.sync_status().waiting, 1)

    def test_what_is_no_database_is_refused_and_stays_as_it_is(self) -> None:
        folder = self.folder()
        file = folder / "doorstep.db"
        for content in (b"a letter, and no database. " * 500, os.urandom(65_536)):
            file.write_bytes(content)
            self.refuses("damaged_database", Hand, self.server.url, folder)
            self.assertEqual(file.read_bytes(), content)

    def test_a_folder_that_cannot_be_had_is_said(self) -> None:
        hand = self.hand()
        with self.assertRaises(Problem):
            Phone(self.folder() / "nowhere" / "doorstep.db", hand.phone.platform)

    def test_a_key_file_is_made_once_and_for_its_owner_alone(self) -> None:
        folder = self.folder()
        file = folder / "key"
        key = KeyFile(file).key()
        self.assertEqual((len(key), KeyFile(file).key()), (32, key))
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertEqual([path.name for path in folder.iterdir()], ["key"])
        with Phone.open(folder, self.server.url) as phone:
            self.assertEqual(phone.core.who().phase, "new")
        KeyFile(file).forget()
        KeyFile(file).forget()
        self.refuses("damaged_database", Phone.open, folder, self.server.url)
        file.write_bytes(b"short")
        with self.assertRaises(PortError.Failed):
            KeyFile(file).key()
        problem = self.refuses("platform", Phone.open, folder, self.server.url)
        self.assertIn("5 bytes", problem.field)


def form_node(view: object, path: str) -> object:
    """A node of a view by its path."""
    import json

    return next(node for node in json.loads(getattr(view, "nodes")) if node["path"] == path)


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder with its digest."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files_of(folder)}
