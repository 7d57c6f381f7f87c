"""The native side of a phone's app for the stories: the real core behind its shell, one JSON message a line, and its answer."""

import datetime
import http.client
import json
import os
import pathlib
import sys
import threading
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.environ["DOORSTEP_TEST_PYTHON"])
import doorstep  # noqa: E402  (it is found by the environment)

SERVER, FOLDER = urllib.parse.urlsplit(sys.argv[1]), pathlib.Path(sys.argv[2])
HERE = doorstep.Sighting(place=doorstep.Place(lat=26.75, lon=99.47, accuracy=8.0), mock=True)
# How long the server may take, in seconds.
PATIENCE = 60

# What a story decides, and what it may ask about afterwards.
phone = {"network": True, "recognises": True, "passes": 0, "planned": [], "paths": []}


class Clock(doorstep.Clock):
    """The machine's clock."""

    def now(self):
        return datetime.datetime.now(datetime.timezone.utc)


class Entropy(doorstep.Entropy):
    """The machine's chance."""

    def bytes(self, length):
        return os.urandom(length)


class Keystore(doorstep.Keystore):
    """A key in a file: what a phone has a chip for."""

    file = FOLDER / "key"

    def key(self):
        if not self.file.exists():
            self.file.write_bytes(os.urandom(32))
        return self.file.read_bytes()

    def forget(self):
        self.file.unlink(missing_ok=True)


class Location(doorstep.Location):
    """A place that another program pretends."""

    def here(self):
        return HERE


class Notifications(doorstep.Notifications):
    """What the phone would show."""

    def plan(self, all):
        phone["planned"] = [{"at": each.at.isoformat(), "key": each.title_key} for each in all]


class Transport(doorstep.Transport):
    """The way to the server, which the story cuts."""

    def carry(self, call):
        if not phone["network"]:
            raise doorstep.PortError.Failed(reason="the story took the network away")
        phone["paths"].append(call.path)
        line = http.client.HTTPConnection(SERVER.hostname, SERVER.port, timeout=PATIENCE)
        try:
            headers = {header.name: header.value for header in call.headers}
            line.request(call.method, call.path, body=call.body or None, headers=headers)
            answer = line.getresponse()
            came = [doorstep.Header(name=name, value=value) for name, value in answer.getheaders()]
            return doorstep.Reply(status=answer.status, headers=came, body=answer.read())
        except (OSError, http.client.HTTPException) as failed:
            raise doorstep.PortError.Failed(reason=str(failed)) from failed
        finally:
            line.close()


class Gate(doorstep.Gate):
    """The phone's owner, or not."""

    def _pass(self):
        phone["passes"] += 1
        return phone["recognises"]


def main():
    """Answers until the story ends."""
    platform = doorstep.Platform(
        clock=Clock(), entropy=Entropy(), keystore=Keystore(), transport=Transport(),
        location=Location(), notifications=Notifications(),
    )
    shell = doorstep.Shell(str(FOLDER / "doorstep.db"), platform, Gate())
    writing = threading.Lock()

    def say(text):
        with writing:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()

    say(json.dumps({"id": "there"}))
    # Many at once, as a phone takes them: the network blocks, and the core must not wait for it.
    with ThreadPoolExecutor(8) as pool:
        for line in sys.stdin:
            message = json.loads(line)
            if message.get("do") == "phone":
                phone.update(message["is"])
                say(json.dumps({"id": message["id"], "ok": phone}))
            else:
                pool.submit(lambda text: say(shell.takes(text)), line)
    shell.close()


main()
