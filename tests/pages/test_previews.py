"""Edits that are answered before the page runs: with the very bytes that the page would send."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from types import SimpleNamespace

import numpy as np
import pytest

from cnnviz import images, kernels, operators
from cnnviz.errors import KernelError
from pages.ui.inputs.pooling import Pool
from pages.ui.linked import previews
from pages.ui.linked.parts import Stamp, key_of, pack_part
from pages.ui.session.component import ASSETS
from tests.payload import unpack

MATRIX = images.load_sample("binary")
TYPED = {"pixels": kernels.to_text(MATRIX + np.eye(*MATRIX.shape, dtype=np.float32))}
WEIGHTS = {"edit": "1 0 -1\n2 1/4 -2\n1 0 -1"}
SLID = {"parameters": {"gaussian_size": 5, "gaussian_sigma": 2.5}}
FITTED = {"margin": 2, "pad": "number", "border": "mirror", "stride": 3, "rest": "pad"}
EDITS = [
    ("kernels", {"img": "cat"}, FITTED),
    ("kernels", {"img": "binary", "flip": "true"}, {"kernel": "gaussian", "flip": False, "dilation": 1}),
    ("kernels", {"img": "cat", "gaussian_sigma": "2.5"}, {"kernel": "gaussian", "scale": "minmax"}),
    ("kernels", {"img": "cat"}, {**WEIGHTS, "kernel": "sobel", "axes": True, "across": 2}),
    ("kernels", {"img": "cat"}, {"kernel": "box", **WEIGHTS}),
    ("kernels", {"img": "cat"}, {"parameters": {"sobel_edges": "horizontal"}, "pad": "same_tensorflow"}),
    ("pooling", {"img": "cat"}, {"step": 3, "window": 4, "border_pixels": 2, "ceil": True}),
    ("pooling", {"img": "cat"}, {"pool": "adaptive_max", "rows": 5}),
    ("pooling", {"img": "cat", "scale": "signed"}, {"pool": "lp", "power": "4", "window_axes": True}),
    ("kernels", {"img": "camera"}, WEIGHTS),
    ("kernels", {"img": "cat", "colour": "true", "stride": "3", "scale": "absolute"}, WEIGHTS),
    ("kernels", {"img": "binary", "flip": "true", "kernel": "gaussian", "gaussian_size": "3"}, WEIGHTS),
    ("kernels", {"img": "camera"}, {"full": True}),
    ("kernels", {"img": "camera", "scale": "signed"}, {**WEIGHTS, "full": False}),
    ("kernels", {"img": "cat", "pad": "same", "border": "wrap"}, {"edit": "1 2\n3 4\n5 6"}),
    ("kernels", {"img": "cat", "kernel": "gaussian"}, SLID),
    ("kernels", {"img": "cat", "kernel": "gaussian", "flip": "true"}, SLID),
    ("kernels", {"img": "binary", "pad": "same"}, TYPED),
    ("kernels", {"img": "binary", "kernel": "sobel_magnitude"}, TYPED),
    ("kernels", {"img": "binary", "kernel": "gaussian", "pad": "same"}, {**TYPED, **SLID}),
    ("kernels", {"img": "binary", "kernel": "gaussian"}, {**SLID, **WEIGHTS}),
    ("pooling", {"img": "binary", "step": "1"}, TYPED),
    ("pooling", {"img": "binary", "pool": "adaptive_avg", "scale": "signed"}, TYPED),
]


@pytest.fixture
def served(monkeypatch):
    """As if started by serve.py."""
    monkeypatch.setattr(previews, "is_served", True)


def offered(page, hub):
    """What answers a page's edits."""
    preview = page.app.session_state[f"kept:preview:{hub}"]
    assert page.view(hub)["preview"] == f"preview/{preview.token}"
    return preview


def intent(fields, **have):
    """The fields, set one after the other, as the browser asks for what follows from them."""
    numbered = {name: [number, value] for number, (name, value) in enumerate(fields.items(), 1)}
    return {"revision": len(fields), "set": numbered, "have": have}


def answered(preview, asked):
    """The parts that an intent is answered with, packed, by their names."""
    sent = unpack(preview.respond(json.dumps(asked)))
    assert sent.header["parts"] == list(sent.blocks)
    return {name: block.tobytes() for name, block in sent.blocks.items()}


@pytest.mark.parametrize(("name", "query", "fields"), EDITS, ids=str)
def test_an_edit_is_answered_with_the_very_bytes_the_page_would_send(visit, served, name, query, fields):
    page = visit(name, **query)
    asked = intent(fields)
    preview = offered(page, name)
    parts = answered(preview, asked)
    preview.forget()  # the page computes it by itself
    page.send((page.component(f"part_{name}_intent").id, {**asked, "session": page.session}))
    assert not page.errors
    assert parts == {part: page.part(name, part).packed for part in ("source", "windows", "result")}


@pytest.mark.parametrize(("name", "query", "fields"), EDITS, ids=str)
def test_the_page_computes_nothing_again_that_an_edit_was_answered_with(
    visit, served, monkeypatch, name, query, fields
):
    page = visit(name, **query)
    asked = intent(fields)
    parts = answered(offered(page, name), asked)
    computed = []
    monkeypatch.setattr(operators, "conv2d", lambda *values, **more: computed.append("conv2d"))
    monkeypatch.setattr(Pool, "run", lambda pool, image: computed.append("pool"))
    page.send((page.component(f"part_{name}_intent").id, {**asked, "session": page.session}))
    assert not page.errors
    assert not computed
    assert parts == {part: page.part(name, part).packed for part in ("source", "windows", "result")}


def test_what_was_set_before_an_answer_or_beside_it_is_computed_by_the_page(visit, served):
    page = visit("kernels", img="binary")
    preview, newer = (
        offered(page, "kernels"),
        {"revision": 9, "set": {"edit": [9, WEIGHTS["edit"]]}, "have": {}},
    )
    answer = answered(preview, newer)
    page.react("kernels", "stride", 2)  # of an earlier revision, and without the weights
    assert page.part("kernels", "result").packed != answer["result"]
    told = {**newer, "session": page.session, "set": newer["set"] | {"stride": [8, 1]}}
    page.send((page.component("part_kernels_intent").id, told))
    assert page.part("kernels", "result").packed == answer["result"]


@pytest.mark.parametrize(("name", "query", "fields"), EDITS, ids=str)
def test_a_preview_leaves_out_what_the_browser_has_and_so_does_the_page(visit, served, name, query, fields):
    page = visit(name, **query)
    parts = answered(offered(page, name), intent(fields))
    have = {part: unpack(packed).header["key"] for part, packed in parts.items()}
    asked = intent(fields, **have)
    bare = answered(offered(page, name), asked)
    page.send((page.component(f"part_{name}_intent").id, {**asked, "session": page.session}))
    assert bare == {part: page.part(name, part).packed for part in parts}
    for part, packed in bare.items():
        sent = unpack(packed)
        assert (sent.header["bare"], sent.header["key"], sent.blocks) == (True, have[part], {})


@pytest.mark.parametrize(
    "fields",
    [
        {"edit": "1 2\n3"},
        {"edit": "x"},
        {"edit": "\n".join(["1 " * 7] * 7)},  # larger than the picture
        {"pixels": "1 2\n3 4"},
        {"parameters": {"box_size": 3}},  # this kernel has none
        {"other": "1"},
        {"edit": 1},
        {"parameters": "1"},
        {"pixels": None},
        {"stride": 0},
        {"stride": True},
        {"stride": "2"},
        {"pad": "none"},
        {"kernel": "none"},
        {"flip": 1},
        {"scale": "auto "},
        {"dilation": 8},  # does not fit
        WEIGHTS | SLID,  # which are another kernel's
    ],
    ids=str,
)
def test_what_needs_the_page_itself_is_left_to_it(visit, served, fields):
    preview = offered(visit("kernels", img="binary"), "kernels")
    assert preview.respond(json.dumps(intent(fields))) is None
    assert answered(preview, intent(WEIGHTS)), "and stands in nobody's way"


def test_nothing_is_offered_while_it_would_give_a_prediction_away_or_nobody_serves_it(visit, monkeypatch):
    assert visit("kernels", img="binary").view("kernels")["preview"] is None
    monkeypatch.setattr(previews, "is_served", True)
    assert visit("kernels", img="binary", predict="true").view("kernels")["preview"] is None
    assert visit("pooling", img="binary", predict="true").view("pooling")["preview"] is None


@pytest.mark.parametrize(("name", "fields"), [("kernels", WEIGHTS), ("pooling", TYPED)])
def test_what_was_offered_ends_once_something_is_to_be_predicted(visit, served, name, fields):
    page = visit(name, img="binary")
    preview = offered(page, name)
    assert answered(preview, intent(fields))
    page.app.toggle(key="predict").set_value(True)
    page.run()
    assert page.view(name)["preview"] is None
    assert preview.respond(json.dumps(intent(fields))) is None
    page.app.toggle(key="predict").set_value(False)
    assert offered(page.run(), name) is preview
    assert answered(preview, intent(fields))


class Written:
    """A lesson whose result is all that was set, in the order in which that was done."""

    def __init__(self, *said):
        self.said = said

    def changed(self, field, value):
        if value == "?":
            raise KernelError("nobody can read that")
        return None if value == "page" else Written(*self.said, f"{field} {value}")

    source_key = "source"

    def source(self):
        return {"id": "source"}, {}

    def windows(self):
        return {"id": "windows"}, {}

    @property
    def open_result(self):
        part = ({"said": self.said}, {})
        return part, key_of(part)


@pytest.fixture
def preview():
    """A preview of a lesson in which nothing was set."""
    made = previews.Preview("hub", "session")
    made.use(Written())
    return made


def test_fields_are_set_in_the_order_of_their_revisions_and_leave_the_lesson_as_it_was(preview):
    asked = {"revision": 7, "set": {"a": [7, "x"], "b": [3, "½"]}, "have": {}}
    for _ in range(2):
        packed = answered(preview, asked)["result"]
        assert packed == pack_part(Stamp("hub", "session", 7), "result", ({"said": ["b ½", "a x"]}, {}))


def test_what_the_page_offers_last_is_what_counts(preview):
    preview.use(Written("another"))
    sent = unpack(answered(preview, intent({"a": "x"}))["result"])
    assert sent.header["said"] == ["another", "a x"]


@pytest.mark.parametrize(
    "asked",
    [
        *("", "{", "null", "[]", "7", '"x"', "{}", '{"revision": 1, "set": {}}', "[" * 5000, "9" * 5000),
        *(
            json.dumps(intent({}) | wrong)
            for wrong in (
                *({"revision": number} for number in (None, "x", [1], float("inf"), float("nan"))),
                *({"set": fields} for fields in (None, [], "x", {"a": 1}, {"a": []}, {"a": {}}, {"a": [1]})),
                {"set": {"a": [1, "x"], "b": ["2", "x"]}},
                {"set": {"a": [1, "?"]}},
                {"set": {"a": [1, "page"], "b": [2, "x"]}},
            )
        ),
    ],
)
def test_what_no_view_asks_is_left_to_the_page(preview, asked):
    assert preview.respond(asked) is None


def test_before_the_page_has_offered_anything_it_has_to_run():
    assert previews.Preview("hub", "session").respond(json.dumps(intent({}))) is None


def ask(token, body, base=""):
    """Ask the route as a server does; the status and the answer."""
    start, sent = f"/{base}/preview/" if base else "/preview/", []
    scope = {"type": "http", "method": "POST", "path": start + token, "headers": [], "query_string": b""}
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
def test_the_address_answers_known_tokens_with_texts_of_a_sensible_length(preview, base):
    text = json.dumps(intent({"a": "½"}))
    assert ask(preview.token, text.encode(), base) == (200, preview.respond(text))
    assert ask(preview.token, b"", base) == (409, b"")
    assert ask(preview.token, b"1" * (previews._LONGEST + 1), base) == (413, b"")
    assert ask("nobody", text.encode(), base) == (404, b"")
    preview.is_busy = True
    assert ask(preview.token, text.encode(), base) == (429, b"")


def test_what_comes_to_its_turn_when_nobody_waits_any_more_is_not_computed(preview, monkeypatch):
    text = json.dumps(intent({"a": "x"})).encode()
    monkeypatch.setattr(previews, "PATIENCE", -1)  # every turn comes too late
    preview.use(SimpleNamespace())  # which could not answer
    assert ask(preview.token, text) == (503, b"")
    assert not preview.is_busy, "the next one may be asked for"


def test_a_browser_waits_as_long_as_its_requests_may_wait():
    text = (ASSETS / "preview_route.js").read_text("utf-8")
    assert f"ANSWER_WITHIN = {1000 * previews.PATIENCE};" in text


def test_what_nobody_keeps_any_more_is_forgotten():
    token = previews.Preview("hub", "session").token
    assert ask(token, b"1")[0] == 404


@pytest.mark.parametrize(("together", "wait"), [(previews.AT_ONCE, 60), (previews.AT_ONCE + 1, 0.3)])
def test_of_all_learners_together_so_many_are_answered_at_a_time_and_no_more(together, wait):
    met = Barrier(together)

    def meet(field, value):
        with suppress(BrokenBarrierError):
            met.wait(wait)

    asked = json.dumps(intent({"pad": "full"})).encode()
    crowd = [previews.Preview("pool", "session") for _ in range(together)]
    for one in crowd:
        one.use(SimpleNamespace(changed=meet))
    with ThreadPoolExecutor(together) as learners:
        statuses = list(learners.map(lambda one: ask(one.token, asked), crowd))
    assert [status for status, _ in statuses] == [409] * together, "there is nothing to be shown"
    assert met.broken == (together > previews.AT_ONCE)
