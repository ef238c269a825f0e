"""What the addresses of pages about learning restore."""

import json
from dataclasses import asdict

import numpy as np

from cnnviz.figures.palettes import LIGHT
from cnnviz.models.garments import LABELS
from tests.pages.restored.opened import Opened, Told
from tests.pages.restored.worked import typed_modes
from tests.pages.stable import number, picture, summary, tone, written


def neurons(page: Opened) -> Told:
    """A picture under the weights of one neuron; permuted pixels; or two neurons of two inputs."""
    if page.has("orders"):
        first, *_ = page.maps("put_back")
        return {
            "input": page.input_drawn(page.maps("orders")[0].pixels),
            "weights as drawn": tone(first.pixels),
            "positive is": _hue(page.palette("put_back")),
        }
    if not page.has("weighted"):
        sums = page.html.split('<p class="sum">')[1:]
        return {"sums": [written(line.partition("</p>")[0]) for line in sums]}
    sent = page.sent("weighted")
    row, column = sent.header["at"]
    inputs, weights = sent.blocks["inputs"], sent.blocks["weights"]
    pairs = page.found(r"<b>([\d,]+) of [\d,]+ pairs</b>")
    return {
        "input": picture(inputs, 255),
        **_followed(page),
        "weights": summary(weights),
        "weights as drawn": tone(sent.blocks["index"][1]),
        "positive is": _hue(sent.blocks["palette 1"][LIGHT]),
        "pinned at": [row, column],
        "product there": number(inputs[row, column] * weights[row, column]),
        "pairs alike": int(written(pairs)[0]) if pairs else None,
        "answer": page.found(r'<p class="verdict"><strong>([^<,]*)'),
    }


def _hue(palette: np.ndarray) -> str:
    """The colour of the largest values."""
    red, green, _ = palette[-1].tolist()
    return "green" if green > red else "orange"


def _followed(page: Opened) -> Told:
    """Which class or hidden unit is looked at."""
    if page.has("weights"):
        return {"class": LABELS[page.header("weights")["chosen"][0]]}
    units = page.sent("units")
    column, row = units.header["chosen"]
    return {"hidden unit": sum(len(units.blocks[f"index {i}"]) for i in range(column)) + row}


def glossary(page: Opened) -> Told:
    """What is typed into the field."""
    return {"typed": page.header("glossary")["typed"]}


def _own_class(page: Opened) -> str | None:
    """Under which class an own picture would join the test set; None of a test image."""
    found = [box.value for box in page.app.selectbox if box.label == "It shows"]
    return found[0] if found else None


def train(page: Opened) -> Told:
    """The design of the run, its first weights, and what it looks at; or what is swept, or read."""
    if page.has("sweep"):
        (plot,) = page.header("sweep")["plots"]
        return {"swept": plot["title"], "at": plot["along"]}
    if page.has("recorded"):
        (plot,) = page.header("recorded")["plots"]
        (curve,) = [line["path"] for line in plot["lines"] if line["kind"] == "now"]
        return {"read": curve, "said of it": page.found(r'class="answer.*?</b> (.*?)</p>')}
    run, looks = page.app.session_state["kept:bench"].run, page.maps("looks")
    layers = run.network.layers
    return {
        "design": json.loads(json.dumps(asdict(run.design))),
        "parameters": sum(values.size for layer in layers for values in layer.parameters.values()),
        "first weights": summary(layers[0].parameters["weight"]),
        "input": page.input_drawn(looks[0].pixels),
        "group of controls": page.tabs[0],
        "weight that is followed": run.watched and list(run.watched.place),
        "own class": _own_class(page),
        "convolution looked into": int(written(page.header("looks")["rows"][1]["title"])[0]),
    }


def modes(page: Opened) -> Told:
    """Dropout or batch norm, in training or in a test.

    The page trains its network itself, and a hundred steps make much of how a processor rounds. So numbers
    are told of the untrained one alone.
    """
    if typed := typed_modes(page):
        return typed
    return {**_given(page), **(_dropout(page) if page.has("drop_numbers") else _batch_norm(page))}


def _given(page: Opened) -> Told:
    """The picture, by its index in the gallery or as it was prepared."""
    column, row = (page.found(rf"--chosen-{axis}: (\d+);") for axis in ("column", "row"))
    if column is None:
        return {"input": page.input_drawn(page.maps("steps")[-1].pixels)}
    return {"test image of the class": [LABELS[int(column)], int(row)]}


def _dropout(page: Opened) -> Told:
    now, mean = page.maps("drop_numbers")
    count, of = written(page.facts["Silenced"][0])
    chosen, draws = written(mean.header["label"])
    return {
        "silenced": [int(count), int(of)],
        "the others times": written(page.facts["Factor for the other units"][0])[0],
        "map": int(chosen),
        "silenced in it": ["".join("-x"[text == "·"] for text in row) for row in now.values],
        "draws": int(draws),
    }


def _batch_norm(page: Opened) -> Told:
    maps = page.maps("norm_maps")
    values = [written(value) for value, _ in page.facts.values()]
    names = (
        "taken off",
        "variance and ε",
        "γ and β",
        "mean after",
        "variance after",
        "moved in the next batch",
    )
    numbers = {**dict(zip(names, values, strict=True)), "map of the image": tone(maps[0].pixels)}
    batches, layer = (page.app.segmented_control(key=key) for key in ("norm_mark", "norm_place"))
    return {
        "batches it was trained for": int(batches.value),
        "layer": layer.options.index(layer.format_func(layer.value)),
        "map": int(written(next(iter(page.facts)))[0]),
        "images drawn": len(maps) // 2,
        "another batch counts": numbers["moved in the next batch"] != ["0"],
        **(numbers if batches.value == "0" else {}),
    }


def autoencoder(page: Opened) -> Told:
    """The picture, what is silenced of its code, how far it comes back, and a walk to another one."""
    strip = page.maps("walk_strip")
    step, blended = page.chosen("walk_strip")
    return {
        "input": page.input_drawn(page.maps("input")[0].pixels),
        "silenced": page.chosen("ae_code"),
        "error": written(page.facts["Mean squared error for this picture"][0])[0],
        "walk to": tone(strip[blended - step - 1].pixels),
        "step of the walk": step,
        "picture there": tone(page.maps("walk_large")[0].pixels),
        "layer": page.header("ae_maps")["chosen"][0] if page.has("ae_maps") else None,
    }
