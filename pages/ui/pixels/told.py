"""What the page on pixels tells of what it shows, for lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from typing import Any

from cnnviz import images, pixels
from cnnviz.models.garments import LABELS
from cnnviz.operators import softmax
from pages.ui.classifier import shipped as classifier
from pages.ui.inputs.pictures import Picture
from pages.ui.pixels.pictures import flat_plane, near_plane, template_of, typed_image
from pages.ui.pixels.setting import Chosen
from pages.ui.pixels.source import NETWORK, shipped
from pages.ui.session.told import tell

_COLOURS = ("red", "green", "blue")


def tell_pixels(picture: Picture, chosen: Chosen) -> None:
    """Tell of the view that is shown."""
    match chosen.show:
        case "numbers":
            tell(**_numbers(picture, chosen))
        case "flat":
            tell(flat=_flat(picture, chosen))
        case "near":
            tell(likeness=_likeness(picture, chosen))
        case "template":
            tell(**_template(chosen))


def _numbers(picture: Picture, chosen: Chosen) -> dict[str, Any]:
    image, (row, column) = typed_image(picture, chosen), chosen.at
    levels = [float(level) for level in image[:, row, column]]
    pixel: dict[str, float] = {"row": row, "column": column, **dict(zip(_COLOURS, levels, strict=False))}
    greys = image[0] if len(levels) == 1 else images.to_grey(image)
    last = chosen.typed[-1].value if chosen.typed else None
    return {
        "pixel": {**pixel, "grey": round(float(greys[row, column]), 1)},
        "typed": {"count": len(chosen.typed), "last": last},
        "picture": {
            "rows": image.shape[1],
            "columns": image.shape[2],
            "channels": len(image),
            "numbers": image.size,
            "darkest": round(float(greys.min()), 1),
        },
    }


def _flat(picture: Picture, chosen: Chosen) -> dict[str, int]:
    rows, columns = flat_plane(picture, chosen).shape
    row, column = chosen.cell
    place = pixels.place_in_line(row, column, columns)
    return {
        "row": row,
        "column": column,
        "place": place,
        "rows": rows,
        "columns": columns,
        "size": rows * columns,
    }


def _likeness(picture: Picture, chosen: Chosen) -> dict[str, Any]:
    plane = near_plane(picture, chosen)
    side = plane.shape[1 if chosen.way == "right" else 0]
    distance = max(1, min(chosen.distance, side - 1))
    found = pixels.correlation(plane, distance, chosen.way) if side > 1 else None
    return {"correlation": round(found or 0.0, 3), "distance": distance}


def _template(chosen: Chosen) -> dict[str, Any]:
    template, seen, bias = template_of(chosen)
    down, right = chosen.by
    told: dict[str, Any] = {
        "template": {"answer": round(pixels.answer(template, seen) + bias, 2), "down": down, "right": right}
    }
    if chosen.of == "trained":
        weights, biases = shipped().weights(NETWORK)
        picture = pixels.moved(classifier.gallery().images[chosen.test], *chosen.by)
        shares = softmax(weights @ picture.ravel() + biases)
        best = int(shares.argmax())
        own = float(shares[chosen.label])
        told["says"] = {"best": LABELS[best], "share": _percent(float(shares[best])), "own": _percent(own)}
    return told


def _percent(share: float) -> float:
    return round(100 * share, 1)
