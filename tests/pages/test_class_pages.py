"""What the pages of classes show, and what they keep back from a student's browser."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import store
from cnnviz.classes import Assignment, Attempt, Task, read_yaml
from cnnviz.classes.membership import Membership
from cnnviz.classes.work import problem_at, problem_of
from cnnviz.exercises import Problem, pose, practised
from pages.ui.classroom.board import CHANGED
from pages.ui.classroom.rows import rows_of
from pages.ui.figures.problem import Work, described, task_of
from pages.ui.session import belonging
from pages.ui.together.beside import beside
from tests.pages.test_reports import IN_A_CLASS, USABLE, report_all

TASK = Task(id="output-size", level=1, points=4)
NOW = datetime.now(UTC)


class Class:
    """A class in a store, and whoever's browser it is."""

    def __init__(self, kept, tasks=(TASK,), **rules):
        assignment = Assignment(title="Sizes", tasks=tasks, **rules)
        self.kept, made = kept, kept.make_class(assignment, NOW)
        self.code, self.teacher = made.code, kept.by_key(made.key)
        self.student = kept.join(made.class_id, NOW).who
        self.members = ()

    @property
    def problem(self):
        """The student's own."""
        return problem_of(TASK, self.kept.by_code(self.code).secret, self.student.person, 0)

    def be(self, *whos):
        """Have a browser with these memberships."""
        self.members = tuple(Membership(who.class_id, who.person or "", who.role) for who in whos)

    def answer(self, answer=None, at=NOW):
        """Answer rightly, or so."""
        given = self.problem.right_answer if answer is None else answer
        verdict = self.problem.judge(given)
        attempt = Attempt(
            f"k{given}",
            self.student.person,
            TASK.key,
            0,
            1,
            self.problem.seed,
            given,
            1,
            verdict.score,
            None,
            at,
        )
        self.kept.save(self.student, attempt)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store."""
    opened = store.open(str(tmp_path_factory.mktemp("store") / "classes.db"))
    yield opened
    opened.close()


@pytest.fixture
def new_class(kept, monkeypatch):
    """Make a class whose student's browser it is."""
    monkeypatch.setattr(belonging, "store", kept)

    def make(**rules):
        made = Class(kept, **rules)
        made.be(made.student)
        monkeypatch.setattr(belonging, "memberships", lambda: made.members)
        return made

    return make


def exercise(visit, here):
    """What the browser is sent of the exercise."""
    return visit("classroom", code=here.code).sent("exercise").header


def test_a_students_numbers_are_their_own_and_no_key_is_sent(visit, new_class):
    here = new_class(solutions="right")
    sent = exercise(visit, here)
    assert sent["prompt"] == here.problem.prompt
    assert (sent["verdict"], sent["solution"], sent["klass"]["canAnswer"]) == (None, None, True)
    assert here.problem.explanation not in json.dumps(sent, ensure_ascii=False)
    assert sent["task"].split() == [here.code, TASK.key, "0"]  # no seed: Practise shows any seed's solution
    assert task_of(here.problem) not in json.dumps(sent)
    secret = here.kept.by_code(here.code).secret
    assert secret.hex() not in json.dumps(sent)
    here.answer()
    sent = exercise(visit, here)
    assert sent["verdict"]["sentence"] == here.problem.explanation
    assert (sent["verdict"]["right"], sent["klass"]["canAnswer"], sent["klass"]["help"]) == (
        True,
        False,
        ["hint", "show"],
    )


#: What a form of each type is made of: nothing that is right, and no picture that a kernel is judged on.
FORMS = {
    "values": {"parts", "shape", "whole"},
    "choice": {"keys", "several"},
    "match": {"figures", "keys", "look"},
    "order": {"keys"},
    "kernel": {"picture", "shape"},
    "settings": {"keys", "ranges"},
    "pixels": {"picture"},
}


@pytest.mark.parametrize("kind", FORMS)
def test_no_exercise_reaches_a_browser_with_its_key(monkeypatch, kind):
    problems = [pose(one, one.item.levels_offered()[-1], 3) for one in practised().values()]
    asked = [one for one in problems if one.posed.form["type"] == kind]
    assert asked
    sent = [described(one, Work("task")) for one in asked]
    for name in ("right_answer", "explanation", "solution", "judge"):
        monkeypatch.setattr(Problem, name, property(lambda _: pytest.fail("its key was looked at")))
    for problem, told in zip(asked, sent, strict=True):
        keyless = replace(problem, posed=replace(problem.posed, key=None, wrong=None))
        assert described(keyless, Work("task")) == told, told["id"]
        assert told["form"].keys() - {"name", "type"} <= FORMS[kind], told["id"]
        assert [told[name] for name in ("answer", "verdict", "solution", "hints")] == [None, None, None, []]


def test_a_wrong_answer_is_told_without_the_solution_and_without_where_it_plays(visit, new_class):
    here = new_class(solutions="never", attempts=2)
    here.answer(["1"])
    sent = exercise(visit, here)
    assert sent["verdict"]["right"] is False
    assert "show" not in sent["klass"]["help"]
    assert sent["klass"]["note"] == "1 attempt left."
    here.answer()
    sent = exercise(visit, here)
    assert (sent["verdict"]["right"], sent["verdict"]["address"]) == (True, "")


def test_the_last_answer_is_the_last_though_the_clock_was_put_back(visit, new_class):
    here = new_class()
    here.answer(["1"], NOW + timedelta(hours=1))
    here.answer(at=NOW)
    assert exercise(visit, here)["verdict"]["right"] is True


@pytest.mark.parametrize("solutions", ["never", "right"])
@pytest.mark.parametrize("scores", ["never", "due"])
def test_scores_that_are_kept_back_show_nowhere(visit, new_class, scores, solutions):
    here = new_class(scores=scores, due=NOW + timedelta(days=1), solutions=solutions)
    told = []
    for answer in (["1"], None):
        here.answer(answer)
        page = visit("classroom", code=here.code)
        sent, work = page.sent("exercise").header, page.sent("classwork").header
        told.append(
            (
                sent["verdict"],
                work["tasks"][0]["state"],
                work["tasks"][0]["score"],
                sent["klass"]["canAnswer"],
                sent["klass"]["help"],
            )
        )
    assert told == [(None, "saved", "", True, ["hint"])] * 2


def test_which_task_comes_first_tells_no_score_that_is_kept_back(visit, new_class):
    further = Task(id="output-size", level=2)
    first = []
    for answer in (None, ["1"]):
        here = new_class(tasks=(TASK, further), scores="never")
        here.answer(answer)
        first.append(visit("classroom", code=here.code).sent("classwork").header["task"])
    assert first == [further.key, further.key]


def test_who_comes_back_stands_at_the_task_begun_last(visit, new_class):
    further = [Task(id="output-size", level=level) for level in (2, 3)]
    here = new_class(tasks=(TASK, *further))
    for minutes, task in enumerate([TASK, further[1], further[0]]):
        here.kept.progress(here.student, task.key, NOW + timedelta(minutes=minutes))
    assert visit("classroom", code=here.code).sent("classwork").header["task"] == further[0].key
    here.answer()
    assert visit("classroom", code=here.code).sent("classwork").header["task"] == further[0].key


def test_who_comes_back_after_a_task_that_is_done_stands_at_the_first_that_is_not(visit, new_class):
    further = Task(id="output-size", level=2)
    here = new_class(tasks=(further, TASK))
    here.kept.progress(here.student, TASK.key, NOW + timedelta(minutes=1))
    here.answer()
    assert visit("classroom", code=here.code).sent("classwork").header["task"] == further.key


def test_what_is_closed_or_late_takes_no_answer_and_says_why(visit, new_class):
    here = new_class()
    here.kept.set_open(here.teacher, False)
    sent = exercise(visit, here)["klass"]
    assert not sent["canAnswer"]
    assert "closed" in sent["note"]
    late = new_class(due=NOW - timedelta(hours=1))
    assert not exercise(visit, late)["klass"]["canAnswer"]
    late.kept.extend(late.teacher, late.student.person, NOW + timedelta(hours=1))
    assert exercise(visit, late)["klass"]["canAnswer"]


def test_a_question_to_all_comes_before_the_own_work_and_tells_its_key_once_revealed(visit, new_class):
    here = new_class()
    asked = here.kept.ask(here.teacher, TASK.id, 2, 7)
    problem = problem_at(TASK.id, 2, 7)
    here.kept.vote(here.student, asked.number, ["1"], 0.0, None)
    page = visit("classroom", code=here.code)
    sent = page.sent("exercise").header
    assert (sent["prompt"], sent["answer"], sent["verdict"]) == (problem.prompt, ["1"], None)
    assert problem.explanation not in json.dumps(sent, ensure_ascii=False)
    here.kept.set_state(here.teacher, asked.number, "revealed")
    sent = page.run().sent("exercise").header
    assert sent["solution"]["words"] == problem.explanation
    assert not sent["klass"]["canAnswer"]
    here.kept.set_state(here.teacher, asked.number, "open")
    here.kept.vote(here.student, asked.number, problem.right_answer, 1.0, None)
    here.kept.set_state(here.teacher, asked.number, "revealed")
    sent = page.run().sent("exercise").header
    assert (sent["verdict"]["sentence"], sent["solution"]) == (problem.explanation, None)  # said once
    assert exercise(visit, here)["prompt"] == here.problem.prompt  # who comes later works on their own
    page.report("classwork", "task", TASK.key)
    assert page.sent("exercise").header["prompt"] == here.problem.prompt


def test_the_projector_tells_the_key_once_it_is_revealed_and_never_a_nickname(visit, new_class):
    here = new_class()
    here.be(here.teacher)
    asked = here.kept.ask(here.teacher, TASK.id, 2, 7)
    sent = visit("together", code=here.code).sent("together").header
    assert sent["problem"]["solution"] is None
    here.kept.set_state(here.teacher, asked.number, "revealed")
    sent = visit("together", code=here.code).sent("together").header
    assert sent["problem"]["solution"]["words"] == problem_at(TASK.id, 2, 7).explanation
    assert here.kept.students(here.student)[0].nickname not in json.dumps(sent)


def looked_at(page, item=TASK.id, level=2, seed=7):
    """Look at a question before it is asked; give what the browser is sent of it."""
    page.report("together", "preview", {"item": item, "level": level, "seed": seed})
    return page.sent("exercise").header


def test_a_teacher_looks_at_a_question_as_the_class_will_see_it_and_at_its_answer(visit, new_class):
    here = new_class()
    here.be(here.teacher)
    page, problem = visit("together", code=here.code), problem_at(TASK.id, 2, 7)
    sent = looked_at(page)
    assert (sent["prompt"], sent["solution"]) == (problem.prompt, None)
    assert (sent["klass"]["canAnswer"], sent["klass"]["help"]) == (False, ["show"])
    told = {"id": TASK.id, "level": 2, "seed": problem.seed}
    assert page.sent("together").header["preview"] == told
    page.report("exercise", "show", sent["task"])
    assert page.sent("exercise").header["solution"]["words"] == problem.explanation
    here.be(here.student)
    assert problem.explanation not in json.dumps(exercise(visit, here), ensure_ascii=False)
    assert exercise(visit, here)["prompt"] == here.problem.prompt


def test_what_was_looked_at_is_gone_once_a_question_is_asked(visit, new_class):
    here = new_class()
    here.be(here.teacher)
    page = visit("together", code=here.code)
    looked_at(page)
    here.kept.ask(here.teacher, TASK.id, 2, 7)
    page.run()
    assert page.sent("together").header["preview"] is None
    assert not [part for part in page.app.get("bidi_component") if part.proto.id.endswith("-exercise")]


@pytest.mark.parametrize(
    "sent",
    [None, {}, {"item": "nothing", "level": 1, "seed": 1}, {"item": TASK.id, "level": 9, "seed": 1}]
    + [{"item": TASK.id, "level": 1, "seed": seed} for seed in (-1, "1", True, 1_000_000)]
    + [{"item": TASK.id, "level": level, "seed": 1} for level in (True, 1.0)],
)
def test_what_cannot_be_looked_at_changes_nothing(visit, new_class, sent):
    here = new_class()
    here.be(here.teacher)
    page = visit("together", code=here.code)
    page.report("together", "preview", sent)
    assert page.sent("together").header["preview"] is None


@pytest.mark.parametrize(
    ("item", "figures"),
    [("conv-grid", ["Picture", "Kernel", "Map"]), ("output-size", ["Rows × columns × channels"])],
)
def test_a_revealed_question_shows_what_stands_in_its_view(visit, new_class, item, figures):
    here = new_class()
    here.be(here.teacher)
    asked = here.kept.ask(here.teacher, item, 1, 7)
    assert visit("together", code=here.code).sent("together").header["problem"]["beside"] == []
    here.kept.set_state(here.teacher, asked.number, "revealed")
    sent = visit("together", code=here.code).sent("together").header["problem"]
    assert [one["name"] for one in sent["beside"]] == figures
    if item == "conv-grid":  # a few small numbers are no black picture
        assert max(max(line) for line in sent["beside"][0]["index"]) == 255
    right = [str(one) for one in problem_at(item, 1, 7).right_answer]
    drawn = [text for line in sent["beside"][-1]["texts"] for text in line]
    drawn = [text.replace("−", "-") for text in drawn]
    assert drawn == right if item == "conv-grid" else drawn[-1] == f"{right[0]} × {right[0]} × 1"


def test_whatever_view_a_question_has_revealing_it_works():
    drawn = {}
    pages = set()
    for name, one in practised().items():
        for level in one.item.levels_offered():
            problem = pose(one, level, 3)
            drawn[name, level] = beside(problem)
            assert json.dumps(drawn[name, level])
            assert all(all(line) for shown in drawn[name, level] for line in shown.get("texts") or [])
            view = problem.solution
            if drawn[name, level]:
                pages.add(view.page)
            if view and view.page == "counting" and "c_layers" in view.start:
                assert drawn[name, level], name
    assert sum(map(bool, drawn.values())) > len(drawn) / 3
    # Other pages' views would show numbers or names that are not the question's, or a part of the way.
    assert pages == {"counting", "kernels", "pooling", "channels", "stack", "shift", "transposed"}


def test_the_tasks_of_a_class_can_be_ticked_with_those_it_has_first(visit, new_class):
    further = Task(id=TASK.id, level=2, points=3)
    here = new_class(tasks=(TASK, further, Task(kind="picture", id="kernels")), attempts=3)
    here.be(here.teacher)
    sent = visit("classroom", code=here.code).sent("board").header
    has = [(one["kind"], one["id"], one["level"], one["points"]) for one in sent["tasks"]]
    assert has == [
        ("exercise", TASK.id, 1, 4),
        ("exercise", TASK.id, 2, 3),
        ("picture", "kernels", 1, 1),
    ]
    assert {"exercise", "lesson", "picture"} == {
        task["kind"] for one in sent["groups"] for task in one["tasks"]
    }
    ticked = [{key: one[key] for key in ("kind", "id", "level", "points")} for one in sent["tasks"]]
    again = read_yaml(json.dumps({**sent["assignment"], "tasks": ticked}))
    assert again == here.kept.by_code(here.code).assignment, "with its rules, and nothing is lost"


def test_a_draft_belongs_to_a_person_and_an_attempt(visit, new_class):
    here = new_class()
    sent = exercise(visit, here)["klass"]
    assert (sent["person"], sent["seen"]) == (here.student.person, 0)
    asked = here.kept.ask(here.teacher, TASK.id, 2, 7)
    sent = exercise(visit, here)["klass"]
    assert (sent["person"], sent["round"]) == (here.student.person, asked.number)


def test_who_is_not_in_a_class_is_sent_nothing_of_it(visit, new_class):
    here, other = new_class(), None
    other = new_class()
    for name, role in (("classroom", ""), ("classroom", "teacher"), ("together", "")):
        page = visit(name, code=here.code, **({"as": role} if role else {}))
        assert page.app.info
        assert not page.app.get("bidi_component") or not any(
            part.proto.id.endswith(("-board", "-classwork", "-together", "-exercise"))
            for part in page.app.get("bidi_component")
        )
    assert other.code != here.code


def test_a_teacher_sees_the_board_and_a_student_who_asks_for_it_does_not(visit, new_class):
    here = new_class()
    here.be(here.student)
    assert visit("classroom", code=here.code, **{"as": "teacher"}).app.info
    here.be(here.teacher, here.student)
    page = visit("classroom", code=here.code, **{"as": "teacher"})
    assert page.sent("board").header["code"] == here.code
    assert (
        visit("classroom", code=here.code, **{"as": "student"}).sent("classwork").header["code"] == here.code
    )


def test_each_answer_is_taken_home_with_the_time_it_took(new_class, monkeypatch):
    here = new_class()
    here.kept.progress(here.student, TASK.key, NOW)
    for seconds, answer in ((30, ["1"]), (50, None)):
        here.answer(answer, NOW + timedelta(seconds=seconds))
    place = belonging.Place(here.kept.of(here.teacher), here.teacher)
    rows = rows_of(place, here.kept, with_attempts=True)
    assert [one.seconds for one in rows.attempts] == [30, 20]
    assert rows.students[0].marks[TASK.key].seconds == 50
    monkeypatch.setattr(type(here.kept), "students", lambda *_: [])  # deleted meanwhile
    assert rows_of(place, here.kept, with_attempts=True).attempts == ()


def test_an_answer_to_an_exercise_that_is_gone_is_told_on_the_board(visit, new_class, monkeypatch):
    here = new_class()
    here.answer(["1"])
    here.be(here.teacher)
    page = visit("classroom", code=here.code)
    monkeypatch.setattr("cnnviz.classes.work.exercises", dict)
    page.report("board", "see", {"task": TASK.key, "student": here.student.person})
    assert CHANGED in [one.value for one in page.app.caption]


def test_the_classes_of_a_browser_are_listed_and_deleted_ones_are_not(visit, new_class):
    here = new_class()
    (mine,) = visit("classes").sent("classes").header["mine"]
    assert (mine["code"], mine["role"], mine["title"]) == (here.code, "student", "Sizes")
    here.kept.delete_class(here.teacher)
    assert visit("classes").sent("classes").header["mine"] == []


def test_every_lesson_and_exercise_can_be_ticked_and_every_set_is_made_of_them(visit, new_class):
    new_class()
    sent = visit("classes").sent("classes").header
    offered = {(task["kind"], task["id"]) for group in sent["groups"] for task in group["tasks"]}
    assert {(task["kind"], task["id"]) for one in sent["sets"] for task in one["tasks"]} <= offered
    assert len(sent["sets"]) > 28


def test_a_store_that_fails_is_a_sentence_on_the_page(visit, new_class, monkeypatch):
    here = new_class()

    def fail(*_):
        raise store.StoreError("The store of classes is busy.")

    for name in ("of", "standing"):
        monkeypatch.setattr(type(here.kept), name, fail)
    for who, names in (
        (here.student, ("classes", "classroom")),
        (here.teacher, ("classes", "classroom", "together")),
    ):
        here.be(who)
        for name in names:
            assert [one.value for one in visit(name, code=here.code).app.error] == [
                "The store of classes is busy."
            ]


@pytest.mark.parametrize("name", ["classes", "classroom", "together"])
def test_without_its_own_server_the_app_says_what_a_class_needs(visit, monkeypatch, name):
    monkeypatch.setattr(belonging, "store", None)
    page = visit(name, code="K7M4QX")
    [said] = [one.value for one in page.app.info]
    assert said.startswith("Class K7M4QX")
    assert belonging.missing in said
    assert visit("practise").sent("exercise").header["prompt"]


def test_what_is_kept_is_told_to_pupils_and_officers_with_the_days_of_this_server(
    visit, new_class, monkeypatch
):
    new_class()
    monkeypatch.setattr(belonging, "days", 31)
    words = [one.value for one in visit("classes", c_kept="true", c_privacy="true").app.markdown]
    told = [one for one in words if "31 days" in one]
    assert len(told) == 2
    assert all("Train" in one and "own" in one for one in told)


@pytest.mark.parametrize("name", IN_A_CLASS)
def test_whatever_a_component_of_a_class_reports_it_breaks_nothing(visit, new_class, name):
    here, (role, where, address) = new_class(), IN_A_CLASS[name]
    here.be(here.teacher if role == "teacher" else here.student)
    here.kept.ask(here.teacher, TASK.id, 2, 7)
    page = visit(where, code=here.code, **address)
    for value in USABLE:
        report_all(page, value, f"cnnviz_{name}")
