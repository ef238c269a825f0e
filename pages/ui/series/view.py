"""The view of a series and of a volume: the browser answers at once, and Python keeps what was set."""

from __future__ import annotations

from typing import Final

from cnnviz.errors import CnnvizError
from cnnviz.predict import Verdict, check_size, check_value
from cnnviz.series import HOW, KERNELS, MOST, MOST_TEXT, PADDINGS, SAMPLES, Filtered
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task, verdicts
from pages.ui.linked.view import tell
from pages.ui.series.setting import HUB, LIMITS, Chosen, told
from pages.ui.series.volume_setting import ChosenVolume, told_of_voxels
from pages.ui.series.volume_view import volume_options, volume_task
from pages.ui.session.component import register

_view = register("series")

_PLAIN: Final[dict[str, object]] = {"padding": "valid", "stride": 1, "dilation": 1, "match": None, "at": None}
#: What one can begin with: what each sets.
EXAMPLES: Final[dict[str, dict[str, object]]] = {
    "Find a step": {**_PLAIN, "values": "step", "kernel": KERNELS["Difference"]},
    "Six numbers": {**_PLAIN, "values": "six", "kernel": KERNELS["Difference"]},
    "Smooth a sine": {**_PLAIN, "values": "sine", "kernel": KERNELS["Moving average"], "padding": "same"},
    "Find heartbeats": {**_PLAIN, "values": "heart", "match": [44, 19, "norm"]},
    "Causal, dilated": {
        **_PLAIN,
        "values": "impulse",
        "kernel": "1 1/2 1",
        "padding": "causal",
        "dilation": 4,
    },
}


def show_view(of: str, chosen: Chosen, volume: ChosenVolume, predict: bool) -> None:
    """Draw the one of both that is chosen."""
    task = (_task(chosen) if of == "series" else volume_task(volume)) if predict else None
    tell(HUB, _fields(of, chosen, volume), _options(task, predict))
    _view(key="series_view", data={"hub": HUB})


def laboratory(of: str, chosen: Chosen, volume: ChosenVolume) -> Laboratory:
    """Give what is saved as a page."""
    options = {**_options(None, False), "told": None, "told_of_voxels": None}
    return Laboratory(HUB, "1-D and 3-D", [], _fields(of, chosen, volume), options)


def _fields(of: str, chosen: Chosen, volume: ChosenVolume) -> dict[str, object]:
    return {"of": of, **chosen.fields(), **volume.fields()}


def _options(task: Task | None, predict: bool) -> dict[str, object]:
    """What the view offers."""
    return {
        "samples": [[key, sample.title, sample.values.tolist()] for key, sample in SAMPLES.items()],
        "kernels": list(KERNELS.items()),
        "examples": list(EXAMPLES.items()),
        "paddings": list(PADDINGS),
        "how": HOW,
        "limits": LIMITS,
        "most": {"values": MOST, "text": MOST_TEXT},
        "told": told(),
        "told_of_voxels": told_of_voxels(),
        "volume": volume_options(),
        "predict": predict,
        "asking": task.name if task else "",
        "asks_size": task is not None,
        "asks_value": task is not None,
        "verdicts": verdicts(HUB, task) if task else {},
    }


def _task(chosen: Chosen) -> Task | None:
    """Give what is to be predicted; None where there is no output."""
    try:
        made = chosen.made()
        count = made.output.size
    except CnnvizError:
        return None
    match = "" if chosen.match is None else "_".join(map(str, chosen.match))
    parts = (chosen.values, chosen.kernel, match, chosen.padding, str(chosen.stride), str(chosen.dilation))
    return Task(
        name="|".join(parts),
        shape=(1, 1, count),
        size=lambda typed: _size(made, typed),
        value=lambda typed, at: _value(made, typed, at),
    )


def _size(made: Filtered, typed: str) -> Verdict:
    options = (made.stride, made.sides, made.dilation)
    return check_size(typed, made.values.size, made.kernel.size, *options)


def _value(made: Filtered, typed: str, at: At) -> Verdict:
    index, count = at[2], made.output.size
    beside = {
        name: float(made.output[other])
        for name, other in (("one position earlier", index - 1), ("one position later", index + 1))
        if 0 <= other < count
    }
    return check_value(typed, made.as_row(index), neighbours=beside)
