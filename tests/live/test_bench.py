"""What a learner does to a run: nothing goes on by itself, nothing gets lost, and all share the server."""

from dataclasses import replace
from functools import partial
from heapq import heappop, heappush
from itertools import cycle

import numpy as np
import pytest

from cnnviz.live import Allowance, Bench, Design, Register, Run, resume

SMALL = Design(filters=(2, 3), kernel_size=3, batch=20)


@pytest.fixture
def register(clock):
    return Register(Allowance(turn=0.01, least=0.001), clock)


@pytest.fixture
def bench(few, register):
    return Bench(lambda _: few, SMALL, register)


def turn(bench, clock, draw=lambda: None):
    """Take a turn when it is due."""
    clock.now += 10
    bench.turn(draw)


def test_nothing_is_learned_before_it_goes_and_after_it_stops(bench, clock):
    turn(bench, clock)
    assert bench.run.images == 0
    bench.go()
    turn(bench, clock)
    seen = bench.run.images
    assert seen > 0
    bench.stop()
    turn(bench, clock)
    assert bench.run.images == seen


def test_a_batch_and_an_epoch_end_where_they_should(bench, clock, few):
    bench.step()
    assert bench.run.images == SMALL.batch
    bench.go(len(few.images))
    for _ in range(1000):
        if not bench.going:
            break
        turn(bench, clock)
    assert bench.run.images == SMALL.batch + len(few.images)


def test_whoever_asks_before_the_rest_is_over_gets_no_turn(bench, clock):
    bench.go()
    turn(bench, clock)
    seen = bench.run.images
    assert bench.pause > 0
    clock.now += bench.pause / 2
    left = bench.pause / 2
    bench.turn(lambda: None)
    assert bench.run.images == seen
    assert bench.pause >= left, "what was owed is still owed"
    clock.now += bench.pause
    bench.turn(lambda: None)
    assert bench.run.images > seen


def test_an_error_pauses_a_run_and_costs_it_nothing(bench, clock):
    def fail():
        raise RuntimeError("the page can't be drawn")

    bench.go()
    with pytest.raises(RuntimeError):
        turn(bench, clock, fail)
    seen = bench.run.images
    assert not bench.going
    bench.go()
    turn(bench, clock)
    assert bench.run.images > seen


def test_a_run_that_diverges_stops_going(bench, clock):
    bench.begin(replace(SMALL, rate=10.0, optimiser="momentum"))
    bench.run.network.parameters["0.weight"] *= np.float32(1e25)
    bench.go()
    for _ in range(20):
        turn(bench, clock)
    assert bench.run.stopped
    assert not bench.going


def test_another_design_replaces_only_a_run_with_nothing_to_lose(bench, few):
    other = replace(SMALL, activation="tanh")
    assert bench.suits(other)
    assert bench.run.design == other
    bench.step()
    trained = bench.run
    assert not bench.suits(SMALL)
    assert bench.run is trained
    bench.begin(SMALL, keep=True)
    assert (bench.kept, bench.run.design) == (trained, SMALL)
    bench.take(resume(bench.weights(), SMALL, lambda _: few))
    assert not bench.suits(other), "loaded weights could be lost"


def test_a_reset_begins_the_same_run_again(bench, clock):
    for _ in range(3):
        bench.step()
    first = list(bench.run.history.losses)
    bench.reset()
    assert bench.run.images == 0
    for _ in range(3):
        bench.step()
    assert list(bench.run.history.losses) == first


def test_runs_count_while_somebody_watches_them(few, clock, register):
    runs = [Run(SMALL, few) for _ in range(3)]
    for run in runs:
        register.seconds(run)
        register.rest(run, 0.1)
    assert register.runs == 3
    register.leave(runs[0])
    assert register.runs == 2
    clock.now += 60
    assert register.runs == 0
    register.seconds(runs[1])
    assert register.runs == 1
    del run, runs[1]
    assert register.runs == 0, "a session that ended takes its run along"


class Room:
    """Learners on one core of a server where each batch and each drawing takes its time by the clock."""

    batch, drawing = 0.02, 0.004

    def __init__(self, clock, monkeypatch, few, learners):
        monkeypatch.setattr("cnnviz.live.bench.thread_time", clock)
        self.clock, self.allowance = clock, Allowance(share=0.5, cores=2)
        register = Register(self.allowance, clock)
        self.benches = [Bench(lambda _: few, SMALL, register) for _ in range(learners)]
        self.used, self.batches, self.longest = np.zeros((3, learners))
        for index, bench in enumerate(self.benches):
            monkeypatch.setattr(bench.run, "advance", partial(self._advance, index))
            bench.go()

    def _advance(self, index, seconds, until):
        batches = int(seconds / self.batch) + 1  # one is begun before the time is up
        self.clock.now += batches * self.batch
        self.batches[index] += batches

    def _draw(self):
        self.clock.now += self.drawing

    def spend(self, seconds, wait, between=lambda bench: None):
        """Let everybody ask for turns, `wait(index, pause)` seconds after the last one."""
        asks = [(0.0, index) for index in range(len(self.benches))]
        while asks[0][0] < seconds:
            at, index = heappop(asks)
            self.clock.now = start = max(self.clock.now, at)
            bench = self.benches[index]
            bench.turn(self._draw)
            between(bench)
            self.used[index] += self.clock.now - start
            self.longest[index] = max(self.longest[index], self.clock.now - start)
            heappush(asks, (self.clock.now + wait(index, bench.pause), index))

    @property
    def share(self):
        """The most that each may have used: its part of the time gone by, and a turn not yet rested for."""
        return self.clock.now * self.allowance.budget / len(self.benches) + self.longest


def test_thirty_learners_share_the_server_and_all_get_on(few, clock, monkeypatch):
    room = Room(clock, monkeypatch, few, 30)
    room.spend(60, lambda index, pause: pause)
    assert (room.used <= room.share).all()
    assert room.batches.min() >= room.batches.max() / 2 > 1
    assert room.used.sum() > 0.8 * room.allowance.budget * clock.now, "what there is to share is used"


@pytest.mark.parametrize("early", [1, 5])
def test_whoever_asks_early_gets_no_more_than_the_others(few, clock, monkeypatch, early):
    room = Room(clock, monkeypatch, few, 30)
    parts = cycle([0.01] * early + [1.0])  # of its rest, before it asks again
    room.spend(60, lambda index, pause: pause if index else pause * next(parts))
    assert room.used[0] <= room.share[0]
    assert 1 < room.batches[0] <= room.batches[1:].max()


def test_pausing_and_starting_cancels_no_rest(few, clock, monkeypatch):
    def hasten(bench):
        if bench is room.benches[0]:
            bench.stop()
            bench.go()

    room = Room(clock, monkeypatch, few, 30)
    room.spend(60, lambda index, pause: 0.3 if index == 0 else pause, hasten)
    assert room.used[0] <= room.share[0]
