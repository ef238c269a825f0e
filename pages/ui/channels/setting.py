"""What a learner sets on the page on channels: read from the address, taken over from the view."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from cnnviz.channels import (
    MOST_FILTERS,
    PRESETS,
    ChannelLayer,
    read_filters,
    read_mix,
    read_numbers,
    write_filters,
    write_mix,
    write_numbers,
)
from cnnviz.channels.layer import fitted
from cnnviz.predict.reading import LONGEST
from pages.ui.channels.source import COUNT, OF, PICTURE, Source, typed_key
from pages.ui.inputs.in_view import OneOf, Setting, Switch, Whole, known, take
from pages.ui.linked.pins import pin, pinned
from pages.ui.session import keeping, state
from pages.ui.session.visit import Reaction

_FIRST = next(iter(PRESETS.values()))
_FILTERS, _BIASES, _MIX, _OFF, _AT = "ch_filters", "ch_bias", "ch_mix", "ch_off", "ch_at"
_OFF_ONE = re.compile(r"[0-7](?:\.[0-3b])?", re.ASCII)
_MOST_OFF = MOST_FILTERS * 6
#: The largest pointwise layer that is counted.
MOST_MAPS = 4096

_WAY = OneOf("ch_way", "The layer", "full", {"": dict.fromkeys(("full", "separable", "matrix"), "")})
_STRIDE = Whole("ch_stride", "stride", 1, 1, 4, "stride")
_PADDING = Whole("ch_pad", "padding", 0, 0, 4, "padding")
_CHOSEN = Whole("ch_filter", "The filter that is looked at", 0, 0, MOST_FILTERS - 1, "chosen")
_STAGE = Whole("ch_step", "How far the sum is shown", 6, 0, 6, "stage")
_MAPS_IN = Whole("ch_in", "maps in", 128, 1, MOST_MAPS, "maps_in")
_MAPS_OUT = Whole("ch_out", "maps out", 64, 1, MOST_MAPS, "maps_out")
_PREDICT = Switch("predict", "Predict first")
_SET: dict[str, Setting] = {
    "way": _WAY,
    "predict": _PREDICT,
    **{one.field: one for one in (_STRIDE, _PADDING, _CHOSEN, _STAGE, _MAPS_IN, _MAPS_OUT)},
}
_GUESS = "channels:guess"


@dataclass(frozen=True)
class Chosen:
    """The layer, and how it is looked at.

    Attributes
    ----------
    layer : ChannelLayer
        As deep as the source.
    chosen : int
        Which filter is looked at.
    at : tuple of int
        (0, row, column) of the output.
    stage : int
        How far the sum is shown: 0 nothing, 1 partial maps, 2 … as many of them added, then the bias.
    maps : (int, int)
        Of the pointwise layer that is counted: in, out.
    predict : bool
    """

    layer: ChannelLayer
    chosen: int
    at: tuple[int, int, int]
    stage: int
    maps: tuple[int, int]
    predict: bool

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        layer = self.layer
        return {
            "filters": write_filters(layer.filters),
            "biases": write_numbers(layer.biases),
            "mix": write_mix(layer.mix),
            "off": "~".join(sorted(layer.off)),
            "way": layer.way,
            "stride": layer.stride,
            "padding": layer.padding,
            "chosen": self.chosen,
            "at": list(self.at[1:]),
            "stage": self.stage,
            "maps_in": self.maps[0],
            "maps_out": self.maps[1],
            "predict": self.predict,
        }

    @property
    def guesses(self) -> dict[str, tuple[str, str]]:
        """What was predicted last of a size and of a value, and of which: the view's name for it."""
        return keeping.kept(_GUESS) or {}


def set_layer(source: Source) -> Chosen:
    """Give what is set, as deep as the source; it stands in the address from now on."""
    filters = state.setting(_FILTERS, _FIRST.filters, _text(read_filters))
    biases = state.setting(_BIASES, write_numbers(_FIRST.biases), _text(read_numbers))
    mix = read_mix(state.setting(_MIX, "1", _text(read_mix)))
    off = state.setting(_OFF, "", lambda text: text if _read_off(text) is not None else None)
    weights = read_filters(filters)
    assert weights is not None  # the settings take no other texts
    assert mix is not None
    count, channels = len(weights), len(source.maps)
    given = (*(read_numbers(biases) or ()), *[0.0] * count)
    layer = ChannelLayer(
        fitted(weights, count, channels),
        given[:count],
        fitted(mix, count, channels),
        known(_STRIDE),
        known(_PADDING),
        _read_off(off) or frozenset(),
        known(_WAY),
    )
    chosen = known(replace(_CHOSEN, high=count - 1))
    room = [side + 2 * _PADDING.high for side in source.maps.shape[1:]]
    at = pinned(_AT, (1, *room), lambda: (0, 0, 0) if source.is_matrix else (0, *_FIRST.at))
    return Chosen(layer, chosen, at, known(_STAGE), (known(_MAPS_IN), known(_MAPS_OUT)), known(_PREDICT))


def _text(read: Callable[[str], Any]) -> Callable[[str], str | None]:
    """Read a text of an address as itself, if it can be used."""
    return lambda text: text if read(text) is not None else None


def _read_off(text: str) -> frozenset[str] | None:
    """Read what is switched off, ``1~0.2~2.b``; None if it is no such text.

    >>> sorted(_read_off("1~0.2") or ()), _read_off("9")
    (['0.2', '1'], None)
    """
    parts = text.split("~", _MOST_OFF) if text else []
    return frozenset(parts) if all(_OFF_ONE.fullmatch(part) for part in parts) else None


def _take_text(key: str, read: Callable[[str], Any], sent: object) -> None:
    if isinstance(sent, str) and read(sent) is not None:
        state.put(key, sent)


def _take_at(sent: object) -> None:
    match sent:
        case [int(row), int(column)]:
            pin(_AT, [0, row, column])


def _take_guess(sent: object) -> None:
    match sent:
        case {"kind": "size" | "value" as kind, "typed": str(typed), "task": str(task)}:
            # One more than is read: what is too long is refused, and not cut off.
            keeping.keep(_GUESS, {**(keeping.kept(_GUESS) or {}), kind: (typed[: LONGEST + 1], task)})


def _take_start(sent: object) -> None:
    """Set all that an example sets."""
    preset = PRESETS.get(sent) if isinstance(sent, str) else None
    if preset is None:
        return
    values: dict[str, object] = {
        _FILTERS: preset.filters,
        _BIASES: write_numbers(preset.biases),
        _MIX: preset.mix or "1",
        _OFF: "",
        OF: "picture" if preset.sample else "typed",
        _WAY.key: preset.way,
        **{one.key: one.first for one in (_STRIDE, _PADDING, _CHOSEN, _STAGE)},
    }
    if preset.sample:
        values |= {PICTURE: preset.sample, "ch_colours": "colour"}
    else:
        values |= {COUNT: str(len(preset.typed))}
        values |= {typed_key(channel): text for channel, text in enumerate(preset.typed)}
    for key, value in values.items():
        state.put(key, value)
    pin(_AT, [0, *preset.at])


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "filters": partial(_take_text, _FILTERS, read_filters),
    "biases": partial(_take_text, _BIASES, read_numbers),
    "mix": partial(_take_text, _MIX, read_mix),
    "off": partial(_take_text, _OFF, _read_off),
    "at": _take_at,
    "guess": _take_guess,
    "start": _take_start,
    **{field: partial(take, setting) for field, setting in _SET.items()},
}
