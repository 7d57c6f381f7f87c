"""The real server with the demonstration county, on a free port, from a copy that each test has to itself."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[4]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
RUN = Path(os.environ.get("DOORSTEP_TEST_RUN", TARGET / "debug/doorstep-run"))

PASSWORD = "doorstep-demo"
"""The password of every account of the demonstration."""

LOADING = 600.0
STARTING = 60.0


class Server:
    """A server that a test starts, stops, and starts again at the same address."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Names the folder of its data; nothing runs yet."""
        self.folder = folder
        self.url = ""
        self._port = port
        self._child: subprocess.Popen[str] | None = None
        self._said: list[str] = []

    def start(self, patience: float = STARTING) -> Server:
        """Starts it and waits until it answers."""
        command = [str(RUN), "--data", str(self.folder), "--port", str(self._port)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._child = child
        self._said = []
        threading.Thread(target=self._hear, args=(child,), daemon=True).start()
        until = time.monotonic() + patience
        while not self._answers():
            if child.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"{RUN} does not answer:\n{''.join(self._said)}")
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        """Ends it as an operator does; what it was doing is finished."""
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        child.wait(timeout=STARTING)

    def _hear(self, child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        with child.stdout:
            for line in child.stdout:
                self._said.append(line)

    def _answers(self) -> bool:
        at = [line for line in self._said if line.startswith("Doorstep is at ")]
        if not at:
            return False
        self.url = at[-1].split()[3]
        self._port = int(self.url.rsplit(":", 1)[1])
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def serve() -> Server:
    """Starts a server with the county as it was loaded."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-server-"))
    shutil.copytree(county(), folder, dirs_exist_ok=True)
    return Server(folder).start()


def remove(server: Server) -> None:
    """Stops a server and removes its folder."""
    server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)


def county() -> Path:
    """The folder of a county that was loaded once today, as its term lasts until today, by this very program."""
    if given := os.environ.get("DOORSTEP_TEST_COUNTY"):
        return Path(given)
    program = RUN.stat()
    kept = TARGET / "bindings" / "county"
    mark = kept / "loaded"
    wanted = f"{datetime.date.today()} {program.st_mtime_ns} {program.st_size}"
    with _alone(kept.with_suffix(".lock")):
        if mark.is_file() and mark.read_text() == wanted:
            return kept
        shutil.rmtree(kept, ignore_errors=True)
        Server(kept).start(LOADING).stop()
        mark.write_text(wanted)
    return kept


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
