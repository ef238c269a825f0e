"""What a linked view is told: the inputs, where the windows lie, the outputs and how they were made.

Each is a header and arrays; `pages.ui.session.payload` packs them, and assets/components/linked/ reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.figures import Shade, end_texts, occurring, spanned
from cnnviz.figures.scales import RULES
from cnnviz.operators.exact import GRID
from cnnviz.operators.placement import Placement
from pages.ui.session.payload import pack

#: Numbers of an output that are sent beside its pixels at most; of larger ones the browser adds up the one
#: that is looked at, which for pictures and kernels on their grids gives the same bits.
_NUMBERS_SENT = 4096

Operation = Literal["conv", "combined", "pool", "activation", "flatten", "dense", "softmax"]
"""What a linked view can show; assets/components/cnnviz/explain.js has a function for each."""
OPERATIONS: tuple[Operation, ...] = get_args(Operation)

Numbers = NDArray[np.floating]
Pixels = Sequence[Shade] | NDArray[np.uint8]


@dataclass(frozen=True)
class Grid:
    """Maps of one size, as numbers and as they are drawn.

    Attributes
    ----------
    values : (n, H, W)
    shown
        A shade for each map, all with one palette; or the pixels of all together, (H, W, 3).
    label, alt : str
        The line above, and what it shows for those who do not see it.
    names : tuple of str
        What each map is called.
    lines : tuple of str
        What each row is called, where there is one map of one column: it is drawn as a list.
    full : bool or None
        Whether the colours reach as far as the numbers, where the learner can choose that.
    """

    values: Numbers
    shown: Pixels
    label: str
    alt: str
    names: tuple[str, ...] = ("",)
    lines: tuple[str, ...] = ()
    full: bool | None = None


@dataclass(frozen=True)
class Made:
    """How the outputs were made of the inputs.

    Attributes
    ----------
    operation : str
        One of `OPERATIONS`.
    weights : (K, C, k, l) or None
    bias : (K,) or None
    facts : dict
        What else that operation's explanation needs.
    blocks : dict of arrays
        The same, as arrays.
    every : bool
        Send every output, however many: where sums were rounded, the browser cannot add one up again.

    Raises
    ------
    ValueError
        If there is no such operation.
    """

    operation: Operation
    weights: Numbers | None = None
    bias: Numbers | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    blocks: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    every: bool = False

    def __post_init__(self) -> None:
        if self.operation not in OPERATIONS:
            raise ValueError(f"a linked view shows no {self.operation!r}; use one of {', '.join(OPERATIONS)}")


Part = tuple[dict[str, object], dict[str, NDArray[Any]]]
"""A header, and arrays by name."""


class Stamp(NamedTuple):
    """What a part that is sent to a view was made from.

    Attributes
    ----------
    hub : str
        The view's name.
    session : str
    revision : int
        Of the last of the learner's intents that was applied.
    """

    hub: str
    session: str
    revision: int


def pack_part(stamp: Stamp, name: str, part: Part, have: object = None, key: str | None = None) -> bytes:
    """Pack the "source", the "windows" or the "result" for the browser.

    Parameters
    ----------
    have
        The keys of the parts that the browser has, by their names; anything may come. What it has goes
        without contents.
    key
        Its key, where that is known already.
    """
    return pack_known(stamp, name, lambda: part, have, key_of(part) if key is None else key)


def pack_known(stamp: Stamp, name: str, part: Callable[[], Part], have: object, key: str) -> bytes:
    """Pack a part as `pack_part`, which is made only if the browser lacks it."""
    to = {**stamp._asdict(), "part": name, "key": key}
    if isinstance(have, dict) and have.get(name) == key:
        return pack({**to, "bare": True}, {})
    header, blocks = part()
    return pack({**to, **header}, blocks, deflate=True)


def key_of(part: Part) -> str:
    """Give the key that a browser knows a part by: what it is called, or a digest of all that it holds."""
    header, blocks = part
    return str(header["id"]) if "id" in header else images.digest(pack(header, blocks))


def source_part(id: str, grid: Grid, *, is_fleeting: bool = False) -> Part:
    """Describe the inputs.

    Parameters
    ----------
    id
        Names this picture, drawn in this way.
    is_fleeting
        Whether others take its place as soon as something is changed: then the browser does not have a part
        of the page run only to tell that it has this one.
    """
    numbers, step = _in_steps(grid.values)
    header = {"id": id, "step": step, "fleeting": is_fleeting, **_described(grid)}
    return header, {"values": numbers, **_drawn(grid)}


def _in_steps(values: Numbers) -> tuple[NDArray[Any], float]:
    """Write many numbers as whole multiples of a step, if they are: pictures' are whole, or on their grid.

    A kernel's output may be larger than 16 bits hold; it is sent as it is.
    """
    if values.size > _NUMBERS_SENT:
        for dtype, per_one in ((np.uint8, 1), (np.uint16, GRID)):
            steps = values * per_one
            lies_within = steps.min() >= 0 and steps.max() <= np.iinfo(dtype).max
            if lies_within and (steps == np.rint(steps)).all():
                return steps.astype(dtype), 1 / per_one
    return values, 1


def windows_part(id: str, placement: Placement, formula: Mapping[str, object] | None = None) -> Part:
    """Describe where the windows lie.

    Parameters
    ----------
    id
        Names this way of laying them.
    formula
        What gives the output's size, where the view shows it: its ``text``, and the numbers of both ``axes``
        where it is the usual one.
    """
    rows, columns = placement.rows, placement.columns
    return {"id": id, "top": rows.before, "left": columns.before, "formula": formula}, {
        "rows": rows.indices,
        "columns": columns.indices,
        "padded_rows": rows.sources,
        "padded_columns": columns.sources,
        "counted_rows": rows.counted,
        "counted_columns": columns.counted,
    }


def result_part(source: str, windows: str, grid: Grid, made: Made) -> Part:
    """Describe the outputs, and how they were made of that source under those windows."""
    signed = RULES["signed"]
    blocks = {**_drawn(grid), "signed": signed.palette(), **made.blocks}
    if made.weights is not None:
        blocks["weights"] = made.weights.astype(np.float32)
    if made.bias is not None:
        blocks["bias"] = made.bias.astype(np.float64)
    if made.every or grid.values.size <= _NUMBERS_SENT:
        blocks["values"] = grid.values
    header = {
        "source": source,
        "windows": windows,
        "operation": made.operation,
        "precision": "f4" if grid.values.dtype == np.float32 else "f8",
        "signed_rule": {"first": signed.first, "span": signed.span, "flat": signed.flat},
        **made.facts,
        **_described(grid),
    }
    return header, blocks


def _described(grid: Grid) -> dict[str, object]:
    planes, height, width = grid.values.shape
    shown = () if isinstance(grid.shown, np.ndarray) else grid.shown
    limits = {(shade.low, shade.high) for shade in shown if shade.scale != "categorical"}
    zeros = {RULES[shade.scale].zero for shade in shown}
    return {
        "planes": planes,
        "height": height,
        "width": width,
        "label": grid.label,
        "alt": grid.alt,
        "names": grid.names,
        "lines": grid.lines,
        "limits": next(iter(limits)) if len(limits) == 1 else None,
        "middle": next(iter(zeros), None),
        **_legend(grid, limits),
    }


def _legend(grid: Grid, limits: Collection[tuple[float, float]]) -> dict[str, object]:
    """Describe the colour scale of maps within these limits: what its ends mean, and the indices that occur.

    There is none for pixels and for codes.
    """
    if isinstance(grid.shown, np.ndarray) or not limits:
        return {"range": None, "strip": None, "ends": None, "full": None}
    strip = spanned(grid.shown[0])
    if len(limits) > 1:
        texts = ["lowest", "highest, each map by itself"]
        return {"range": texts, "strip": strip, "ends": strip, "full": None}
    return {
        "range": end_texts(grid.shown),
        "strip": strip,
        "ends": occurring(grid.shown),
        "full": grid.full,
    }


def _drawn(grid: Grid) -> dict[str, NDArray[Any]]:
    if isinstance(grid.shown, np.ndarray):
        return {"rgb": grid.shown}
    first = grid.shown[0]
    many = len(grid.shown) > 1
    index = np.stack([shade.index for shade in grid.shown]) if many else first.index[None]
    return {"index": index, "palette": first.palette}
