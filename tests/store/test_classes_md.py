"""The bounds that docs/classes.md names are those of the store."""

from pathlib import Path

import store
from store.classes import MOST_VERSIONS
from store.people import MOST_STUDENTS
from store.rounds import MOST_ROUNDS
from store.work import LONGEST_ANSWER, MOST_ATTEMPTS, MOST_KEPT

TEXT = " ".join((Path(__file__).parents[2] / "docs" / "classes.md").read_text("utf-8").split())


def test_its_numbers_are_those_of_the_program():
    for said in (
        f"{MOST_STUDENTS} students a class, {MOST_ATTEMPTS:,} answers a student",
        f"{LONGEST_ANSWER // 1000} kB an answer and {MOST_KEPT // 1000} kB all of a student's",
        f"{MOST_VERSIONS} versions of it, {MOST_ROUNDS:,} questions put to all",
        f"{MOST_KEPT // 1000} kB of a student's answers to these",
        f"nobody has used for {store.KEPT_DAYS} days",
        f"`{store.VARIABLE}`",
    ):
        assert said in TEXT
