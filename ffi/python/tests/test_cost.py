"""What a call costs from Python, as a table; bounded loosely, so that a mistake of an order of magnitude fails."""

from __future__ import annotations

import time
from collections.abc import Callable

from doorstep_phone import Cancel

from .kit.worker import Story, contact

MOST_MS = {"sync_status": 20.0, "student": 60.0, "act": 120.0}


class Cost(Story):
    """Median and worst of many calls."""

    def test_calls(self) -> None:
        hand = self.hand().signs_in()
        core = hand.phone.core
        student = hand.students()[0].student
        form = hand.begins_visit(student)
        calls: dict[str, tuple[int, Callable[[], object]]] = {
            "Cancel()": (20_000, Cancel),
            "who": (2_000, core.who),
            "sync_status": (1_000, core.sync_status),
            "search, 35 rows": (200, lambda: core.search("", 500)),
            "today": (200, core.today),
            "student": (500, lambda: core.student(student)),
            "act": (200, lambda: hand.phone.act(student, "guardian_contact", contact("嗯"))),
            "draft_answer": (200, lambda: form.answer("evidence/note", "一")),
            "draft_view": (200, form.view),
        }
        print(f"\n{'a call':20}{'times':>8}{'median':>12}{'worst':>12}")
        for name, (times, call) in calls.items():
            took = []
            for _ in range(times):
                begun = time.perf_counter()
                call()
                took.append((time.perf_counter() - begun) * 1_000)
            took.sort()
            median, worst = took[len(took) // 2], took[-1]
            print(f"{name:20}{times:>8}{median * 1_000:>9.1f} µs{worst * 1_000:>9.1f} µs")
            self.assertLess(median, MOST_MS.get(name, 200.0), name)
