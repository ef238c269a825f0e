"""Views of a few numbers in rows on paper: on Softmax and on Training or test, as a lesson's step begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from cnnviz.lessons.lesson import View
from cnnviz.lessons.paper import Still, Table
from cnnviz.modes import Draw, Norm, normed, read_numbers
from cnnviz.numbers import format_number
from cnnviz.operators import sigmoid, softmax

_OF_SOFTMAX: Final = frozenset(
    {"logits", "names", "softmax_stage", "softmax_t", "softmax_by", "src", "garment"}
)
_OF_DROPOUT: Final = frozenset({"mode_on", "mode_layer", "dt_values", "dt_p", "dt_kept"})
_OF_NORM: Final = frozenset({"mode_on", "mode_layer", "bt_first", "bt_second"})


def shares(view: View) -> Still | None:
    """List scores and what softmax makes of them; left open while the working is folded."""
    start = view.start
    if not start.keys() <= _OF_SOFTMAX or start.get("softmax_by") == "one":
        return None
    scores = np.array([float(one) for one in start.get("logits", "2.5~1.8~0.2").split("~")])
    names = start.get("names", "cat~dog~elephant").split("~")
    heat = float(start.get("softmax_t", 1))
    alone = start.get("softmax_by") == "sigmoids"
    made = sigmoid(scores / heat) if alone else softmax(scores, temperature=heat)
    names = [*names, *[""] * len(scores)][: len(scores)]  # as on the page
    titles = [name or f"Class {at}" for at, name in enumerate(names)]
    rows = tuple(
        (title, *(format_number(float(one), 3) for one in numbers))
        for title, *numbers in zip(titles, scores, np.exp(scores / heat), made, strict=True)
    )
    of = f"Scores, divided by {format_number(heat)}" if heat != 1 else "Scores"
    whole = Table(of, ("Class", "Score", "e to this" if heat != 1 else "e to the score", "Share"), rows)
    if start.get("softmax_stage", "4") == "4":
        return Still((whole,))
    return Still((replace(whole, rows=tuple((*row[:2], "", "") for row in rows)),), whole)


def modes(view: View) -> Still | None:
    """List typed numbers under dropout, or two batches under batch norm."""
    start = view.start
    if start.get("mode_on") != "typed":
        return None
    if start.get("mode_layer") == "norm":
        return _normed(view) if start.keys() <= _OF_NORM else None
    if not start.keys() <= _OF_DROPOUT:
        return None
    values, kept = read_numbers(start["dt_values"]), [one == "1" for one in start["dt_kept"]]
    draw = Draw(values, float(start.get("dt_p", 0.5)), kept, np.array([kept]))
    rows = (
        _line("Numbers", values),
        ("This draw", *("kept" if one else "silenced" for one in kept)),
        _line("In training", draw.training),
        _line("In a test", draw.test),
    )
    return Still((Table(f"Dropout, p = {format_number(draw.p)}", ("", *["Number"] * len(values)), rows),))


def _normed(view: View) -> Still:
    batches = normed(
        Norm(running_mean=3.0, running_var=4.0, weight=1.0, bias=0.0, eps=1e-5, momentum=0.1),
        [read_numbers(view.start[name]) for name in ("bt_first", "bt_second")],
    )
    return Still(
        tuple(
            Table(
                f"Batch {at}: mean {format_number(one.mean, 3)}, variance {format_number(one.variance, 3)}",
                ("", *["Number"] * len(one.values)),
                (
                    _line("Numbers", one.values),
                    _line("In training", one.training),
                    _line(_by(one.used), one.test),
                ),
            )
            for at, one in enumerate(batches, 1)
        )
    )


def _by(used: Norm) -> str:
    """Name the row of a test, with the averages that it uses."""
    mean, variance = (format_number(one, 3) for one in (used.running_mean, used.running_var))
    return f"In a test, by mean {mean}, variance {variance}"


def _line(name: str, numbers: Iterable[float]) -> tuple[str, ...]:
    return (name, *(format_number(float(one), 3) for one in numbers))
