"""The whole app as it is served."""

import json
import socket
from http.client import HTTPConnection

import pytest

from serving.hosts import FOREIGN, UNKNOWN
from tests.server import served

#: Lets Streamlit's look-up of its own address fail loudly.
LOUD = """
import streamlit.net_util
def look_up():
    open({note!r}, "a").write("asked")
    raise AssertionError("the server asks outside")
streamlit.net_util.get_external_ip = look_up
"""


def get(server, path="/", method="GET", body=None, **headers):
    """Ask a server; give the status, the headers, and the text."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(
            method, path, body, {name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def knock(server, **headers):
    """Ask for a WebSocket; give the status and the text."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol": "streamlit",
    }
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", "/_stcore/stream", headers={**upgrade, **headers})
        answer = connection.getresponse()
        return answer.status, b"" if answer.status == 101 else answer.read()
    finally:
        connection.close()


#: Has the server wait for a whole request for a moment only.
HASTY = """
import serving.connections
serving.connections.PATIENCE = 0.5
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app, whose look-up of its own address leaves a note."""
    note = tmp_path_factory.mktemp("note") / "asked"
    with served(before=LOUD.format(note=str(note)) + HASTY) as one:
        one.note = note
        yield one


def test_a_foreign_origin_is_refused_and_no_host_outside_is_asked(server):
    assert knock(server, Origin="http://evil.example") == (403, FOREIGN.encode())
    assert knock(server, Origin="null") == (403, FOREIGN.encode())
    assert knock(server, Origin="http://rebound.example", Host="rebound.example")[1] == UNKNOWN.encode()
    assert knock(server, Origin=server.address)[0] == 101
    assert not server.note.exists()


def test_the_note_is_left_where_nothing_stands_before_streamlit(tmp_path):
    note = tmp_path / "asked"
    with served(before=LOUD.format(note=str(note)), script="app.py") as bare:
        knock(bare, Origin="http://evil.example")
    assert note.exists()


def test_a_server_for_all_of_a_network_asks_nobody_outside_either(tmp_path):
    note = tmp_path / "asked"
    options = ["--server.address=0.0.0.0"]
    settings = {"CNNVIZ_HOSTS": "class.example"}
    with served(*options, before=LOUD.format(note=str(note)), settings=settings) as class_server:
        origin = "https://class.example"
        assert knock(class_server, Origin=origin, Host="127.0.0.1")[0] == 101
        assert knock(class_server, Origin="https://evil.example", Host="class.example")[0] == 403
    assert not note.exists()


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/kernels", "GET", 200),
        ("/_stcore/health", "GET", 200),
        ("/_stcore/host-config", "GET", 200),
        ("/_stcore/metrics", "GET", 404),
        ("/_stcore/upload_file/nobody/nothing", "PUT", 403),
        ("/media/nothing.png", "GET", 404),
        ("/component/nothing", "GET", 404),
        ("/preview/nobody", "POST", 404),
        ("/static/%2e%2e/secret", "GET", 400),
        ("/", "POST", 405),
    ],
)
def test_every_answer_says_what_a_browser_may_do_and_none_says_what_serves_it(server, path, method, status):
    found, headers, _ = get(server, path, method)
    assert found == status
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "server" not in headers


def test_no_other_origin_may_send_messages_to_a_page(server):
    config = json.loads(get(server, "/_stcore/host-config")[2])
    assert config["allowedOrigins"] == []


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"])
def test_half_a_request_does_not_keep_a_connection(server, said):
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(said)
        assert connection.recv(1) == b""


def test_home_is_an_address(server):
    status, headers, _ = get(server, "/home?stay=1")
    assert (status, headers["Location"]) == (307, "./?stay=1")


@pytest.mark.parametrize(
    "said",
    [
        b"NONSENSE\r\n\r\n",
        b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    ],
)
def test_what_no_page_sends_is_answered_with_headers_too(server, said):
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(said)
        heard = b""
        while part := connection.recv(10_000):
            heard += part
    assert heard.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 403 "))
    assert b"frame-ancestors 'none'" in heard
    assert b"uvicorn" not in heard
