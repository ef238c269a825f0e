"""What lessons ask of a page, and put into their words, is something that the page has or tells."""

import ast

import pytest

from cnnviz.exercises.functions import FUNCTIONS
from cnnviz.exercises.words import formulas_in
from cnnviz.lessons import lessons, name_of
from cnnviz.views import states, told
from pages.ui.linked.known import Known
from tests.app_pages import TITLES

STEPS = {
    name_of(taught, step): (taught, step) for taught in lessons().values() for step in taught.lesson.steps
}
#: Beside what pages tell: the step's own start, and whether a question was answered right.
ALWAYS = {"start", "right"}


def names_in(formula):
    return {node.id for node in ast.walk(ast.parse(formula, mode="eval")) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_asks_for_what_its_page_tells_or_has_as_a_setting(name):
    taught, step = STEPS[name]
    said = [taught.words.steps.get(key, "") for key in (step.id, f"{step.id}.reveal")]
    formulas = [one for text in said for one in formulas_in(text)] + ([step.until] if step.until else [])
    used = {one for formula in formulas for one in names_in(formula)} - FUNCTIONS.keys() - ALWAYS
    of_views = Known._fields if step.page in ("kernels", "pooling") else ()
    assert used <= {*states(step.page), *states("shared"), *told(step.page), *of_views}


def test_only_pages_that_there_are_tell_something_and_each_says_what_it_is():
    telling = {page: told(page) for page in TITLES}
    assert any(telling.values())
    assert all(len(what) > 5 for says in telling.values() for what in says.values())
    assert told("no page") == {}
