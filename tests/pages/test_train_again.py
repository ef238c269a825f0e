"""A run outlives a reload of the page, and is in one tab at a time."""

import json

from cnnviz.live import Design
from pages.ui.train.register import shelf
from tests.pages.test_resumed import press, resume, told  # noqa: F401

QUICK = {"t_stages": "1", "t_f1": "2", "t_kernel": "3", "t_batch": "4"}


def turn(page):
    """What the browser is told of the run."""
    return json.loads(page.component("part_turn").json)


def bench_of(page):
    return page.app.session_state["kept:bench"]


def trained(visit, **query):
    return press(visit("train", **{**QUICK, **query}), "t_step")


def claim(page, token):
    return page.report("part_turn", "claim", token)


def test_the_browser_is_told_a_token_that_nobody_can_guess_and_no_two_share(visit):
    tokens = {turn(visit("train"))["token"] for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) >= 20 for token in tokens)


def test_a_page_that_is_loaded_again_goes_on_with_the_run(visit):
    before = trained(visit)
    assert turn(before)["is_kept"]
    run = bench_of(before).run
    after = claim(visit("train", **QUICK), turn(before)["token"])
    assert bench_of(after).run is run
    assert turn(after)["token"] == turn(before)["token"]
    assert not told(after)
    assert after.app.button(key="t_go").label == "▶ Start"


def test_the_tab_before_says_where_its_run_is_and_can_take_it_back(visit):
    before = trained(visit)
    run, token = bench_of(before).run, turn(before)["token"]
    after = claim(visit("train", **QUICK), token)
    before.run()
    assert "in another tab" in told(before)[0]
    assert bench_of(before).run is not run
    assert turn(before)["past"] == token
    press(before, "t_claim")
    assert bench_of(before).run is run
    assert not told(before)
    after.run()
    assert "in another tab" in told(after)[0]


def test_what_is_pressed_in_a_tab_whose_run_is_elsewhere_does_not_train_it(visit):
    before = trained(visit)
    after = claim(visit("train", **QUICK), turn(before)["token"])
    steps = len(bench_of(after).run.history.losses)
    press(before, "t_step")
    press(before, "t_go")
    assert len(bench_of(after).run.history.losses) == steps


def test_a_run_that_is_no_longer_kept_is_missed_in_a_sentence(visit):
    before = trained(visit)
    token = turn(before)["token"]
    shelf().drop(token, bench_of(before))
    after = claim(visit("train", **QUICK), token)
    assert "for an hour" in told(after)[0]
    assert turn(after)["past"] == token, "the tab forgets it"
    assert not told(press(after, "t_step"))


def test_after_a_restart_the_sentence_on_it_stays(resume):  # noqa: F811
    page = resume("train", {"training": [True, False, False]}, **QUICK)
    before = told(page)
    assert told(claim(page, "a token of the server before")) == before != []


def test_what_is_no_token_is_ignored(visit):
    page = visit("train", **QUICK)
    run = bench_of(page).run
    for sent in (None, 3, [], {}, ["token"], "x" * 100_000):
        claim(page, sent)
        assert bench_of(page).run is run
        assert not told(page)


def test_where_the_address_names_no_design_the_controls_show_the_runs(visit):
    before = trained(visit)
    page = claim(visit("train"), turn(before)["token"])
    assert bench_of(page).run.design != Design()
    assert page.address == QUICK
    assert "t_undo" not in {button.key for button in page.app.button}


def test_the_browser_asks_before_it_leaves_only_what_would_really_be_lost(visit, monkeypatch):
    page = visit("train", **QUICK)
    assert not turn(page)["is_at_risk"], "there is nothing to lose"
    press(page, "t_step")
    assert not turn(page)["is_at_risk"], "the server keeps it"
    monkeypatch.setattr("cnnviz.live.shelf.MOST_EACH", 0)
    press(page, "t_step")
    assert turn(page)["is_at_risk"]
    press(page, "t_reset")
    assert not turn(page)["is_at_risk"]
