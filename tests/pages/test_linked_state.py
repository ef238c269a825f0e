"""Where a linked view is pinned, how far enlarged, what was predicted: read from whatever may come."""

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.errors import CnnvizError
from cnnviz.operators.placement import pool_placement
from cnnviz.predict import Verdict
from cnnviz.predict.reading import LONGEST, read_number
from pages.ui.figures.maps import TABLE_SIDE
from pages.ui.linked import pins, predictions
from pages.ui.session import keeping

SHAPE = (3, 40, 60)
START = (0, 9, 11)


def script(shape, start):
    """A page that has a pin and an enlargement, and nothing else."""
    import streamlit as st

    from pages.ui.linked import pins
    from pages.ui.session import state

    for name in ("pin", "zoom"):
        if f"sent_{name}" in st.session_state:
            getattr(pins, name)(name, st.session_state[f"sent_{name}"])
    with state.page("trial", ["trial"]):
        st.session_state["seen"] = pins.pinned("pin", shape, lambda: start), pins.zoomed("zoom")


def opened(shape=SHAPE, **query):
    app = AppTest.from_function(script, kwargs={"shape": shape, "start": START})
    for key, text in query.items():
        app.query_params[key] = text
    return seen(app.run())


def seen(app):
    """The app after a run, where it is pinned, and how far it is enlarged."""
    assert not app.exception
    return app, *app.session_state["seen"]


def test_before_anything_was_chosen_a_view_is_where_it_starts_and_the_address_is_silent():
    app, *shown = opened()
    assert shown == [START, (1, 1)]
    assert "pin" not in app.query_params


def test_a_small_input_starts_at_its_first_output_and_a_large_one_where_it_is_worth_looking():
    for side, start in ((TABLE_SIDE, (0, 0, 0)), (TABLE_SIDE + 1, (0, 2, 1))):
        windows = pool_placement((side, 9), 3)
        assert pins.start_at(lambda: (7, 4), (side, 9), windows) == start


@pytest.mark.parametrize("at", [(0, 0, 0), (2, 39, 59), (1, 0, 7)])
def test_a_position_in_the_address_is_where_the_view_is_pinned(at):
    app, pinned, _ = opened(pin=".".join(map(str, at)))
    assert pinned == at
    assert app.query_params["pin"] in (".".join(map(str, at)), [".".join(map(str, at))])


@pytest.mark.parametrize(
    "text",
    [
        *("", ".", "..", "1", "1.2", "0.1.2.3", "3.0.0", "0.40.0", "0.0.60", "-1.0.0", "0.-1.0"),
        *("0.1e1.0", "a.b.c", "0.1,5.0", "٠.١.٢", "²..1", "0.0.9" + "9" * 5000, " 0.0.0", "0.0.0 "),
        *("0.0.0x0", "nan.0.0", "True.0.0", "\x00"),
    ],
)
def test_what_is_no_position_of_the_outputs_is_left_out_of_the_address(text):
    app, pinned, _ = opened(pin=text)
    assert pinned == START
    assert "pin" not in app.query_params


@pytest.mark.parametrize("sent", [(0, 0, 0), [1, 2, 3], [2, 39, 59]])
def test_a_click_is_taken_over_into_the_address(sent):
    app, *_ = opened()
    app.session_state["sent_pin"] = sent
    app, pinned, _ = seen(app.run())
    assert pinned == tuple(sent)
    assert opened(pin=".".join(map(str, sent)))[1] == pinned


@pytest.mark.parametrize("sent", [[7, 10**30, 3], [2, 50, 3]])
def test_a_click_beyond_the_outputs_that_are_there_by_now_is_the_nearest_of_them(sent):
    app, *_ = opened()
    app.session_state["sent_pin"] = sent
    assert seen(app.run())[1] == (2, 39, 3)


@pytest.mark.parametrize("text", ["1-1", "2-1.5", "1-999.9", "40-40"])
def test_an_enlargement_in_the_address_is_restored(text):
    app, _, zoomed = opened(zoom=text)
    assert zoomed == tuple(map(float, text.split("-")))
    assert ("zoom" in app.query_params) == (text != "1-1")


@pytest.mark.parametrize(
    "text", ["", "1", "0.5-1", "1-0", "-1-1", "1e3-1", "1000-1", "nan-1", "1-inf", "1.55-1", "٢-٢"]
)
def test_what_is_no_enlargement_is_left_out(text):
    app, _, zoomed = opened(zoom=text)
    assert zoomed == (1, 1)
    assert "zoom" not in app.query_params


@pytest.mark.parametrize(
    "sent",
    [None, "2-2", [2], [2, 0.5], [float("nan"), 2], [1e30, 2], [10**400, 2], [float("inf"), 1], [2, 2, 2]],
)
def test_what_the_browser_cannot_mean_enlarges_nothing(sent):
    app, *_ = opened()
    app.session_state["sent_zoom"] = sent
    app, _, zoomed = seen(app.run())
    assert zoomed == (1, 1)
    assert "zoom" not in app.query_params


def test_an_enlargement_is_kept_to_a_tenth():
    app, *_ = opened()
    app.session_state["sent_zoom"] = [2.04, 12]
    app, _, zoomed = seen(app.run())
    assert zoomed == (2.0, 12.0)
    assert (
        opened(zoom=app.query_params["zoom"][-1] if isinstance(app.query_params["zoom"], list) else "2-12")[2]
        == zoomed
    )


@pytest.fixture
def kept(monkeypatch):
    """A learner's session, as a dict."""
    store = {}
    monkeypatch.setattr(keeping, "keep", store.__setitem__)
    monkeypatch.setattr(keeping, "kept", store.get)
    return store


def task(name="task", **judges):
    def judge(typed, *at):
        if typed == "?":
            raise CnnvizError("'a_b' can't be read; write a number")
        return Verdict(typed == "1", None, f"{typed} at {at}.", "")

    return predictions.Task(name, (1, 2, 2), **({"size": judge, "value": judge} | judges))


def asked(kind, typed, at=(0, 1, 1)):
    predictions.ask("hub", {"kind": kind, "typed": typed, "at": list(at)})


@pytest.mark.usefixtures("kept")
def test_a_prediction_is_judged_once_and_its_verdict_stays():
    asked("value", "1")
    judged = predictions.verdicts("hub", task())
    assert judged["value"]["right"] is True
    assert judged["value"]["at"] == (0, 1, 1)
    assert predictions.verdicts("hub", task()) == judged
    asked("size", "2")
    both = predictions.verdicts("hub", task())
    assert both["size"]["right"] is False
    assert both["value"] == judged["value"]


@pytest.mark.usefixtures("kept")
def test_verdicts_hold_for_their_own_task_and_hub():
    asked("value", "1")
    predictions.verdicts("hub", task())
    assert predictions.verdicts("other hub", task()) == {"task": "task"}
    assert predictions.verdicts("hub", task("another")) == {"task": "another"}
    assert predictions.verdicts("hub", task()) == {"task": "task"}


@pytest.mark.usefixtures("kept")
def test_what_cannot_be_judged_is_wrong_with_the_errors_own_sentence():
    asked("size", "?")
    assert predictions.verdicts("hub", task())["size"] == {
        "right": False,
        "sentence": "'a_b' can't be read; write a number.",
        "at": (0, 1, 1),
        "typed": "?",
        "where": None,
    }


@pytest.mark.usefixtures("kept")
def test_nothing_is_said_where_a_task_does_not_ask_or_has_no_such_position():
    for kind, at, judges in (
        ("size", (0, 0, 0), {"size": None}),
        ("value", (0, 0, 0), {"value": None}),
        ("value", (1, 0, 0), {}),
        ("value", (0, 2, 0), {}),
        ("value", (0, 0, 2), {}),
    ):
        asked(kind, "1", at)
        assert predictions.verdicts("hub", task(**judges)) == {"task": "task"}


def test_of_a_prediction_just_so_much_is_kept_that_one_too_long_is_refused_and_not_cut_off(kept):
    asked("value", "9" * 10_000)
    _, typed, _ = kept["hub:asked"]
    assert len(typed) == LONGEST + 1
    with pytest.raises(CnnvizError, match="too long"):
        read_number(typed)
