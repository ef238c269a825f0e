"""Classes over HTTP: making, joining, coming back, answers, the teacher's side, and how often one may try."""

import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette

import store
from cnnviz.classes import Board, new_code, read_yaml, to_yaml
from cnnviz.classes.codes import LENGTH, SIGNS
from cnnviz.classes.membership import COOKIE, MOST, Membership, read, write
from cnnviz.classes.work import problem_at
from serving.classes.asked import (
    A_ROW,
    CLASS_FILLED,
    FILLED,
    GONE,
    NO_CODE,
    NO_ROOM,
    TOO_MANY_WORDS,
    TOO_MANY_WRONG,
    Desk,
)
from serving.classes.coming import (
    FILLED_FROM_HERE,
    NO_KEY,
    NO_ROOM_FOR_CLASSES,
    NO_WORDS,
    TOO_MANY_ASSIGNMENTS,
    TOO_MANY_CLASSES,
)
from serving.classes.learning import ELSEWHERE, NEW_NUMBERS, OVER, TOO_FAST
from serving.classes.limits import (
    A_DAY,
    ASSIGNMENTS,
    BOARDS,
    CHANGES,
    CLASSES,
    JOINS,
    JOINS_A_SECOND,
    KEPT_OF_A_CLASS,
    KEPT_OF_ONE,
    SECONDS_A_CLASS,
    SECONDS_AN_ASSIGNMENT,
    SECONDS_EACH,
    WRONG_CODES,
    WRONG_WORDS,
    Limits,
)
from serving.classes.room import FOR_NEW, LOOKED
from serving.classes.routes import ALWAYS, DOING, LOOKING, routes
from store import KEPT_DAYS
from store.people import MOST_STUDENTS
from store.work import LONGEST_ANSWER
from tests.serving.class_desk import ASSIGNMENT, ITEM, START, TASKS, Browser, Clock, School


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store."""
    opened = store.open(str(tmp_path_factory.mktemp("store") / "classes.db"))
    yield opened
    opened.close()


@pytest.fixture
def school(kept):
    """A school with a class of its own."""
    return School(kept)


def test_who_makes_a_class_is_its_teacher_by_a_cookie_that_no_script_reads(school):
    said = school.teacher.answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in said.split(";")}
    assert "secure" not in said  # over http a browser would drop it
    assert school.teacher.get(f"{school.code}/board")[0] == 200
    assert school.somebody().get(f"{school.code}/board")[0] == 403


@pytest.mark.parametrize(("scheme", "site"), [("https", "samesite=none"), ("http", "samesite=lax")])
def test_in_a_learning_platforms_frame_the_cookie_is_kept_over_https(school, scheme, site):
    app = Starlette(routes=routes(school.desk, "", is_framed=True))

    async def by_scheme(scope, receive, send):
        await app({**scope, "scheme": scheme}, receive, send)

    one = Browser(by_scheme)
    assert one.post("join", code=school.code)[0] == 200
    said = {part.strip() for part in one.answer.headers["set-cookie"].lower().split(";")}
    assert site in said
    assert ("secure" in said) == (scheme == "https")


def test_an_assignment_that_cannot_be_read_is_refused_by_its_field(school):
    text = to_yaml(ASSIGNMENT)
    assert school.teacher.post("make", yaml=text)[0] == 200
    for wrong in (text.replace(ITEM, "nothing"), text + "more: 1\n", "", "a: [" * 10_000, "a: &a [*a]"):
        status, told = school.teacher.post("make", yaml=wrong)
        assert status == 400
        assert told["told"]
    status, told = school.teacher.post("make", yaml=text.replace(ITEM, "nothing"))
    assert "nothing" in told["told"]
    assert "64 kB" in school.teacher.post("make", yaml="x" * 70_000)[1]["told"]


def test_the_teachers_link_brings_back_the_class_and_leaves_the_address(school):
    back = school.somebody()
    status, _ = back.get("teach", query=f"key={school.made['key']}")
    assert status == 303
    assert back.answer.headers["location"] == f"../classroom?code={school.code}&as=teacher"
    assert school.made["key"] not in str(back.answer.headers)
    assert back.get(f"{school.code}/board")[0] == 200
    assert school.somebody().post("teach", key=school.made["key"] + "x") == (404, {"told": NO_KEY})
    assert school.somebody().get("teach", query="key=x") == (404, NO_KEY.encode())  # somebody reads it


def test_a_student_joins_by_a_code_as_it_is_typed_and_comes_back_by_three_words(school):
    one = school.somebody()
    typed = f" {school.code[:3].lower()}-{school.code[3:]} "
    status, told = one.post("join", code=typed)
    assert status == 200
    assert len(told["words"].split()) == 3
    assert told["nickname"] == school.students()[0].nickname
    assert one.post("join", code=school.code)[1] == {"code": school.code}  # still the same
    assert len(school.students()) == 1
    other = school.somebody()
    assert other.post("back", code=school.code, words=told["words"])[0] == 200
    assert other.post(f"{school.code}/nickname")[0] == 200
    assert len(school.students()) == 1
    assert school.students()[0].nickname != told["nickname"]
    assert school.somebody().post("back", code=school.code, words="otter lamp river")[0] == 404


def test_thirty_students_behind_one_address_join_within_ten_seconds(school):
    for second in range(30):
        school.clock.seconds = second / 3
        school.student("192.0.2.1")
    assert len({one.nickname for one in school.students()}) == 30


def test_a_thousand_guesses_an_hour_find_nothing_and_shut_no_school_out(school):
    inside = school.student("192.0.2.1")
    other = School(school.store)
    hidden = other.code
    guesser = school.somebody("192.0.2.1")
    found = []
    for _ in range(1000):
        school.clock.seconds += 3.6
        found.append(guesser.post("join", code=new_code())[0])
    looked_at = found.count(404)
    assert set(found) == {404, 429}
    assert looked_at <= WRONG_CODES + 3600 / SECONDS_EACH
    assert looked_at * 1000 / len(SIGNS) ** LENGTH < 0.002  # that one of a thousand classes was among them
    while guesser.post("join", code=new_code())[0] == 404:
        pass
    assert guesser.post("join", code=hidden)[1] == {"told": TOO_MANY_WRONG}
    # Their class is known there: whoever has its code gets in, and those in it are never asked again.
    school.student("192.0.2.1")
    assert school.answer(inside)[0] == 200
    assert school.somebody("192.0.2.2").post("join", code="C" * 6)[1] == {"told": NO_CODE}


def guess_until_refused(school, address):
    """Try wrong codes until no more are looked at."""
    guesser = school.somebody(address)
    while guesser.post("join", code=new_code())[0] == 404:
        pass
    return guesser


def test_wrong_codes_shut_out_no_teacher_nor_the_class_whose_board_is_open_there(school):
    address = "192.0.2.3"
    guesser = guess_until_refused(school, address)
    assert guesser.post("join", code=school.code)[0] == 429
    back = school.somebody(address)
    assert back.get("teach", query=f"key={school.made['key']}")[0] == 303
    assert guesser.post("join", code=school.code)[0] == 200
    elsewhere = guess_until_refused(school, "192.0.2.4")
    back.address = elsewhere.address
    assert back.get(f"{school.code}/board")[0] == 200
    assert elsewhere.post("join", code=school.code)[0] == 200


def test_what_is_no_code_at_all_is_no_guess(school):
    typing = school.somebody("192.0.2.5")
    for _ in range(WRONG_CODES + 5):
        assert typing.post("join", code=school.code[:5]) == (404, {"told": NO_CODE})
    assert typing.post("join", code=school.code)[0] == 200


def test_who_is_in_a_class_guesses_nobodys_words_in_it(school):
    """Wrong codes are not what limits it: its code is known at the address."""
    victim = school.student("192.0.2.6")
    guesser = school.student("192.0.2.6")
    body = {"code": school.code, "words": "otter lamp river"}
    told = [guesser.post("back", **body) for _ in range(200)]
    assert told.count((404, {"told": NO_WORDS})) == WRONG_WORDS
    assert told[-1] == (429, {"told": TOO_MANY_WORDS})
    known = {"code": school.code, "words": victim.told["words"]}
    assert guesser.post("back", **known)[0] == 429
    assert school.somebody("192.0.2.7").post("back", **known)[0] == 200
    school.student("192.0.2.6")
    school.clock.seconds += SECONDS_EACH
    assert guesser.post("back", **known)[0] == 200


def test_whoever_is_not_in_a_class_cannot_tell_that_there_is_one(school):
    stranger, other = school.somebody(), School(school.store).student()
    nothing = new_code()
    acts = [*(("POST", act) for act in DOING), *(("GET", act) for act in (*LOOKING, "pulse"))]
    for who in (stranger, other):
        for method, act in acts:
            body = {"role": "student"} if method == "POST" else None
            told = [who.send(method, f"{code}/{act}", body) for code in (school.code, nothing)]
            assert told == [(403, {"told": GONE})] * 2, act


def test_a_right_and_a_wrong_code_are_refused_alike_once_there_were_too_many(school):
    guesser = school.somebody("192.0.2.9")
    while (told := guesser.post("join", code=SIGNS[:6]))[0] == 404:
        pass
    assert guesser.post("join", code=school.code) == told


def test_a_closed_class_takes_nobody_and_nothing(school):
    one = school.student()
    assert school.teacher.post(f"{school.code}/open", open=False)[0] == 200
    assert school.somebody().post("join", code=school.code)[0] == 409
    assert school.answer(one)[0] == 409
    assert school.teacher.post(f"{school.code}/open", open=True)[0] == 200
    assert school.answer(one)[0] == 200


def test_an_answer_is_judged_by_the_students_own_numbers_and_stored(school):
    one = school.student()
    others = (school.student() for _ in range(40))  # two may draw the same numbers, all do not
    other = next(each for each in others if school.problem(each).prompt != school.problem(one).prompt)
    assert school.answer(one) == (200, {"saved": True})
    assert school.answer(other, ["1"]) == (200, {"saved": True})
    stored = school.attempts()
    assert [attempt.score for attempt in stored] == [1, 0]
    assert stored[0].seed == school.problem(one).seed


def test_the_same_answer_sent_again_is_stored_once(school):
    one = school.student()
    for _ in range(3):
        assert school.answer(one, ["1"], key="same")[0] == 200
    assert len(school.attempts()) == 1


def test_an_answer_from_a_window_that_shows_less_is_refused_in_words(school):
    one = school.student()
    assert school.answer(one, ["1"], key="a")[0] == 200
    assert school.answer(one, ["2"], key="b", seen=0) == (409, {"told": ELSEWHERE})
    assert school.answer(one, ["2"], key="b", seen=1)[0] == 200


def test_what_cannot_be_read_is_a_sentence_and_no_attempt(school):
    one = school.student()
    assert school.answer(one, ["abc"])[0] == 400
    for sent in (None, 7, {}, [[]], [1e308], ["9" * 5000], "x" * 90_000):
        body = {"key": "k", "task": TASKS[0].key, "variant": 0, "seen": 0, "answer": sent}
        assert one.post(f"{school.code}/answer", **body)[0] in (400, 409)
    assert school.attempts() == []


def test_half_a_sign_is_a_sentence(school):
    """JSON can name what no text has, and nothing can write."""
    one = school.student()
    assert school.answer(one, ["\ud800"])[0] == 400
    assert school.answer(one, key="\ud800")[0] == 400
    place = {"student": one.id, "task": TASKS[0].key, "points": 1}
    assert school.teacher.post(f"{school.code}/override", **place, note="\ud800")[0] == 400
    for wrong in ("\ud800: 1\n", '"\\ud800": 1\n'):
        assert school.teacher.post("make", yaml=to_yaml(ASSIGNMENT) + wrong)[0] == 400


def test_assignments_without_end_are_not_read(school):
    sender = school.somebody("192.0.2.8")
    told = [sender.post("make", yaml="a") for _ in range(ASSIGNMENTS + 1)]
    assert [status for status, _ in told] == [400] * ASSIGNMENTS + [429]
    assert told[-1][1] == {"told": TOO_MANY_ASSIGNMENTS}


def test_a_teacher_who_changes_without_end_is_told_to_wait(school):
    told = [school.teacher.post(f"{school.code}/open", open=True) for _ in range(CHANGES + 1)]
    assert told == [(200, {})] * CHANGES + [(429, {"told": TOO_FAST})]


def test_new_numbers_put_aside_what_was_answered_to_the_old_ones(school):
    one = school.student()
    school.answer(one, ["1"])
    assert school.teacher.post(f"{school.code}/reset", task=TASKS[0].key, students=[one.id])[0] == 200
    assert school.answer(one, ["1"], key="late", seen=1) == (409, {"told": NEW_NUMBERS})
    assert school.answer(one, key="new", variant=1)[0] == 200
    assert [attempt.variant for attempt in school.attempts()] == [0, 1]


def test_a_picture_is_done_by_saying_so_and_an_exercise_is_not(school):
    one = school.student()
    assert one.post(f"{school.code}/done", task=TASKS[2].key)[0] == 200
    assert one.post(f"{school.code}/done", task=TASKS[0].key)[0] == 404
    assert [attempt.task for attempt in school.attempts()] == [TASKS[2].key]


def test_the_board_shows_who_is_where_and_what_the_class_thinks(school):
    one, other = school.student(), school.student()
    school.answer(one)
    for number in range(3):
        school.answer(other, ["1"], key=str(number), seen=number)
    _, board = school.teacher.get(f"{school.code}/board")
    rows = {row["id"]: row for row in board["rows"]}
    assert [rows[who.id]["cells"][0]["status"] for who in (one, other)] == ["right", "stuck"]
    assert board["tasks"][0]["share"] == 0.5
    assert board["tasks"][0]["wrong"][0]["count"] == 1
    assert board["tasks"][0]["wrong"][0]["student"] == other.id
    assert [rows[who.id]["need"] for who in (one, other)] == [1, 0]


def test_a_mark_set_by_hand_counts_until_it_is_taken_back(school):
    one = school.student()
    place = {"student": one.id, "task": TASKS[0].key}

    def cell():
        return school.teacher.get(f"{school.code}/board")[1]["rows"][0]["cells"][0]

    assert school.teacher.post(f"{school.code}/override", **place, points=3, note="ill")[0] == 200
    assert (cell()["points"], cell()["isSet"]) == (3, True)
    assert school.teacher.post(f"{school.code}/override", **place, points=101, note="")[0] == 400
    assert school.teacher.post(f"{school.code}/override", **place, points=None, note="")[0] == 200
    assert cell()["isSet"] is False


def test_more_time_for_one_student_is_for_that_one_alone(kept):
    due = {"due": "2026-09-01T09:00:00+00:00"}
    school = School(
        kept,
        ASSIGNMENT.model_copy(update={"due": read_yaml(to_yaml(ASSIGNMENT) + f"due: {due['due']}\n").due}),
    )
    one, other = school.student(), school.student()
    school.clock.seconds = 3601
    assert school.answer(one)[0] == 409
    assert (
        school.teacher.post(f"{school.code}/extend", student=one.id, until="2026-09-01T10:00:00Z")[0] == 200
    )
    assert school.teacher.post(f"{school.code}/extend", student=one.id, until="2026-09-01T10:00:00")[0] == 400
    assert school.answer(one)[0] == 200
    assert school.answer(other)[0] == 409
    for never in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "tomorrow"):
        assert school.teacher.post(f"{school.code}/extend", student=one.id, until=never)[0] == 400
    assert _until(school) == ["2026-09-01T10:00:00+00:00", None]


def _until(school):
    status, board = school.teacher.get(f"{school.code}/board")
    assert status == 200
    return [row["until"] for row in board["rows"]]


def test_more_time_is_taken_back_by_none_and_not_by_nothing(school):
    one = school.student()
    give = partial(school.teacher.post, f"{school.code}/extend", student=one.id)
    assert give(until="2026-09-01T10:00:00Z")[0] == 200
    assert [give(**said)[0] for said in ({}, {"until": ""}, {"until": 0})] == [400] * 3
    assert _until(school) == ["2026-09-01T10:00:00+00:00"]
    assert give(until=None)[0] == 200
    assert _until(school) == [None]


def test_all_is_marked_again_from_the_raw_answers(school, monkeypatch):
    one = school.student()
    school.answer(one)
    monkeypatch.setattr("cnnviz.exercises.Problem.judge", lambda problem, answer: VERDICT)
    assert school.teacher.post(f"{school.code}/remark") == (200, {"changed": 1})
    assert school.attempts()[0].score == 0.25


@pytest.mark.parametrize(
    ("act", "place", "most"),
    [("board", "serving.classes.looking.board", BOARDS), ("remark", "store.Store.remark", 1)],
)
def test_what_reads_all_answers_of_a_class_is_done_a_few_times_at_once(school, monkeypatch, act, place, most):
    teacher, made, during = school.somebody(), [], []
    other = teacher.post("make", yaml=to_yaml(ASSIGNMENT))[1]["code"]

    def asked(who, code):
        return (who.get if act == "board" else who.post)(f"{code}/{act}")[0]

    def slow(*given, **named):  # while one is made, another is asked for, and at last another class's
        made.append(None)
        is_last = len(made) == most
        if len(made) <= most:
            during.append(asked(school.teacher, school.code))
        if is_last:
            during.append(asked(teacher, other))
        return Board(ASSIGNMENT, ()) if act == "board" else 0

    monkeypatch.setattr(place, slow)
    assert asked(school.teacher, school.code) == 200
    assert during == [429, 200] + [200] * (most - 1)
    assert asked(school.teacher, school.code) == 200


class VERDICT:
    """What a corrected exercise says."""

    score, slip = 0.25, None


def test_a_changed_assignment_keeps_what_was_answered(school):
    one = school.student()
    school.answer(one)
    changed = ASSIGNMENT.model_copy(update={"title": "More sizes"})
    assert school.teacher.post(f"{school.code}/change", yaml=to_yaml(changed))[0] == 200
    assert (school.row.assignment.title, school.row.version) == ("More sizes", 2)
    assert len(school.attempts()) == 1


def test_two_who_change_different_fields_undo_nothing_of_each_others(school):
    tasks = [{"kind": "exercise", "id": ITEM, "level": 1, "points": 7}]
    for fields in ({"tasks": tasks}, {"title": "Week two", "attempts": 3}, {"due": "2199-03-01T12:30:00Z"}):
        assert school.teacher.post(f"{school.code}/change", fields=fields)[0] == 200
    now = school.row.assignment
    assert ([task.points for task in now.tasks], now.title, now.attempts) == ([7], "Week two", 3)
    assert now.due is not None
    assert now.counts == ASSIGNMENT.counts
    for fields in ({"attempts": 0}, {"unknown": 1}, {"tasks": []}, ["title"], {"title": None}):
        status, told = school.teacher.post(f"{school.code}/change", fields=fields)
        assert status == 400
        assert told["told"]
    assert school.row.assignment == now


def test_a_change_that_comes_between_reading_and_writing_is_not_undone(school, monkeypatch):
    """Two teachers press within the same milliseconds."""
    change, others = store.Store.change, iter([{"title": "Week two"}, {"due": "2199-03-01T12:30:00Z"}])

    def late(kept, who, *more):
        if fields := next(others, None):
            monkeypatch.setattr(store.Store, "change", change)
            assert school.teacher.post(f"{school.code}/change", fields=fields)[0] == 200
            monkeypatch.setattr(store.Store, "change", late)
        return change(kept, who, *more)

    monkeypatch.setattr(store.Store, "change", late)
    assert school.teacher.post(f"{school.code}/change", fields={"attempts": 3})[0] == 200
    now = school.row.assignment
    assert (now.title, now.attempts, now.due is not None) == ("Week two", 3, True)


def ask_all(school):
    """Ask a question of all; give its number and its problem."""
    number = school.teacher.post(f"{school.code}/ask", item=ITEM, level=1)[1]["round"]
    now = school.store.round(school.who)
    return number, problem_at(now.item, now.level, now.seed)


def test_a_question_that_was_looked_at_is_asked_with_its_numbers(school):
    for seed in (7, 70):
        assert school.teacher.post(f"{school.code}/ask", item=ITEM, level=2, seed=seed)[0] == 200
        now = school.store.round(school.who)
        assert (now.item, now.level, now.seed) == (ITEM, 2, problem_at(ITEM, 2, seed).seed)
    for seed in (-1, 1_000_000, "7", None, 7.5, True):
        assert school.teacher.post(f"{school.code}/ask", item=ITEM, level=2, seed=seed)[0] == 400
    assert school.store.round(school.who).number == 2
    assert school.student().post(f"{school.code}/ask", item=ITEM, level=2, seed=7)[0] == 403


def test_bars_grow_by_answer_and_say_what_they_mean_once_revealed(school):
    students = [school.student() for _ in range(3)]
    before = students[0].get(f"{school.code}/pulse")[1]["pulse"]
    number, problem = ask_all(school)
    school.clock.seconds += 1
    assert students[0].get(f"{school.code}/pulse")[1]["pulse"] > before
    for one, answer in zip(students, (problem.right_answer, ["1"], ["1"]), strict=True):
        assert one.post(f"{school.code}/vote", key="k", round=number, answer=answer)[0] == 200
    told = school.teacher.get(f"{school.code}/together")[1]
    assert (told["votes"], told["of"]) == (3, 3)
    assert sorted(row["count"] for row in told["rows"]) == [1, 2]
    assert all(row.keys() == {"answer", "count"} for row in told["rows"])
    assert not {one.nickname for one in school.students()} & set(str(told).split("'"))
    school.teacher.post(f"{school.code}/state", round=number, state="revealed")
    told = school.teacher.get(f"{school.code}/together")[1]
    assert [row["answer"] for row in told["rows"] if row["right"]] == [problem.right_answer[0]]
    assert students[1].post(f"{school.code}/vote", key="k", round=number, answer=["2"]) == (
        409,
        {"told": OVER},
    )


def test_a_question_is_seen_though_the_clock_was_put_back(school):
    pulses = school.desk.pulses
    before = pulses.of(school.code, START + timedelta(hours=1)).number
    ask_all(school)
    assert pulses.of(school.code, START).number > before


def test_a_pulse_that_is_known_is_told_without_a_thread_of_its_own(school, monkeypatch):
    one, ask, threads = school.student(), school.desk.pulses.of, []
    school.clock.seconds += 1

    def noted(code, now):
        threads.append("worker" in threading.current_thread().name)
        return ask(code, now)

    monkeypatch.setattr(school.desk.pulses, "of", noted)
    told = [one.get(f"{school.code}/pulse") for _ in range(2)]
    assert told[0] == told[1]
    assert told[0][0] == 200
    assert threads == [True], "the second is told from memory, in the loop"


def test_a_paused_question_takes_no_answer_and_a_changed_one_counts_once(school):
    one = school.student()
    number, _ = ask_all(school)
    school.teacher.post(f"{school.code}/state", round=number, state="paused")
    assert one.post(f"{school.code}/vote", round=number, answer=["1"])[0] == 409
    school.teacher.post(f"{school.code}/state", round=number, state="open")
    for answer in (["1"], ["2"]):
        one.post(f"{school.code}/vote", round=number, answer=answer)
    rows = school.teacher.get(f"{school.code}/together")[1]["rows"]
    assert [(row["answer"], row["count"]) for row in rows] == [("2", 1)]


def test_a_student_who_answers_a_thousand_times_is_told_to_wait_and_others_are_not(school):
    one, other = school.student(), school.student()
    found = [school.answer(one, ["1"], key=str(number), seen=number)[0] for number in range(100)]
    assert found.count(200) == 30
    assert set(found) == {200, 429}
    assert school.answer(other)[0] == 200


def test_leaving_keeps_the_work_and_deleting_does_not(school):
    one = school.student()
    school.answer(one)
    kept = one.cookie
    assert one.post(f"{school.code}/leave", role="student")[0] == 200
    assert one.post(f"{school.code}/nickname")[0] == 403
    assert len(school.attempts()) == 1
    one.cookie = kept
    assert one.post(f"{school.code}/forget")[0] == 200
    assert (school.students(), school.attempts()) == ([], [])
    one.cookie = kept
    assert one.post(f"{school.code}/nickname")[0] == 403


def test_a_teacher_deletes_a_student(school):
    one, other = school.student(), school.student()
    school.answer(one)
    before = one.get(f"{school.code}/pulse")[1]["pulse"]
    school.clock.seconds += 1
    assert school.teacher.post(f"{school.code}/remove", student=one.id)[0] == 200
    assert one.get(f"{school.code}/pulse")[1]["pulse"] > before  # their page looks again, and says so
    assert [known.id for known in school.students()] == [other.id]
    assert school.attempts() == []
    assert school.answer(other)[0] == 200
    assert one.post(f"{school.code}/nickname")[0] == 403


def test_other_words_bring_back_and_the_former_ones_do_not(school):
    one = school.student()
    status, told = one.post(f"{school.code}/words")
    assert status == 200
    assert school.somebody().post("back", code=school.code, words=one.told["words"])[0] == 404
    assert school.somebody().post("back", code=school.code, words=told["words"])[0] == 200


def test_a_class_that_is_only_asked_together_is_in_use(school):
    a_day = timedelta(days=1).total_seconds()
    unused = School(school.store)
    for _ in range(3):
        school.clock.seconds += (KEPT_DAYS - 1) * a_day
        ask_all(school)
        school.desk.tidy()
    assert school.row is not None
    assert unused.row is None


def test_a_deleted_class_is_gone_for_all(school):
    one = school.student()
    assert school.teacher.post(f"{school.code}/delete")[0] == 200
    assert school.row is None
    assert one.get(f"{school.code}/pulse")[0] == 403
    assert one.post("join", code=school.code)[0] == 404
    assert read(school.teacher.cookie, school.desk.key) == ()


def test_a_store_that_fails_is_a_sentence_and_asks_to_come_again(school, monkeypatch):
    one = school.student()

    def fail(*_, **__):
        raise store.StoreError("The store of classes is full.")

    monkeypatch.setattr(type(school.store), "save", fail)
    assert school.answer(one) == (503, {"told": "The store of classes is full."})


def test_a_cookie_holds_twenty_classes_the_newest_first():
    members = tuple(Membership(f"class{n}", f"person{n}", "student") for n in range(MOST + 5))
    text = write(members, b"key")
    assert read(text, b"key") == members[:MOST]
    assert len(f"{COOKIE}={text}") < 4000
    assert read(text, b"other") == read(text[:-1], b"key") == read("x" * 10_000, b"key") == ()


def test_a_program_that_joins_again_and_again_is_slowed_down_and_other_classes_are_not():
    clock = Clock()
    limits = Limits(clock)
    assert sum(limits.may_join(f"192.0.2.{at}", "AAAAAA") for at in range(250)) == JOINS
    assert limits.may_join("192.0.2.1", "CCCCCC")
    clock.seconds = 10
    assert sum(limits.may_join(f"192.0.2.{at}", "AAAAAA") for at in range(200)) == 10 * JOINS_A_SECOND


def test_a_program_at_one_address_fills_no_class_and_others_join_it_meanwhile():
    clock = Clock()
    limits = Limits(clock)
    joined = 0
    for second in range(60):
        clock.seconds = second
        joined += sum(limits.may_join("192.0.2.1", "AAAAAA") for _ in range(100))
        assert limits.may_join("192.0.2.2", "AAAAAA")
    assert joined < MOST_STUDENTS / 2
    assert sum(limits.may_join("192.0.2.1", "CCCCCC") for _ in range(100)) == 100


def test_whoever_has_many_addresses_of_one_network_is_one():
    limits = Limits(Clock())
    for number in range(WRONG_CODES):
        limits.was_wrong(f"2001:db8::{number:x}")
    assert not limits.may_try("2001:db8::ffff", "AAAAAA")
    assert limits.may_try("2001:db8:0:1::1", "AAAAAA")
    limits.reached("2001:db8::1", "AAAAAA")
    assert limits.may_try("2001:db8::2", "AAAAAA")


def test_what_is_remembered_of_strangers_has_a_bound(monkeypatch):
    monkeypatch.setattr("serving.classes.limits._MOST_KNOWN", 10)
    limits = Limits(Clock())
    for number in range(100):
        limits.was_wrong(f"192.0.2.{number}")
        limits.reached(f"192.0.2.{number}", "AAAAAA")
    assert len(limits._wrong._left) == len(limits._reached) == 10


def with_room(school, share):
    """Let so many times what the store takes be all that it may take."""
    school.desk.room._most = school.store.taken() * share
    school.clock.seconds += LOOKED.total_seconds()


def test_a_store_that_is_nearly_full_takes_answers_and_no_new_class(school):
    one = school.student()
    with_room(school, 1.2)
    status, told = school.teacher.post("make", yaml=to_yaml(ASSIGNMENT))
    assert (status, told["told"]) == (503, NO_ROOM_FOR_CLASSES)
    assert "CNNVIZ_CLASS_SPACE" in NO_ROOM_FOR_CLASSES
    assert "VACUUM FULL" in NO_ROOM_FOR_CLASSES  # PostgreSQL counts what was deleted until then
    assert school.answer(one)[0] == 200
    assert school.student().id


def test_a_class_for_which_there_is_no_room_is_not_counted(kept, monkeypatch):
    monkeypatch.setattr("serving.classes.limits.CLASSES", 2)
    school = School(kept)
    text = to_yaml(ASSIGNMENT)
    with_room(school, 1.2)
    assert [school.teacher.post("make", yaml=text)[0] for _ in range(3)] == [503] * 3
    with_room(school, 10)
    assert school.teacher.post("make", yaml=text)[0] == 200
    assert school.teacher.post("make", yaml=text) == (429, {"told": TOO_MANY_CLASSES})


def test_a_store_that_is_full_says_so_and_lets_what_is_there_be_seen_and_deleted(school):
    one, other = school.student(), school.student()
    with_room(school, 0.9)
    for status, told in (school.answer(one), school.teacher.post(f"{school.code}/change", yaml="")):
        assert (status, told["told"]) == (503, NO_ROOM)
    assert school.teacher.get(f"{school.code}/board")[0] == 200
    assert one.post(f"{school.code}/forget")[0] == 200
    assert school.teacher.post(f"{school.code}/remove", student=other.id)[0] == 200
    assert school.teacher.post(f"{school.code}/delete")[0] == 200


def test_what_keeps_nothing_more_is_done_where_there_is_no_room(school):
    one = school.student()
    with_room(school, 0.9)
    sent = {
        "extend": (school.teacher, {"student": one.id, "until": "2030-01-01T00:00:00+00:00"}),
        "remark": (school.teacher, {}),
        "open": (school.teacher, {"open": False}),
        "nickname": (one, {}),
        "words": (one, {}),
        "leave": (one, {"role": "student"}),
    }
    assert {name: who.post(f"{school.code}/{name}", **said)[0] for name, (who, said) in sent.items()} == (
        dict.fromkeys(sent, 200)
    )
    assert DOING.keys() > ALWAYS > sent.keys()


def test_the_size_of_the_store_is_asked_for_now_and_then(school, monkeypatch):
    asked = []
    monkeypatch.setattr(school.store, "taken", lambda: asked.append(1) or 0)
    one = school.student()
    for key in "abc":
        school.answer(one, ["1"], key=key, seen="abc".index(key))
    assert len(asked) <= 1
    school.clock.seconds += LOOKED.total_seconds()
    school.answer(one, ["1"], key="d", seen=3)
    assert 1 <= len(asked) <= 2


#: A long answer, right or wrong: a sum.
SUM = "1" + "+1" * 99
LONG = {"task": TASKS[0].key, "variant": 0, "answer": [SUM]}


def fill(student, code):
    """Answer until that is refused; give how many answers were taken, and what is told then."""
    for seen in range(20):
        status, told = student.post(f"{code}/answer", key=f"k{seen}", seen=seen, **LONG)
        if status != 200:
            return seen, (status, told["told"])
    raise AssertionError("it is never refused")


def in_another_class(school, address="10.0.0.1"):
    """A student of a class that is made from the teacher's address, and its code."""
    status, made = school.teacher.post("make", yaml=to_yaml(ASSIGNMENT))
    assert status == 200
    student = school.somebody(address)
    assert student.post("join", code=made["code"])[0] == 200
    return student, made["code"]


def test_a_class_that_is_filled_stops_alone_until_another_day(kept, monkeypatch):
    monkeypatch.setattr("serving.classes.limits.KEPT_OF_A_CLASS", 10_000)
    school = School(kept)
    one, code = in_another_class(school)
    taken, told = fill(one, code)
    assert (taken > 0, told) == (True, (429, CLASS_FILLED))
    assert fill(*in_another_class(school)) == (taken, told)
    school.clock.seconds += A_DAY
    assert one.post(f"{code}/answer", key="l", seen=taken, **LONG)[0] == 200


def test_classes_that_another_worker_made_have_bounds_by_themselves_and_where_answers_come_from(
    kept, monkeypatch
):
    monkeypatch.setattr("serving.classes.limits.KEPT_OF_A_CLASS", 10_000)
    monkeypatch.setattr("serving.classes.limits.KEPT_OF_ONE", 30_000)
    school = School(kept)
    desk = Desk(kept, kept.signing_key(), Limits(school.clock), school.clock.now)
    other, told = Starlette(routes=routes(desk, "")), []
    for _ in range(4):
        student, code = in_another_class(school)
        student.app = other
        told.append(fill(student, code))
    assert told[0] == told[1]
    assert (told[0][0] > 0, told[0][1]) == (True, (429, CLASS_FILLED))
    assert told[-1] == (0, (429, FILLED))
    student, code = in_another_class(school, "10.0.1.1")
    student.app = other
    assert fill(student, code) == told[0]


def test_what_one_stranger_can_fill_has_a_bound_wherever_the_answers_come_from(kept, monkeypatch):
    monkeypatch.setattr("serving.classes.limits.KEPT_OF_ONE", 3_500)  # a class and four long answers
    school = School(kept)
    students = [school.student(f"10.0.1.{number}") for number in range(4)]
    for number, student in enumerate(students):
        assert student.post(f"{school.code}/answer", key="k", seen=0, **LONG)[0] == 200, number
    status, told = students[0].post(f"{school.code}/answer", key="l", seen=1, **LONG)
    assert (status, told["told"]) == (429, FILLED)
    assert school.teacher.post("make", yaml=to_yaml(ASSIGNMENT)) == (429, {"told": FILLED_FROM_HERE})
    assert len(school.attempts()) == len(students)
    status, made = school.somebody("10.9.9.9").post("make", yaml=to_yaml(ASSIGNMENT))  # a school elsewhere
    assert status == 200
    there = school.somebody("10.0.1.0")
    assert there.post("join", code=made["code"])[0] == 200
    assert there.post(f"{made['code']}/answer", key="k", seen=0, **LONG)[0] == 200
    school.clock.seconds += A_DAY
    assert students[0].post(f"{school.code}/answer", key="l", seen=1, **LONG)[0] == 200


#: More than is kept of any answer.
PAD = "x" * 50_000


def sent_by(student, school):
    """Say, by the act, how a student sends something again and again, with much beside it."""
    number, _ = ask_all(school)
    answer = {"key": "k", "task": TASKS[0].key, "variant": 0, "seen": 0, "answer": ["1"]}
    post = partial(student.post, pad=PAD)
    return {
        "answer": lambda _: post(f"{school.code}/answer", **answer),
        "done": lambda _: post(f"{school.code}/done", task=TASKS[2].key),
        "vote": lambda turn: post(f"{school.code}/vote", round=number, answer=[(SUM, "1")[turn % 2]]),
    }


@pytest.mark.parametrize("act", ["answer", "done", "vote"])
def test_what_one_student_sends_again_and_again_fills_no_class(kept, monkeypatch, act):
    monkeypatch.setattr("serving.classes.limits.KEPT_OF_A_CLASS", 5_000)
    school = School(kept)
    one, other = school.student(), school.student()
    send = sent_by(one, school)[act]
    assert [send(turn) for turn in range(CHANGES)] == [(200, {"saved": True})] * CHANGES
    assert school.answer(other) == (200, {"saved": True})


@pytest.mark.parametrize(
    ("act", "sizes"),
    [
        ("answer", [A_ROW + len('["1"]'), 0, 0]),
        ("done", [A_ROW, 0, 0]),
        ("vote", [A_ROW + len(f'["{SUM}"]'), 1 - len(SUM), len(SUM) - 1]),
    ],
)
def test_what_is_counted_of_a_student_is_what_is_kept(school, monkeypatch, act, sizes):
    one, counted = school.student(), []
    send = sent_by(one, school)[act]
    monkeypatch.setattr(school.desk.limits, "has_kept", lambda *said: counted.append(said[-1]))
    for turn in range(3):
        assert send(turn)[0] == 200
    assert counted == sizes


def test_a_class_that_is_filled_refuses_its_students_and_not_its_teacher(kept, monkeypatch):
    monkeypatch.setattr("serving.classes.limits.KEPT_OF_A_CLASS", 10_000)
    school = School(kept)
    one, other = school.student(), school.student()
    acts = sent_by(other, school)
    assert fill(one, school.code)[1] == (429, CLASS_FILLED)
    assert [send(0) for send in acts.values()] == [(429, {"told": CLASS_FILLED})] * 3
    counted = []
    monkeypatch.setattr(school.desk.limits, "has_kept", lambda *said: counted.append(said[-1]))
    place = {"student": one.id, "task": TASKS[0].key, "pad": PAD}
    said = {
        "override": {**place, "points": 3, "note": ""},
        "reset": {**place, "students": [one.id]},
        "ask": {"item": ITEM, "level": 1, "pad": PAD},
        "change": {"yaml": to_yaml(ASSIGNMENT), "pad": PAD},
    }
    assert [school.teacher.post(f"{school.code}/{act}", **each)[0] for act, each in said.items()] == [200] * 4
    assert counted[:3] == [A_ROW + LONGEST_ANSWER] * 3
    assert counted[3] > len(PAD)


def test_who_is_in_no_class_uses_up_nothing_of_what_it_may_keep(kept, monkeypatch):
    monkeypatch.setattr("serving.classes.limits.KEPT_OF_ONE", 10_000)
    school = School(kept)
    for _ in range(10):
        assert school.somebody().post(f"{school.code}/answer", pad="x" * 2000)[0] == 403
    assert school.answer(school.student())[0] == 200


def test_a_day_brings_a_stranger_so_many_classes_and_a_school_its_own():
    clock = Clock()
    limits, made = Limits(clock), 0
    assert all(limits.may_make("192.0.2.1") for _ in range(CLASSES))
    for _ in range(24 * 60):
        clock.seconds += 60
        made += limits.may_make("192.0.2.1")
    assert made <= 24 * 3600 / SECONDS_A_CLASS
    assert limits.may_make("192.0.2.2")


def test_a_school_of_600_and_a_full_class_that_answer_all_day_stay_below_what_may_be_kept():
    assert 600 * 200 * (A_ROW + 200) < KEPT_OF_ONE / 1.5
    assert MOST_STUDENTS * 100 * (A_ROW + 200) < KEPT_OF_A_CLASS / 1.25
    assert KEPT_OF_A_CLASS * 5 <= KEPT_OF_ONE


def test_the_bounds_of_an_address_that_the_document_names_are_those_of_the_program():
    text = " ".join((Path(__file__).parents[2] / "docs" / "classes.md").read_text("utf-8").split())
    for said in (
        f"From one address {CLASSES} classes are made ({ASSIGNMENTS} assignments are read at once",
        f"may come to keep {KEPT_OF_A_CLASS // 10**6} MB at once",
        f"made from one address {KEPT_OF_ONE // 10**6} MB",
        f"its own bytes and {A_ROW};",
        f"counts as {600 * 200 * (A_ROW + 200) // 10**6} MB",
    ):
        assert said in text
    assert (SECONDS_AN_ASSIGNMENT, SECONDS_A_CLASS, FOR_NEW) == (10, 60, 0.75)  # in words there
