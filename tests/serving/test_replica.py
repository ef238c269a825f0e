"""The cookie that keeps a browser with one of several processes."""

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse

from serving.replica import ALONE, Replica
from serving.settings import Settings
from tests import aside
from tests.serving.asgi import ask

PAGE = HTMLResponse("a page")


def cookie(app, **how):
    return ask(app, **how).headers.get("set-cookie")


def test_a_page_says_which_process_answers():
    assert cookie(Replica(PAGE, "a")) == "cnnviz_replica=a; HttpOnly; Path=/; SameSite=Lax"
    assert cookie(Replica(PAGE, "a", "school")) == "cnnviz_replica=a; HttpOnly; Path=/school; SameSite=Lax"


def test_it_is_said_once_and_to_who_comes_from_another():
    assert cookie(Replica(PAGE, "a"), cookie="cnnviz_replica=a") is None
    assert cookie(Replica(PAGE, "a"), cookie="cnnviz_replica=b").startswith("cnnviz_replica=a;")


def test_what_any_process_has_says_nothing():
    assert cookie(Replica(PlainTextResponse("a file"), "a")) is None


def test_a_process_that_is_alone_sets_none():
    assert Settings().replica == ALONE
    assert cookie(Replica(PAGE, ALONE)) is None


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_in_a_frame_it_is_kept_over_https(scheme):
    app = Replica(PAGE, "a", is_framed=True)

    async def by_scheme(scope, receive, send):
        await app({**scope, "scheme": scheme}, receive, send)

    ends = "Path=/; SameSite=None; Secure" if scheme == "https" else "Path=/; SameSite=Lax"
    assert cookie(by_scheme).endswith(ends)


def test_a_connection_says_it_too():
    async def accept(scope, receive, send):
        await send({"type": "websocket.accept"})

    sent = []

    async def send(message):
        sent.append(message)

    async def hear():
        scope = {"type": "websocket", "scheme": "ws", "headers": []}
        await Replica(accept, "a")(scope, None, send)

    aside.run(hear())
    assert sent[0]["headers"] == [(b"set-cookie", b"cnnviz_replica=a; HttpOnly; Path=/; SameSite=Lax")]
