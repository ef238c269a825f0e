"""Train learns from digits where they are chosen: labels, pictures, sweeps, and where it opens."""

import numpy as np

from cnnviz.live import answers, said
from cnnviz.models.digits import DIGITS
from cnnviz.models.garments import GARMENTS
from pages.ui.inputs.samples import sample
from tests.pages.test_train_curves import QUICK, text
from tests.pages.test_train_sweep import few, swept  # noqa: F401

DIGITS_ALONE = {**QUICK, "t_data": "digits"}


def bench_of(page):
    return page.app.session_state["kept:bench"]


def _says(page):
    """What stands above the picture that the network looks at."""
    return page.sent("looks").header["rows"][0]["title"]


def press(page, key):
    page.app.button(key=key).click()
    return page.run()


def test_an_address_without_data_learns_from_garments_and_the_choice_is_in_the_address(visit):
    page = visit("train", **QUICK)
    assert bench_of(page).run.subset is bench_of(visit("train", **QUICK)).run.subset, "it is loaded once"
    page.control("t_data").set_value("digits")
    page.run()
    assert page.address == DIGITS_ALONE
    assert bench_of(page).run.design.data == "digits"
    assert "test images of the network Digits are not among them" in text(page)


def test_a_trained_run_keeps_its_data_until_a_new_one_is_begun(visit):
    page = press(visit("train", **QUICK), "t_step")
    page.control("t_data").set_value("digits")
    page.run()
    run = bench_of(page).run
    assert run.design.data == "garments"
    assert "Data Garments → Digits" in text(page)
    assert _says(page).endswith(f"the label is {GARMENTS.labels[0]}")
    press(page, "t_keep")
    assert bench_of(page).kept is run
    assert bench_of(page).run.design.data == "digits"
    assert _says(page).endswith(f"the label is {DIGITS.labels[0]}")
    assert not page.errors


def test_ten_own_drawings_of_digits_are_prepared_as_mnist_was_and_judged(visit):
    page = visit("train", **DIGITS_ALONE, src="own", digit="seven", t_own="7")
    press(page, "t_own_add")
    run = bench_of(press(page, "t_step")).run
    (own,) = page.app.session_state["kept:train_own_set"]
    np.testing.assert_array_equal(own.image, DIGITS.prepare(sample("seven"), _auto()).input)
    classes, _ = answers(run.network, own.image[None])
    (drawn,) = page.maps("own_set")
    assert f"Picture 1, 7, is taken for {DIGITS.labels[classes[0]]}" in drawn.header["alt"]


def _auto():
    from cnnviz.network.prepare import Preparation

    return Preparation()


def test_a_test_set_of_digits_is_none_of_garments(visit):
    page = press(visit("train", **DIGITS_ALONE, test="3"), "t_own_add")
    page.control("t_data").set_value("garments")
    page.run()
    assert "0 of 10 pictures are in it." in [one.value for one in page.app.caption]


def test_a_network_of_digits_opens_as_one(visit):
    page = press(press(visit("train", **DIGITS_ALONE), "t_step"), "t_open")
    mine = page.app.session_state["kept:yours"]
    assert (mine.about.labels, mine.about.prepare) == (DIGITS.labels, DIGITS.prepare)


def test_a_sweep_is_of_the_data_that_is_chosen(visit, few, monkeypatch):  # noqa: F811
    page, sweep = swept(visit, "untrained", 0, monkeypatch, t_data="digits")
    assert sweep.data == "digits"
    assert said(sweep) in text(page).replace("&#x27;", "'")
    page.control("t_data").set_value("garments")
    page.run()
    assert said(sweep) not in text(page).replace("&#x27;", "'"), "nothing is known of garments yet"
    assert bench_of(page).sweep is sweep


def test_a_deep_stack_is_tried_on_the_same_data(visit):
    page = press(visit("train", **DIGITS_ALONE), "t_deep_relu")
    assert bench_of(page).run.design.data == "digits"
    assert page.address["t_data"] == "digits"


def test_training_or_test_trains_its_network_on_digits(visit):
    page = visit("modes", model="digits", mode_layer="norm")
    assert not page.errors
    assert not page.app.info
    assert page.maps("norm_maps")
