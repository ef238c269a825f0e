"""A class for tests: a teacher, students, and answers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from cnnviz.classes import Assignment, Attempt, Task
from store import Store

NOW = datetime(2025, 11, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
SIZE, LESSON = "output-size~1", "lesson~border"
TASKS = (Task(id="output-size", points=4), Task(kind="lesson", id="border", points=2))


@dataclass
class Class:
    """A class that was just made; `store`, its teacher and how students join and answer."""

    store: Store
    rules: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self):
        self.assignment = Assignment(title="Sizes", tasks=TASKS, **self.rules)
        self.made = self.store.make_class(self.assignment, NOW)
        self.teacher = self.store.by_key(self.made.key)
        self._keys, self._joined = count(), count()

    def join(self, now=NOW):
        """One after the other, so that they stand in this order."""
        return self.store.join(self.made.class_id, now + next(self._joined) * timedelta(seconds=1))

    def student(self):
        return self.join().who

    def attempt(self, who, answer="8", *, key=None, task=SIZE, score=0.0, slip=None, at=NOW, variant=0):
        key = f"key {next(self._keys)}" if key is None else key
        return Attempt(key, who.person, task, variant, 0, 7, [answer], 1, score, slip, at)

    def answer(self, who, *args, **kwargs):
        return self.store.save(who, self.attempt(who, *args, **kwargs))
