"""One weight over time, and a learner's own test set, on Train."""

import numpy as np

from cnnviz.live import Place, answers
from cnnviz.models.garments import LABELS
from pages.ui.train.own_set import MOST
from tests.pages.test_train_curves import QUICK, curves_of, kinds, text


def step(page, times=3):
    for _ in range(times):
        page.app.button(key="t_step").click()
        page.run()
    return page.app.session_state["kept:bench"].run


def test_N8_a_weight_is_followed_with_its_gradient(visit):
    page = visit("train", **QUICK, t_weight="true", t_w_filter="1", t_w_row="2", t_opt="sgd")
    run = step(page)
    one = run.watched
    assert one.place == Place(1, 1, 0, 2, 0)
    value, gradient = curves_of(page, "weight")
    assert "now" in kinds(value)
    signs = {"rise": max(one.gradients) > 0, "fall": min(one.gradients) < 0}
    assert {"rise", "fall"} == set(kinds(gradient)) - {"grid"}
    assert any(signs.values())
    way = "up" if one.values[-1] > one.values[-2] else "down"
    assert f"the weight went {way}" in text(page)


def test_a_new_run_is_followed_too_and_one_without_that_weight_is_not(visit):
    page = visit("train", **QUICK, t_weight="true", t_w_filter="1")
    step(page, 1)
    page.app.button(key="t_overfit").click()
    page.run()
    bench = page.app.session_state["kept:bench"]
    assert bench.run.watched.place.filter == 1


def test_a_set_of_own_pictures_is_judged_by_the_network_as_it_stands(visit):
    page = visit("train", **QUICK, test="3")
    page.app.button(key="t_own_add").click()
    page.run()
    page.control("test").set_value(95)
    page.run()
    page.app.button(key="t_own_add").click()
    page.run()
    run = step(page, 2)
    drawn = page.maps("own_set")
    assert len(drawn) == 2
    images = np.stack([own.image for own in page.app.session_state["kept:train_own_set"]])
    classes, _ = answers(run.network, images)
    for one, guess in zip(drawn, classes, strict=True):
        assert f"taken for {LABELS[guess]}" in one.header["alt"]
    right = sum(one.label == guess for one, guess in zip(_kept(page), classes, strict=True))
    assert f"{right} of 2 right" in page.sent("own_set").header["rows"][0]["title"]
    page.app.button(key="t_own_empty").click()
    page.run()
    assert not any(element.proto.id.endswith("-own_set") for element in page.app.get("bidi_component"))


def _kept(page):
    return page.app.session_state["kept:train_own_set"]


def test_no_more_than_ten_pictures_join_it(visit):
    page = visit("train", **QUICK)
    for _ in range(MOST):
        page.app.button(key="t_own_add").click()
        page.run()
    assert page.app.button(key="t_own_add").disabled
    assert len(_kept(page)) == MOST


def test_an_own_picture_is_given_its_class_by_the_learner(visit):
    page = visit("train", **QUICK, src="own", garment="boot", t_own="9")
    page.app.button(key="t_own_add").click()
    page.run()
    (one,) = _kept(page)
    assert LABELS[one.label] == LABELS[9]
