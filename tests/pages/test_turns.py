"""A few runs at a time, in the order in which they were asked for, each with the newest that was asked."""

import threading

from streamlit.delta_generator_singletons import (
    context_dg_stack,
    get_default_dg_stack_value,
    get_dg_singleton_instance,
)
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
)

from pages.ui.session import turns

LONG = 60.0


def taking(shared, done, name):
    """Have a thread take a turn; come back once it waits."""
    before = len(shared._waiting)
    thread = threading.Thread(target=lambda: (shared.take(LONG), done.append(name)))
    thread.start()
    while len(shared._waiting) == before:
        pass
    return thread


def test_turns_are_given_in_the_order_in_which_they_were_asked_for():
    shared, done = turns.Turns(1), []
    assert shared.take(LONG)
    waiting = [taking(shared, done, name) for name in "abc"]
    for number, thread in enumerate(waiting, 1):
        shared.give_back()
        thread.join(LONG)
        assert done == list("abc")[:number]
    shared.give_back()
    assert shared.take(0)


def test_who_has_waited_long_enough_goes_on_without_one():
    shared = turns.Turns(1)
    assert shared.take(0)
    assert not shared.take(0.001)
    shared.give_back()
    assert shared.take(0), "who went on holds none"


def test_a_run_begins_with_the_newest_that_was_asked_and_gives_its_turn_back(monkeypatch):
    shared = turns.Turns(1)
    monkeypatch.setattr(turns, "_turns", shared)
    asked = iter([ScriptRequest(ScriptRequestType.RERUN), ScriptRequest(ScriptRequestType.STOP)])
    at_work = []

    def ready(requests):
        at_work.append(shared._free)
        return next(asked)

    def run(runner, wanted):
        at_work.append(shared._free)
        with turns.given_back():
            at_work.append(shared._free)
        raise ZeroDivisionError

    monkeypatch.setattr(turns, "_ready", ready)
    monkeypatch.setattr(turns, "_run", run)
    assert turns.next_request(ScriptRequests()).type is ScriptRequestType.RERUN
    try:
        turns.run(None, None)
    except ZeroDivisionError:
        at_work.append(shared._free)
    assert at_work == [0, 0, 1, 1], "it is asked what is newest once there is a turn"
    assert turns.next_request(ScriptRequests()).type is ScriptRequestType.STOP
    assert shared._free == 1


def test_a_run_draws_at_the_top_of_the_page_also_after_one_of_a_part_in_the_same_thread(monkeypatch):
    drawn_in = []
    monkeypatch.setattr(turns, "_run", lambda runner: drawn_in.append(context_dg_stack.get()))
    context_dg_stack.set((get_dg_singleton_instance().bottom_dg,))
    turns.run(None)
    assert drawn_in == [get_default_dg_stack_value()]
