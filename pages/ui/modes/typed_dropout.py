"""Dropout on typed numbers: units are kept or silenced by hand or drawn, in training and in a test."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cnnviz.figures import format_number
from cnnviz.modes import MOST, MOST_DRAWS, Draw, drawn, read_between, read_numbers
from cnnviz.predict.mode_slips import check_dropped
from pages.ui.linked.worked_entry import Entry
from pages.ui.linked.worked_rows import Button, Cell, Row, Switch, Work
from pages.ui.session import state
from pages.ui.session.visit import Reaction

_KEPT, _SEED = "dt_kept", "dt_seed"
#: The first draw of these numbers keeps every other one.
_FIRST_SEED, _MOST_SEED = 10, 9999
_VALUES = Entry("dt_values", "Numbers", (2.0, 4.0, 6.0, 8.0), read_numbers, is_wide=True)
_P = Entry("dt_p", "p", (0.5,), partial(read_between, low=0, high=1, open_end=True))


def _read_draws(text: str) -> tuple[float, ...]:
    (value,) = read_between(text, 1, MOST_DRAWS)
    return (float(round(value)),)


_DRAWS = Entry("dt_draws", "Mean over draws", (100.0,), _read_draws)


def dropout_draw() -> Draw:
    """Give the numbers, what is kept of them, and many draws; all of it stands in the address from now on."""
    values, (p,), (draws,) = _VALUES.known(), _P.known(), _DRAWS.known()
    seed = state.setting(_SEED, _FIRST_SEED, _read_seed)
    by_hand = state.setting(_KEPT, "", partial(read_bits, count=len(values)))
    many = drawn(len(values), p, seed, int(draws))
    kept = [bit == "1" for bit in by_hand] if by_hand else many[0].tolist()
    return Draw(values, p, kept, many)


def dropout_work(draw: Draw) -> Work:
    """Give the rows: the numbers, what is kept, and what comes out in training, on average and in a test."""
    seed, places = int(state.read(_SEED)), range(len(draw.values))
    many, every = len(draw.many), len(draw.all_draws)
    factor = f"÷ (1 − {format_number(draw.p)})"
    rows = [
        Row("Numbers", "", [Cell(value, "As typed.") for value in draw.values]),
        Row("This draw", "click to turn", [_switch(draw, i) for i in places]),
        Row("In training", factor, [_out(draw, i, training=True) for i in places]),
        Row(
            f"Mean of {many} draws" if many > 1 else "Mean of 1 draw",
            "in training",
            [
                Cell(value, draw.many_words(i), ((0, i),))
                for i, value in enumerate(draw.mean_of_many.tolist())
            ],
        ),
        Row(
            f"Mean of all {every} draws",
            "in training",
            [Cell(mean, draw.all_words(i), ((0, i),)) for i, mean in enumerate(draw.mean_of_all.tolist())],
        ),
        Row("In a test", "no draw", [_out(draw, i, training=False) for i in places], begins=True),
    ]
    bits = "".join("01"[one] for one in draw.kept)
    task = f"{draw.values} {draw.p} {bits}"
    button = Button("draw", "Next draw", (seed + 1) % (_MOST_SEED + 1))
    return Work("typed_dropout", "dt_at", (_VALUES, _P, _DRAWS), (button,), rows, task, (2, 0))


def _switch(draw: Draw, i: int) -> Switch:
    is_kept, value = draw.kept[i], format_number(draw.values[i])
    return Switch(is_kept, "kept" if is_kept else "silenced", f"{value} is kept")


def _out(draw: Draw, i: int, *, training: bool) -> Cell:
    value = float((draw.training if training else draw.test)[i])
    said = draw.training_words(i) if training else draw.test_words(i)
    of = ((0, i), (1, i)) if training else ((0, i),)
    return Cell(value, said, of, judge=partial(check_dropped, draw=draw, i=i, training=training))


def read_bits(text: str, count: int) -> str | None:
    """Read which of `count` units are kept by hand, "1010" or "" for none; None if it is no such text."""
    return text if len(text) in (0, count) and set(text) <= set("01") else None


def _read_seed(text: str) -> int | None:
    is_whole = text.isascii() and text.isdigit() and len(text) < 5
    return int(text) if is_whole else None


def _take_kept(sent: object) -> None:
    if isinstance(sent, str) and len(sent) <= MOST and read_bits(sent, len(sent)) is not None:
        state.put(_KEPT, sent)


def _take_draw(sent: object) -> None:
    if isinstance(sent, int) and not isinstance(sent, bool) and sent >= 0:
        state.put(_SEED, sent % (_MOST_SEED + 1))
        state.put(_KEPT, "")


#: What is done with switches, and with the button.
REACTIONS: Mapping[str, Reaction] = {"switches": _take_kept, "draw": _take_draw}
