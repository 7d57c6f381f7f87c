"""Ports that do what a test wants: a line that is cut, a clock that is set, and each of them failing."""

from __future__ import annotations

import datetime
import threading

from doorstep_phone import (
    Call,
    Clock,
    Entropy,
    HttpTransport,
    Keystore,
    Location,
    Notifications,
    Place,
    PlannedNotification,
    PortError,
    Reply,
    Sighting,
    SystemClock,
    SystemEntropy,
    Transport,
)


class Line(Transport):
    """The way to a server, that a test cuts and mends, and that counts what went."""

    def __init__(self, url: str) -> None:
        """Names the server."""
        self._way = HttpTransport(url)
        self.cut = False
        self.raises: BaseException | None = None
        self.calls: list[str] = []

    def carry(self, call: Call) -> Reply:
        """Carries a call while the line is whole."""
        self.calls.append(f"{call.method} {call.path}")
        if self.raises is not None:
            raise self.raises.with_traceback(None)
        if self.cut:
            raise PortError.Failed("the line is cut")
        return self._way.carry(call)

    def close(self) -> None:
        """Closes what is kept open."""
        self._way.close()


class SetClock(Clock):
    """A clock that a test sets ahead or back, or breaks."""

    def __init__(self) -> None:
        """Begins with the true time."""
        self.ahead = datetime.timedelta()
        self.raises: BaseException | None = None

    def now(self) -> datetime.datetime:
        """The time that is shown."""
        if self.raises is not None:
            raise self.raises.with_traceback(None)
        return SystemClock().now() + self.ahead


class Chance(Entropy):
    """True chance, until a test breaks it."""

    def __init__(self) -> None:
        """Begins whole."""
        self.raises: BaseException | None = None
        self.short = False

    def bytes(self, length: int) -> bytes:
        """So many bytes."""
        if self.raises is not None:
            raise self.raises.with_traceback(None)
        return SystemEntropy().bytes(length - 1 if self.short else length)


class Broken(Keystore):
    """A keystore that does not give its key."""

    def __init__(self, error: BaseException) -> None:
        """Takes what it raises."""
        self._error = error

    def key(self) -> bytes | None:
        """Raises."""
        raise self._error.with_traceback(None)

    def forget(self) -> None:
        """Raises."""
        raise self._error.with_traceback(None)


class Somewhere(Location):
    """A place that a test chooses."""

    def __init__(self) -> None:
        """Begins at a village."""
        self.raises: BaseException | None = None
        self.sighting: Sighting | None = Sighting(
            place=Place(lat=26.87, lon=100.22, accuracy=8.0), mock=False
        )

    def here(self) -> Sighting | None:
        """The place."""
        if self.raises is not None:
            raise self.raises.with_traceback(None)
        return self.sighting


class Board(Notifications):
    """Keeps the plan that was handed over last."""

    def __init__(self) -> None:
        """Begins empty."""
        self.raises: BaseException | None = None
        self.plans = 0
        self.planned: list[PlannedNotification] = []
        self._lock = threading.Lock()

    def plan(self, all: list[PlannedNotification]) -> None:
        """Takes the plan."""
        if self.raises is not None:
            raise self.raises.with_traceback(None)
        with self._lock:
            self.plans += 1
            self.planned = all
