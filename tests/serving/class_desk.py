"""A class over HTTP without a network in between: a teacher, students, strangers, each with their cookie."""

import json
import re
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette

from cnnviz.classes import Assignment, Task, seed_for
from cnnviz.classes.membership import COOKIE
from cnnviz.exercises import exercises, pose
from serving.classes.asked import Desk
from serving.classes.limits import Limits
from serving.classes.routes import routes
from tests.serving.asgi import ask

ITEM = "output-size"
TASKS = (
    Task(id=ITEM, level=1, points=4),
    Task(id=ITEM, level=2, points=2),
    Task(kind="picture", id="kernels"),
)
ASSIGNMENT = Assignment(title="Sizes", tasks=TASKS)
START = datetime(2026, 9, 1, 8, tzinfo=UTC)


class Clock:
    """A time that only a test moves on."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds

    def now(self):
        """The same as a date; no two answers come at once."""
        self.seconds += 1e-6
        return START + timedelta(seconds=self.seconds)


class Browser:
    """Somebody's cookie, and the address that they come from."""

    def __init__(self, app, address="10.0.0.1"):
        self.app, self.address, self.cookie = app, address, ""

    def send(self, method, path, body=None, query="", **headers):
        """Ask; give the status and the JSON. A cookie that comes back is kept, as a browser does."""
        if self.cookie:
            headers["cookie"] = f"{COOKIE}={self.cookie}"
        chunks = (b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode(),)
        self.answer = ask(
            _from(self.app, self.address),
            f"/classes/{path}",
            method=method,
            query=query,
            chunks=chunks,
            **headers,
        )
        told = self.answer.headers.get("set-cookie", "")
        if found := re.match(f"{COOKIE}=([^;]*)", told):
            self.cookie = found[1]
        text = self.answer.body
        return self.answer.status, json.loads(text) if text.startswith(b"{") else text

    def post(self, path, **body):
        """Post JSON."""
        return self.send("POST", path, body)

    def get(self, path, query=""):
        """Get."""
        return self.send("GET", path, query=query)


def _from(app, address):
    async def asked(scope, receive, send):
        await app({**scope, "client": (address, 1)}, receive, send)

    return asked


class School:
    """A server with one class."""

    def __init__(self, store, assignment=ASSIGNMENT):
        self.clock, self.store = Clock(), store
        self.desk = Desk(store, store.signing_key(), Limits(self.clock), self.clock.now)
        self.app = Starlette(routes=routes(self.desk, ""))
        self.teacher = self.somebody()
        text = json.dumps({"format": 1, **assignment.model_dump(mode="json")})
        status, self.made = self.teacher.post("make", yaml=text)
        assert status == 200, self.made
        self.code = self.made["code"]

    def somebody(self, address="10.0.0.1"):
        """A browser without a cookie."""
        return Browser(self.app, address)

    def student(self, address="10.0.0.1"):
        """A browser of somebody who has joined."""
        one = self.somebody(address)
        status, one.told = one.post("join", code=self.code)
        assert status == 200, one.told
        one.id = next(known.id for known in self.students() if known.nickname == one.told["nickname"])
        return one

    @property
    def row(self):
        """The class as it is stored."""
        return self.store.by_code(self.code)

    @property
    def who(self):
        """The teacher, as the store knows them."""
        return self.store.by_key(self.made["key"])

    def students(self):
        """Who has joined."""
        return self.store.students(self.who)

    def problem(self, student, task=TASKS[0], variant=0):
        """A student's own problem."""
        seed = seed_for(self.row.secret, task.key, student.id, variant)
        return pose(exercises()[task.id], task.level, seed)

    def answer(self, student, answer=None, *, key="k", task=TASKS[0], variant=0, seen=0):
        """Answer a task, rightly unless an answer is given."""
        right = self.problem(student, task, variant).right_answer
        sent = right if answer is None else answer
        body = {"key": key, "task": task.key, "variant": variant, "seen": seen, "answer": sent}
        return student.post(f"{self.code}/answer", **body)

    def attempts(self):
        """All that was answered."""
        return self.store.attempts(self.who)
