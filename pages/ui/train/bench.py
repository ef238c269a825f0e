"""A learner's bench, kept as long as the tab is open."""

from __future__ import annotations

from typing import Final

from cnnviz.live import Bench, Design
from pages.ui.classifier.images import images
from pages.ui.session import keeping, state
from pages.ui.train import lost
from pages.ui.train.register import register

_NAME: Final = "bench"


def current_bench() -> Bench:
    """The bench; whoever has just come to the page finds the run paused where it was left."""
    bench: Bench | None = keeping.kept(_NAME)
    if bench is None:
        bench = Bench(images(), Design(), register())
        keeping.keep(_NAME, bench)
        lost.recall()
    if state.has_just_come():
        bench.stop()
    return bench
