"""The page for teachers, and the sheets it prints."""

import re
from html import unescape

import pytest
import torch
from torch.nn.functional import conv2d, max_pool2d

from cnnviz.exercises import FORMS, concepts, pose, practised, told_by
from cnnviz.exercises.sheet import printed, sheet, slips_of
from cnnviz.lessons import lessons
from cnnviz.lessons.lesson import View
from cnnviz.lessons.stills import still, stills
from cnnviz.lessons.teaching import asks, told
from pages.ui.shift.setting import LONGEST
from pages.ui.teach.html import cells_of

ORDERS = {name: taught.lesson.order for name, taught in lessons().items()}


def html(page):
    return [one.proto.body for one in page.app.get("html")]


def text_of(body):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_every_lesson_has_something_to_ask():
    assert lessons().keys() == asks().keys()
    assert all(said.count("?") in (1, 2) and len(said.split()) <= 40 for said in asks().values())


@pytest.mark.parametrize("name", ["one-lesson", "five-weeks", "test"])
def test_a_text_links_to_lessons_that_there_are_and_to_no_other(name):
    linked = told(name, lambda lesson: f"to:{lesson}")
    assert set(re.findall(r"\(to:([a-z-]+)\)", linked)) <= asks().keys()
    assert "](" not in told(name, lambda lesson: None)
    assert "lesson:" not in linked


def test_five_weeks_name_every_lesson():
    linked = told("five-weeks", lambda lesson: f"to:{lesson}")
    assert set(re.findall(r"\(to:([a-z-]+)\)", linked)) == asks().keys()


def test_the_minutes_of_a_lesson_follow_each_other_and_fill_it():
    spans = [
        tuple(map(int, span)) for span in re.findall(r"^\| (\d+)–(\d+) \|", told("one-lesson", str), re.M)
    ]
    assert spans[0][0] == 0
    assert spans[-1][1] == 45
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]


@pytest.mark.parametrize("name", practised())
def test_what_is_printed_as_right_is_right(name):
    """Whoever copies the solutions onto the sheet is right."""
    problem = pose(practised()[name], practised()[name].item.levels_offered()[0], 5)
    one = printed(problem)
    assert sum(map(bool, (one.boxes, one.lines, one.grid))) == 1
    assert one.why
    form = problem.posed.form
    right = [answer.replace("−", "-").replace(",", "") for _, answer in one.lines]
    if one.grid:
        copied = [cell.replace("−", "-") for row in one.grid for cell in row]
    elif form["type"] == "choice":
        copied = [key for key, (_, is_right) in zip(form["keys"], one.boxes, strict=True) if is_right]
    elif form["type"] in ("order", "match"):
        copied = [key for _, key in sorted(zip(map(int, right), form["keys"], strict=True))]
    elif form["type"] == "pixels":
        copied = [[int(row), int(column)] for row, column in re.findall(r"\((\d+), (\d+)\)", one.lines[0][1])]
    else:
        copied = right
    assert problem.judge(copied).right


def test_a_sheet_has_the_exercises_of_its_lesson_and_other_numbers_with_another_seed():
    for order in ORDERS.values():
        of_lesson = [one for one in practised().values() if one.item.lesson == order]
        assert len(sheet(order, 0)) == len(of_lesson) > 0
    first, other = ([one.prompt for one in sheet(9, seed)] for seed in (0, 1))
    assert first != other


def test_slips_are_those_that_an_exercise_recognises():
    problem = pose(practised()["output-size"], 3, 0)
    verdicts = map(problem.judge, problem.exercise.item.wrong_answers(problem.posed).values())
    named = {verdict.sentence for verdict in verdicts if verdict.slip}
    assert 3 <= len(named) <= len(slips_of(problem))
    assert named <= set(slips_of(problem))


def test_a_lesson_is_told_with_its_objective_what_to_ask_and_its_slips(visit):
    shown = text_of(" ".join(html(visit("teach", t_part="lessons", t_lesson="bigger-steps"))))
    taught = lessons()["bigger-steps"]
    assert taught.words.lead in shown
    assert asks()["bigger-steps"] in shown
    for asked in (step.question for step in taught.lesson.steps if step.question):
        exercise = practised()[asked.item]
        for slip in slips_of(pose(exercise, asked.level, asked.seed)):
            assert (slip in shown) == (exercise.item.lesson == taught.lesson.order), slip


def test_both_forms_are_shown_with_what_each_wrong_choice_tells(visit):
    shown = text_of(" ".join(html(visit("teach", t_part="test"))))
    for form in FORMS:
        for problem in concepts(form):
            assert " ".join(problem.prompt.split()) in shown
            assert all(one.label in shown and one.tells in shown for one in told_by(problem))


def test_a_sheet_has_room_for_answers_and_its_solutions_apart(visit):
    page = visit("teach", t_part="sheet", t_lesson="border", t_seed="3")
    (body,) = [one for one in html(page) if 'class="sheet"' in one]
    asked, solved = body.split('<article class="sheet solutions">')
    for one in sheet(ORDERS["border"], 3):
        assert text_of(one.prompt) in text_of(asked)
        assert one.why.split("**")[0] not in asked
        assert text_of(one.why.replace("**", "")) in text_of(solved)


def drawn(name):
    return stills(lessons()[name].lesson)


@pytest.mark.parametrize("name", ["slide-multiply-add", "kernels-see-edges", "design-a-kernel", "border"])
def test_a_sheet_has_the_views_of_a_lesson_on_convolution_as_torch_computes_them(name):
    written = 0
    for view in drawn(name):
        picture, kernel, made = view.figures
        made = view.solved or made
        if not (picture.cells and kernel.cells and made.cells):
            continue
        numbers = [
            torch.tensor([[number(one) for one in row] for row in one.cells]) for one in view.figures[:2]
        ]
        expected = conv2d(*(one[None, None] for one in numbers))[0, 0]
        assert [[number(one) for one in row] for row in made.cells] == pytest.approx(
            expected.numpy(), abs=0.01
        )
        written += 1
    assert written


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


def test_a_sheet_has_the_views_of_the_lesson_on_pooling():
    (letters, most, *_) = drawn("pooling")
    assert letters.figures[0].png.startswith(b"\x89PNG")
    assert [[number(one) for one in row] for row in most.figures[-1].cells] == [[6, 8], [3, 4]]


def test_a_sheet_has_the_views_on_channels_as_torch_computes_them():
    (typed,) = [one for one in drawn("colour-channels") if one.solved]
    *channels, first, second, bias, left_open = [numbers_of(one) for one in typed.figures]
    made = conv2d(torch.stack(channels)[None], torch.stack([first, second])[None], bias[0])
    assert numbers_of(typed.solved).tolist() == made[0, 0].tolist()
    assert left_open.isnan().all()


def test_a_sheet_has_the_views_of_a_picture_that_moves_and_of_a_stack():
    (row, *_) = [one for one in drawn("what-pooling-keeps") if one.figures[0].cells == [["1"]]]
    before, its_map, pooled, after, _, pooled_after = map(numbers_of, row.figures[1:])
    assert after.tolist() == before.roll(1, 1).tolist()
    assert its_map.tolist() == before.tolist()
    assert pooled.tolist() == pooled_after.tolist() == max_pool2d(before[None], (1, 2))[0].tolist()
    by_hand = drawn("why-bend")[-1].figures
    assert by_hand[4].cells == by_hand[6].cells == [["−9"]]
    assert drawn("what-pooling-keeps")[0].figures[1].size == (LONGEST, LONGEST)


def test_a_sheet_has_all_maps_of_the_layer_that_is_looked_at_on_network():
    (first, last) = drawn("trained-network")
    assert [len(one.figures) for one in (first, last)] == [17, 17]
    assert first.figures[0].name.startswith("Ankle boot, ")
    assert first.figures[1].size == (28, 28)
    assert last.figures[1].size == (7, 7)


@pytest.mark.parametrize(
    ("page", "start"),
    [
        ("kernels", {"stride": "x"}),
        ("kernels", {"img": "matrix"}),
        ("pooling", {"pool": "x"}),
        ("pooling", {"window": "x"}),
        ("channels", {"ch_of": "typed", "ch_filters": "1"}),
        ("channels", {"ch_of": "typed", "ch_filters": "1", "ch_count": "1"}),
        ("channels", {"ch_of": "typed", "ch_filters": "1", "ch_count": "2", "ch_0": "1", "ch_1": "1 2"}),
        ("stack", {"img": "matrix", "stack": "conv_1_1_0_linear_1_0_1"}),
        ("shift", {"move": "x"}),
        ("shift", {"pool": "x"}),
        ("shift", {"img": "matrix"}),
        ("network", {"layer": "conv 1", "test": "100"}),
        ("network", {"layer": "conv 1", "test": "-3"}),
        ("network", {"layer": "dense"}),
    ],
    ids=str,
)
def test_a_view_whose_settings_do_not_say_it_wholly_is_not_drawn(page, start):
    assert still(View(page=page, start=start)) is None


def test_a_grey_picture_is_one_channel():
    (grey, kernel, made) = still(View(page="channels", start={"img": "camera", "ch_filters": "2"})).figures
    assert (grey.name, kernel.name, made.name) == ("Grey", "Filter 0, grey", "Map 0")


@pytest.mark.parametrize(
    ("bias", "curve", "sign"), [(0, "linear", "="), (1, "linear", "→"), (0, "relu", "→")]
)
def test_a_map_equals_picture_and_kernel_only_where_nothing_else_makes_it(bias, curve, sign):
    start = {"img": "matrix", "matrix": "1 2\n3 4", "stack": f"conv_1_1_0_{curve}_1_2_{bias}"}
    assert still(View(page="stack", start=start)).figures[-1].sign == sign


def numbers_of(shown):
    return torch.tensor([[number(one) if one else torch.nan for one in row] for row in shown.cells])


def test_what_a_view_leaves_open_stands_in_the_solutions_alone(visit):
    (left_open,) = [one for one in drawn("slide-multiply-add") if one.solved]
    assert sum(text == "" for row in left_open.figures[-1].cells for text in row) == 3
    whole = [row for one in drawn("slide-multiply-add") for row in [one.figures[-1].cells]]
    assert left_open.solved.cells not in whole
    bodies = html(visit("teach", t_part="sheet", t_lesson="slide-multiply-add"))
    (asked, solved) = next(one for one in bodies if 'class="sheet' in one).split(
        '<article class="sheet solutions">'
    )
    filled = cells_of(left_open.solved.cells, left_open.solved.name)
    assert filled in solved
    assert filled not in asked
    assert asked.count("<img") == 2 * sum(bool(one.figures[0].png) for one in drawn("slide-multiply-add"))
