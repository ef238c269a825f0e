"""What the addresses of Break it restore."""

import re

import numpy as np
from numpy.typing import NDArray

from cnnviz.models.garments import LABELS
from tests.pages.conftest import Drawn
from tests.pages.restored.opened import Opened, Told, cells
from tests.pages.stable import number, tone, written
from tests.payload import unpack

#: The palette's index of 0 on a signed scale.
ZERO = 128


def break_it(page: Opened) -> Told:
    """The operations and what became of the answer, or a change of the picture by an amount."""
    if page.has("b_sweep"):
        return {**_changed(page, "b_sweep"), "test images right": _right(page), **_asks(page)}
    if page.has("b_ladder"):
        return _changed(page, "b_ladder")
    return {**_operated(page), **_asks(page), "done by the button": _next_operation(page)}


def _asks(page: Opened) -> Told:
    """How the count of correct test images is asked for."""
    return {"asks": page.questions("break_it")}


def _operated(page: Opened) -> Told:
    maps, ranked = page.header("b_maps"), page.has("b_ranked")
    close = [] if ranked else page.maps("b_close")
    names = [f"{column['title']} {column['note']}" for column in maps["columns"]]
    column, unit = maps["chosen"]
    shown = maps["columns"][column]["names"][unit]
    return {
        "operated on": [[names[at], unit] for at, unit in maps["sources"]],
        "looks at": [names[column], unit],
        "its maps before, after, change": [tone(pixels) for pixels in _maps_of(close)],
        "its kernel before, after": [cells(one) for one in _kernels_of(close) if one.header["values"]],
        "its map among all maps": written(shown.partition(": ")[2]),
        "shares in %": _shares(page),
        "test images right": _right(page),
        **({"maps ranked": _ranked(page)} if ranked else {}),
    }


def _maps_of(close: list[Drawn]) -> list[NDArray[np.uint8]]:
    """The map before, after, and the change; before any operation it is drawn once, and nothing changed."""
    drawn = [one.pixels for one in close]
    return [drawn[0], drawn[0], np.full_like(drawn[0], ZERO)] if len(drawn) == 2 else drawn[:3]


def _kernels_of(close: list[Drawn]) -> list[Drawn]:
    """Its kernel before and after; before any operation it is drawn once."""
    return [close[1], close[1]] if len(close) == 2 else close[3:]


def _ranked(page: Opened) -> Told:
    """Of which class, and the maps that come first with what silencing them changes."""
    header = unpack(page.component("b_ranked").bytes).header
    first = [[line["name"], number(line["value"])] for line in header["lines"][:3]]
    return {"of": header["title"], "first": first, "lines": len(header["lines"])}


def _shares(page: Opened) -> dict[str, list[str]]:
    """Of each class before and after."""
    pattern = r'<th scope="row">([^<]*)</th><td>.*?</td><td>([^<]*)</td><td>([^<]*)</td>'
    return {name: [*written(was), *written(now)] for name, was, now in re.findall(pattern, page.html)}


def _right(page: Opened) -> list[int]:
    """How many test images are answered rightly, before and after."""
    (counts,) = [value for name, (value, _) in page.facts.items() if "→" in value or "out of" in name]
    now = [int(count) for count in written(counts)]
    return now * 2 if len(now) == 1 else now  # before any operation there is one number


def _next_operation(page: Opened) -> str | None:
    """What pressing the button adds to the operations in the address; to be asked last."""
    button = page.app.button(key="b_go")
    if button.disabled:
        return None
    before = page.address.get("ops", "")
    button.click()
    page.run()
    return page.address["ops"].removeprefix(before).removeprefix("~~")


def _changed(page: Opened, key: str) -> Told:
    """A picture that is changed by one of several amounts."""
    sent = unpack(page.component(key).bytes)
    header, blocks, step = sent.header, sent.blocks, sent.header["step"]
    changed = blocks[max(name for name in blocks if name.startswith("pixels"))]
    return {
        "input": page.input_drawn(blocks["pixels0"][0]),
        "amounts": [number(header["amounts"][0]), number(header["amounts"][-1])],
        "amount": number(header["amounts"][step]),
        "before": _predicted(np.array(header["before"])),
        "after": _predicted(blocks["shares"][step]),
        "changed": tone(changed[step]),
    }


def _predicted(shares: np.ndarray) -> Told:
    return {"class": LABELS[int(shares.argmax())], "probability": number(shares.max())}
