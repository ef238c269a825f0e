"""Record the runs that are read on Train: ``python -m cnnviz.training.recorded [--check]``.

Afterwards ``python tools/hash_assets.py`` brings the manifest up to date. With ``--check`` nothing is
written: each run is trained again, and has to end within two percentage points of what was recorded, since
other processors round differently.
"""

from __future__ import annotations

import json
import sys

from cnnviz.live.recorded import FILE, RUNS, Planned, recorded
from cnnviz.live.run import Run
from cnnviz.live.subset import Subset, subset

#: Share of images by which a repeated run may end elsewhere.
TOLERANCE = 0.02


def record(plan: Planned, images: Subset) -> list[list[float]]:
    """Train as planned, and give what each of its marks holds but for which images were right."""
    run = Run(plan.design, images)
    while len(run.history.losses) < plan.batches and not run.stopped:
        run.step()
    return [
        [mark.images, round(mark.accuracy, 4), round(mark.training, 4), round(mark.loss, 4)]
        for mark in run.history.marks
    ]


def main() -> int:
    """Record all, or check them; gives the number of runs that ended elsewhere."""
    images, wrong = subset(), 0
    told = {name: record(plan, images) for name, plan in RUNS.items()}
    if "--check" not in sys.argv:
        FILE.write_text(json.dumps(told, separators=(",", ":")) + "\n", "utf-8")
        sys.stdout.write(
            f"{FILE.name}: {FILE.stat().st_size:,} bytes; now run: python tools/hash_assets.py\n"
        )
        return 0
    for name, before in recorded().items():
        last, now = before.marks[-1], told[name][-1]
        off = max(abs(last.accuracy - now[1]), abs(last.training - now[2]))
        wrong += off > TOLERANCE
        sys.stdout.write(f"run {name}, {before.kind}: {100 * off:.1f} percentage points off\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
