"""A question bank for Moodle: a strict reader takes it, and it judges answers as the exercises do."""

import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from cnnviz.errors import CnnvizError
from cnnviz.exercises import exercises, pose, read_topic
from cnnviz.exercises.html import prose
from cnnviz.numbers import format_number
from cnnviz.takehome import Wanted, left_out, moodle_xml
from cnnviz.takehome.questions import UNABLE, question
from tests.takehome.readers import RefusedError, plain, questions

ITEMS = list(exercises())
KINDS = {"values": {"numerical", "cloze"}, "choice": {"multichoice"}, "order": {"cloze"}, "match": {"cloze"}}


def asked(name, level=None, variants=1, seed=0):
    offered = exercises()[name].item.levels_offered()
    return moodle_xml([Wanted(name, level or offered[0])], variants=variants, seed=seed)


def read(element):
    """What a strict reader makes of one question."""
    quiz, name = ET.Element("quiz"), ET.Element("name")
    ET.SubElement(name, "text").text = "one"
    element.append(name)
    ET.SubElement(element, "idnumber").text = "one"
    quiz.append(element)
    return questions(ET.tostring(quiz))[0]


def typed_for(problem, answer):
    """What is entered in each field for an answer as pages report it."""
    form = problem.posed.form
    if form["type"] == "values":
        return answer
    labels = problem.labels
    if form["type"] == "order":
        return [str(answer.index(key) + 1) for key in form["keys"]]
    return [labels[key].replace("**", "") for key in answer]


def graded(problem, made, answer):
    """The share of the points, and all that is said."""
    entered = typed_for(problem, answer)
    if made.kind == "multichoice":
        texts = {plain(prose(problem.labels[key])) for key in answer}
        taken = [one for one in made.fields[0].choices if one.text in texts]
        return max(0.0, sum(one.share for one in taken)), [one.said for one in taken]
    found = [field.grade(text) for field, text in zip(made.fields, entered, strict=True)]
    return sum(share for share, _ in found) / len(found), [said for _, said in found]


@pytest.mark.parametrize("name", ITEMS)
def test_it_judges_as_the_exercise_does_and_says_what_was_done_wrong(name):
    exercise = exercises()[name]
    levels = exercise.item.levels_offered()
    problem = pose(exercise, levels[len(name) % len(levels)], len(name))
    element = question(problem)
    form = problem.posed.form
    if form["type"] in UNABLE:
        assert element is None
        return
    made = read(element)
    assert made.kind in KINDS[form["type"]]
    assert graded(problem, made, problem.right_answer)[0] == pytest.approx(1, abs=1e-4)
    for key, answer in exercise.item.wrong_answers(problem.posed).items():
        share, said = graded(problem, made, answer)
        assert share < 1
        if form["type"] != "choice":
            assert share <= problem.judge(answer).score + 1e-9 or form["type"] == "order"
        assert any(plain(prose(problem.said(key))) in one for one in said), (key, said)
    assert made.hints == [plain(prose(hint)) for hint in problem.hints]
    assert plain(prose(problem.explanation)) in made.solution
    assert plain(prose(problem.prompt)) in made.words
    for shown in problem.figures:
        numbers = " ".join(format_number(one) for row in shown.values for one in row)
        assert f"{shown.name} {numbers}" in made.words


ENDLESS = """
format: 1
items:
  - {id: third, type: number, parameters: {n: {of: [1, 2]}}, key: n/3, wrong: {whole: n}}
"""
SAID = """
# Topic

## third
What is a third of {n}?

- title: A third
- right: It is {n/3}.
- whole: You did not divide.
- hint: Divide.
"""


def test_a_number_without_end_may_be_typed_as_it_is_printed():
    (exercise,) = read_topic("topic", ENDLESS, SAID.strip()).exercises
    problem = pose(exercise, 1, 0)
    made = read(question(problem))
    (key,) = problem.posed.key.tolist()
    printed = format_number(key)
    assert float(printed) != key
    assert problem.judge([printed]).right
    assert graded(problem, made, [printed])[0] == 1
    assert graded(problem, made, [printed[:-1]])[0] == 0


@pytest.mark.parametrize("name", ["conv-grid", "output-size", "match-kernels", "network-table"])
def test_thirty_variants_a_category_and_no_two_alike(name):
    bank = asked(name, variants=30)
    made = questions(bank.xml)
    assert len(made) == 30
    assert bank.made[0][1] == 30
    assert len({(one.text, str(one.fields)) for one in made}) == 30
    assert len({one.category for one in made}) == 1
    assert len({one.name for one in made}) == 30


def test_the_same_seed_draws_the_same_bank_and_another_one_another():
    first, again, other = (asked("conv-grid", variants=3, seed=seed).xml for seed in (1, 1, 2))
    assert first == again != other


def test_an_exercise_with_few_problems_says_how_many_it_has():
    for name in ("shuffled-pixels", "what-shifts"):
        bank = asked(name, variants=30)
        made = questions(bank.xml)
        assert [count for _, count in bank.made] == [len(made)]
        assert 0 < len(made) < 30
        assert len({(one.text, str(one.fields)) for one in made}) == len(made)


def test_what_moodle_cannot_ask_is_named_with_the_reason():
    unable = [name for name, one in exercises().items() if one.item.type in ("kernel", "settings", "pixels")]
    bank = moodle_xml([Wanted(name, 1) for name in ["output-size", *unable]], variants=1)
    titles = Counter(one.title.partition(",")[0] for one in bank.left_out)
    assert titles == Counter(exercises()[name].words.said["title"] for name in unable)
    assert {one.why for one in bank.left_out} == set(UNABLE.values())
    assert left_out([Wanted(name, 1) for name in ["output-size", *unable]]) == bank.left_out
    assert len(questions(bank.xml)) == 1


def test_exercises_that_are_called_alike_have_categories_of_their_own():
    alike = [name for name, one in exercises().items() if one.words.said["title"] == "Training or test"]
    assert len(alike) > 1
    wanted = [Wanted(name, exercises()[name].item.levels_offered()[0]) for name in alike]
    made = questions(moodle_xml(wanted, variants=1).xml)
    assert len({one.category for one in made}) == len(alike)


def test_a_name_of_any_kind_is_a_category():
    made = questions(asked("output-size").xml)
    evil = "a/b </text> \x00 & \n" + "x" * 500
    named = questions(moodle_xml([Wanted("output-size", 1)], name=evil, variants=1).xml)
    assert made[0].category == "$course$/top/cnnviz/Size of an output, level 1"
    assert named[0].category.startswith("$course$/top/a//b <//text>")


def test_too_much_and_the_unknown_are_refused():
    with pytest.raises(CnnvizError, match="no exercise “nothing”"):
        moodle_xml([Wanted("nothing", 1)])
    with pytest.raises(CnnvizError, match="at most 200"):
        moodle_xml([Wanted("output-size", 1)] * 201)
    with pytest.raises(CnnvizError, match="at most 200"):
        moodle_xml([Wanted("output-size", 1)], variants=101)


BROKEN = [
    (b'fraction="100"', b'fraction="99"', "share"),
    (b"questiontext", b"text", "no questiontext"),
    (b"&lt;p&gt;A picture", b"&lt;p A picture", "A picture"),
]


@pytest.mark.parametrize(("old", "new", "why"), BROKEN)
def test_the_strict_reader_refuses_what_moodle_would(old, new, why):
    data = asked("output-size").xml
    assert questions(data)
    with pytest.raises((RefusedError, ET.ParseError), match=why):
        questions(data.replace(old, new))
