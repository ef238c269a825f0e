"""Who is let in."""

import pytest
from starlette.responses import PlainTextResponse

from serving.hosts import FOREIGN, UNKNOWN, KnownHosts
from tests.serving.asgi import ask

OPEN = PlainTextResponse("in")
CLASS = KnownHosts(OPEN, ["class.school.example", "*.rooms.example"])


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "host",
    [
        "localhost:8501",
        "LOCALHOST",
        "127.0.0.1:8501",
        "[::1]:8501",
        "0.0.0.0:8501",
        "127.0.0.2:8501",
        "class.localhost:8501",
        "localhost.:8501",
        "class.school.example",
        "a.rooms.example:80",
    ],
)
def test_a_name_of_the_server_is_let_in(host, kind):
    assert ask(CLASS, host=host, kind=kind).body == b"in"


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "host",
    [
        "rebound.example:8501",
        "class.school.example.evil.example",
        "evilrooms.example",
        "rooms.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "localhost/evil",
        "localhost:port",
        "[::1",
        "192.168.1.5:8501",
        "",
    ],
)
def test_a_name_that_the_server_does_not_go_by_is_refused_in_a_sentence(host, kind):
    answer = ask(CLASS, host=host, kind=kind)
    assert (answer.status, answer.body.decode()) == (400, UNKNOWN)


@pytest.mark.parametrize(
    ("host", "server"),
    [
        ("192.168.1.5:8501", "192.168.1.5"),
        ("192.168.1.5", "::ffff:192.168.1.5"),
        ("[fd00::5]:8501", "fd00::5"),
    ],
)
def test_the_address_that_a_connection_came_to_is_a_name_of_the_server(host, server):
    assert ask(CLASS, host=host, server=server).body == b"in"


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:3000",  # another server of this machine
        "http://class.school.example:3000",  # the same, called by a name of this one
        "https://class.school.example:80",
        "http://a.rooms.example:3000",
        "http://class.school.example:port",
        "http://127.0.0.1:8501",  # not the name that was asked
        "https://localhost:8501.evil.example",
        "http://localhost:8501@evil.example",
        "http://localhost:8501/evil",
        "chrome-extension://localhost:8501",
        "http://[",
        "null",
        "",
    ],
)
def test_a_foreign_origin_is_refused_in_a_sentence(origin, kind):
    answer = ask(CLASS, kind=kind, origin=origin)
    assert (answer.status, answer.body.decode()) == (403, FOREIGN)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", "http://localhost:8501"),
        ("class.school.example", "https://class.school.example"),
        ("127.0.0.1:8501", "https://class.school.example"),  # a proxy that passes on a Host of its own
        ("127.0.0.1:8501", "https://class.school.example:443"),
        ("127.0.0.1:8501", "http://class.school.example:8501"),
        ("class.school.example:8501", "https://class.school.example"),
        ("LocalHost:8501", "http://localhost:8501"),
    ],
)
def test_the_servers_own_pages_are_let_in(host, origin):
    assert ask(CLASS, host=host, origin=origin).body == b"in"


def test_what_is_no_request_passes():
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    ask(KnownHosts(app), kind="lifespan", host="rebound.example")
    assert seen == ["lifespan"]
