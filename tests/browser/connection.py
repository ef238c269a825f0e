"""What goes over the connection between a page and the server: counted, or held back as if it were slow."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Request, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.visitor import Visitor
from tests.browser.waits import until_page

_COUNT = """() => {
  window.messages = 0;
  const sockets = WebSocket.prototype;
  sockets.sendUncounted ??= sockets.send;  // where it was counted before, it is counted once all the same
  sockets.send = function (data) { window.messages += 1; return this.sendUncounted(data); };
}"""


class Messages:
    """Counts what a page tells the server from now on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.evaluate(_COUNT)

    @property
    def sent(self) -> int:
        """How many there were."""
        return self._page.evaluate("window.messages")


@contextmanager
def asks_nobody(visitor: Visitor, hub: str) -> Iterator[None]:
    """Hold that what is done in a view asks for nothing, and tells the server nothing by its connection."""
    page, at_rest = visitor.is_answered().page, f"() => cnnvizViews.get('{hub}').isAtRest()"
    until_page(page, at_rest)
    told, asked = Messages(page), list[str]()

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    try:
        yield
        until_page(page, at_rest)  # what waits to be told is told by then
    finally:
        page.remove_listener("request", note)
    assert (told.sent, asked) == (0, [])


class SlowServer:
    """Between a page and the server; what either says can be held back."""

    def __init__(self, page: Page) -> None:
        self.is_held = False  # what the server says
        self.is_silent = False  # what the page says
        self.sent = 0  # messages of the page
        self.running = self.ended = (
            ""  # the pages of the runs that began last, and that came to their end, as Streamlit names them
        )
        self.address = ""  # what the server wrote last behind a page's name
        self._held: list[str | bytes] = []
        self._untold: list[str | bytes] = []
        self._held_unless = ""
        page.route_web_socket("**/stream", self._connect)

    def hold_from_the_next_pages_address_on(self) -> None:
        """Hold back what comes from when a run of another page writes its address."""
        self._held_unless = self.running

    def let_go(self) -> None:
        """Pass on what was held back, and all that comes."""
        self.is_held, self.is_silent, self._held_unless = False, False, ""
        for message in self._untold:
            self._server.send(message)
        for message in self._held:
            self._socket.send(message)
        self._untold.clear()
        self._held.clear()

    def _connect(self, socket: WebSocketRoute) -> None:
        self._socket, self._server = socket, socket.connect_to_server()
        self._server.on_message(self._hear)
        socket.on_message(self._tell)

    def _tell(self, message: str | bytes) -> None:
        self.sent += 1
        if self.is_silent:
            self._untold.append(message)
        else:
            self._server.send(message)

    def _hear(self, message: str | bytes) -> None:
        said = ForwardMsg.FromString(message)
        if said.HasField("new_session"):
            self.running = said.new_session.page_script_hash
        elif said.HasField("script_finished"):
            if said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.ended = self.running
        elif said.HasField("page_info_changed"):
            self.address = said.page_info_changed.query_string
            self.is_held |= self._held_unless not in ("", self.running)
        if self.is_held:
            self._held.append(message)
        else:
            self._socket.send(message)
