"""The Pooling page as a learner uses it."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images, operators
from cnnviz.figures import rgb, shade
from tests.browser.linked_page import Linked

MATRIX = images.load_sample("counting-6")
#: Each kind with options from the address, and the same for the operator.
POOLS = {
    "max": ({"window_dilation": "2"}, {"dilation": 2}),
    "min": ({"step": "1"}, {"stride": 1}),
    "average": ({"counted": "false"}, {"count_include_pad": False}),
    "sum": ({"ceil": "true", "step": "3"}, {"ceil_mode": True, "stride": 3}),
    "median": ({"window": "3"}, {"kernel_size": 3}),
}


#: What each makes of every window is held without a page, by test_linked_explains_every_row.py.
KINDS = [
    kind if kind in ("max", "average") else pytest.param(kind, marks=pytest.mark.thorough) for kind in POOLS
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_is_explained_by_its_trace(visitor, kind):
    query, options = POOLS[kind]
    options = {"kernel_size": 2, "stride": 2, "padding": 1, **options}
    visitor.go("pooling", img="counting-6", pool=kind, border_pixels="1", **query)
    output = getattr(operators, f"{'avg' if kind == 'average' else kind}_pool2d")(MATRIX, **options)
    linked = Linked(visitor.page).shows(output.shape)
    results = linked.results(output.shape)
    for at in [(0, 0), *(tuple(row) for row in np.random.default_rng(2).integers(0, output.shape, (5, 2)))]:
        results.hover(*at)
        told, trace = linked.told(), operators.pool_trace(kind, MATRIX, at=at, **options)
        assert float(told.total) == trace.value == output[tuple(at)]
        assert told.sentence == trace.sentence()
        valid = np.outer(trace.rows >= 0, trace.columns >= 0)
        assert np.array_equal(np.array(told.tiles[0])[valid], trace.window[valid])


def test_C4_a_padding_that_is_set_takes_the_place_of_same(visitor):
    page = visitor.go("pooling", img="counting-6", window="3", pool_same="true").page
    linked = Linked(page).shows((3, 3))
    expect(linked.root.get_by_role("spinbutton", name="Padding", exact=True)).to_have_value("0 + 1")
    results = linked.results((3, 3))
    results.hover(2, 2)
    trace = operators.pool_trace("max", MATRIX, 3, 2, "same_tensorflow", at=(2, 2))
    assert linked.told().sentence == trace.sentence()
    linked.button("Less: Padding").click()
    linked.shows((2, 2))
    expect(page).not_to_have_url(re.compile("pool_same"))


def test_the_answer_is_in_the_colours_of_the_picture(visitor):
    visitor.go("pooling", img="camera", window="16", step="16")
    pooled = operators.max_pool2d(images.load_sample("camera"), 16)
    linked = Linked(visitor.page).shows(pooled.shape)
    assert np.array_equal(linked.results(pooled.shape).colours(), rgb(shade(pooled, "raw")))


def test_a_pixel_marks_the_windows_it_is_in(visitor):
    visitor.go("pooling", img="counting-6", step="1")
    linked = Linked(visitor.page)
    sources, results = linked.sources((6, 6)), linked.results((5, 5))
    sources.hover(2, 3)
    touched = np.zeros((5, 5), dtype=bool)
    touched[1:3, 2:4] = True
    assert np.array_equal(results.marked(), touched)
    assert "lies under 4 windows" in linked.told().summary
