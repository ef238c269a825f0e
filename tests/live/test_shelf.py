"""A run that was left is there for an hour, for its own tab only, and the shelf keeps to its bounds."""

from dataclasses import replace

import pytest

from cnnviz.live import Allowance, Bench, Design, Register, Shelf, subset
from cnnviz.live import shelf as bounds

SMALL = Design((1,), 3, batch=4)


@pytest.fixture
def shelf(clock):
    return Shelf(clock)


def bench(design=SMALL):
    made = Bench(subset, design, Register(Allowance(), clock=lambda: 0.0))
    made.step()
    return made


def test_who_claims_a_bench_gets_its_runs_and_goes_on_as_if_it_had_never_been_left(shelf):
    left, straight = bench(), bench()
    left.begin(SMALL, keep=True)
    left.step()
    kept, run = left.kept, left.run
    assert shelf.put("mine", left)
    claimed = shelf.claim("mine")
    assert (claimed.run, claimed.kept) == (run, kept)
    for one in (claimed, straight):
        one.step()
    assert claimed.run.history.losses[0] == straight.run.history.losses[0]


def test_two_never_train_the_same_run(shelf):
    left = bench()
    left.go()
    shelf.put("mine", left)
    claimed = shelf.claim("mine")
    assert not claimed.going, "whoever comes back finds it paused"
    run, steps = claimed.run, len(claimed.run.history.losses)
    left.go()
    left.turn(lambda: None)
    left.step()
    assert left.is_given_away
    assert left.run is not claimed.run
    assert len(claimed.run.history.losses) == steps
    assert not shelf.put("mine", left), "what was given away is not put back"
    shelf.drop("mine", left)
    assert shelf.claim("mine").run is run, "the tab before can take it back"


def test_nobody_else_gets_a_run(shelf):
    shelf.put("mine", bench())
    for token in ("", "yours", "mine ", "MINE"):
        assert shelf.claim(token) is None


def test_a_run_is_kept_for_an_hour_after_it_was_put_there_last(shelf, clock):
    one = bench()
    shelf.put("mine", one)
    clock.now = bounds.KEPT_FOR
    shelf.put("mine", one)
    clock.now = 2 * bounds.KEPT_FOR
    assert shelf.claim("mine") is not None
    clock.now = 3 * bounds.KEPT_FOR + 1
    assert shelf.claim("mine") is None


def test_what_is_too_large_is_not_kept(shelf, monkeypatch):
    one = bench()
    monkeypatch.setattr(bounds, "MOST_EACH", one.nbytes)
    assert shelf.put("mine", one)
    one.step()
    assert not shelf.put("mine", one)
    assert shelf.claim("mine") is None


@pytest.mark.parametrize("bound", ["MOST_BENCHES", "MOST_TOGETHER"])
def test_of_benches_trained_alike_the_oldest_goes_first_when_there_is_too_much(shelf, monkeypatch, bound):
    benches = {name: bench() for name in ("old", "new", "newest")}
    most = 2 if bound == "MOST_BENCHES" else 2 * benches["old"].nbytes
    monkeypatch.setattr(bounds, bound, most)
    for name, one in benches.items():
        shelf.put(name, one)
    assert shelf.claim("old") is None
    assert shelf.claim("new") is not None
    assert shelf.claim("newest") is not None


@pytest.mark.parametrize("bound", ["MOST_BENCHES", "MOST_TOGETHER"])
def test_who_opens_many_tabs_pushes_out_nobody_who_has_trained_longer(shelf, monkeypatch, clock, bound):
    mine = bench()
    for _ in range(3):
        mine.step()
    monkeypatch.setattr(bounds, bound, 2 if bound == "MOST_BENCHES" else 2 * mine.nbytes)
    shelf.put("mine", mine)
    clock.now = bounds.HALF_LIFE
    kept = [shelf.put(f"stranger {number}", bench()) for number in range(5)]
    assert any(kept)
    assert shelf.claim("mine").run is not None


def test_what_was_left_long_ago_makes_room_for_what_is_trained_now(shelf, monkeypatch, clock):
    monkeypatch.setattr(bounds, "MOST_BENCHES", 1)
    left, new = bench(), bench()
    left.step()
    shelf.put("left", left)
    assert not shelf.put("new", new), "it is told that it is not kept"
    clock.now = 2 * bounds.HALF_LIFE
    assert shelf.put("new", new)
    assert shelf.claim("left") is None


def test_the_largest_run_that_can_be_designed_is_kept_for_a_while():
    largest = Design((16, 16, 16), 5, "none", batch=4, depth=3)
    one = bench(replace(largest, activation="none"))
    assert Shelf().put("mine", one)
    weights = sum(value.nbytes for value in one.run.network.parameters.values())
    assert one.nbytes > 3 * weights
