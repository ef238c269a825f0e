"""What browsers may ask Streamlit for: what our pages send, and no more of it than they do."""

from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.ui.session import asked

KINDS = BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields
#: What pages send.
SENT = {"rerun_script", "app_heartbeat", "stop_script", "file_urls_request", "backend_operation_request"}


@pytest.fixture
def is_handled(monkeypatch):
    """Whether a message reaches Streamlit, from a session that waits for so many files, and whose browser was
    not sent so many messages yet."""

    def ask(message, waiting=0, unsent=0):
        reached = []
        monkeypatch.setattr(asked, "_handle", lambda session, message: reached.append(message))
        queue = SimpleNamespace(_queue=range(unsent))
        asked.handled(SimpleNamespace(_background_tasks=range(waiting), _browser_queue=queue), message)
        return reached == [message]

    return ask


def of_kind(name):
    """A message of a kind that says nothing more."""
    message = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[name].message_type is None:
        setattr(message, name, True)
    else:
        getattr(message, name).SetInParent()
    return message


@pytest.mark.parametrize("name", [field.name for field in KINDS])
def test_nobody_empties_the_caches_of_all_or_asks_for_anything_else_that_no_page_sends(is_handled, name):
    assert is_handled(of_kind(name)) == (name in SENT)


def test_a_message_of_no_kind_does_nothing(is_handled):
    assert not is_handled(BackMsg())


@pytest.mark.parametrize("more", [0, 1])
def test_a_message_that_says_more_than_a_page_does_is_left_alone(is_handled, more):
    controls, cached, files = (
        of_kind(name) for name in ("rerun_script", "rerun_script", "file_urls_request")
    )
    for number in range(asked.MOST_SAID + more):
        controls.rerun_script.widget_states.widgets.add(id=str(number), bool_value=True)
        cached.rerun_script.cached_message_hashes.append(str(number))
    files.file_urls_request.file_names.extend(["a.png"] * (asked.MOST_UPLOADS + more))
    assert [is_handled(one) for one in (controls, cached, files)] == [not more] * 3


def test_a_session_has_so_many_files_made_for_saving_at_a_time(is_handled):
    save = of_kind("backend_operation_request")
    assert is_handled(save, asked.MOST_SAVED - 1)
    assert not is_handled(save, asked.MOST_SAVED)


def test_a_heartbeat_is_answered_unless_much_waits_to_be_sent_already(is_handled):
    heartbeat = of_kind("app_heartbeat")
    assert is_handled(heartbeat, unsent=asked.MOST_WAITING - 1)
    assert not is_handled(heartbeat, unsent=asked.MOST_WAITING)
    assert is_handled(of_kind("rerun_script"), unsent=asked.MOST_WAITING), "a page says more than that"
