"""Every goal of the course is reached by the way that its step describes, with what stands on the page."""

import re

import pytest
from playwright.sync_api import expect

from cnnviz.lessons import find_step, lessons, name_of
from pages.ui.shell.guide import address
from tests.browser.course_ways import WAYS
from tests.browser.waits import until

GOALS = {
    name_of(taught, step): taught.words.steps[step.id]
    for taught in lessons().values()
    for step in taught.lesson.steps
    if step.goal is not None
}
#: One for each kind of hand: the others repeat them on other pages.
QUICK = {
    "picture-is-numbers~dissolve",  # press
    "picture-is-numbers~your-own",  # click
    "neighbours~further-apart",  # fill
    "one-neuron~right-angle",  # pull
    "weight-for-every-pixel~x-at-home",  # drag
    "slide-multiply-add~three-open",  # output, guess
    "slide-multiply-add~make-a-five",  # number
    "kernels-see-edges~tripod",  # choose
    "kernels-see-edges~blue-place",  # walk
    "kernels-see-edges~silent-on-grey",  # weights
    "scores-to-shares~double",  # keys
}
#: Seconds after which a run will not come to its goal any more, on a busy machine either.
TRAINED = 600
#: What is to be done, and a name of what stands on the page, in a step's words.
_DONE, _NAME = re.compile(r"\*\*(.+?)\*\*", re.DOTALL), re.compile(r"“(.+?)”")


def test_every_goal_has_a_way():
    assert GOALS.keys() == WAYS.keys()


@pytest.mark.parametrize("name", WAYS)
def test_a_way_goes_by_the_names_that_the_step_says(name):
    said = {one for done in _DONE.findall(GOALS[name]) for one in _NAME.findall(done)}
    gone = " ".join(act.name for act in WAYS[name]).lower()
    assert {one for one in said if one.lower() not in gone} == set()


@pytest.mark.timeout(2 * TRAINED)
@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.thorough) for name in WAYS]
)
def test_a_goal_is_reached_by_the_way_that_its_step_describes(visitor, name):
    taught, index = find_step(name)
    step = taught.lesson.steps[index]
    guide = visitor.go(step.page, **address(taught, step)).page.locator(".guide")
    expect(guide.locator(".words strong").first).to_be_visible()
    expect(guide.locator(".reveal")).to_be_empty()
    for act in WAYS[name]:
        act.on(visitor)
    until(visitor.page, lambda: guide.locator(".reveal").inner_text(), patience=TRAINED)
    expect(guide.locator(".next")).to_have_class(re.compile("primary"))
