"""A browser is told with the page which file every page needs."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pages.ui.session import delivery
from serving import stack
from serving.settings import Settings
from tests.serving.asgi import ask


async def page(_):
    return HTMLResponse("<p>A page</p>")


async def data(_):
    return JSONResponse({})


async def unchanged(_):
    return Response(status_code=304)  # as that of a static file: without a type


@pytest.mark.parametrize("base", ["", "class/cnn"])
def test_the_code_is_asked_for_with_a_page_and_with_nothing_else(base):
    start = f"/{base}/" if base else "/"
    app = Starlette(
        routes=[
            Route(start + "kernels", page),
            Route(start + "check", page),
            Route(start + "data", data),
            Route(start, unchanged),
        ],
        middleware=stack.middleware(Settings(), base, {}, delivery.address()),
    )
    link = f"<{delivery.address()}>; rel=modulepreload"
    assert ask(app, start + "kernels").headers["link"] == link
    assert "link" not in ask(app, start + "check").headers, "this page goes without"
    assert "link" not in ask(app, start + "data").headers
    # A browser that kept the start page kept its header, too: the file of the version before.
    assert ask(app, start, accept="text/html,*/*;q=0.8").headers["link"] == link
    assert "link" not in ask(app, start, accept="*/*").headers, "a picture or a script"
