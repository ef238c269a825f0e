"""Looking into the network while it learns: one convolution's kernels, and what they make of a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Shade, ends_text, mosaic, shade, shared_limits
from cnnviz.figures.scales import RULES, Limits
from cnnviz.kernels import gabor, gaussian, kirsch, sobel
from cnnviz.live import Run, filters, maps
from cnnviz.numbers import format_number, percents
from cnnviz.operators import ACTIVATIONS, softmax
from pages.ui.classifier import shipped
from pages.ui.classifier.input import Input, pick_input, pick_source
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_segment

Array = NDArray[Any]
#: Has the colour of the page, between the kernels of one filter.
_BETWEEN: Final = RULES["signed"].flat


def pick_picture(run: Run, offer: Callable[[Input], None]) -> Input:
    """Show the choice of the picture that the network looks at while it learns, and what `offer` shows.

    It is prepared as the images are that the run learns from.
    """
    model = shipped.model(run.design.data)
    with st.popover("The picture it looks at", width="stretch"):
        steps = st.container()
        source = pick_source(of=model)
        given = pick_input(source, steps, model)
        offer(given)
    if source is not None and source.missing:
        st.info(source.missing)  # where it is seen while that is closed
    return given


def pick_convolution(run: Run) -> int:
    """Show the choice of the convolution that is looked into, from 1; if there is one only there is none."""
    count = len(run.design.filters) * run.design.depth
    if count == 1:
        return 1
    options = {str(n): f"conv {n}" for n in range(1, count + 1)}
    return int(pick_segment("Look inside", options, "t_conv", label_visibility="collapsed"))


def show_looks(run: Run, given: Input, convolution: int) -> None:
    """Draw the picture with the prediction, the kernels, and their maps after the activation."""
    made = maps(run.network, given.image)
    activation = ACTIVATIONS.get(run.design.activation)
    name = f"{activation.key if activation else 'conv'} {convolution}"
    show_maps(
        [
            _picture(given, made["dense"], run.design.sheet.about.labels),
            *_kernels(filters(run.network, convolution), convolution),
            *_maps(made[name], name, shared_limits(list(made[f"conv {convolution}"]), "signed")),
            *(_hand_made(run.design.kernel_size) if convolution == 1 else ()),
        ],
        key="looks",
        layout="mosaic",
        size=45,
    )


def _picture(given: Input, logits: Array, labels: Sequence[str]) -> Map:
    predicted = "nothing, because its numbers are too large"
    if np.isfinite(logits).all():
        shares = softmax(logits).ravel()
        best = int(shares.argmax())
        predicted = f"{labels[best]}, {percents(shares)[best]}"
    truth = "" if given.label is None else f"; the label is {labels[given.label]}"
    says = f"It predicts {predicted}{truth}"
    return Map(shade(given.image, "raw", (0, 1)), given.alt, row=says)


def _kernels(kernels: Array, convolution: int) -> list[Map]:
    """A tile for each filter; if it has several kernels, one for each map it is given, these are in it."""
    count, given, size, _ = kernels.shape
    limits = shared_limits(kernels.reshape(count, -1, size), "signed")
    shades = [[shade(one, "signed", limits) for one in filter_] for filter_ in kernels]
    across = int(np.ceil(np.sqrt(given)))
    row = f"Convolution {convolution}: {count} filters of {f'{given} × ' if given > 1 else ''}{size} × {size}"
    return [
        Map(
            _tile(of_one, across),
            f"Filter {i}: weights from {_ends(kernels[i])}",
            row=f"{row} · {_range(of_one[0])}",
        )
        for i, of_one in enumerate(shades)
    ]


def _tile(shades: list[Shade], across: int) -> Shade:
    first = shades[0]
    index = mosaic([one.index for one in shades], across, gap=1, fill=_BETWEEN)
    return Shade(index, first.palette, first.low, first.high, first.scale)


def _maps(made: Array, name: str, limits: Limits) -> list[Map]:
    """What is left after the activation, in the convolution's range."""
    shades = [shade(one, "signed", limits) for one in made]
    return [
        Map(
            one,
            f"Map {i} after {name}: {_ends(made[i])}",
            row=f"Outputs after {name} · {_range(one)}",
        )
        for i, one in enumerate(shades)
    ]


@lru_cache(maxsize=8)
def _hand_made(size: int) -> tuple[Map, ...]:
    """Kernels made by hand, to compare the filters with; each in colours of its own range."""
    by_hand = {
        "Sobel vertical": sobel("vertical"),
        "Sobel horizontal": sobel("horizontal"),
        "Kirsch NE": kirsch("NE"),
        "Gaussian": gaussian(size),
        "Gabor 0°": gabor(size, wavelength=size, sigma=size / 4),
        "Gabor 45°": gabor(size, wavelength=size, orientation=45, sigma=size / 4),
    }
    row = "Hand-made kernels for comparison"
    return tuple(
        Map(shade(kernel, "signed"), f"{name}, a hand-made kernel", row=row)
        for name, kernel in by_hand.items()
    )


def _ends(values: Array) -> str:
    return f"{format_number(values.min(), 3)} to {format_number(values.max(), 3)}"


def _range(shaded: Shade) -> str:
    """Write a range that no line breaks."""
    return ends_text((shaded.low, shaded.high)).replace(" ", "\N{NO-BREAK SPACE}")
