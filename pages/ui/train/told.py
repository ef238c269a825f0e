"""What the page Train tells lessons of its runs; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.live import Bench
from cnnviz.live.history import Mark
from cnnviz.live.recorded import Recorded
from cnnviz.live.swept import Swept
from pages.ui.session.told import tell

_NONE = Mark(0, 0.0, 0.0, 0.0, b"")


def tell_run(bench: Bench) -> None:
    """Tell of the run that is shown: where it stands, and how its layers' gradients compare."""
    now = bench.run.snapshot()
    sizes = list(now.gradients.values())
    ratio = sizes[0] / sizes[-1] if now.steps and sizes[-1] else 1.0
    _tell(bench.run.history.marks, now.steps, ratio, is_recorded=False)


def tell_recorded(run: Recorded, picked: str) -> None:
    """Tell of a recorded run, and whether its kind was named."""
    _tell(run.marks, 0, 1.0, is_recorded=True)
    tell(read={"picked": picked, "right": picked == run.kind})


def tell_sweep(found: Sequence[Swept]) -> None:
    """Tell of a sweep: of how many values something is known."""
    tell(sweep={"known": len(found)})


def _tell(marks: Sequence[Mark], steps: int, ratio: float, *, is_recorded: bool) -> None:
    last = marks[-1] if marks else _NONE
    tell(
        run={
            "accuracy": round(100 * last.accuracy, 1),
            "training": round(100 * last.training, 1),
            "gap": round(100 * last.gap, 1),
            "images": last.images,
            "steps": steps,
            "ratio": ratio,
            "recorded": is_recorded,
        }
    )
