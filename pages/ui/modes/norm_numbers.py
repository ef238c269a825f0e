"""Batch norm in numbers: what is done to a map, how its values lie, and the statistics of all maps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import format_number, shared_limits, statistic_text
from cnnviz.live.modes import histogram
from cnnviz.live.norming import Normed, moved, statistics
from pages.ui.figures.facts import Fact
from pages.ui.figures.tables import table
from pages.ui.modes.plots import distributions

_BINS = 41


def norm_facts(normed: Normed, next_batch: Normed, i: int, training: bool, eps: float) -> list[Fact]:
    """What is done to map `i`, and how far an image moves that comes in the next batch, too."""
    mean, variance = statistics(normed.in_mode(training))
    used = (normed.batch_mean, normed.batch_var) if training else (normed.running_mean, normed.running_var)
    whose = "this batch’s" if training else "running"
    return [
        Fact(f"Map {i}: subtracted", format_number(used[0][i], 3), f"{whose} mean"),
        Fact(
            "Divided by √(variance + ε)",
            f"√({format_number(used[1][i], 3)} + {format_number(eps)})",
            f"{whose} variance; ε avoids division by 0",
        ),
        Fact(
            "Then times γ, plus β",
            f"{format_number(normed.weight[i], 3)}, {format_number(normed.bias[i], 3)}",
        ),
        Fact(
            "Mean after",
            statistic_text(mean[i], 3),
            f"before {format_number(normed.batch_mean[i], 3)}",
        ),
        Fact(
            "Variance after", format_number(variance[i], 3), f"before {format_number(normed.batch_var[i], 3)}"
        ),
        Fact(
            "Your image in the next batch",
            f"changes by {format_number(moved(normed, next_batch, training), 3)}",
            "root mean square; same image, different rest of the batch",
        ),
    ]


def norm_plots(normed: Normed, i: int) -> str:
    """The map's values over the batch: before, and after in both ways, on one axis."""
    ways = (("Before", normed.given), ("In training", normed.training), ("At test time", normed.test))
    values = {name: maps[:, i] for name, maps in ways}
    limits = _limits(list(values.values()))
    return distributions(
        [(name, histogram(one, limits, _BINS), _told(one)) for name, one in values.items()], limits
    )


def _limits(values: list[NDArray[np.float32]]) -> tuple[float, float]:
    flat = [one.reshape(len(one), -1) for one in values]
    return shared_limits(flat, "signed")


def _told(values: NDArray[np.float32]) -> str:
    mean, variance = statistics(values[:, None])
    return f"mean {statistic_text(mean[0], 3)}, variance {format_number(variance[0], 3)}"


def norm_table(normed: Normed, chosen: int, training: bool) -> str:
    """Every map's mean and variance before, as they are kept, and after in this mode."""
    after = statistics(normed.in_mode(training))
    lists = (normed.batch_mean, normed.running_mean, normed.batch_var, normed.running_var, *after)
    rows = [
        [f"map {i}", *(statistic_text(numbers[i], 2) for numbers in lists)] for i in range(len(normed.weight))
    ]
    heads = ["", "batch’s mean", "running", "batch’s variance", "running", "mean after", "variance after"]
    mode = "in training" if training else "at test time"
    return table(heads, rows, f"Every map over the batch: before, and after {mode}", chosen=chosen)
