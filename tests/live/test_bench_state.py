"""A bench that is written down goes on elsewhere as if nothing had been."""

import io
import json

import numpy as np
import pytest

from cnnviz.live import Allowance, Bench, Design, Place, Register, resume, subset, weights
from cnnviz.live.bench_state import pack_bench, unpack_bench
from cnnviz.live.shelf import MOST_EACH

SMALL = {"filters": (2,), "kernel_size": 3, "images": 200, "batch": 20}
#: Each kind of what a run remembers: an optimiser's memories, what is drawn, statistics of batches.
DESIGNS = {
    "adam": Design(**SMALL),
    "momentum": Design(**SMALL, optimiser="momentum", weight_decay=0.01, rate=0.01),
    "drawn": Design(**SMALL, dropout=0.3, shift=2),
    "batch norm, digits": Design(**SMALL, batch_norm=True, data="digits"),
}
#: Batches after which a run is written down: within the first judgement, between two, within a later one.
MOMENTS = (0, 1, 13, 52)


def bench_of(design):
    return Bench(subset, design, Register(Allowance()))


def moved(bench):
    return unpack_bench(pack_bench(bench), subset, bench.register)


def numbers(run):
    """All that can be seen of a run."""
    history, network = run.history, run.network
    values = {name: value.tobytes() for name, value in (network.parameters | network.buffers).items()}
    return values, history.losses, history.images, history.marks, history.gradients.tobytes(), run.snapshot()


def steps(run, count):
    for _ in range(count):
        run.step()
    return run


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_a_run_that_moves_between_two_batches_comes_to_the_same_bits(design):
    here = bench_of(design)
    at = 0
    for moment in MOMENTS:
        steps(here.run, moment - at)
        there, at = moved(here), moment
        assert numbers(there.run) == numbers(here.run)
        again = moved(here)
        assert numbers(steps(there.run, 45)) == numbers(steps(again.run, 45))
    assert numbers(there.run) == numbers(steps(here.run, 45))
    assert len(here.run.history.marks) > 1


def test_a_runs_reset_goes_on_and_what_is_followed_too():
    here = bench_of(DESIGNS["adam"])
    here.run.watch(Place(1, 1, 0, 2, 1))
    steps(here.run, 4)
    there = moved(here)
    assert (there.run.watched.values, there.run.watched.place) == (here.run.watched.values, (1, 1, 0, 2, 1))
    assert steps(there.run, 2).watched.gradients == steps(here.run, 2).watched.gradients
    for one in here, there:
        one.reset()
    assert numbers(there.run) == numbers(here.run)


def test_a_run_from_a_file_moves_with_the_weights_that_it_began_with():
    source = weights(steps(bench_of(DESIGNS["adam"]).run, 3))
    here = bench_of(DESIGNS["adam"])
    here.take(resume(source, DESIGNS["adam"], subset))
    steps(here.run, 3)
    there = moved(here)
    assert numbers(there.run) == numbers(here.run)
    there.reset()
    here.reset()
    assert numbers(there.run) == numbers(here.run)
    assert not there.run.untouched


def test_a_run_that_stopped_and_the_one_kept_move():
    here = bench_of(Design(**SMALL, optimiser="sgd", rate=10.0, activation="none"))
    steps(here.run, 60)
    assert here.run.stopped
    here.begin(DESIGNS["momentum"], keep=True)
    steps(here.run, 2)
    there = moved(here)
    assert numbers(there.run) == numbers(here.run)
    assert numbers(there.kept) == numbers(here.kept)


def test_a_sweep_moves_with_what_is_done():
    here = bench_of(DESIGNS["adam"])
    here.go_sweeping("untrained")
    while len(here.sweep.marks) < 2:
        here.turn(lambda: None)
        here.register = Register(Allowance())  # without its rest
    there = moved(here)
    assert (there.sweep.marks, there.sweep.kind, there.sweep.now) == (
        here.sweep.marks,
        "untrained",
        here.sweep.now,
    )
    assert not there.going


def test_the_largest_design_is_within_what_a_shelf_takes():
    largest = Design(filters=(16,), pooling="none", kernel_size=3, batch=4)
    assert len(pack_bench(bench_of(largest))) < MOST_EACH


def test_what_another_version_wrote_is_none():
    source = pack_bench(bench_of(DESIGNS["adam"]))
    with np.load(io.BytesIO(source)) as file:
        arrays = dict(file)
    about = json.loads(arrays["about"].tobytes())

    def written(**more):
        text = json.dumps({**about, **more}).encode()
        file = io.BytesIO()
        np.savez(file, **{**arrays, "about": np.frombuffer(text, np.uint8)})
        return unpack_bench(file.getvalue(), subset, Register(Allowance()))

    assert written() is not None
    assert written(format=2) is None
    assert written(run={**about["run"], "design": {**about["run"]["design"], "width": 3}}) is None
    assert written(run={**about["run"], "design": {**about["run"]["design"], "filters": [3]}}) is None
    assert unpack_bench(source[:1000], subset, Register(Allowance())) is None
    assert unpack_bench(b"", subset, Register(Allowance())) is None
