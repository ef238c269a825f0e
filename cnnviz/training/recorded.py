"""Record the runs that are read on Train, and what its switches make of the gap.

    python -m cnnviz.training.recorded [--check]

Afterwards ``python tools/hash_assets.py`` brings the manifest up to date. With ``--check`` nothing is
written: each run is trained again, and has to end within two percentage points of what was recorded, since
other processors round differently; so have the means with each switch.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from cnnviz.live import recorded as runs
from cnnviz.live import switched as switches
from cnnviz.live.design import Design
from cnnviz.live.judge import Judgement
from cnnviz.live.run import Run
from cnnviz.live.subset import Subset, subset

#: Share of images by which a repeated run may end elsewhere.
TOLERANCE = 0.02


def record(plan: runs.Planned, images: Subset) -> list[list[float]]:
    """Train as planned, and give what each of its marks holds but for which images were right."""
    run = Run(plan.design, images)
    while len(run.history.losses) < plan.batches and not run.stopped:
        run.step()
    return [
        [mark.images, round(mark.accuracy, 4), round(mark.training, 4), round(mark.loss, 4)]
        for mark in run.history.marks
    ]


def measure(design: Design, seed: int, images: Subset) -> tuple[float, float]:
    """Train a design with a seed, and give the shares of training and of held-out images that are right."""
    run = Run(replace(design, seed=seed), images, is_judged=False)
    for _ in range(switches.BATCHES):
        run.step()
    mark = Judgement(run.design, images, run.network, run.images).finish()
    return round(mark.training, 4), round(mark.accuracy, 4)


def main() -> int:
    """Record all, or check them; gives the number of runs that ended elsewhere."""
    images = subset()
    told = {name: record(plan, images) for name, plan in runs.RUNS.items()}
    measured = {
        name: [measure(design, seed, images) for seed in switches.SEEDS]
        for name, design in switches.switched_designs().items()
    }
    if "--check" in sys.argv:
        return _check(told, measured)
    _write(runs.FILE, told)
    _write(switches.FILE, measured)
    sys.stdout.write("now run: python tools/hash_assets.py\n")
    return 0


def _write(file: Path, told: object) -> None:
    file.write_text(json.dumps(told, separators=(",", ":")) + "\n", "utf-8")
    sys.stdout.write(f"{file.name}: {file.stat().st_size:,} bytes\n")


def _check(told: dict[str, list[list[float]]], measured: dict[str, list[tuple[float, float]]]) -> int:
    """Say how far off each is, and give how many are too far."""
    off = {}
    for name, before in runs.recorded().items():
        last, now = before.marks[-1], told[name][-1]
        off[f"run {name}, {before.kind}"] = max(abs(last.accuracy - now[1]), abs(last.training - now[2]))
    for name, was in switches.switched().items():
        one = switches.mean_of(measured[name])
        off[f"switch {name}"] = max(abs(was.training - one.training), abs(was.accuracy - one.accuracy))
    for what, share in off.items():
        sys.stdout.write(f"{what}: {100 * share:.1f} percentage points off\n")
    return sum(share > TOLERANCE for share in off.values())


if __name__ == "__main__":
    sys.exit(main())
