"""Nothing is kept that says who somebody is: each column is one of these, and what it holds is said here."""

from store.tables import metadata

#: What is drawn or counted by the program.
DRAWN = {
    "id",
    "class_id",
    "student_id",
    "code",
    "key_hash",
    "secret",
    "words_hash",
    "nickname",
    "name",
    "value",
}
COUNTED = {
    "version",
    "pulse",
    "number",
    "variant",
    "seed",
    "level",
    "round",
    "score",
    "points",
    "is_open",
    "size",
    "state",
}
#: Times by the server's clock, and dates that a teacher set.
TIMES = {"created", "used", "joined", "until", "at"}
#: Names of tasks, exercises and slips, and the key of an answer, drawn by the page.
NAMES = {"task", "item", "slip", "key"}
#: What somebody typed: a student's answer to an exercise, and a teacher's title, rules and notes on a mark.
#: What was trained: a design, weights and curves.
TRAINED = {"runs.content"}
TYPED = {"attempts.answer", "votes.answer", "assignments.content", "overrides.note"}


def test_every_column_is_known_and_none_is_about_a_person():
    columns = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns}
    unknown = {
        column
        for column in columns - TYPED - TRAINED
        if column.split(".")[1] not in DRAWN | COUNTED | TIMES | NAMES
    }
    assert unknown == set()
    assert columns >= TYPED | TRAINED


def test_nothing_is_kept_of_the_connection_a_student_comes_by():
    words = {
        "address",
        "ip",
        "mail",
        "agent",
        "device",
        "browser",
        "upload",
        "picture",
        "image",
        "file",
        "cookie",
    }
    names = {
        part
        for table in metadata.sorted_tables
        for column in table.columns
        for part in column.name.split("_")
    }
    assert names & words == set()
