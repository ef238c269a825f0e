"""A sweep trains each size with each seed, in turns, and says what it found."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from cnnviz.live import Allowance, Bench, Design, Register, Run, Sweep, said, swept
from cnnviz.live.judge import Judgement
from cnnviz.live.plans import BATCHES, PLANS, design_of


@pytest.fixture
def short(monkeypatch):
    """Sweeps of three batches a network."""
    plans = {kind: replace(plan, batches=min(plan.batches, 3)) for kind, plan in PLANS.items()}
    monkeypatch.setattr("cnnviz.live.sweep.PLANS", MappingProxyType(plans))


def done(kind, images):
    sweep = Sweep(kind, images)
    while not sweep.is_done:
        sweep.advance(1.0)
    return sweep


def test_N9_parameters_follow_from_the_filters():
    counts = [
        sum(value.size for value in design_of("filters", n, 1).build().parameters.values())
        for n in PLANS["filters"].values
    ]
    assert counts == [26 * n + 1960 * n + 10 for n in (1, 2, 4, 8, 16)]
    assert (counts[0], counts[-1]) == (1996, 31786)


def test_N9_sixteen_filters_beat_one(images):
    shares = {}
    for filters in (1, 16):
        run = Run(design_of("filters", filters, 1), images, is_judged=False)
        for _ in range(BATCHES):
            run.step()
        shares[filters] = Judgement(run.design, images, run.network, run.images).finish().accuracy
    assert shares[16] > shares[1] + 0.03


@pytest.mark.parametrize("kind", PLANS)
def test_each_network_is_what_its_design_comes_to_alone(few, short, kind):
    sweep = done(kind, few)
    value, seed = sweep.plan.values[-1], sweep.plan.seeds[-1]
    run = Run(design_of(kind, value, seed), few)
    for _ in range(sweep.plan.batches):
        run.step()
    logits = run.network(few.held_out)
    mark = sweep.marks[value, seed]
    assert mark.accuracy == (logits.argmax(axis=1) == few.held_out_labels).mean()
    assert mark.images == run.images
    assert len(sweep.marks) == len(sweep.plan.values) * len(sweep.plan.seeds)
    assert sweep.done == 1
    assert sweep.now is None


def test_what_it_found_is_the_mean_and_the_spread_of_its_seeds(few, short):
    sweep = done("filters", few)
    one = swept(sweep)[2]
    shares = [sweep.marks[4, seed].accuracy for seed in sweep.plan.seeds]
    assert one.mean == pytest.approx(np.mean(shares))
    assert one.spread == pytest.approx(max(shares) - min(shares))
    assert one.gap == pytest.approx(np.mean([sweep.marks[4, seed].gap for seed in sweep.plan.seeds]))
    assert "parameters go from 1,996 to 31,786" in said(sweep)


def test_N11_untrained_networks_are_judged_without_a_batch(few):
    sweep = done("untrained", few)
    assert {mark.images for mark in sweep.marks.values()} == {0}
    shares = [one.mean for one in swept(sweep)]
    assert len(shares) == 10
    assert f"{100 * max(shares):.1f}" in said(sweep).replace("\u00a0", " ")
    assert "chance is" in said(sweep)


def test_a_seed_of_all_sizes_comes_first_and_little_says_nothing(few, short):
    sweep, ticks = Sweep("filters", few), iter(range(10**6))
    assert said(sweep) == ""
    while len(sweep.marks) < 5:
        sweep.advance(1.0, clock=lambda: next(ticks))
    assert {seed for _, seed in sweep.marks} == {1}
    assert 0 < sweep.done < 1


def test_a_turn_ends_when_its_time_is_up(few, short):
    sweep, ticks = Sweep("filters", few), iter(np.arange(0, 100, 0.3))
    sweep.advance(0.1, clock=lambda: next(ticks))
    assert sweep.done == pytest.approx(1 / 4 / 15)


def test_a_bench_sweeps_in_turns_pauses_and_goes_on_and_the_run_stays(few, short, clock):
    register = Register(Allowance(turn=0.01, least=0.001), clock)
    bench = Bench(lambda _: few, Design((2,), 3, batch=20), register)
    bench.step()
    run, steps = bench.run, bench.run.snapshot().steps
    bench.go_sweeping("images")
    sweep = bench.sweep
    clock.now += 10
    bench.turn(lambda: None)
    assert sweep.work > 0
    assert (bench.run, bench.run.snapshot().steps) == (run, steps)
    bench.stop()
    before = sweep.done
    clock.now += 10
    bench.turn(lambda: None)
    assert sweep.done == before, "paused"
    bench.go_sweeping("images")
    assert bench.sweep is sweep, "it goes on"
    for _ in range(3000):
        if not bench.going:
            break
        clock.now += 10
        bench.turn(lambda: None)
    assert sweep.is_done
    assert not bench.is_sweeping
    bench.go_sweeping("images")
    assert bench.sweep is not sweep, "begun anew"
    bench.go()
    assert not bench.is_sweeping
    given = bench.give_away()
    assert given.sweep is not None
    assert bench.sweep is None
