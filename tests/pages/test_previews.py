"""Edits that are answered before the page runs: the same numbers, sent once."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from cnnviz import images, kernels
from pages.ui.linked.view import previews
from pages.ui.session.payload import pack
from tests.payload import unpack

MATRIX = images.load_sample("binary")
TYPED = kernels.to_text(MATRIX + np.eye(*MATRIX.shape, dtype=np.float32))
SLID = json.dumps({"gaussian_size": 9, "gaussian_sigma": 2.5})
WEIGHTS = "1 0 -1\n2 1/4 -2\n1 0 -1"


@pytest.fixture
def served(monkeypatch):
    """As if started by serve.py."""
    monkeypatch.setattr(previews, "is_served", True)


def offered(page, hub):
    """What answers a page's edits."""
    preview = page.app.session_state[f"kept:preview:{hub}"]
    assert page.view(hub)["preview"] == f"preview/{preview.token}"
    return preview


def answered(preview, kind, text):
    """The parts that an edit is answered with, and their digests."""
    sent = unpack(preview.answer(kind, text))
    return {name: block.tobytes() for name, block in sent.blocks.items()}, sent.header["parts"]


def bare(sent):
    """A part as it is packed without the count of answers that came before it."""
    header = {key: value for key, value in sent.header.items() if key != "after"}
    return pack(header, sent.blocks, deflate=True)


def edit(page, kind, text):
    """Have the page run after an edit, as it does once the learner rests."""
    if kind == "parameters":
        page.report("parameters", "set", text)
    else:
        page.react(page.name, kind, text)


EDITS = [
    ("kernels", {"img": "camera"}, "edit", WEIGHTS),
    ("kernels", {"img": "cat", "colour": "true", "stride": "3", "scale": "absolute"}, "edit", WEIGHTS),
    (
        "kernels",
        {"img": "binary", "flip": "true", "kernel": "gaussian", "gaussian_size": "3"},
        "edit",
        WEIGHTS,
    ),
    ("kernels", {"img": "cat", "pad": "same", "border": "wrap"}, "edit", "1 2\n3 4\n5 6"),
    ("kernels", {"img": "cat", "kernel": "gaussian"}, "parameters", SLID),
    ("kernels", {"img": "cat", "kernel": "gaussian", "flip": "true"}, "parameters", SLID.replace("9", "5")),
    ("kernels", {"img": "binary", "pad": "same"}, "pixels", TYPED),
    ("kernels", {"img": "binary", "kernel": "sobel_magnitude"}, "pixels", TYPED),
    ("pooling", {"img": "binary", "step": "1"}, "pixels", TYPED),
    ("pooling", {"img": "binary", "pool": "adaptive_avg", "scale": "signed"}, "pixels", TYPED),
]


@pytest.mark.parametrize(("name", "query", "kind", "text"), EDITS, ids=str)
def test_an_edit_is_answered_with_the_very_bytes_the_page_would_send(visit, served, name, query, kind, text):
    page = visit(name, **query)
    parts, _ = answered(offered(page, name), kind, text)
    offered(page, name).forget()
    edit(page, kind, text)
    assert parts == {part: bare(page.part(name, part)) for part in parts}
    assert "result" in parts


@pytest.mark.parametrize(("name", "query", "kind", "text"), EDITS, ids=str)
def test_what_was_answered_is_named_by_the_page_and_sent_only_if_it_is_missed(
    visit, served, name, query, kind, text
):
    page = visit(name, **query)
    before = page.part(name, "result").packed
    parts, digests = answered(offered(page, name), kind, text)
    edit(page, kind, text)
    assert {part: page.part(name, part).header.get("recall") for part in parts} == digests
    assert len(page.part(name, "result").packed) < 200 < len(before)
    offered(page, name).forget()
    page.run()
    assert {part: bare(page.part(name, part)) for part in parts} == parts


def test_after_anything_else_was_sent_nothing_is_named(visit, served):
    page = visit("kernels", img="binary")
    parts, _ = answered(offered(page, "kernels"), "edit", WEIGHTS)
    page.app.selectbox(key="kernel").select("box").run()
    assert "recall" not in page.part("kernels", "result").header
    page.react("kernels", "edit", WEIGHTS)
    assert bare(page.part("kernels", "result")) == parts["result"]


def test_what_is_sent_again_differs_from_what_was_sent_before_an_answer(visit, served):
    page = visit("kernels", img="binary")
    before = page.part("kernels", "result").packed
    assert page.run().part("kernels", "result").packed == before, "else every run would send the map"
    answered(offered(page, "kernels"), "edit", WEIGHTS)
    after = page.run().part("kernels", "result")
    assert after.packed != before == bare(after), "the browser shows an answer, and leaves what is the same"
    assert page.run().part("kernels", "result").packed == after.packed


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("edit", "1 2\n3"),
        ("edit", "x"),
        ("edit", "\n".join(["1 " * 7] * 7)),  # larger than the picture
        ("pixels", "1 2\n3 4"),
        ("parameters", json.dumps({"box_size": 3})),  # this kernel has none
        ("other", "1"),
    ],
)
def test_what_needs_the_page_itself_is_left_to_it(visit, served, kind, text):
    assert offered(visit("kernels", img="binary"), "kernels").answer(kind, text) is None


def test_nothing_is_offered_while_it_would_give_a_prediction_away_or_nobody_serves_it(visit, monkeypatch):
    assert visit("kernels", img="binary").view("kernels")["preview"] is None
    monkeypatch.setattr(previews, "is_served", True)
    assert visit("kernels", img="binary", predict="true").view("kernels")["preview"] is None
    assert visit("pooling", img="binary", predict="true").view("pooling")["preview"] is None


def asked(token, kind, body, base=""):
    """Ask the route as a server does; the status and the answer."""
    start, sent = f"/{base}/preview/" if base else "/preview/", []
    path = f"{start}{token}/{kind}"
    scope = {"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b""}
    chunks = [
        {"type": "http.request", "body": body[i : i + 9999], "more_body": True}
        for i in range(0, len(body), 9999)
    ]
    chunks.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive():
        return chunks.pop(0)

    async def send(message):
        sent.append(message)

    route = previews.route(base)
    match, child = route.matches(scope)
    assert match.name == "FULL"
    with ThreadPoolExecutor(1) as threads:  # this thread may have a loop of its own, which drives a browser
        threads.submit(asyncio.run, route.handle({**scope, **child}, receive, send)).result()
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize("base", ["", "class/cnn"])
def test_the_address_answers_known_tokens_with_texts_of_a_sensible_length(base):
    preview = previews.Preview("hub")
    preview.use({"edit": lambda text: {"result": ({"said": text}, {})} if text else None})
    status, data = asked(preview.token, "edit", "½".encode(), base)
    assert status == 200
    packed = unpack(data).blocks["result"].tobytes()
    assert packed == pack({"hub": "hub", "part": "result", "said": "½"}, {})
    assert asked(preview.token, "edit", b"", base) == (409, b"")
    assert asked(preview.token, "edit", b"1" * 20_001, base) == (413, b"")
    assert asked("nobody", "edit", b"1", base) == (404, b"")
    preview.is_busy = True
    assert asked(preview.token, "edit", b"1", base) == (429, b"")


def test_what_nobody_keeps_any_more_is_forgotten():
    preview = previews.Preview("hub")
    token = preview.token
    del preview
    assert asked(token, "edit", b"1")[0] == 404


def test_what_is_reported_after_the_page_was_left_harms_nothing(visit):
    page = visit("kernels", img="binary", kernel="gaussian")
    gone = [
        (page.component(key).id, event) for key, event in (("kernels_view", "edit"), ("parameters", "set"))
    ]
    page.app.switch_page("pages/pooling.py")
    page.run()
    for component, event in gone:
        page.report_from(component, event, WEIGHTS)
        assert not page.errors
