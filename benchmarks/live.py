"""Live training beside PyTorch and ConvNetJS: the same layers and batch, one thread each.

Run from the folder of the repository: ``python benchmarks/live.py [steps]``. ConvNetJS is measured if `node`
is on the path, and ``benchmarks/node_modules/convnetjs`` or the folder that CONVNETJS names holds it
(``npm install --prefix benchmarks convnetjs``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from threading import Thread
from time import monotonic, process_time, sleep
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when NumPy is imported
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch
from torch import nn

from cnnviz.live import Allowance, Bench, Design, Register, Run, Subset, maps, subset

RATIO, SECONDS, TIMES = 1.5, 30.0, 5.0
HERE = Path(__file__).resolve().parent
CONVNETJS = Path(os.environ.get("CONVNETJS", HERE / "node_modules" / "convnetjs"))


def timed(run: Callable[[], object]) -> float:
    """Seconds of the processor that one call takes: other programs' work is not counted."""
    start = process_time()
    run()
    return process_time() - start


def their_step(run: Run) -> Callable[[], None]:
    """A training step of the same network in PyTorch, from the same weights, with Adam."""
    modules = [
        getattr(nn, type(layer).__name__)(**{name: getattr(layer, name) for name in layer.settings})
        for layer in run.network.layers
    ]
    network: Any = nn.Sequential(*modules)
    network.load_state_dict({name: torch.tensor(value) for name, value in run.network.parameters.items()})
    optimiser = torch.optim.Adam(network.parameters(), run.design.rate)
    images = torch.tensor(
        run.subset.images[:: len(run.subset.images) // run.design.batch][: run.design.batch]
    )
    labels = torch.tensor(
        run.subset.labels[:: len(run.subset.labels) // run.design.batch][: run.design.batch]
    )

    def step() -> None:
        optimiser.zero_grad()
        nn.functional.cross_entropy(network(images), labels).backward()
        optimiser.step()

    return step


def beside_pytorch(images: Subset, steps: int) -> None:
    """Print the ratio of a step alone, which is what theirs is, and of one with judging."""
    for is_judged in (False, True):
        run = Run(Design(), images, is_judged=is_judged)
        theirs = their_step(run)
        times = [(timed(run.step), timed(theirs)) for _ in range(steps + 10)][10:]  # the first ones warm up
        mine, other = (1000 * median(column) for column in zip(*times, strict=True))
        name, goal = ("a step and judging", "") if is_judged else ("a step", f"   goal ≤ {RATIO:g}")
        print(f"{name} of {run.design}: {mine:.1f} ms; PyTorch {other:.1f} ms")
        print(f"{mine / other:.2f} × PyTorch{goal}")


def to_eighty_percent(images: Subset) -> None:
    """Print the seconds of one core until 80 % of the held-out images are classified correctly."""
    for seed in (1, 2, 3):
        run, spent = Run(replace(Design(), seed=seed), images), 0.0
        while not run.history.marks or run.history.marks[-1].accuracy < 0.8:
            spent += timed(run.step)
        print(
            f"80 % on held-out images, seed {seed}: {spent:.1f} s, {run.images:,} images   goal ≤ {SECONDS:g}"
        )


def beside_convnetjs(images: Subset, steps: int) -> None:
    """Print the ratio of images a second, with plain gradient descent, which both have."""
    node = shutil.which("node")
    if node is None or not CONVNETJS.exists():
        print("ConvNetJS: skipped; it needs node, and: npm install --prefix benchmarks convnetjs")
        return
    run = Run(replace(Design(), optimiser="sgd", rate=0.01), images)
    for _ in range(5):
        run.step()
    mine = run.design.batch / median([timed(run.step) for _ in range(steps)])
    told = subprocess.run(
        [node, HERE / "convnetjs.js", CONVNETJS, str(run.design.batch), *map(str, run.design.filters)],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = float(told.stdout)
    print(f"{mine:.0f} images a second; ConvNetJS {theirs:.0f}")
    print(f"{mine / theirs:.1f} × ConvNetJS   goal ≥ {TIMES:g}")


def learners_at_once(images: Subset, learners: int, seconds: float) -> None:
    """Print what so many runs, asked for turns as browsers ask, take of the machine, and how far each gets.

    Every turn looks into the network as the page does; what Streamlit adds is not in it, but in the app it is
    counted like the rest.
    """
    allowance = Allowance(share=0.5, cores=min(os.cpu_count() or 1, 2))
    register, turns = Register(allowance), [0] * learners
    benches = [Bench(lambda _: images, replace(Design(), seed=seed), register) for seed in range(learners)]
    end = monotonic() + seconds

    def learn(index: int) -> None:
        bench = benches[index]

        def look() -> None:
            maps(bench.run.network, images.held_out[index, 0])

        bench.go()
        while monotonic() < end:
            bench.turn(look)
            turns[index] += 1
            sleep(bench.pause + 0.03)  # until the browser has drawn it

    threads = [Thread(target=learn, args=(index,)) for index in range(learners)]
    start, wall = process_time(), monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = monotonic() - wall
    seen = sorted(bench.run.images for bench in benches)
    print(f"{learners} learners: {(process_time() - start) / wall:.2f} cores   bound {allowance.budget:g}")
    print(
        f"  each {seen[0]:,} to {seen[-1]:,} images, together {sum(seen) / wall:,.0f} a second; "
        f"{sum(turns) / learners / wall:.1f} turns a second"
    )


def main(steps: int) -> None:
    """Measure and print."""
    torch.set_num_threads(1)
    images = subset()
    beside_pytorch(images, steps)
    beside_convnetjs(images, steps)
    to_eighty_percent(images)
    for learners in (1, 5, 30):
        learners_at_once(images, learners, 10.0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
