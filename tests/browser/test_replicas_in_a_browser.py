"""A school's server as `deploy/` sets it up: nginx, PostgreSQL, two replicas, and one of them is killed."""

import json
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from playwright.sync_api import expect
from streamlit.file_util import get_static_dir

import store
from cnnviz import images
from store.tables import runs
from tests import postgres
from tests.browser.conftest import ASKED_IN_VAIN, _open_context
from tests.browser.linked_page import Linked
from tests.browser.test_classes_in_a_browser import make
from tests.browser.test_restarts_in_a_browser import CONNECTED, QUICK, RESTARTED, press
from tests.browser.visitor import Visitor
from tests.browser.waits import until, until_page
from tests.deploy.front import front, need
from tests.deploy.learners import at_work
from tests.server import served_together

OWN = {
    "name": "own.png",
    "mimeType": "image/png",
    "buffer": images.png(np.eye(20, 30, dtype=np.uint8)),
}
NAMES = ("01", "02")
SESSION = "() => cnnvizReports.session"


@pytest.fixture
def school():
    """The front, the replicas by their names, and the classes."""
    need()
    postgres.need()
    with ExitStack() as stack:
        database = stack.enter_context(postgres.server())
        kept = stack.enter_context(closing(store.open(database)))
        replicas = stack.enter_context(
            served_together(*({"CNNVIZ_REPLICA": name, "CNNVIZ_DATABASE": database} for name in NAMES))
        )
        places = {name: f"127.0.0.1:{one.port}" for name, one in zip(NAMES, replicas, strict=True)}
        made = stack.enter_context(front(places, Path(get_static_dir())))
        stack.enter_context(made.running())
        yield made, dict(zip(NAMES, replicas, strict=True)), kept


@pytest.fixture
def browser(chromium, outside):
    """A browser that takes the tests' certificate, and what it was refused."""
    context = _open_context(chromium, outside, ignore_https_errors=True)
    failed = []

    def note(answer):
        if answer.status >= 400 and not ASKED_IN_VAIN.search(answer.url):
            failed.append((answer.status, answer.url))

    context.on("response", note)
    yield context, failed
    context.close()


def replica_of(context):
    """The name of the replica that a browser is at."""
    [name] = [cookie["value"] for cookie in context.cookies() if cookie["name"] == "cnnviz_replica"]
    return name


def add_picture(visitor):
    visitor.page.get_by_role("button", name="Own picture").click()
    visitor.page.locator("input[type=file]").set_input_files(OWN)
    expect(visitor.fact("Output")).to_contain_text("18 × 28")
    visitor.page.keyboard.press("Escape")


def kept_runs(kept):
    with kept.database.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(runs)).scalar()


def replace_one_by_one(replicas):
    """Update the app while ten learners work; give what they met, and how often each had to move."""
    places = {name: f"127.0.0.1:{one.port}" for name, one in replicas.items()}
    with front(places, is_plain=True) as made, made.running(), at_work(f"127.0.0.1:{made.plain}", 10) as ten:
        ten.all_go_on()
        for one in replicas.values():
            one.terminate()
            one.wait()
            ten.all_go_on()
            with ten.resting():
                one.start()
        ten.all_go_on()
    problems = [problem for one in ten.learners for problem in one.problems]
    return problems, [one.moves for one in ten.learners]


@pytest.mark.long
@pytest.mark.timeout(500)  # it holds what several tests would
def test_replicas_are_replaced_without_an_error_and_whose_is_killed_stands_as_before_at_another(
    school, browser
):
    made, replicas, kept = school
    problems, moves = replace_one_by_one(replicas)
    assert problems == []
    assert set(moves) == {1, 2}  # half were at the second one, and had to go once

    context, failed = browser
    kernels, train, classes = (Visitor(context.new_page(), made.address) for _ in range(3))
    kernels.go("kernels", kernel="custom")
    linked = Linked(kernels.page).at_rest()
    linked.weight(1, 1).fill("7")
    linked.weight(1, 1).press("Enter")
    add_picture(kernels)
    kernels.page.wait_for_url("**img=upload**")
    press(train.go("train", **QUICK), "One batch")
    status = train.page.locator(".status")
    expect(status).to_contain_text("1 batch ·")
    code, _ = make(classes)
    classes.page.get_by_role("link", name="Open the class").click()
    classes.page.locator(".board[data-paints]").wait_for()
    until(train.page, lambda: kept_runs(kept))
    before = replica_of(context)
    sessions = {one: one.page.evaluate(SESSION) for one in (kernels, train, classes)}

    replicas[before].stop()
    for one, session in sessions.items():
        until_page(one.page, f"(before) => ({SESSION})() !== before", session)
        one.page.wait_for_selector(f"{CONNECTED} .stMain:not([inert])")

    assert {replica_of(context)} == set(NAMES) - {before}
    told = kernels.page.get_by_text(f"{RESTARTED} does not have your upload: add it again.")
    kernels.settle()
    expect(told).to_be_visible()
    assert linked.at_rest().told().tiles[1][1][1] == 7
    add_picture(kernels)
    expect(told).to_be_hidden()
    expect(status).to_contain_text("1 batch ·")
    press(train, "One batch")
    expect(status).to_contain_text("2 batches ·")
    expect(train.page.get_by_text(RESTARTED)).to_have_count(0)
    joined = made.ask("/classes/join", "POST", json.dumps({"code": code}), Content_Type="application/json")
    assert joined[0] == 200
    expect(classes.page.get_by_text("1 student, 0 at work")).to_be_visible()
    assert failed == []
