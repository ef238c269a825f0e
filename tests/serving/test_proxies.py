"""Who asks is believed from the proxies in front alone; and what a server does before it ends."""

import asyncio
import json

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from cnnviz.errors import CnnvizError
from serving import last, proxies
from serving.settings import read
from tests import aside
from tests.serving.asgi import ask


async def who(scope, receive, send):
    request = Request(scope)
    told = {"client": request.client.host, "scheme": request.url.scheme}
    await JSONResponse(told)(scope, receive, send)


class Config:
    """As uvicorn has it when it begins to listen."""

    def __init__(self):
        self.loaded_app = ProxyHeadersMiddleware(who, trusted_hosts="127.0.0.1,::1")


class Server:
    """What of a server is asked."""

    def __init__(self):
        self.config, self.did = Config(), []


@pytest.fixture
def listening(monkeypatch):
    """Begin to listen with these proxies, and give what answers."""

    async def begin(server, sockets=None):
        pass

    def run(text=""):
        monkeypatch.setattr(uvicorn.Server, "startup", begin)
        proxies.adapt(read({"CNNVIZ_PROXIES": text} if text else {}).proxies)
        server = Server()
        aside.run(uvicorn.Server.startup(server))
        return server.config.loaded_app

    return run


def told(app, client, **headers):
    async def from_there(scope, receive, send):
        await app({**scope, "client": (client, 50_000)}, receive, send)

    said = {"x-forwarded-for": "192.0.2.7", "x-forwarded-proto": "https", **headers}
    found = json.loads(ask(from_there, **said).body)
    return found["client"], found["scheme"]


@pytest.mark.parametrize(
    ("text", "client", "is_believed"),
    [
        ("", "127.0.0.1", True),
        ("", "::1", True),
        ("", "192.168.1.5", False),
        ("10.0.0.5", "10.0.0.5", True),
        ("10.0.0.5", "10.0.0.6", False),
        ("10.0.0.5", "127.0.0.1", False),
        ("10.1.0.0/24, fd00::/8", "10.1.0.9", True),
        ("10.1.0.0/24, fd00::/8", "fd00::1", True),
        ("10.1.0.0/24, fd00::/8", "10.1.1.9", False),
    ],
)
def test_only_the_proxies_that_are_named_are_believed(listening, text, client, is_believed):
    expected = ("192.0.2.7", "https") if is_believed else (client, "http")
    assert told(listening(text), client) == expected


def test_what_a_learner_says_of_themselves_is_not_what_the_proxy_says(listening):
    chain = {"x-forwarded-for": "203.0.113.9, 192.0.2.7"}
    assert told(listening("10.0.0.5"), "10.0.0.5", **chain)[0] == "192.0.2.7"


@pytest.mark.parametrize("text", ["10.0.0.300", "10.0.0.1/40", "*", "proxy.example", "10.0.0.1/24"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(CnnvizError, match="CNNVIZ_PROXIES"):
        read({"CNNVIZ_PROXIES": text})


@pytest.mark.parametrize("act", [lambda: None, lambda: 1 / 0], ids=["goes well", "fails"])
def test_what_is_to_be_done_last_is_done_before_connections_are_closed(monkeypatch, act):
    async def shutdown(server, sockets=None):
        server.did.append("closed")

    server = Server()
    monkeypatch.setattr(uvicorn.Server, "shutdown", shutdown)
    last.before_end(lambda: (server.did.append("last"), act()))
    aside.run(uvicorn.Server.shutdown(server))
    assert server.did == ["last", "closed"]


def test_what_takes_too_long_does_not_keep_the_server(monkeypatch):
    closed, may_end = [], asyncio.Event()

    async def shutdown(server, sockets=None):
        closed.append(True)

    async def for_ever(act):
        await may_end.wait()

    monkeypatch.setattr(uvicorn.Server, "shutdown", shutdown)
    monkeypatch.setattr(asyncio, "to_thread", for_ever)
    last.before_end(lambda: None, within=0.01)
    aside.run(uvicorn.Server.shutdown(Server()))
    assert closed == [True]
