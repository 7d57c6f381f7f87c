"""A fleet of phones against a server: they sign in, work and sync, and it is told how long everything took.

    python -m doorstep_phone.fleet --server http://127.0.0.1:8460 --phones 20 --rounds 5

Every phone is a thread with an encrypted database of its own, and does what a worker's phone does. It is for servers
with invented people: what the phones record stays there.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import datetime
import itertools
import json
import math
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from .doorstep import InternalError, Problem
from .phone import Phone
from .ports import FixedKey

T = TypeVar("T")

ACCOUNTS = ("teacher", "principal", "committee", "township")
PASSWORD_FROM = "DOORSTEP_FLEET_PASSWORD"
PATIENCE = 60.0


@dataclasses.dataclass(frozen=True)
class Plan:
    """What the fleet is to do."""

    server: str
    accounts: tuple[str, ...] = ACCOUNTS
    password: str = "doorstep-demo"
    phones: int = 10
    rounds: int = 3
    acts: int = 5
    pause: float = 0.0
    seed: int = 1


class Tally:
    """How often everything was done, how long it took, and what went wrong."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._lock = threading.Lock()
        self.took: dict[str, list[float]] = collections.defaultdict(list)
        self.counts: collections.Counter[str] = collections.Counter()
        self.problems: collections.Counter[str] = collections.Counter()

    def time(self, name: str, do: Callable[[], T]) -> T:
        """Does something and notes how long it took when it went well."""
        begun = time.perf_counter()
        done = do()
        took = time.perf_counter() - begun
        with self._lock:
            self.took[name].append(took)
        return done

    def count(self, name: str, number: int = 1) -> None:
        """Counts what happened."""
        with self._lock:
            self.counts[name] += number

    def problem(self, name: str) -> None:
        """Counts what went wrong."""
        with self._lock:
            self.problems[name] += 1


def percentile(values: list[float], share: float) -> float:
    """The value that so great a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


class _Worker:
    """One phone of the fleet in its worker's hands."""

    def __init__(self, plan: Plan, number: int, folder: Path, tally: Tally) -> None:
        self._plan = plan
        self._name = plan.accounts[number % len(plan.accounts)]
        self._dice = random.Random(plan.seed * 1_000_003 + number)
        self._folder = folder / str(number)
        self._number = number
        self._tally = tally

    def run(self) -> None:
        """Signs in, works in rounds, and syncs after each."""
        keystore = FixedKey(os.urandom(32))
        with Phone.open(self._folder, self._plan.server, keystore=keystore) as phone:
            self._persists("sign in", lambda: self._sign_in(phone))
            self._sync(phone, "first sync")
            for _ in range(self._plan.rounds):
                if self._plan.pause:
                    time.sleep(self._dice.uniform(0.5, 1.5) * self._plan.pause)
                self._works(phone)
                self._sync(phone, "sync")
            status = phone.core.sync_status()
            self._tally.count("records left unsent", status.waiting + status.sent)
            self._tally.count("records refused", status.refused)
        self._tally.count("phones that finished")

    def _sign_in(self, phone: Phone) -> None:
        phone.sign_in(self._name, self._plan.password, f"fleet {self._number}")

    def _works(self, phone: Phone) -> None:
        self._tally.time("today", phone.core.today)
        students = self._tally.time("search", lambda: phone.core.search("", 200))
        for _ in range(self._plan.acts if students else 0):
            student = self._dice.choice(students).student
            screen = self._tally.time("student", lambda: phone.core.student(student))
            may = [act for act in ("guardian_contact", "profile_edit", "reminder_set") if act in screen.may]
            if not may:
                self._tally.count("students about whom nothing may be recorded")
                continue
            kind = self._dice.choice(may)
            try:
                self._tally.time("act", lambda: self._records(phone, student, kind))
                self._tally.count("records")
            except Problem as problem:
                self._tally.problem(f"{kind}: {told(problem)}")

    def _records(self, phone: Phone, student: str, kind: str) -> None:
        if kind == "guardian_contact":
            phone.act(student, kind, {"channel": "call", "reached": True, "said": "孩子明天返校"})
        elif kind == "profile_edit":
            phone.edit(student, "remark", f"第 {self._dice.randrange(1_000)} 次修改")
        else:
            now = datetime.datetime.now(datetime.timezone.utc)
            opens, due, late = ((now + datetime.timedelta(hours=hours)).isoformat() for hours in (1, 3, 4))
            words = "给家长打电话"
            phone.act(student, kind, {"text": words, "opens": opens, "due": due, "late": late})

    def _sync(self, phone: Phone, name: str) -> None:
        synced = self._tally.time(name, lambda: phone.sync(patience=PATIENCE))
        report = synced.report
        self._tally.count("records accepted", report.accepted)
        self._tally.count("records of others that came", report.facts)
        self._tally.count("students that came", report.students)
        if synced.again_at is not None:
            self._tally.count(f"{name} that had to wait")

    def _persists(self, name: str, do: Callable[[], None]) -> None:
        until = time.monotonic() + PATIENCE
        for attempt in itertools.count():
            try:
                return self._tally.time(name, do)
            except Problem as problem:
                code = told(problem)
                self._tally.problem(f"{name}: {code}")
                if not getattr(problem, "retryable", False) or time.monotonic() > until:
                    raise
                time.sleep(self._dice.uniform(0.5, 1.0) * min(2.0**attempt * 0.2, 5.0))


def told(problem: Problem) -> str:
    """The code of a problem, with its field."""
    code, field = getattr(problem, "code", "?"), getattr(problem, "field", None)
    return f"{code} at {field}" if field else str(code)


def run(plan: Plan) -> Tally:
    """Lets the fleet run, and returns what was noted when all phones have ended."""
    tally = Tally()

    def one(number: int, folder: Path) -> None:
        try:
            _Worker(plan, number, folder, tally).run()
        except Problem as problem:
            tally.problem(f"phone ended: {told(problem)}")
        except (InternalError, OSError) as error:
            tally.problem(f"phone ended: {type(error).__name__}: {error}")

    with tempfile.TemporaryDirectory(prefix="doorstep-fleet-") as folder:
        threads = [
            threading.Thread(target=one, args=(number, Path(folder)), name=f"phone {number}")
            for number in range(plan.phones)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return tally


def table(tally: Tally, seconds: float) -> str:
    """What was noted, for people."""
    lines = [f"{'':24}{'times':>8}{'median':>11}{'p90':>11}{'p99':>11}{'worst':>11}"]
    for name, took in tally.took.items():
        cells = [percentile(took, share) for share in (0.5, 0.9, 0.99, 1.0)]
        lines.append(f"{name:24}{len(took):>8}" + "".join(f"{cell * 1000:>8.1f} ms" for cell in cells))
    lines.append("")
    lines += [f"{number:>10}  {name}" for name, number in tally.counts.items()]
    lines += [f"{number:>10}  times {name}" for name, number in tally.problems.most_common()]
    lines.append(f"{seconds:>10.1f}  seconds in all")
    return "\n".join(lines)


def as_json(tally: Tally, seconds: float) -> str:
    """What was noted, for programs: milliseconds."""
    took = {
        name: {"times": len(all), **{f"p{share}": round(percentile(all, share / 100) * 1000, 3) for share in (50, 90, 99, 100)}}
        for name, all in tally.took.items()
    }
    return json.dumps(
        {"ms": took, "counts": tally.counts, "problems": tally.problems, "seconds": round(seconds, 3)},
        ensure_ascii=False,
    )


def main(arguments: list[str] | None = None) -> int:
    """Reads the arguments, lets the fleet run and prints what was noted."""
    default = Plan(server="")
    parser = argparse.ArgumentParser(prog="doorstep_phone.fleet", description="Load from a fleet of phones.")
    parser.add_argument("--server", required=True, help="the server, as in http://127.0.0.1:8460")
    parser.add_argument("--phones", type=int, default=default.phones, help="how many, each a thread [%(default)s]")
    parser.add_argument("--rounds", type=int, default=default.rounds, help="how often each works and syncs [%(default)s]")
    parser.add_argument("--acts", type=int, default=default.acts, help="records of each in a round [%(default)s]")
    parser.add_argument("--pause", type=float, default=default.pause, help="seconds between rounds [%(default)s]")
    parser.add_argument("--account", action="append", help="who signs in, in turn; several times [those of the demonstration]")
    parser.add_argument("--seed", type=int, default=default.seed, help="what the workers choose by [%(default)s]")
    parser.add_argument("--json", action="store_true", help="prints one JSON object in place of a table")
    given = parser.parse_args(arguments)
    if min(given.phones, given.rounds, given.acts) < 0 or given.phones == 0:
        parser.error("there is at least one phone, and no number below 0")
    plan = Plan(
        server=given.server,
        accounts=tuple(given.account or ACCOUNTS),
        # No argument: a password in the list of processes is everybody's.
        password=os.environ.get(PASSWORD_FROM, default.password),
        phones=given.phones,
        rounds=given.rounds,
        acts=given.acts,
        pause=given.pause,
        seed=given.seed,
    )
    begun = time.perf_counter()
    tally = run(plan)
    seconds = time.perf_counter() - begun
    print(as_json(tally, seconds) if given.json else table(tally, seconds))
    return 0 if tally.counts["phones that finished"] == plan.phones else 1


if __name__ == "__main__":
    sys.exit(main())
