"""What this machine gives the core: its clock, its chance, and a key in a file."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from .doorstep import Clock, Entropy, Keystore, PortError

KEY_BYTES = 32


def failed(reason: str) -> PortError:
    """What a port raises when it cannot give what it is asked for, with why."""
    # The generated module adds its variants where a type checker does not see them.
    error: PortError = getattr(PortError, "Failed")(reason)
    return error


class SystemClock(Clock):
    """The machine's clock."""

    def now(self) -> datetime.datetime:
        """The time now."""
        return datetime.datetime.now(datetime.timezone.utc)


class SystemEntropy(Entropy):
    """The operating system's chance."""

    def bytes(self, length: int) -> bytes:
        """So many bytes, fit for keys."""
        return os.urandom(length)


class KeyFile(Keystore):
    """A key in a file that its owner alone may read.

    It protects a database that is copied without it. A script that runs where others may read its files keeps the key
    elsewhere: derive from :class:`Keystore`.
    """

    def __init__(self, path: Path | str) -> None:
        """Names the file; nothing is read or made yet."""
        self._path = Path(path)

    def key(self) -> bytes:
        """The key, made when there is none yet."""
        try:
            return self._read()
        except FileNotFoundError:
            pass
        except OSError as error:
            raise failed(str(error)) from error
        try:
            return self._make()
        except OSError as error:
            raise failed(str(error)) from error

    def forget(self) -> None:
        """Throws the key away: what was written under it cannot be read any more."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise failed(str(error)) from error

    def _read(self) -> bytes:
        key = self._path.read_bytes()
        if len(key) != KEY_BYTES:
            raise failed(f"{self._path} has {len(key)} bytes where a key has {KEY_BYTES}")
        return key

    def _make(self) -> bytes:
        # Written whole beside it and given its name last: another program sees no key, or a whole one.
        key = os.urandom(KEY_BYTES)
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(part, self._path)
            except FileExistsError:
                return self._read()
        finally:
            part.unlink()
        return key


class FixedKey(Keystore):
    """A key that the script brings itself, or none for a database that is not encrypted."""

    def __init__(self, key: bytes | None) -> None:
        """Takes the 32 bytes of the key."""
        self._key = key

    def key(self) -> bytes | None:
        """The key that was brought."""
        if self._key is None or len(self._key) == KEY_BYTES:
            return self._key
        raise failed(f"a key has {KEY_BYTES} bytes, not {len(self._key)}")

    def forget(self) -> None:
        """Does nothing: whoever brought the key keeps it."""
