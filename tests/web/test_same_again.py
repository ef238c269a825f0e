"""What the folder is built from is the same whenever it is built."""

from web import content, inputs


def test_lessons_and_exercises_are_pickled_the_same_again():
    assert content.pickled() == content.pickled()


def test_the_wheels_are_there_under_the_names_of_their_table():
    found = sorted(path.name.split("-")[0] for path in (inputs.HERE / "wheels").glob("*.whl"))
    assert tuple(found) == inputs.WHEELS
