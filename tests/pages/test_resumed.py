"""A session after a restart: it learns from the browser's window what the one before knew."""

import json

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from pages.ui.session import restart
from pages.ui.train.lost import Held

QUICK = {"t_stages": "1", "t_f1": "2", "t_kernel": "3", "t_batch": "4"}


@pytest.fixture
def resume(visit, monkeypatch):
    """Open a page as a browser's window does that was connected before, with what it held."""

    def come(name, held, **query):
        reconnect = visit(name, **query).component("part_reconnect").id
        report = {"session": "of before", "revision": 9, "set": {"run": [9, held]}}
        states = WidgetStates()
        states.widgets.add(id=reconnect, json_value=json.dumps({"report": report}))
        run = AppTest._run
        with monkeypatch.context() as first:
            first.setattr(AppTest, "_run", lambda app, _=None, **given: run(app, states, **given))
            return visit(name, **query)

    return come


def told(page):
    return [info.value for info in page.app.info]


def press(page, key):
    page.app.button(key=key).click()
    return page.run()


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (Held(True, False, False), "your run: press"),
        (Held(False, True, False), "A: press"),
        (Held(True, True, False), "your run and A: press"),
        (Held(True, True, True), "your run, A and your sweep: press"),
    ],
)
def test_a_lost_run_is_told_until_another_one_was_begun(resume, lost, words):
    page = resume("train", {"training": lost}, **QUICK)
    [sentence] = told(page)
    assert sentence.startswith(f"{restart.RESTARTED} no longer has {words} ")
    assert json.loads(page.component("part_turn").json)["held"] == list(lost), "for one more restart"
    assert press(page, "t_reset").app.info
    assert not press(page, "t_step").app.info
    assert not press(page, "t_reset").app.info, "it is not told again"


def test_a_lost_sweep_is_told_in_both_views_until_one_was_begun(resume):
    page = resume(
        "train", {"training": Held(False, False, True)}, **QUICK, t_view="sweep", t_sweep="untrained"
    )
    [sentence] = told(page)
    assert sentence == f"{restart.RESTARTED} no longer has your sweep: begin it again under “Sweep”."
    assert json.loads(page.component("part_turn").json)["held"] == [False, False, True], (
        "for one more restart"
    )
    assert not press(page, "t_go").app.info
    assert json.loads(page.component("part_turn").json)["held"] == [False, False, True], "the new one"


@pytest.mark.parametrize(
    "held", [{}, {"training": None}, {"training": [0, 0, 0]}, {"training": [False] * 3}, {"training": [True]}]
)
def test_where_nothing_was_lost_nothing_is_told(resume, visit, held):
    assert not told(resume("train", held, **QUICK))
    assert not told(visit("train", **QUICK))


def test_the_browser_holds_whether_there_is_something_to_lose(visit):
    page = visit("train", **QUICK)

    def held():
        return json.loads(page.component("part_turn").json)["held"]

    assert held() == [False, False, False]
    press(page, "t_step")
    assert held() == [True, False, False]
    press(page, "t_deep_relu")
    assert held() == [False, True, False]


def test_an_own_picture_is_gone_with_the_session_and_stayed_away_with_a_link(resume, visit):
    assert told(resume("kernels", {}, img="upload"))[0].startswith(
        f"{restart.RESTARTED} does not have your upload: add it again"
    )
    assert "did not come with it" in told(visit("kernels", img="upload"))[0]


def test_train_says_outside_its_folded_controls_that_a_picture_is_gone(resume):
    inside, outside = told(resume("train", {}, **QUICK, src="own", garment="drawing"))
    assert inside == outside
    assert outside.startswith(f"{restart.RESTARTED} does not have your drawing: add it again")


def test_the_settings_of_other_pages_are_as_in_the_session_before(visit, resume):
    before = visit("kernels", kernel="custom", custom_text="1 2\n3 4", img="cat")
    before.app.switch_page("pages/home.py")
    held = {"settings": json.loads(before.run().component("part_reconnect").json)["settings"]}
    page = resume("pooling", held, img="binary")
    page.app.switch_page("pages/kernels.py")
    address = {"kernel": "custom", "custom_text": "1 2\n3 4", "img": "binary"}
    assert page.run().address == address, "and what was set since is newer"


def test_the_address_of_the_page_that_is_open_has_the_last_word(resume):
    assert resume("kernels", {"settings": {"stride": "3", "kernel": "box"}}, kernel="gaussian").address == {
        "kernel": "gaussian"
    }


@pytest.mark.parametrize(
    "settings", [None, [], "x", {"stride": 3}, {"stride": None}, {"stride": "x"}, {"stride": "9" * 5000}]
)
def test_what_is_no_setting_is_its_default(resume, settings):
    page = resume("home", {"settings": settings})
    page.app.switch_page("pages/kernels.py")
    assert page.run().address == {}


@pytest.mark.parametrize("held", [None, 1, "x", []])
def test_what_is_nothing_that_a_window_holds_is_no_session_before(resume, held):
    assert "did not come with it" in told(resume("kernels", held, img="upload"))[0]
