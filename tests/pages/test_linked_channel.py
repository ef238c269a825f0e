"""Which channel is shown large: chosen in the view, kept in the address, read from whatever may come."""

import pytest
from streamlit.testing.v1 import AppTest

FIRST, COUNT = 2, 16


def script(of, count, first):
    """A page on which a channel can be chosen, and nothing else."""
    import streamlit as st

    from pages.ui.linked.channel import enlarge, large_channel
    from pages.ui.session import state

    with state.page("trial", ["trial"]):
        if "sent" in st.session_state:
            enlarge("large", st.session_state["sent"])
            del st.session_state["sent"]
        st.session_state["seen"] = large_channel("large", of, count, first)


def opened(of="conv 2", count=COUNT, **query):
    app = AppTest.from_function(script, kwargs={"of": of, "count": count, "first": FIRST})
    for key, text in query.items():
        app.query_params[key] = text
    return seen(app.run())


def seen(app):
    """The app after a run, the channel, and what stands in the address."""
    assert not app.exception
    text = app.query_params.get("large")
    return app, app.session_state["seen"]["channel"], text[-1] if isinstance(text, list) else text


def choose(app, channel, of="conv 2"):
    app.session_state["sent"] = {"of": of, "channel": channel}
    return seen(app.run())


def test_before_any_was_chosen_none_is_named():
    assert opened()[1:] == (None, None)


@pytest.mark.parametrize("channel", [0, 1, COUNT - 1])
def test_a_channel_that_was_pressed_stands_in_the_address_and_comes_back_with_it(channel):
    app, *_ = opened()
    _, large, text = choose(app, channel)
    assert (large, text) == (channel, str(channel))
    assert opened(large=text)[1:] == (channel, text)


def test_the_first_one_is_left_out_of_the_address():
    app, *_ = opened(large="5")
    assert choose(app, FIRST)[1:] == (None, None)
    assert opened(large=str(FIRST))[1:] == (None, None)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-1", str(COUNT), "1.0", "1e0", "a", "٣", "²", "1 ", "0x1", "nan", "None", "9" * 5000, "\x00"],
)
def test_what_is_no_channel_is_left_out(text):
    assert opened(large=text)[1:] == (None, None)


@pytest.mark.parametrize("sent", [None, "3", 1.5, [3], -1, {"channel": 3}])
def test_what_the_browser_cannot_mean_chooses_nothing(sent):
    app, *_ = opened()
    assert choose(app, sent)[1:] == (None, None)


@pytest.mark.parametrize("sent", [COUNT, 10**30])
def test_beyond_the_channels_is_the_last_of_them(sent):
    app, *_ = opened()
    assert choose(app, sent)[1] == COUNT - 1


def test_a_choice_among_other_channels_is_forgotten():
    app, *_ = opened()
    choose(app, 5)
    assert choose(app, 7, of="conv 3")[1:] == (None, None)
    assert seen(app.run())[1:] == (None, None)


def test_of_one_channel_there_is_nothing_to_choose():
    assert opened(count=1, large="0")[1:] == (None, None)
    assert opened(count=1, large="1")[1:] == (None, None)
