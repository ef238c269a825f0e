"""What every answer says."""

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from serving import stack
from serving.headers import FAILED, SecurityHeaders, inline_scripts, security_headers
from serving.settings import Settings
from tests.serving.asgi import ask

PAGE = (Path(get_static_dir()) / "index.html").read_text()


def app(base="", **settings):
    async def works(request):
        return PlainTextResponse("works")

    async def refuses(request):
        raise HTTPException(403)

    async def fails(request):
        raise ZeroDivisionError

    routes = [Route(f"/{name.__name__}", name) for name in (works, refuses, fails)]
    routes += [Route(f"{base}/_stcore/metrics", works)]
    return Starlette(
        routes=routes,
        middleware=stack.middleware(
            Settings(**settings), base.strip("/"), security_headers(PAGE, settings.get("frames", ()))
        ),
    )


def policy(headers):
    entries = (entry.split() for entry in headers["content-security-policy"].split("; "))
    return {kind: sources for kind, *sources in entries}


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/works", "localhost", 200),
        ("/nothing", "localhost", 404),
        ("/refuses", "localhost", 403),
        ("/works", "rebound.example", 400),
        ("/_stcore/metrics", "localhost", 404),
    ],
)
def test_every_answer_has_every_header(path, host, status):
    answer = ask(app(), path, host=host)
    assert answer.status == status
    assert {name: answer.headers[name] for name in security_headers(PAGE)} == security_headers(PAGE)


def test_a_failure_has_them_too_and_is_told_by_a_sentence():
    with pytest.raises(ZeroDivisionError):  # for the log
        ask(app(), "/fails")
    starts = [message for message in ask.sent if message["type"] == "http.response.start"]
    assert [start["status"] for start in starts] == [500]
    assert b"content-security-policy" in dict(starts[0]["headers"])
    assert ask.sent[-1]["body"].decode() == FAILED


def test_a_refused_websocket_has_them_too():
    answer = ask(app(), "/stream", kind="websocket", origin="http://evil.example")
    assert answer.status == 403
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_so_has_one_that_nobody_takes_and_one_that_is_taken_is_left_alone():
    async def nobody(scope, receive, send):
        await send({"type": "websocket.close", "code": 1000})

    async def somebody(scope, receive, send):
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1000})

    assert ask(SecurityHeaders(nobody, {"X-Says": "it"}), kind="websocket").headers["x-says"] == "it"
    assert ask(SecurityHeaders(somebody, {"X-Says": "it"}), kind="websocket") is None
    assert [message["type"] for message in ask.sent] == ["websocket.accept", "websocket.close"]


def test_scripts_run_from_files_from_components_and_as_streamlit_wrote_them_and_none_else():
    sources = policy(ask(app(), "/works").headers)["script-src"]
    assert sources == ["'self'", "blob:", "'wasm-unsafe-eval'", *inline_scripts(PAGE)]
    assert inline_scripts(PAGE)


def test_a_scripts_hash_is_that_of_all_that_stands_between_its_tags():
    text = "\n  if (1 < 2 && '</p>') go()\n"
    expected = b64encode(hashlib.sha256(text.encode()).digest()).decode()
    page = f"<p>no</p><script src='a.js'></script><script type=module>{text}</script> no"
    assert inline_scripts(page) == [f"'sha256-{expected}'"]


def test_no_page_may_show_ours_in_a_frame_but_those_of_a_platform_that_was_named():
    answer = ask(app(), "/works")
    assert policy(answer.headers)["frame-ancestors"] == ["'none'"]
    assert answer.headers["x-frame-options"] == "DENY"
    framed = ask(app(frames=("https://moodle.school.example",)), "/works")
    assert policy(framed.headers)["frame-ancestors"] == ["https://moodle.school.example"]
    assert "x-frame-options" not in framed.headers


@pytest.mark.parametrize("base", ["", "/cnnviz"])
@pytest.mark.parametrize("ending", ["", "/"])
def test_the_servers_numbers_are_nobodys_business(base, ending):
    assert ask(app(base), f"{base}/_stcore/metrics{ending}").status == 404


@pytest.mark.parametrize("base", ["", "cnnviz"])
def test_home_leads_to_the_start_with_what_stands_in_the_address(base):
    answer = ask(Starlette(routes=[stack.home(base)]), f"{base and '/'}{base}/home", query="a=1&b=2")
    assert (answer.status, answer.headers["location"]) == (307, "./?a=1&b=2")
