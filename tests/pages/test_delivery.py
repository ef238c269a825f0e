"""The components' code comes as a file that a browser keeps, and as part of the page where there is none."""

import gzip
import json

import pytest
from starlette.applications import Starlette

from pages.ui.session import delivery
from tests.serving.asgi import ask


def drawn(page):
    """Which of both ways the page uses."""
    ids = [element.proto.id for element in page.app.get("bidi_component")]
    return [way for way in ("part_code_file", "part_code") if any(one.endswith(f"-{way}") for one in ids)]


def told_missing(page, digest):
    """The page after its browser has said that there is no such file."""
    states = page.app._tree.get_widget_states()
    said = json.dumps({"missing": digest})
    states.widgets.add(id=page.component("part_code_file").id, json_value=said)
    page.app._run(states)
    return page


def test_the_code_is_part_of_the_page_only_where_the_browser_cannot_have_the_file(visit, monkeypatch):
    digest, text = delivery.code()
    assert drawn(visit("softmax")) == ["part_code"], "started without serve.py"
    monkeypatch.setattr(delivery, "is_served", True)
    page = visit("softmax")
    assert drawn(page) == ["part_code_file"]
    assert delivery.address() in page.component("part_code_file").js_content
    assert drawn(told_missing(page, "another")) == ["part_code_file"]
    assert drawn(told_missing(page, digest)) == ["part_code_file", "part_code"]
    assert page.component("part_code").js_content == text


@pytest.mark.parametrize("base", ["", "class/cnn"])
def test_the_file_is_packed_once_and_kept_for_ever_and_no_other_is_there(base):
    app = Starlette(routes=[delivery.route(base)])
    start = f"/{base}/" if base else "/"
    packed = ask(app, start + delivery.address(), **{"accept-encoding": "br, gzip"})
    plain = ask(app, start + delivery.address())
    assert gzip.decompress(packed.body) == plain.body == delivery.code().text.encode()
    for answer in (packed, plain):
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    other = ask(app, f"{start}code/{'0' * 16}.js")
    assert (other.status, other.headers["cache-control"]) == (404, "no-store")
