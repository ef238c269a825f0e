"""What a learner does to a run: nothing goes on by itself, nothing gets lost, and all share the server."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from cnnviz.live import Allowance, Bench, Design, Register, Run, resume

SMALL = Design(filters=(2, 3), kernel_size=3, batch=20)


class Clock:
    """Seconds that pass when they are told to."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def register(clock):
    return Register(Allowance(turn=0.01, least=0.001), clock)


@pytest.fixture
def bench(few, register):
    return Bench(few, SMALL, register)


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
    bench.turn(lambda: None)
    assert bench.run.images == seen
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
    bench.take(resume(bench.weights(), SMALL, few))
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


def test_thirty_learners_share_the_server_and_all_get_on(few):
    allowance = Allowance(share=0.3, turn=0.02, least=0.002, period=0.1)
    register = Register(allowance)
    benches = [Bench(few, replace(SMALL, seed=seed), register) for seed in range(30)]
    start, wall = time.process_time(), time.monotonic()
    longest = []

    def learn(bench):
        spent = [0.0]
        bench.go()
        while time.monotonic() < wall + 1.5:
            before = time.thread_time()
            bench.turn(lambda: None)
            spent.append(time.thread_time() - before)
            time.sleep(bench.pause)
        longest.append(max(spent))

    threads = [threading.Thread(target=learn, args=(bench,)) for bench in benches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent, wall = time.process_time() - start, time.monotonic() - wall
    assert spent < allowance.budget * wall + sum(longest) + 0.1, "each turn but the last is rested for"
    assert min(bench.run.images for bench in benches) > 0
