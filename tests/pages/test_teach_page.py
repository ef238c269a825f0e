"""The page for teachers, and the sheets it prints."""

import re
from html import unescape

import pytest
import torch
from torch.nn.functional import batch_norm, conv2d, conv_transpose2d, max_pool2d

from cnnviz.errors import CnnvizError
from cnnviz.exercises import FORMS, concepts, pose, practised, told_by
from cnnviz.exercises.sheet import printed, sheet, slips_of
from cnnviz.lessons import lessons
from cnnviz.lessons.lesson import Step, View
from cnnviz.lessons.paper import Still
from cnnviz.lessons.stills import still, stills
from cnnviz.lessons.teaching import asks, told
from pages.ui.shift.setting import LONGEST
from pages.ui.softmax.logits import FIRST
from pages.ui.teach import sheet as sheet_page
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
    for view in (one for one in drawn(name) if len(one.figures) == 3):
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
    by_hand = drawn("why-bend")[1].figures
    assert by_hand[4].cells == by_hand[6].cells == [["−9"]]
    assert drawn("what-pooling-keeps")[0].figures[1].size == (LONGEST, LONGEST)


def test_a_sheet_has_all_maps_of_the_layer_that_is_looked_at_on_network():
    (first, last, *_) = drawn("trained-network")
    assert [len(one.figures) for one in (first, last)] == [17, 17]
    assert first.figures[0].name.startswith("Ankle boot, ")
    assert first.figures[1].size == (28, 28)
    assert last.figures[1].size == (7, 7)


#: Steps whose views have no form on paper; docs/decisions.md, "The course", says why.
NOT_DRAWN = {
    "weight-for-every-pixel": {"dragged"},
    "design-a-kernel": {"stones", "two-answers"},
    "why-does-it-say-so": {"trust"},
    "learning-by-heart": {"more-filters"},
    "training-or-test": {"broken-boot", "your-own"},
}


def test_every_lesson_has_views_on_its_sheet_and_none_has_a_fault():
    left_off = {}
    for name, taught in lessons().items():
        views = [step for step in taught.lesson.steps if step.view is not None]
        missing = {step.id for step in views if still(step.view) is None}
        assert len(missing) < len(views)
        if missing:
            left_off[name] = missing
        assert not any(one.said for one in drawn(name))
    assert left_off == NOT_DRAWN


FAULTS = [
    ("kernels", {"stride": "x"}),
    ("kernels", {"img": "matrix"}),
    ("kernels", {"kernel": "x"}),
    ("pooling", {"pool": "x"}),
    ("pooling", {"window": "x"}),
    ("channels", {"ch_of": "typed", "ch_filters": "1"}),
    ("channels", {"ch_of": "typed", "ch_filters": "1", "ch_count": "1"}),
    ("channels", {"ch_of": "typed", "ch_filters": "1", "ch_count": "2", "ch_0": "1", "ch_1": "1 2"}),
    ("channels", {"ch_filters": "x"}),
    ("stack", {"img": "matrix", "stack": "conv_1_1_0_linear_1_0_1"}),
    ("stack", {"stack": "x"}),
    ("shift", {"move": "x"}),
    ("shift", {"pool": "x"}),
    ("shift", {"img": "matrix"}),
    ("network", {"layer": "conv 1", "test": "100"}),
    ("network", {"layer": "conv 1", "test": "-3"}),
    ("network", {"layer": "conv 99"}),
    ("pixels", {"px": "x"}),
    ("pixels", {"px_set": "cat~0_1"}),
    ("activations", {"activation": "x"}),
    ("transposed", {"tr_stride": "x"}),
    ("backward", {"bw_steps": "x"}),
    ("series", {"se_values": "x"}),
    ("counting", {"c_input": "x", "c_layers": "conv_1_3_1_0_1_1"}),
    ("design", {"d_design": "x"}),
    ("train", {"t_view": "read", "t_read": "x"}),
    ("architectures", {"a_net": "x"}),
    ("softmax", {"logits": "x"}),
    ("modes", {"mode_on": "typed", "dt_values": "1 2"}),
    ("neurons", {"neurons": "two", "two_in1": "x"}),
    ("why", {"method": "hand", "cover_row": "x"}),
    ("break_it", {"b_view": "disturb", "b_kind": "rotate"}),
    ("autoencoder", {"src": "own"}),
]


@pytest.mark.parametrize(("page", "start"), FAULTS, ids=str)
def test_a_view_with_a_fault_is_an_error_and_a_sentence_on_paper(page, start):
    view = View(page=page, start=start)
    with pytest.raises(CnnvizError):
        still(view)
    lesson = lessons()["border"].lesson
    (told,) = stills(lesson.model_copy(update={"steps": [Step(id="broken", view=view)]}))
    assert told.said.startswith("The view of the step “broken” is not drawn: ")


def test_a_fault_stands_on_the_sheet_in_the_place_of_the_view():
    body = sheet_page._views([Still((), said="The view of the step “x” is not drawn: <y>.")])
    assert "is not drawn: &lt;y&gt;." in body


@pytest.mark.parametrize(
    ("page", "start"),
    [
        ("network", {"layer": "dense"}),
        ("kernels", {"flip": "true"}),
        ("units", {}),
        ("train", {"t_view": "sweep"}),
    ],
    ids=str,
)
def test_a_view_whose_settings_do_not_say_it_wholly_is_not_drawn(page, start):
    assert still(View(page=page, start=start)) is None


def rows_of(shown):
    return {row[0]: row[1:] for row in shown.rows}


def test_a_sheet_has_the_views_of_softmax_with_shares_that_are_left_open():
    (open_one,) = [one for one in drawn("scores-to-shares") if one.solved]
    rows = rows_of(open_one.solved)
    expected = torch.tensor([number(row[0]) for row in rows.values()]).softmax(0)
    assert [number(row[2]) for row in rows.values()] == pytest.approx(expected.tolist(), abs=0.001)
    assert all(row[1:] == ("", "") for row in rows_of(open_one.figures[-1]).values())


def test_a_sheet_has_a_training_step_as_autograd_computes_it():
    given, weights, made, loss, slopes, after = drawn("one-step-back")[0].figures
    leaf = numbers_of(weights).requires_grad_()
    output = conv2d(numbers_of(given)[None, None], leaf[None, None])[0, 0]
    found = (output.max() - number(loss.rows[0][1])) ** 2 / 2
    found.backward()
    assert numbers_of(made).tolist() == output.tolist()
    assert number(loss.rows[0][2]) == found.item()
    assert numbers_of(slopes).tolist() == leaf.grad.tolist()
    expected = leaf - number(loss.rows[0][3]) * leaf.grad
    assert numbers_of(after).numpy() == pytest.approx(expected.detach().numpy())


def test_a_sheet_has_activations_transposed_convolutions_and_series_as_torch_computes_them():
    before, after = next(one for one in drawn("why-bend") if len(one.figures) == 2).figures
    assert numbers_of(after).tolist() == numbers_of(before).relu().tolist()
    given, kernel, made = map(numbers_of, drawn("down-and-up-again")[0].figures)
    expected = conv_transpose2d(given[None, None], kernel[None, None], stride=2)
    assert made.tolist() == expected[0, 0].tolist()
    six = next(one for one in drawn("series-and-volumes") if one.figures[0].cells)
    given, kernel, made = map(numbers_of, six.figures)
    assert made.tolist() == conv2d(given[None, None], kernel[None, None])[0, 0].tolist()


def test_a_sheet_has_two_batches_as_torch_normalises_them():
    (norm,) = [one for one in drawn("training-or-test") if len(one.figures) == 2]
    for batch in norm.figures:
        rows = {name: torch.tensor(list(map(number, row))) for name, row in rows_of(batch).items()}
        given = rows["Numbers"][:, None]
        tested = next(name for name in rows if name.startswith("In a test, by mean"))
        assert tested == "In a test, by mean 3, variance 4"
        for name, training in (("In training", True), (tested, False)):
            made = batch_norm(given, torch.tensor([3.0]), torch.tensor([4.0]), training=training)
            assert rows[name].tolist() == pytest.approx(made[:, 0].tolist(), abs=0.005)


def test_a_sheet_lists_layers_with_as_many_parameters_as_torch_has():
    listed = drawn("counting-parameters")[1].figures[0]
    conv = torch.nn.Conv2d(3, 8, 3)
    assert listed.rows[0][1] == "32 × 32 × 3"
    assert number(listed.rows[1][2]) == sum(part.numel() for part in conv.parameters())


def test_what_a_sheet_takes_as_set_is_what_softmax_begins_with():
    rows = rows_of(still(View(page="softmax")).figures[0])
    assert tuple(rows) == FIRST.names
    assert tuple(number(row[0]) for row in rows.values()) == FIRST.values


@pytest.mark.parametrize(("names", "titles"), [("a", ("a", "Class 1")), ("a~b~c", ("a", "b"))])
def test_a_sheet_has_as_many_names_as_scores(names, titles):
    (listed,) = still(View(page="softmax", start={"logits": "1~2", "names": names})).figures
    assert tuple(rows_of(listed)) == titles


def test_a_sheet_gives_no_correlation_where_there_is_none_and_asks_for_the_pixel():
    flat = {"img": "matrix", "matrix": "1 1 1\n1 1 1\n1 1 1"}
    listed = still(View(page="pixels", start={**flat, "px": "near"})).figures[1]
    assert listed.rows == (("1", "none"),)
    with pytest.raises(CnnvizError, match="missing"):
        still(View(page="pixels", start=flat))


def test_a_sheet_names_an_activation_and_the_ends_of_a_long_series():
    after = still(View(page="activations", start={"activation": "leaky_relu"})).figures[1]
    assert after.name == "After Leaky ReLU"
    values = " ".join(map(str, range(2, 22)))
    assert still(View(page="series", start={"se_values": values})).figures[0].name == "Series, from 2 to 21"


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
