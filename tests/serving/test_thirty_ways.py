"""Thirty ways in which a student tries to read keys, others' work or the board, or to change a mark."""

import json
from base64 import urlsafe_b64encode

import pytest

import store
from cnnviz.classes import to_yaml
from cnnviz.classes.membership import Membership, read, write
from tests.serving.class_desk import ASSIGNMENT, TASKS, School

KEY = TASKS[0].key


class Setting:
    """A class with a victim who has answered wrongly and an attacker, and another class with its teacher."""

    def __init__(self, kept):
        self.school, self.other = School(kept), School(kept)
        self.code = self.school.code
        self.victim, self.attacker = self.school.student(), self.school.student()
        self.school.answer(self.victim, ["1"])
        self.school.answer(self.attacker, ["2"])
        self.teacher_elsewhere = self.other.teacher
        self.elsewhere = self.other.student()
        self.school.teacher.post(f"{self.code}/ask", item=TASKS[0].id, level=1)

    def state(self):
        """All that a student must not change."""
        who, kept = self.school.who, self.school.store
        return (
            self.school.row,
            kept.attempts(who),
            kept.overrides(who),
            kept.students(who),
            kept.round(who),
        )

    def secrets(self):
        """What nothing that is answered may hold."""
        problem = self.school.problem(self.victim)
        return [
            self.school.row.secret.hex(),
            self.school.made["key"],
            self.victim.id,
            next(one.nickname for one in self.school.students() if one.id == self.victim.id),
            json.dumps(problem.right_answer),
            problem.explanation,
        ]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store."""
    opened = store.open(str(tmp_path_factory.mktemp("store") / "classes.db"))
    yield opened
    opened.close()


@pytest.fixture
def here(kept):
    """Classes of their own for each way."""
    return Setting(kept)


def forged(here, *members, key=b"guessed"):
    """The attacker's browser with a cookie that the attacker wrote."""
    here.attacker.cookie = write(members, key)
    return here.attacker


def class_id(here):
    return here.school.row.class_id


def resigned(here):
    """The attacker's cookie with another content before the same signature."""
    content = json.dumps([[class_id(here), "", "teacher"]]).encode()
    signature = here.attacker.cookie.rpartition(".")[2]
    here.attacker.cookie = f"{urlsafe_b64encode(content).decode().rstrip('=')}.{signature}"
    return here.attacker


def post(act, **body):
    return lambda here: here.attacker.post(f"{here.code}/{act}", **body)


def about(act, **body):
    """Post of the victim's work."""
    return lambda here: here.attacker.post(
        f"{here.code}/{act}", student=here.victim.id, students=[here.victim.id], task=KEY, **body
    )


def answering(here, browser=None, **other):
    body = {"key": "x", "task": KEY, "variant": 0, "seen": 1, "answer": ["3"], **other}
    return (browser or here.attacker).post(f"{here.code}/answer", **body)


WAYS = {
    "looks at the board": lambda here: here.attacker.get(f"{here.code}/board"),
    "looks at the board without a cookie": lambda here: here.school.somebody().get(f"{here.code}/board"),
    "looks at the board of another class": lambda here: here.attacker.get(f"{here.other.code}/board"),
    "looks at the board as the teacher of another class": lambda here: here.teacher_elsewhere.get(
        f"{here.code}/board"
    ),
    "looks at the bars": lambda here: here.attacker.get(f"{here.code}/together"),
    "looks at the bars as a student of another class": lambda here: here.elsewhere.get(
        f"{here.code}/together"
    ),
    "asks for the board by POST": post("board"),
    "writes a cookie with a key of their own": lambda here: forged(
        here, Membership(class_id(here), "", "teacher")
    ).get(f"{here.code}/board"),
    "writes a cookie with an empty key": lambda here: forged(
        here, Membership(class_id(here), "", "teacher"), key=b""
    ).get(f"{here.code}/board"),
    "puts the teacher's role before their own signature": lambda here: resigned(here).get(
        f"{here.code}/board"
    ),
    "writes a cookie as the victim": lambda here: answering(
        here, forged(here, Membership(class_id(here), here.victim.id, "student"))
    ),
    "says in the body that they are the teacher": post("override", role="teacher", student="me", points=4),
    "sets the victim's mark": about("override", points=0, note=""),
    "sets their own mark": lambda here: here.attacker.post(
        f"{here.code}/override", student=here.attacker.id, task=KEY, points=4, note=""
    ),
    "gives themselves new numbers": lambda here: here.attacker.post(
        f"{here.code}/reset", task=KEY, students=[here.attacker.id]
    ),
    "gives the victim new numbers": about("reset"),
    "gives themselves more time": lambda here: here.attacker.post(
        f"{here.code}/extend", student=here.attacker.id, until="2099-01-01T00:00:00Z"
    ),
    "has all marked again": post("remark"),
    "changes the tasks": post("change", yaml=to_yaml(ASSIGNMENT.model_copy(update={"title": "Mine"}))),
    "closes the class": post("open", open=False),
    "deletes the class": post("delete"),
    "asks a question of all": post("ask", item=TASKS[0].id, level=1),
    "reveals the question": post("state", round=1, state="revealed"),
    "deletes the victim": about("remove"),
    "asks by leaving whether there is a class": lambda here: here.elsewhere.post(
        f"{here.code}/leave", role="student"
    ),
    "deletes the victim's work": lambda here: here.elsewhere.post(
        f"{here.code}/forget", student=here.victim.id
    ),
    "says that an exercise is done": post("done", task=KEY),
    "answers a task that is not in the class": lambda here: answering(here, task="output-size~3"),
    "answers numbers that they were not given": lambda here: answering(here, variant=1),
    "sends a score along with an answer that cannot be read": lambda here: answering(
        here, answer={"score": 1, "slip": None}, score=1, right=True
    ),
    "guesses the teacher's key": lambda here: here.attacker.get("teach", query=f"key={'A' * 32}"),
    "comes back with the victim's nickname for words": lambda here: here.school.somebody().post(
        "back", code=here.code, words=here.victim.told["nickname"]
    ),
    "joins by a class's id in place of its code": lambda here: here.school.somebody().post(
        "join", code=class_id(here)
    ),
    "injects into a code": lambda here: here.attacker.get("' OR 1=1 --/board"),
    "injects into a task": lambda here: answering(here, task="' OR '1'='1"),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_refused_and_nothing_is_told_or_changed(here, way):
    before, secrets = here.state(), here.secrets()
    status, told = WAYS[way](here)
    assert 400 <= status < 500, told
    said = f"{told} {dict(here.attacker.answer.headers)}"
    assert [one for one in secrets if one in said] == []
    assert here.state() == before


def test_there_are_thirty_ways_and_the_teacher_may_do_what_they_may_not(here):
    assert len(WAYS) >= 30
    assert here.school.teacher.get(f"{here.code}/board")[0] == 200
    assert here.school.teacher.get(f"{here.code}/together")[0] == 200
    mine = {"student": here.victim.id, "task": KEY, "points": 1, "note": ""}
    assert here.school.teacher.post(f"{here.code}/override", **mine)[0] == 200
    assert answering(here)[0] == 200


def test_the_victims_key_answers_nothing_of_the_attackers(here):
    """The key of an answer belongs to who gave it: the same one of another student is another answer."""
    assert here.school.answer(here.attacker, ["9"], key="k2", seen=1)[0] == 200
    assert here.school.answer(here.victim, ["8"], key="k2", seen=1)[0] == 200
    assert len(here.school.attempts()) == 4


def test_no_cookie_tells_more_than_who_one_is(here):
    (mine,) = read(here.attacker.cookie, here.school.desk.key)
    assert mine == (class_id(here), here.attacker.id, "student")


def test_what_a_student_is_answered_has_no_key_and_no_score(here):
    told = [here.school.answer(here.attacker, key="right", seen=1)]
    told.append(here.attacker.post(f"{here.code}/vote", round=1, answer=["1"]))
    told.append(here.attacker.get(f"{here.code}/pulse"))
    assert [set(said) for _, said in told] == [{"saved"}, {"saved"}, {"pulse"}]
