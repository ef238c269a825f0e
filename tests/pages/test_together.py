"""What a run draws is handed over and sent together: the server's loop is woken as little as it can be."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError

from pages.ui.session import together

STARTED, ELEMENT = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
FINISHED = ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS


class Session:
    """A session that takes down what its loop is asked to do, and has each event sent as a message."""

    id = "one"

    def __init__(self):
        self.calls, self.later, self.failed, self.woken, self.told = [], [], [], 0, 0
        self._browser_queue = ForwardMsgQueue()
        self._message_enqueued_callback = self.wake
        self._event_loop = SimpleNamespace(
            call_later=lambda seconds, call: self.later.append(call),
            call_exception_handler=lambda about: self.failed.append(about["exception"]),
        )

    def wake(self):
        self.woken += 1

    def _call_soon_on_event_loop(self, call):
        self.calls.append(call)

    def _handle_scriptrunner_event_on_event_loop(self, sender, event, name):
        if name == "bad":
            raise ValueError(name)
        self.enqueue(name)

    def enqueue(self, name):
        self._browser_queue.enqueue(ForwardMsg(hash=name))
        if self._message_enqueued_callback:
            self._message_enqueued_callback()

    def on_flushed_messages_sent(self):
        self.told += 1

    def go_on(self):
        """Do what the loop was asked for."""
        while self.calls:
            self.calls.pop(0)()


class Browser:
    """A session's connection, and the runtime that has it."""

    def __init__(self, session):
        self.session, self.client = session, "its socket"
        self.sent, self.is_there, self.has_closed, self.asked = "", True, False, 0
        self._session_mgr = SimpleNamespace(
            get_active_session_info=lambda name: self if self.is_there and name == session.id else None
        )

    def _send_message(self, browser, message):
        if self.has_closed:
            raise SessionClientDisconnectedError
        if message.hash == "!":
            raise ValueError(message.hash)
        self.sent += message.hash

    def disconnect_session(self, name, *, client):
        assert (name, client) == (self.session.id, self.client)
        self.is_there = False

    def _enqueued_some_message(self):
        self.asked += 1


@pytest.fixture
def session():
    return Session()


@pytest.fixture(autouse=True)
def browser(session, monkeypatch):
    one = Browser(session)
    monkeypatch.setattr(together, "Runtime", SimpleNamespace(instance=lambda: one, exists=lambda: True))
    return one


def test_the_loop_is_woken_once_for_a_run_that_draws_and_once_for_its_end(session, browser):
    together.tell(session, None, STARTED, "(")
    for element in "abc":
        together.tell(session, None, ELEMENT, element)
    assert len(session.calls) == 1
    together.tell(session, None, FINISHED, ")")
    together.tell(session, None, ELEMENT, "d")
    assert len(session.calls) == 2
    session.go_on()
    assert browser.sent == "(abc)d"
    session.later.pop()()  # nothing is left for it
    assert browser.sent == "(abc)d"


def test_elements_are_sent_after_a_moment_if_the_run_goes_on(session, browser):
    together.tell(session, None, ELEMENT, "a")
    session.go_on()
    together.tell(session, None, ELEMENT, "b")
    assert browser.sent == ""
    session.later.pop()()
    assert browser.sent == "ab"
    together.tell(session, None, ELEMENT, "c")
    session.go_on()
    assert len(session.later) == 1


def test_the_loop_wakes_itself_for_no_message_of_a_run_and_for_others_as_before(session, browser):
    for element in "abc":
        together.tell(session, None, ELEMENT, element)
    together.tell(session, None, FINISHED, ")")
    session.go_on()
    assert (session.woken, browser.asked, session.told) == (0, 0, 1)
    session.enqueue("d")
    assert session.woken == 1
    assert together.flush(session) == []  # by the loop
    assert browser.sent == "abc)d"


def test_one_that_cannot_be_handled_does_not_stop_the_others(session, browser):
    for element in ("a", "bad", "b"):
        together.tell(session, None, ELEMENT, element)
    session.go_on()
    session.later.pop()()
    assert browser.sent == "ab"
    assert [str(error) for error in session.failed] == ["bad"]
    session.enqueue("c")
    assert session.woken == 1


def test_a_message_that_cannot_be_sent_does_not_stop_the_others(session, browser):
    names = [chr(0x100 + number) for number in range(together.AT_ONCE)]
    for name in ("!", *names):
        session.enqueue(name)
    for _ in range(2):
        together.flush(session)
    assert browser.sent == "".join(names)
    assert [str(error) for error in session.failed] == ["!"]
    assert session.told == 2


def test_of_very_many_messages_the_connection_gets_a_bounded_part_at_a_time_in_their_order(session, browser):
    names = [chr(0x100 + number) for number in range(together.AT_ONCE + 1)]
    for name in names:
        session.enqueue(name)
    together.flush(session)
    assert len(browser.sent) == together.AT_ONCE
    assert browser.asked == 1
    session.enqueue("last")
    together.flush(session)
    assert browser.sent == "".join([*names, "last"])
    assert browser.asked == 1


def test_a_session_whose_browser_is_away_keeps_what_it_is_told(session, browser):
    browser.is_there = False
    session.enqueue("a")
    together.flush(session)
    browser.is_there = True
    together.flush(session)
    assert browser.sent == "a"


def test_a_browser_that_is_found_gone_is_let_go(session, browser):
    browser.has_closed = True
    session.enqueue("a")
    assert together.flush(session) == []
    assert not browser.is_there
