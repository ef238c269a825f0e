"""What browsers may ask Streamlit for. `internals.adapt` has Streamlit use this.

Whoever is connected can send any message that Streamlit knows, as often and as large as the limits allow. The
server's loop handles each before anything else of anybody's.
"""

from __future__ import annotations

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession

from pages.ui.session import measured
from pages.ui.session.ending import MOST_UPLOADS

#: The most that a message says of controls, and of messages that the browser has; a page says about fifty.
MOST_SAID = 1_000
#: Files of a session that are made ready for saving at a time; a page offers about three.
MOST_SAVED = 4
#: With so many messages waiting to be sent, a heartbeat is not answered: each answer adds one, and heartbeats
#: can come faster than messages are sent.
MOST_WAITING = 100

_handle = AppSession.handle_backmsg


def handled(session: AppSession, message: BackMsg) -> None:
    """Handle a message as Streamlit does; what no page sends does nothing."""
    if is_expected(session, message):
        _handle(session, message)
    else:
        measured.listener.ignored()


def is_expected(session: AppSession, message: BackMsg) -> bool:
    """Whether one of our pages may send this.

    None sends what empties the caches of all learners, or runs Git to tell of the folder that the app is in.
    """
    match message.WhichOneof("type"):
        case "rerun_script":
            said = message.rerun_script
            return max(len(said.widget_states.widgets), len(said.cached_message_hashes)) <= MOST_SAID
        case "file_urls_request":
            return len(message.file_urls_request.file_names) <= MOST_UPLOADS
        case "backend_operation_request":
            return len(session._background_tasks) < MOST_SAVED
        case "app_heartbeat":
            return len(session._browser_queue._queue) < MOST_WAITING
        case kind:
            return kind == "stop_script"
