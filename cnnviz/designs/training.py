"""Designs that can be trained while one watches, as the page Train has them."""

from __future__ import annotations

from itertools import groupby

from cnnviz.counting import Layer
from cnnviz.designs.design import Design, Join, Single
from cnnviz.errors import CnnvizError
from cnnviz.live import Design as Trained
from cnnviz.live.design import SIDE
from cnnviz.live.limits import CLASSES

_POOL = 2


def trainable(design: Design) -> Trained:
    """Give a design as Train has it.

    Raises
    ------
    CnnvizError
        If Train cannot have it, in a sentence that says what it would take.

    Examples
    --------
    >>> from cnnviz.designs import read_design
    >>> trainable(read_design("Input_1_28_28~Conv2d_8_3_p1~ReLU~MaxPool2d_2~Linear_10")).filters
    (8,)
    """
    if design.shape != (1, SIDE, SIDE):
        raise CnnvizError(f"Train has pictures of {SIDE} × {SIDE} and one channel; use such an input")
    *layers, last = design.layers
    if last not in (_dense(None), _dense(last.takes if isinstance(last, Single) else None)):
        raise CnnvizError(f"Train’s networks end in one dense layer of {CLASSES} units without activation")
    singles = [part for part in layers if isinstance(part, Single) and part.kind in ("conv", "max", "avg")]
    if len(singles) < len(layers):
        raise CnnvizError(
            "Train’s networks are convolutions and pools one after the other, then one dense layer"
        )
    return _stages(singles)


def of_training(trained: Trained) -> Design:
    """Give a design of Train.

    >>> trainable(of_training(Trained())) == Trained()
    True
    """
    kernel = trained.kernel_size
    layers: list[Single | Join] = []
    curve = "" if trained.activation == "none" else trained.activation
    for count in trained.filters:
        conv = Layer("conv", count, (kernel, kernel), (1, 1), (kernel // 2,) * 2, bias=not trained.batch_norm)
        layers += [Single("conv", conv, trained.batch_norm, curve)] * trained.depth
        layers += [] if trained.pooling == "none" else [_pool(trained.pooling)]
    return Design((1, SIDE, SIDE), (*layers, _dense(None)))


def _stages(layers: list[Single]) -> Trained:
    """Find stages of as many convolutions each, all alike but for their filters."""
    convs = [part for part in layers if part.kind == "conv"]
    pools = {part for part in layers if part.kind != "conv"}
    if not convs or len(pools) > 1:
        raise CnnvizError("Train’s networks have at least one convolution, and pools of one kind")
    if pools:
        runs = [[*run] for is_conv, run in groupby(layers, lambda part: part.kind == "conv") if is_conv]
    else:
        runs = [[*run] for _, run in groupby(convs, _filters)]
    first = convs[0]
    assert first.layer is not None
    trained = Trained(
        filters=tuple(_filters(run[0]) for run in runs),
        kernel_size=first.layer.kernel[0],
        pooling=next(iter(pools)).kind if pools else "none",  # type: ignore[arg-type]
        activation=first.activation or "none",
        batch_norm=first.norm,
        depth=len(runs[0]),
    )
    if of_training(trained).layers[:-1] != tuple(layers):
        raise CnnvizError(
            "Train’s convolutions are alike but for their filters: one kernel of 3 or 5 that keeps the size, "
            "one activation, and as many in each stage, which ends with a 2 × 2 pool"
        )
    return trained


def _filters(part: Single) -> int:
    assert part.layer is not None
    return part.layer.units


def _pool(kind: str) -> Single:
    layer = Layer(kind, 0, (_POOL, _POOL), (_POOL, _POOL), (0, 0))  # type: ignore[arg-type]
    return Single(kind, layer)  # type: ignore[arg-type]


def _dense(takes: int | None) -> Single:
    return Single("dense", Layer("dense", CLASSES), takes=takes)
