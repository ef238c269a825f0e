"""Gradebooks that the browser fills in: strict readers of each platform take them, no other cell changes."""

import csv
import io
import random
from datetime import UTC, datetime

import pytest

from cnnviz.takehome import StudentRow, TaskColumn, TaskMark, nickname_code, receipt
from tests.takehome.readers import RefusedError, brightspace, canvas, moodle, rows_of

SECRET = b"s" * 32
FILL = 'async (given) => (await import("/tests/components/filled.js")).fill(given)'
AGAIN = 'async (texts) => (await import("/tests/components/filled.js")).again(texts)'

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (8123),Current Score\r\n"
    "    Points Possible,,,,,10,(read only)\r\n"
    '"Meier, Anna",101,s1,anna@x.org,10b,7,70\r\n'
    '"Öz, ""Can""",102,s2,can@x.org,10b,,\r\n'
    '"Lee, Bo",103,s3,bo@x.org,10b,,\r\n'
    '"Student, Test",104,,,10b,,\r\n'
)
MOODLE = (
    "\ufeffFirst name,Last name,ID number,Email address,Quiz: CNN (Real),Last downloaded from this course\n"
    "Anna,Meier,101,anna@x.org,7.00,1764450000\n"
    "Can,Öz,102,can@x.org,-,1764450000\n"
    "Bo,Lee,103,bo@x.org,-,1764450000\n"
    "Di,Sun,104,di@x.org,-,1764450000\n"
)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,"
    "Lab Points Grade <Numeric MaxPoints:10 Weight:5>,End-of-Line Indicator\r\n"
    "#101,#anna,Meier,Anna,7,#\r\n"
    "#102,#can,Öz,Can,,#\r\n"
    "#103,#bo,Lee,Bo,,#\r\n"
    "#104,#di,Sun,Di,,#\r\n"
)
STUDENTS = [
    {"nickname": "brave otter", "points": [18.5], "code": nickname_code("brave otter", SECRET)},
    {"nickname": "calm lynx", "points": [20], "code": nickname_code("calm lynx", SECRET)},
    {"nickname": "kind wren", "points": [None], "code": nickname_code("kind wren", SECRET)},
]
LIST = "anna@x.org, brave otter\ncalm lynx;102\n103\tKind  Wren"


@pytest.fixture
def fill(calculator):
    def filled(text, **given):
        usual = {"students": STUDENTS, "list": LIST, "byHand": [], "askFor": "", "target": None}
        usual |= {"title": "CNN by hand", "of": 20, "most": 20, "zeros": False}
        return calculator.evaluate(FILL, {"text": text, **usual, **given})

    return filled


def changed(before, after):
    """Cells that differ, by row and column, of tables of one size."""
    pairs = zip(rows_of(before.encode()), rows_of(after.encode()), strict=True)
    return {
        (row, column): new
        for row, (old_row, new_row) in enumerate(pairs)
        for column, (old, new) in enumerate(zip(old_row, new_row, strict=True))
        if old != new
    }


def test_canvas_takes_a_new_assignment_with_its_points_possible(fill):
    found = fill(CANVAS)
    assert found["kind"] == "Canvas"
    grades, most = canvas(found["filled"].encode(), "CNN by hand")
    assert grades == {"101": 18.5, "102": 20, "103": None, "104": None}
    assert most == 20
    assert [row[:-1] for row in rows_of(found["filled"].encode())] == rows_of(CANVAS.encode())


def test_an_assignment_that_canvas_has_is_filled_in_up_to_its_points_and_nothing_else_changes(fill):
    found = fill(CANVAS, target="Lab 1 (8123)", most=10)
    assert [one["name"] for one in found["targets"]] == ["Lab 1 (8123)"]
    assert found["targets"][0]["most"] == 10
    assert changed(CANVAS, found["filled"]) == {(2, 5): "9.25", (3, 5): "10"}
    assert canvas(found["filled"].encode(), "Lab 1 (8123)") == (
        {"101": 9.25, "102": 10, "103": None, "104": None},
        10,
    )


def test_moodle_takes_every_row_and_no_mark_above_the_most(fill):
    known = {"101", "102", "103", "104"}
    found = fill(MOODLE, most=10)
    assert found["kind"] == "Moodle"
    grades = moodle(found["filled"].encode(), "ID number", "CNN by hand", known, 10)
    assert grades == {"101": 9.25, "102": 10, "103": None, "104": None}
    assert found["filled"].startswith("\ufeffFirst")
    there = fill(MOODLE, target="Quiz: CNN (Real)", most=10)
    assert changed(MOODLE, there["filled"]) == {(1, 4): "9.25", (2, 4): "10"}
    assert moodle(
        there["filled"].encode(),
        "Email address",
        "Quiz: CNN (Real)",
        {"anna@x.org", "can@x.org", "bo@x.org", "di@x.org"},
        10,
    )


def test_a_mark_that_a_teacher_raised_above_the_points_is_the_most_there(fill):
    raised = [STUDENTS[0] | {"points": [25]}, STUDENTS[1] | {"points": [-1]}, STUDENTS[2]]
    found = fill(MOODLE, students=raised, most=10)["filled"].encode()
    grades = moodle(found, "ID number", "CNN by hand", {"101", "102", "103", "104"}, 10)
    assert grades == {"101": 10, "102": 0, "103": None, "104": None}
    nothing = fill(MOODLE, of=0, most=10)["filled"].encode()
    assert moodle(nothing, "ID number", "CNN by hand", {"101", "102", "103", "104"}, 10)["101"] == 0


def test_brightspace_takes_an_item_before_the_end_of_each_line(fill):
    found = fill(BRIGHTSPACE, list=LIST.replace("anna@x.org", "Anna Meier"))
    assert found["kind"] == "Brightspace"
    assert brightspace(found["filled"].encode(), "CNN by hand") == {
        "#101": 18.5,
        "#102": 20,
        "#103": None,
        "#104": None,
    }
    there = fill(BRIGHTSPACE, list=LIST.replace("anna@x.org", "#anna"), target="Lab", most=10)
    assert changed(BRIGHTSPACE, there["filled"]) == {(1, 4): "9.25", (2, 4): "10"}
    assert brightspace(there["filled"].encode(), "Lab")["#101"] == 9.25


def test_semicolons_and_a_mark_stay_as_they_were(fill):
    text = MOODLE.replace(",", ";").replace("7.00", "7,00")
    found = fill(text, target="Quiz: CNN (Real)", most=10)
    assert found["filled"] == text.replace("7,00", "9.25").replace("102;can@x.org;-", "102;can@x.org;10")
    assert rows_of(found["filled"].encode(), ";")[0][0] == "First name"


def test_who_has_not_begun_gets_nothing_or_0_as_the_teacher_says(fill):
    grades, _ = canvas(fill(CANVAS, zeros=True)["filled"].encode(), "CNN by hand")
    assert grades["103"] == 0
    assert grades["104"] is None


def test_receipts_match_by_what_students_wrote_and_another_ones_receipt_does_not(fill):
    def written(nickname, person, secret=SECRET):
        task = TaskColumn("a", "Size", 4)
        given = receipt(
            "Class", StudentRow(nickname, {"a": TaskMark(3, 1)}), [task], datetime.now(UTC), secret
        )
        return f"{given}School number: {person}\n"

    theirs = written("brave otter", "s1") + written("calm lynx", "s2")
    forged = written("kind wren", "s3", b"o" * 32)
    found = fill(CANVAS, list=theirs + forged, askFor="School number")
    assert [one["row"] for one in found["found"]] == [2, 3, None]
    assert found["problems"] == ["The code of a receipt is not that of “kind wren”."]
    empty = fill(CANVAS, list=written("brave otter", ""), askFor="School number")
    assert empty["problems"] == ["The receipt of “brave otter” does not say: School number."]


def test_by_hand_counts_before_the_list_and_two_for_one_person_are_nobody(fill):
    found = fill(CANVAS, byHand=[["brave otter", 4], ["kind wren", None]])["found"]
    assert found == [{"row": 4, "how": "by hand"}, {"row": 3, "how": "by the list"}, {"row": None, "how": ""}]
    twice = fill(CANVAS, list="s1, brave otter\ns1, calm lynx")["found"]
    assert [one["row"] for one in twice[:2]] == [None, None]
    chosen = fill(CANVAS, list="s1, brave otter\ns1, calm lynx", byHand=[["calm lynx", 2]])["found"]
    assert [one["row"] for one in chosen[:2]] == [None, 2]


def test_a_nickname_that_is_in_the_file_is_matched_by_itself(fill):
    found = fill(MOODLE.replace("Bo,Lee", "Kind,Wren"), list="")["found"]
    assert [one["how"] for one in found] == ["", "", "by nickname"]


def test_what_a_list_says_wrongly_is_told_line_by_line(fill):
    problems = fill(
        MOODLE.replace("Di,Sun", "Bo,Lee"), list="nobody\nx, nobody\nzz, calm lynx\nBo Lee, kind wren"
    )["problems"]
    assert problems == [
        "Line 1 names no nickname of this class.",
        "Line 2 names no nickname of this class.",
        "“zz” is not in the file.",
        "“Bo Lee” fits several people in the file.",
    ]


def test_a_title_is_no_formula_and_no_column_that_is_there(fill):
    head = rows_of(fill(CANVAS, title='=HYPERLINK("x"),\n1')["filled"].encode())[0]
    assert head[-1] == 'HYPERLINK("x"), 1'
    assert rows_of(fill(CANVAS, title="Lab 1 (8123)")["filled"].encode())[0][-1] == "Lab 1 (8123) (2)"


WRONG = [
    ("", "no rows"),
    ("a,b\n", "no rows"),
    ('a,b\n"x,1\n', "opened and not closed"),
    ('a,b\nx"y,1\n', "within a cell"),
    ('a,b\n"x"y,1\n', "within a cell"),
    ("a,b\nx,1,2\n", "Row 2 has 3 cells, and the first row 2"),
    ("a,b\n\nx,1\n", "Row 2 has 1 cells"),
    ("a,b\rx,1\r", "ends in a way"),
    ("a\nx\n", "one column only"),
    ("a,b\n,\n", "Nobody stands"),
    (CANVAS.replace("    Points Possible", ""), "“Points Possible” is missing"),
    (BRIGHTSPACE.replace("7,#", "7,"), "Row 2 does not end with #"),
    (BRIGHTSPACE.replace("OrgDefinedId", "X").replace("Username", "Y"), "neither OrgDefinedId nor Username"),
    ("a,b\n" + "x,1\n" * 5000, "more than 5,000 rows"),
    ("a" + "," * 1000 + "\n", "more than 1,000 columns"),
    ("a,b\n" + "x" * 2_000_000, "larger than 2 MB"),
]


@pytest.mark.parametrize(("text", "why"), WRONG, ids=lambda one: one[:20] if isinstance(one, str) else "")
def test_what_is_no_gradebook_is_refused_in_a_sentence(fill, text, why):
    with pytest.raises(pytest.fail.Exception, match=why):
        fill(text)


def random_table(seed):
    rng = random.Random(seed)
    separator, end = rng.choice([",", ";"]), rng.choice(["\n", "\r\n"])
    signs = ['"', ",", ";", "\n", "\r\n", " ", "é", "=", "a", "1", "\t"]

    def cell(first=False):
        if first:
            return "h" + rng.choice(["", "x"])
        value = "".join(rng.choices(signs, k=rng.randint(0, 4)))
        needs = any(sign in value for sign in '"\r\n,;\t')
        return '"' + value.replace('"', '""') + '"' if needs or rng.random() < 0.2 else value

    wide = rng.randint(2, 5)
    rows = [separator.join(cell(at == 0) for _ in range(wide)) for at in range(rng.randint(2, 6))]
    text = rng.choice(["", "\ufeff"]) + end.join(rows) + rng.choice(["", end])
    return text, separator


def test_what_is_read_is_written_again_sign_by_sign_and_means_the_same_to_another_reader(calculator):
    drawn = [random_table(seed) for seed in range(300)]
    found = calculator.evaluate(AGAIN, [text for text, _ in drawn])
    for (text, separator), one in zip(drawn, found, strict=True):
        assert one["written"] == text
        assert one["values"] == _values(text, separator)


def _values(text, separator):
    body = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return list(csv.reader(body, delimiter=separator, strict=True))


BREAKS = [
    (
        lambda text: text.replace("    Points Possible", "    Points"),
        lambda data: canvas(data, "CNN by hand"),
    ),
    (lambda text: text.replace("18.5", "x"), lambda data: canvas(data, "CNN by hand")),
    (lambda text: text.replace(",102,", ",101,"), lambda data: canvas(data, "CNN by hand")),
]


@pytest.mark.parametrize(("broken", "read"), BREAKS)
def test_the_strict_reader_refuses_what_canvas_would(fill, broken, read):
    filled = fill(CANVAS)["filled"]
    assert read(filled.encode())
    with pytest.raises((RefusedError, ValueError)):
        read(broken(filled).encode())


def test_the_strict_readers_of_moodle_and_brightspace_refuse_what_those_would(fill):
    filled, known = fill(MOODLE, most=10)["filled"].encode(), {"101", "102", "103", "104"}
    for given in ({"known": known - {"104"}, "most": 10}, {"known": known, "most": 9}):
        with pytest.raises(RefusedError):
            moodle(filled, "ID number", "CNN by hand", **given)
    with pytest.raises(RefusedError, match="no number"):
        moodle(filled.replace(b"9.25", b'"9,25"'), "ID number", "CNN by hand", known, 10)
    ended = fill(BRIGHTSPACE)["filled"].encode()
    with pytest.raises(RefusedError, match="does not end with #"):
        brightspace(ended.replace(b",#\r\n#102", b",\r\n#102"), "CNN by hand")
