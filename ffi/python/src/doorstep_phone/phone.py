"""A phone in a script's hands: a folder with database and key, and the way to one server."""

from __future__ import annotations

import contextlib
import datetime
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from .doorstep import (
    Call,
    Cancel,
    Clock,
    Core,
    DraftOf,
    Entropy,
    Keystore,
    Listener,
    Location,
    Notifications,
    Platform,
    Reply,
    SignedOut,
    Synced,
    SyncProgress,
    SyncReport,
    Transport,
    Unsent,
)
from .form import Form
from .ports import KeyFile, SystemClock, SystemEntropy, failed
from .transport import HttpTransport


class Phone:
    """One phone. Views and everything that is not here are asked of :attr:`core`; any thread may call."""

    def __init__(self, path: Path | str, platform: Platform) -> None:
        """Opens the database at a path over a platform of one's own; :meth:`open` brings one."""
        self._way = _Way(platform.transport)
        self.platform = Platform(**{**vars(platform), "transport": self._way})
        self.core = Core.open(str(path), self.platform)

    @classmethod
    def open(
        cls,
        folder: Path | str,
        server: str,
        *,
        clock: Clock | None = None,
        entropy: Entropy | None = None,
        keystore: Keystore | None = None,
        transport: Transport | None = None,
        location: Location | None = None,
        notifications: Notifications | None = None,
    ) -> Phone:
        """Opens the phone in a folder, making it when there is none; ports that are left out are this machine's own.

        :raises Problem: ``damaged_database``, also under another key, or ``newer_database``: the file stays as it is
        """
        home = Path(folder)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        platform = Platform(
            clock=clock or SystemClock(),
            entropy=entropy or SystemEntropy(),
            keystore=keystore or KeyFile(home / "key"),
            transport=transport or HttpTransport(server),
            location=location,
            notifications=notifications,
        )
        return cls(home / "doorstep.db", platform)

    def close(self) -> None:
        """Closes it; it can be called again."""
        self.core.close()
        self._way.close()

    def __enter__(self) -> Phone:
        """Gives the phone itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes it."""
        self.close()

    def sign_in(self, username: str, password: str, device_name: str = "script") -> None:
        """Signs a worker in and enrols this phone; the records come with the next sync."""
        with self._way.interruptible():
            self.core.sign_in(username, password, device_name)

    def sign_out(self) -> Unsent | None:
        """Signs out and erases everything; when something is unsent nothing is erased, and it is returned."""
        left = self.core.sign_out()
        return left.unsent if isinstance(left, SignedOut.UNSENT) else None

    def act(
        self,
        student: str | None,
        kind: str,
        payload: Mapping[str, Any],
        *,
        happened_at: datetime.datetime | None = None,
    ) -> str:
        """Records an act with its payload in its wire form; returns its id."""
        return self.core.act(student, kind, json.dumps(payload), happened_at)

    def edit(self, student: str, field: str, value: Any) -> str:
        """Corrects a field of a student's profile."""
        return self.core.profile_edit(student, field, json.dumps(value))

    def amend(self, of: str, payload: Mapping[str, Any], *, reason: str | None = None) -> str:
        """Corrects an own record with the whole corrected payload."""
        return self.core.amend(of, json.dumps(payload), None, reason)

    def mend(self, of: str, kind: str, payload: Mapping[str, Any]) -> str:
        """Records a mended act in place of one that the server refused."""
        return self.core.mend(of, kind, json.dumps(payload))

    def begin(self, form: str, student: str | None = None, *, language: str = "zh-Hans", **of: Any) -> Form:
        """Begins a form; what else it is for is named as in :class:`DraftOf`: ``follow_up``, ``guardian``, …"""
        draft = self.core.draft_begin(DraftOf(form=form, student=student, language=language, **of))
        return Form(self.core, draft, language)

    def resume(self, draft: str) -> Form:
        """Goes on with a draft that was begun before.

        :raises Problem: ``unknown_draft``
        """
        return Form(self.core, draft, self.core.draft(draft).language)

    def sync(
        self,
        *,
        metered: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancel: Cancel | None = None,
        patience: float = 0.0,
    ) -> Synced:
        """Syncs until everything is done or has to wait; comes back for what has to wait while ``patience`` seconds last.

        The report is of everything that was done, however often it had to wait.
        ``progress`` is told the bytes that went and came; what it raises calls the run off, and is raised here.
        """
        until = time.monotonic() + patience
        anew = True
        done: SyncReport | None = None
        while True:
            told = _Progress(progress) if progress else None
            with self._way.interruptible():
                synced = self.core.sync(metered, anew, told, cancel)
            if told is not None and told.raised is not None:
                raise told.raised
            done = synced.report if done is None else _sum(done, synced.report)
            synced = Synced(report=done, again_at=synced.again_at, cancelled=synced.cancelled)
            if synced.cancelled or synced.again_at is None:
                return synced
            wait = (synced.again_at - self.platform.clock.now()).total_seconds()
            if time.monotonic() + max(wait, 0.0) > until:
                return synced
            time.sleep(max(wait, 0.0))
            anew = False

    @contextlib.contextmanager
    def changes(self) -> Iterator[threading.Event]:
        """Gives an event that is set after every change while the context lasts; clear it before asking anew."""
        changed = threading.Event()
        listening = self.core.listen(_Changed(changed))
        try:
            yield changed
        finally:
            listening.end()


def _sum(one: SyncReport, other: SyncReport) -> SyncReport:
    # Numbers add up; what is so stays so.
    pairs = {name: (value, getattr(other, name)) for name, value in vars(one).items()}
    return SyncReport(
        **{name: a or b if isinstance(a, bool) else a + b for name, (a, b) in pairs.items()}
    )


class _Way(Transport):
    """Carries over another transport, and keeps an interruption from being taken for an answer.

    What is raised through the core and is no :class:`Exception`, such as Ctrl-C, would be lost in it.
    """

    def __init__(self, way: Transport) -> None:
        self._way = way
        self._interrupted: BaseException | None = None

    def carry(self, call: Call) -> Reply:
        try:
            return self._way.carry(call)
        except Exception:
            raise
        except BaseException as error:
            self._interrupted = error
            raise failed(repr(error)) from error

    @contextlib.contextmanager
    def interruptible(self) -> Iterator[None]:
        try:
            yield
        finally:
            interrupted, self._interrupted = self._interrupted, None
            if interrupted is not None:
                raise interrupted

    def close(self) -> None:
        if isinstance(self._way, HttpTransport):
            self._way.close()


class _Progress(SyncProgress):
    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self.raised: BaseException | None = None

    def carried(self, sent: int, received: int) -> None:
        try:
            self._tell(sent, received)
        except BaseException as error:
            self.raised = error
            raise failed(repr(error)) from error


class _Changed(Listener):
    def __init__(self, event: threading.Event) -> None:
        self._event = event

    def changed(self) -> None:
        self._event.set()
