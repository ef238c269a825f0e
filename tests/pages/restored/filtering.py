"""What the addresses of Kernels and Pooling restore, and all that has a linked view."""

from typing import Any

import numpy as np

from cnnviz.figures.palettes import LIGHT
from tests.pages.conftest import Sent
from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import number, picture, summary, tone

#: Windows of as many rows or columns are written out.
_FEW = 7
#: Of a view that says why it has no result.
_REFUSED = {"refused": True, "says what is wrong": True}


def kernels(page: Opened) -> Told:
    """The picture, the weights, where they lie, and the answer."""
    told = {"input": _source(page, "kernels")}
    if page.refused:
        return {**told, **_REFUSED}
    result, output = page.part("kernels", "result"), page.saved("cnnviz-filtered", ".npy")
    combined = result.header["operation"] == "combined"
    return {
        **told,
        "kernels": [summary(kernel) for kernel in result.blocks["weights"][:, 0]],
        "combined as": result.header["combine"] if combined else None,
        **_windows(page, "kernels"),
        **linked(page, "kernels"),
        **_output(page, "kernels", output),
        "windows over each pixel": summary(page.maps("coverage")[0].pixels) if page.has("coverage") else None,
    }


def pooling(page: Opened) -> Told:
    """What is pooled, how, where the windows lie, and what they leave."""
    if not page.has("part_pooling_source"):
        return {"refused": True}
    told = {"input": _source(page, "pooling")}
    if page.refused:
        return {**told, **_REFUSED}
    return {
        **told,
        "keeps": page.part("pooling", "result").header["kind"],
        **_windows(page, "pooling"),
        **linked(page, "pooling"),
        **_output(page, "pooling", page.saved("cnnviz-pooled", ".npy")),
        "filled in while stepping": page.view("pooling")["fill"],
    }


def linked(page: Opened, hub: str) -> Told:
    """Where a linked view is pinned, how far enlarged, what is large, and whether it is to be predicted."""
    view, result = page.view(hub), page.part(hub, "result")
    values = None if view.get("predict") else result.blocks.get("values")
    return {
        "pinned at": view["at"],
        "number there": None if values is None else number(values[tuple(view["at"])]),
        "enlarged": None if view["zoom"] == [1, 1] else view["zoom"],
        "large channel": view.get("large", {}).get("channel"),
        "predicted first": view.get("predict"),
        "left open": view.get("left_open"),
        "colours": _colours(result),
    }


def activations(page: Opened) -> Told:
    """The activation, the map before, what is pinned, and what comes out."""
    sent = page.sent("activated")
    row, column = sent.header["at"]
    gated, is_seen = "passed" in sent.blocks, "outputs" in sent.blocks
    return {
        "activation": "glu" if gated else sent.header["name"],
        "map": summary(sent.blocks["passed" if gated else "inputs"]),
        "gate": summary(sent.blocks["inputs"]) if gated else None,
        "output": summary(sent.blocks["outputs"]) if is_seen else None,
        "pinned at": [row, column],
        "number there": number(sent.blocks["outputs"][row, column]) if is_seen else None,
        "colours of what comes out": tone(sent.blocks["index"][-1]) if is_seen else None,
        "asks": page.questions("activations"),
    }


def _source(page: Opened, hub: str) -> Any:
    source = page.part(hub, "source")
    return picture(source.blocks["values"] * source.header["step"])


def _output(page: Opened, hub: str, saved: np.ndarray | None) -> Told:
    """The output as it can be saved, and the number that is pinned; of what is to be predicted the size."""
    view, result = page.view(hub), page.part(hub, "result")
    if saved is None:
        return {"output": {"shape": [result.header[side] for side in ("planes", "height", "width")]}}
    planes = saved.reshape(-1, *saved.shape[-2:])
    shade = number(result.blocks["index"].mean()) if "index" in result.blocks else None
    return {"output": summary(saved), "number there": number(planes[tuple(view["at"])]), "mean shade": shade}


def _colours(result: Sent) -> Told | None:
    """The values at the ends of the colours, and whether these are greys; None if each map has its own."""
    if result.header["limits"] is None:
        return None
    red, green, blue = result.blocks["palette"][LIGHT].T
    low, high = map(number, result.header["limits"])
    return {"from": low, "to": high, "greys": bool((red == green).all() and (green == blue).all())}


def _windows(page: Opened, hub: str) -> Told:
    """The rows and columns of the input under the first and the last window; − where there are none."""
    blocks = page.part(hub, "windows").blocks
    return {
        "padded or cropped to": [len(blocks["padded_rows"]), len(blocks["padded_columns"])],
        **{
            f"{which} window": {axis: _line(blocks, axis, window) for axis in ("rows", "columns")}
            for which, window in (("first", 0), ("last", -1))
        },
    }


def _line(blocks: dict[str, np.ndarray], axis: str, window: int) -> str:
    under = [at for at in blocks[axis][window].tolist() if at >= 0]
    seen = ["−" if at < 0 else str(at) for at in blocks[f"padded_{axis}"][under].tolist()]
    return " ".join(seen if len(seen) <= _FEW else [*seen[:2], "…", *seen[-2:]])
