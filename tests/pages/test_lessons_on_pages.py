"""Every step of every lesson opens on its page; its goal is reached by the way it describes, not before."""

import html
import json
import re

import numpy as np
import pytest

from cnnviz.exercises import exercises
from cnnviz.images import png
from cnnviz.lessons import find_step, lessons, name_of
from cnnviz.lessons.progress import MISSING
from cnnviz.volumes import KERNELS
from pages.ui.shell import guide
from pages.ui.shell.guide import address

STEPS = [name_of(taught, step) for taught in lessons().values() for step in taught.lesson.steps]
MOST_WORDS = 60
#: The course ends with this lesson; whoever adds lessons may make them otherwise.
LAST = lessons()["design-your-own"].lesson
COURSE = [taught for taught in lessons().values() if taught.lesson.order <= LAST.order]


#: Lessons in which no view takes a picture; docs/decisions.md, "The course", says of each why.
WITHOUT_PICTURE = {
    "one-neuron",
    "counting-parameters",
    "one-step-back",
    "series-and-volumes",
    "networks-over-the-years",
}


def shown_with_own(taught):
    """The steps that show the picture that a learner has brought: what of their addresses differs."""
    both = [(guide._own_address(taught, step), address(taught, step)) for step in taught.lesson.steps]
    return [dict(mine.items() - other.items()) for mine, other in both if mine != other]


def told(opened):
    """What is told of the step, of the run that was last."""
    bodies = "".join(element.proto.body for element in opened.app.get("html"))
    found = re.findall(r'class="guide-told" data-run="(\d+)" data-told="([^"]*)"', bodies)
    return json.loads(html.unescape(max(found, key=lambda one: int(one[0]))[1]))


def words_in(text):
    return len(text.replace("*", "").split())


def test_a_lesson_of_the_course_has_5_to_9_steps_a_question_of_its_own_and_one_of_an_earlier_lesson():
    for taught in COURSE:
        asked = [step.question for step in taught.lesson.steps if step.question is not None]
        orders = [exercises()[question.item].item.lesson for question in asked]
        assert 5 <= len(taught.lesson.steps) <= 9
        assert taught.lesson.steps[0].question is None
        assert taught.lesson.order in orders
        assert taught is COURSE[0] or min(orders) < taught.lesson.order == max(orders)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_opens_in_few_words_and_its_goal_is_still_to_be_reached(visit, name):
    taught, index = find_step(name)
    step = taught.lesson.steps[index]
    opened = visit(step.page, **address(taught, step))
    assert opened.errors == []
    said = told(opened)
    assert said["step"] == name
    assert 5 <= words_in(said["words"]) <= MOST_WORDS
    assert MISSING not in said["words"]
    assert said["reached"] is (None if step.until is None else False)
    assert (step.goal is None) == (f"{step.id}.reveal" not in taught.words.steps)
    sent = json.loads(opened.component("guide").json)
    assert sent["step"] == name
    if step.goal is None:
        return
    assert "**" in said["words"], "what is to be done stands out"
    opened.report("guide", "show", name)
    assert opened.errors == []
    said = told(opened)
    assert said["reached"]
    assert 3 <= words_in(said["reveal"]) <= MOST_WORDS
    assert MISSING not in said["reveal"]


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("one-neuron~goes-dark", {"two_a_bias": -100.0}),
        ("one-neuron~both-sums", {"two_b_bias": 100.0}),
        ("one-neuron~right-angle", {"two_a_bias": 5.0, "two_a1": -0.6}),
        ("one-neuron~twice-as-bright", {"two_a_bias": 100.0}),
        ("one-neuron~twice-as-bright", {"two_a1": 1.2, "two_a2": 1.6}),
        ("one-neuron~your-own", {"two_a_bias": 5.0, "two_b_bias": -5.0}),
    ],
)
def test_what_a_step_does_not_ask_for_does_not_reach_its_goal(visit, name, changed):
    taught, index = find_step(name)
    step = taught.lesson.steps[index]
    opened = visit(step.page, **address(taught, step))
    before = told(opened)["words"]
    for key, value in changed.items():
        opened.set(key, value)
    assert opened.errors == []
    assert opened.address["lesson"] == name
    assert changed.keys() <= opened.address.keys()
    said = told(opened)
    assert said["words"] == before
    assert said["reached"] is False


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("slide-multiply-add~make-a-five", {"matrix": "5 0 0\n0 0 0\n0 0 0"}),  # no X
        ("border~as-large", {"c_layers": "conv_1_1_1_0_1_1"}),  # a kernel of 1
        ("bigger-steps~two-sizes", {"c_layers": "conv_1_2_2_0_1_1"}),  # the same picture
        ("series-and-volumes~heartbeats", {"se_match": "9_5_mean"}),  # its mean removed only
        ("why-bend~two-are-one", {"stack": "conv_3_1_0_linear_1_0_0_0_0_0_0_0_0_0_0"}),  # nothing bends
    ],
)
def test_another_way_than_the_reveal_tells_of_does_not_reach_a_goal(visit, name, changed):
    taught, index = find_step(name)
    step = taught.lesson.steps[index]
    visit(step.page, **address(taught, step))
    opened = visit(step.page, **address(taught, step) | changed)
    assert opened.errors == []
    assert told(opened)["reached"] is False


def test_a_volume_is_kept_as_large_by_padding_along_all_sides_and_by_no_smaller_kernel(visit):
    taught, index = find_step("series-and-volumes~voxels")
    opened = visit("series", **address(taught, taught.lesson.steps[index]))
    for field, value, is_reached in (
        ("volume_kernel", "1 0 -1; 1 0 -1; 1 0 -1", False),  # 4 slices, and 2 × 2 in each
        ("volume_padding", 1, False),
        ("volume_kernel", KERNELS["columns"].text, True),
    ):
        opened.react("series", field, value)
        assert told(opened)["reached"] is is_reached


def test_predicting_what_is_left_open_reaches_a_goal(visit):
    taught, index = find_step("slide-multiply-add~three-open")
    opened = visit("kernels", **address(taught, taught.lesson.steps[index]))
    for typed, at in (("3", [0, 1, 2]), ("2", [0, 2, 0]), ("4", [0, 2, 2])):
        assert told(opened)["reached"] is False
        opened.react("kernels", "guess", {"kind": "value", "typed": typed, "at": at})
    assert told(opened)["reached"]


def test_a_learners_own_picture_goes_along_where_one_may_be_chosen(monkeypatch):
    monkeypatch.setattr(guide.own, "kept", {"drawing": "a picture"}.get)
    without = {taught.lesson.id for taught in COURSE if not shown_with_own(taught)}
    assert without == WITHOUT_PICTURE
    for taught in COURSE:
        for shown in shown_with_own(taught):
            assert shown in ({"img": "drawing"}, {"garment": "drawing"})
    assert guide._own_address(COURSE[0], COURSE[0].lesson.steps[0])["img"] != "drawing"


@pytest.mark.parametrize(
    ("name", "changed"),
    [("bigger-steps~a-quarter", {"stride": "2"}), ("one-step-back~too-far", {"bw_rate": "0.3"})],
)
def test_a_step_that_is_loaded_anew_keeps_the_numbers_that_it_began_with(visit, name, changed):
    taught, index = find_step(name)
    step = taught.lesson.steps[index]
    began = told(visit(step.page, **address(taught, step)))
    shown = told(visit(step.page, **address(taught, step), **changed))
    assert began["reached"] is False
    assert shown["words"] == began["words"]
    assert shown["reached"]


def test_a_step_on_a_page_without_a_result_says_so_and_breaks_nothing(visit):
    """As somebody may write it into an address."""
    taught, index = find_step("slide-multiply-add~brightest")
    step = taught.lesson.steps[index]
    wanted = {**address(taught, step), "custom_text": "1 " * 15, "dilation": "8"}
    opened = visit("kernels", **wanted)
    assert opened.refused
    assert told(opened)["reached"] is False


@pytest.mark.parametrize(
    "text", ["", "~", "slide-multiply-add", "slide-multiply-add~nothing", "x" * 5000, "~" * 999]
)
def test_what_names_no_step_leads_nowhere(visit, text):
    opened = visit("kernels", lesson=text)
    assert not any(element.proto.id.endswith("-guide") for element in opened.app.get("bidi_component"))


def test_a_step_that_is_loaded_anew_begins_with_the_learners_own_picture(visit):
    before = visit("kernels", lesson="bigger-steps~a-quarter")
    picture = png(np.eye(40, dtype=np.uint8))
    before.app.file_uploader(key="img_file").upload("own.png", picture, "image/png")
    token = json.loads(before.run().run().component("part_own").json)["token"]
    opened = visit("kernels", img="upload", stride="2", lesson="bigger-steps~your-own")
    opened.report("part_own", "claim", token)
    assert "its map has 19 rows" in told(opened)["words"]
    before.report("guide", "step", "bigger-steps~your-own")
    assert "its map has 10 rows" in told(before)["words"]
    opened = visit("kernels", img="upload", stride="2", lesson="bigger-steps~your-own")
    opened.report("part_own", "claim", token)
    assert "its map has 10 rows" in told(opened)["words"]


def test_a_step_that_is_come_back_to_keeps_the_numbers_of_the_learners_own_picture(visit):
    """Not those of a stranger, who began it with the sample; nor of the step that was begun last."""
    mine = visit("kernels", lesson="bigger-steps~a-quarter")
    mine.app.file_uploader(key="img_file").upload("own.png", png(np.eye(40, dtype=np.uint8)), "image/png")
    mine.run()
    mine.report("guide", "step", "bigger-steps~your-own")
    began = told(mine)["words"]
    stay = mine.stay
    taught, index = find_step("bigger-steps~your-own")
    stranger = visit("kernels", **address(taught, taught.lesson.steps[index]))
    assert told(stranger)["words"] != began
    mine.report("guide", "step", "kernels-see-edges~your-own")
    assert told(mine)["step"] == "kernels-see-edges~your-own"
    mine.app.query_params["stay"] = stay
    mine.run()
    assert told(mine)["step"] == "bigger-steps~your-own"
    assert told(mine)["words"] == began
