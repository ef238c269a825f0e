"""What the addresses of pages about the trained network restore."""

import numpy as np

from cnnviz.figures.palettes import LIGHT
from cnnviz.models.garments import LABELS
from tests.pages.restored.filtering import linked
from tests.pages.restored.opened import Opened, Told, cells
from tests.pages.stable import number, picture, summary, tone, written


def network(page: Opened) -> Told:
    """The picture, the answer, and the number that is looked at in one of the layers."""
    made = page.saved("cnnviz-network", ".npz")
    scores = made["dense"]
    told = {
        "input": picture(made["input"], 255),
        "answer": {"class": LABELS[int(scores.argmax())], "logit": number(scores.max())},
    }
    if not page.has("network_view"):
        return {**told, "asks": page.questions("network_flat")}
    result = page.part("network", "result")
    return {
        **told,
        "layer": result.header["windows"],
        "temperature": result.header.get("temperature"),
        **linked(page, "network"),
    }


def why(page: Opened) -> Told:
    """The class that is explained, a map of what speaks for it, and a path back."""
    outputs = page.header("outputs")["lines"]
    told = {
        "explains": next(line["name"] for line in outputs if line["chosen"]),
        "shares": [number(line["value"]) for line in outputs],
    }
    if page.has("cover_maps"):
        shown = _cover(page)
    else:
        shown = _known(page) if page.has("known_lines") else _heat(page)
    return {**told, **shown, **_path(page)}


def _known(page: Opened) -> Told:
    """What would be said after each layer, and the maps of one."""
    lines = page.header("known_lines")["lines"]
    return {
        "after each layer": [line["text"].replace("\u00a0", " ") for line in lines],
        "maps of": next(line["name"] for line in lines if line["chosen"]),
        "its maps": [tone(drawn.pixels) for drawn in page.maps("known_maps")][:4],
    }


def _cover(page: Opened) -> Told:
    """Where a cover lies, what it fills, and what it does."""
    before, covered = page.maps("cover_maps")
    facts = {name: value.replace("\u00a0", " ") for name, (value, _) in page.facts.items()}
    return {
        "cover at": before.header["marks"],
        "covered": tone(covered.pixels),
        "shares": [value for name, value in facts.items() if name.endswith((", before", ", covered"))],
        "worst place": facts.get("Worst place of all"),
    }


def _path(page: Opened) -> Told:
    followed = next(line for line in page.header("contributions")["lines"] if line["chosen"])
    return {
        "asks": page.questions("why_without"),
        "input": page.input_drawn(page.maps("path_patch")[0].pixels),
        "map followed": int(written(followed["name"])[0]),
        "which adds": number(followed["value"]),
        "layer": page.part("why", "result").header["windows"],
        **linked(page, "why"),
    }


def _heat(page: Opened) -> Told:
    first, *others = page.maps("heat")
    is_compared = len(others) > 2  # then the picture alone makes room
    over, *alone = [first, *others] if is_compared else others
    return {
        "method": next(iter(page.files)).removeprefix("cnnviz-why-").partition(".")[0],
        "map": summary(page.saved("cnnviz-why", ".npy")),
        "over the picture": tone(over.pixels[LIGHT]),
        "map beside it": tone(alone[2].pixels) if is_compared else None,
        "colours up to": [written(drawn.header["bar"][1])[0] for drawn in alone if drawn.header["bar"]],
    }


def evaluation(page: Opened) -> Told:
    """One of the views, with the picture that is looked at closely."""
    if page.has("confusion"):
        matrix = page.header("confusion")
        row, column = matrix["chosen"]
        count = matrix["counts"][row][column]
        asks = [page.questions(f"evaluation_{measure}") for measure in ("recall", "precision")]
        told = {"it is": LABELS[row], "called": LABELS[column], "images": count, **_one_of(page, "seen")}
        return {**told, "asks": asks if any(asks) else None}
    if 'class="reliability' in page.html:
        (error,) = written(page.facts["Expected calibration error"][0])
        return {"calibration error in %": error, "bins": page.html.count("</b></span>")}
    if distance := page.found(r"Your picture lies at distance ([\d.]+\d)"):
        return {"input": page.input_drawn(page.maps("input")[0].pixels), "distance": distance}
    return {
        "mistakes": int(page.found(r"<b>(\d+)</b> mistakes with a confidence above") or 0),
        **_one_of(page, "sure"),
    }


def _one_of(page: Opened, key: str) -> Told:
    """Which picture of several is looked at closely."""
    if not page.has(f"{key}_one"):
        return {}
    (one,) = page.maps(f"{key}_one")
    return {"image of the test set": int(written(one.header["note"])[0]), "pixels": picture(one.pixels)}


def units(page: Opened) -> Told:
    """A map, one of its kernels, what excites it, and a picture under it."""
    favourites = page.maps("favourites")
    shown, *numbers = page.maps("detector")
    return {
        "layer": page.app.selectbox(key="layer").value,
        "map": page.app.number_input(key="map").value,
        "kernel": cells(page.maps("likeness")[0]),
        **_kernels_drawn(page),
        "images that excite it": [int(written(one.header["alt"])[0]) for one in favourites],
        "most": written(favourites[0].header["note"])[-1],
        "picture that excites it": tone(page.maps("exciting")[0].pixels),
        "looked for in steps": [int(written(stop.header["label"])[0]) for stop in page.maps("stops")],
        "input, as bright as it is shown": tone(shown.pixels),
        # While the products are hidden, an empty map keeps their place.
        "kernel, patch, products": [cells(one) for one in numbers if one.header["known"]],
        "asks": page.questions("units"),
    }


def _kernels_drawn(page: Opened) -> Told:
    """Which of all kernels is framed, and the shades of its map's kernels; or what excites which maps."""
    if page.has("parts"):
        return {
            "framed": page.chosen("parts"),
            "first patches": [tone(one.pixels) for one in page.maps("parts")][:4],
        }
    if page.has("few_kernels"):
        (chosen,) = page.chosen("few_kernels")
        return {"framed": [chosen], "its shades": summary(page.maps("few_kernels")[chosen].pixels)}
    sent = page.sent("many_kernels")
    chosen = sent.header["chosen"]
    return {"framed": chosen, "its shades": tone(sent.blocks[f"index {chosen[0]}"])}


def softmax(page: Opened) -> Told:
    """The classes with their logits, what becomes of them, and the logits that the network offers."""
    view = page.view("softmax")
    return {
        "classes": view["fields"]["classes"],
        "temperature": view["temperature"],
        "probabilities by": view["way"],
        "right class": view["right"],
        "class looked at": view["at"],
        "unfolded up to": view["stage"],
        "probabilities": summary(page.saved("cnnviz-softmax", ".npy")),
        "network's logits": summary(np.array([logit for _, logit in view["network"]["classes"]])),
    }
