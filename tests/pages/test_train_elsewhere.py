"""A run goes on at another server: the store has it, and the browser's window the token."""

import json
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime

import pytest

import store
from cnnviz.live.bench_state import pack_bench, unpack_bench
from pages.ui.classifier.images import images
from pages.ui.session import belonging
from pages.ui.train import stored
from pages.ui.train.register import register, shelf
from tests.pages.test_resumed import press, resume, told  # noqa: F401
from tests.pages.test_train_again import QUICK, bench_of, claim, trained, turn

HELD = [True, False, False]


def at_once(write, *given):
    done = Future()
    done.set_result(write(*given))
    return done


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A store, written to at once."""
    monkeypatch.setattr(stored._writer, "submit", at_once)
    with closing(store.open(str(tmp_path / "cnnviz.db"))) as opened:
        monkeypatch.setattr(belonging, "store", opened)
        yield opened
    for _, bench in shelf().benches():  # else those of the next test wait for their turn
        bench.stop()


def end(page):
    """End the server: its memory is gone, and what the browser holds is not."""
    told = turn(page)
    bench_of(page).stop()
    shelf().drop(told["token"], bench_of(page))
    return {"training": told["held"], "run": [told["token"], told["going"]]}


def losses(page):
    return bench_of(page).run.history.losses


def test_a_session_elsewhere_has_the_run_from_its_first_run_on(visit, resume, kept):  # noqa: F811
    before = press(trained(visit), "t_step")
    after = resume("train", end(before), **QUICK)
    assert losses(after) == losses(before)
    assert bench_of(after).run is not bench_of(before).run
    assert turn(after)["token"] == turn(before)["token"]
    assert not told(after)
    assert not bench_of(after).going
    assert losses(press(after, "t_step")) == losses(press(before, "t_step"))


def test_a_run_that_trained_trains_on_and_a_sweep_too(visit, resume, kept):  # noqa: F811
    before = press(visit("train", **QUICK), "t_epoch")
    held, goal = end(before), bench_of(before).goal
    assert held["run"][1] == "run"
    after = resume("train", held, **QUICK)
    assert bench_of(after).going
    assert bench_of(after).goal == goal
    assert after.app.button(key="t_go").label == "Pause"
    sweeping = press(visit("train", **QUICK, t_view="sweep", t_sweep="untrained"), "t_go")
    held = end(sweeping)
    assert held["run"][1] == "sweep"
    after = resume("train", held, **QUICK, t_view="sweep", t_sweep="untrained")
    assert bench_of(after).is_sweeping


def test_a_window_that_was_loaded_anew_finds_it_by_the_tabs_token(visit, kept):
    before = trained(visit)
    held = end(before)
    after = claim(visit("train", **QUICK), held["run"][0])
    assert losses(after) == losses(before)
    assert not told(after)


def test_a_run_that_the_store_does_not_have_is_told_as_lost(visit, resume, kept, monkeypatch):  # noqa: F811
    before = trained(visit)
    held = end(before)
    kept.drop_run(held["run"][0])
    [sentence] = told(resume("train", held, **QUICK))
    assert "no longer has your run" in sentence
    with monkeypatch.context() as gone:
        gone.setattr(belonging, "store", None)
        assert told(resume("train", held, **QUICK)) == [sentence]
    kept.close()
    assert told(resume("train", {"training": HELD, "run": ["x" * 65, ""]}, **QUICK)) == [sentence]
    assert told(resume("train", {"training": HELD, "run": [1]}, **QUICK)) == [sentence]


def test_what_trains_is_written_now_and_then_and_what_is_paused_at_once(visit, kept, monkeypatch):
    written = []
    monkeypatch.setattr(kept, "keep_run", lambda token, content, now: written.append(token))
    page = press(visit("train", **QUICK), "t_go")
    assert len(written) == 1
    page.run()
    assert len(written) == 1
    monkeypatch.setattr(stored, "EVERY", 0.0)
    page.run()
    assert len(written) == 2
    monkeypatch.setattr(stored, "EVERY", 600.0)
    press(page, "t_go")
    assert len(written) == 3
    page.run()
    assert len(written) == 3
    press(page, "t_step")
    assert len(written) == 4
    stored.keep_all()
    assert written[-1] == turn(page)["token"]
    assert len(written) > 4


def test_a_run_that_is_given_up_leaves_the_store(visit, kept):
    page = trained(visit)
    token = turn(page)["token"]
    assert stored.find(token)
    press(page, "t_reset")
    assert stored.find(token) is None


def test_a_store_that_fails_is_nobodys_trouble(visit, kept, monkeypatch):
    def fail(*given):
        raise store.StoreError("gone")

    for name in ("keep_run", "kept_run", "drop_run"):
        monkeypatch.setattr(kept, name, fail)
    page = trained(visit)
    assert turn(page)["is_kept"]
    assert stored.find(turn(page)["token"]) is None
    stored.keep_all()
    press(page, "t_reset")
    assert json.loads(page.component("part_turn").json)["held"] == [False] * 3


def test_the_end_tries_a_store_that_is_away_once(visit, kept, monkeypatch):
    tried = []

    def fail(token, *given):
        tried.append(token)
        raise store.StoreError("away")

    jobs = []
    monkeypatch.setattr(stored._writer, "submit", lambda *job: jobs.append(job) or Future())
    for _ in range(2):
        trained(visit)
    assert len(jobs) == len(stored._waiting) == 2
    monkeypatch.setattr(kept, "keep_run", fail)

    def do_all(queued):
        for write, token in jobs:
            write(token)

    monkeypatch.setattr(stored, "wait", do_all)
    stored.keep_all()
    assert len(tried) == 1
    assert not stored._waiting


def test_a_queue_that_is_full_leaves_a_state_for_the_next_time(visit, kept, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(stored, "_MOST_WAITING", 0)
        page = trained(visit)
        assert stored.find(turn(page)["token"]) is None
    page.run()
    assert stored.find(turn(page)["token"])


def test_of_two_states_the_one_that_did_more_is_taken(visit, kept):
    page = trained(visit)
    token, early = turn(page)["token"], list(losses(page))
    content = pack_bench(bench_of(page))
    press(page, "t_step")
    later = list(losses(page))
    kept.keep_run(token, content, datetime.now(UTC))
    again = claim(visit("train", **QUICK), token)
    assert list(losses(again)) == later != early
    elsewhere = unpack_bench(content, images, register())
    for _ in range(3):
        elsewhere.step()
    kept.keep_run(token, pack_bench(elsewhere), datetime.now(UTC))
    assert losses(claim(visit("train", **QUICK), token)) == elsewhere.run.history.losses
