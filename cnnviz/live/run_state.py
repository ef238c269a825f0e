"""All that a run goes on from, as plain values and arrays: elsewhere it comes to the same bits."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.design import Design
from cnnviz.live.history import History, Mark
from cnnviz.live.judge import Judge, Judgement
from cnnviz.live.run import Run
from cnnviz.live.subset import Subset
from cnnviz.live.watched import Place, Watched
from cnnviz.network.layers import Dropout
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
Arrays = dict[str, Array]


def state_of(run: Run) -> tuple[dict[str, Any], Arrays]:
    """Take down a run between two batches.

    Parameters
    ----------
    run : Run
        One that is judged.

    Returns
    -------
    values : dict
        What JSON can hold.
    arrays : dict of str to ndarray
        Copies are not made: write them before the next batch.
    """
    history, watched, judge = run.history, run.watched, run._judge
    values: dict[str, Any] = {
        "design": asdict(run.design),
        "stopped": run.stopped,
        "loaded": run._start is not None,
        "draws": [one.bit_generator.state for one in _generators(run)],
        "steps": getattr(run.optimiser, "steps", 0),
        "means": [history.recent_loss, history._loss.count],
        "marks": [mark[:-1] for mark in history.marks],
        "watched": watched and [list(watched.place), watched.start],
        "due": judge.due if judge else 0,
        "judged": {name: [one.seen, one.steps] for name, one in _judgements(judge).items()},
    }
    arrays = {
        "order": run._order,
        "images": np.array(history.images),
        "losses": np.array(history.losses),
        "gradients": history.gradients,
        **{f"right/{i}": np.frombuffer(mark.right, np.uint8) for i, mark in enumerate(history.marks)},
        **_named("network", _values(run.network)),
        **_named("start", run._start or {}),
    }
    for name, memory in run.optimiser.memories.items():
        arrays |= _named(f"memory/{name}", memory)
    for name, one in _judgements(judge).items():
        arrays |= _named(f"judged/{name}", _values(one.network))
    if watched:
        arrays |= {"watched/values": np.array(watched.values), "watched/slopes": np.array(watched.gradients)}
    return values, arrays


def run_of(values: Mapping[str, Any], arrays: Mapping[str, Array], images: Callable[[str], Subset]) -> Run:
    """Make the run that was taken down by `state_of`.

    Parameters
    ----------
    values : dict
    arrays : dict of str to ndarray
    images : callable
        Gives the images of a key of `cnnviz.live.sheets.SHEETS`.

    Raises
    ------
    CnnvizError, LookupError, TypeError, ValueError
        If it is none, or a run that this version does not know.
    """
    given = values["design"]
    design = Design(**{**given, "filters": tuple(given["filters"])})
    network = design.build()
    if values["loaded"]:
        network.assign(_under("start", arrays))
    run = Run(design, images(design.data), network if values["loaded"] else None)
    _fill(_values(run.network), _under("network", arrays))
    for name, memory in run.optimiser.memories.items():
        _fill(memory, _under(f"memory/{name}", arrays))
    if hasattr(run.optimiser, "steps"):
        run.optimiser.steps = int(values["steps"])
    for generator, state in zip(_generators(run), values["draws"], strict=True):
        generator.bit_generator.state = state
    run._order, run.stopped = arrays["order"].astype(np.intp), str(values["stopped"])
    _recall(run.history, values, arrays)
    run._judge = _judge(run, values, arrays)
    if values["watched"]:
        place, start = values["watched"]
        run.watched = Watched.begin(Place(*place), run.weighted[:-1], run.network.parameters, start)
        run.watched.values = array("f", arrays["watched/values"].tolist())
        run.watched.gradients = array("f", arrays["watched/slopes"].tolist())
    return run


def _recall(history: History, values: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    history.images = array("q", arrays["images"].tolist())
    history.losses = array("d", arrays["losses"].tolist())
    history.marks = [Mark.of(mark, arrays[f"right/{i}"].tobytes()) for i, mark in enumerate(values["marks"])]
    history._loss.value, history._loss.count = values["means"]
    history._gradients.value, history._gradients.count = arrays["gradients"], history._loss.count


def _judge(run: Run, values: Mapping[str, Any], arrays: Mapping[str, Array]) -> Judge:
    """Go on with judgements: what they had classified is classified again."""
    judge = Judge(run.design, run.subset, run.network)
    judge.due, judge.first = int(values["due"]), None
    for name, (seen, steps) in values["judged"].items():
        network = run.design.build()
        network.assign(_under(f"judged/{name}", arrays))
        one = Judgement(run.design, run.subset, network, seen)
        for _ in range(steps):
            one.step()
        setattr(judge, name, one)
    return judge


def _judgements(judge: Judge | None) -> dict[str, Judgement]:
    both = {"first": judge.first, "now": judge.now} if judge else {}
    return {name: one for name, one in both.items() if one}


def _generators(run: Run) -> list[np.random.Generator]:
    silencing = [layer.rng for layer in run.network.layers if isinstance(layer, Dropout) and layer.rng]
    return [run._rng, run._shifting, *silencing]


def _values(network: Sequential) -> Arrays:
    return network.parameters | network.buffers


def _named(group: str, arrays: Mapping[str, Array]) -> Arrays:
    return {f"{group}/{name}": value for name, value in arrays.items()}


def _under(group: str, arrays: Mapping[str, Array]) -> Arrays:
    return {name[len(group) + 1 :]: value for name, value in arrays.items() if name.startswith(f"{group}/")}


def _fill(targets: Mapping[str, Array], sources: Mapping[str, Array]) -> None:
    """Write into arrays that are in use already: an optimiser holds those of its network."""
    if targets.keys() != sources.keys():
        raise LookupError("other layers than the design has")
    for name, target in targets.items():
        if target.shape != sources[name].shape:
            raise ValueError(f"{name} has another shape")
        target[...] = sources[name]
