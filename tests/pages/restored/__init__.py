"""What an address restores, read from the page that it opens: one function a page.

Only this package knows how today's pages show it: the keys of their components, what these
are sent, which files can be saved, what stands in their HTML. The table in `addresses.json` knows the meaning
alone. Whoever rebuilds a control changes the function here that reads it, and not the table.

Nothing here may read the address to tell what it restores, or the table would hold for any page.
"""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.pages.restored import (
    architectures,
    backward,
    breaking,
    channels,
    classes,
    classifier,
    counting,
    design,
    filtering,
    learning,
    moving,
    normal_map,
    pixels,
    practise,
    series,
    stacked,
    transposed,
    worked,
)
from tests.pages.restored.opened import Opened, Told

READERS: dict[str, Callable[[Opened], Told]] = {
    "home": lambda page: {},
    "course": practise.course,
    "practise": practise.practise,
    "teach": practise.teach,
    "classes": classes.without,
    "classroom": classes.without,
    "together": classes.without,
    "glossary": learning.glossary,
    "pixels": pixels.pixels,
    "kernels": filtering.kernels,
    "activations": filtering.activations,
    "channels": channels.channels,
    "counting": counting.counting,
    "pooling": filtering.pooling,
    "shift": moving.shift,
    "stack": stacked.stack,
    "normal_map": normal_map.normal_map,
    "network": classifier.network,
    "softmax": classifier.softmax,
    "architectures": architectures.architectures,
    "design": design.design,
    "why": classifier.why,
    "evaluation": classifier.evaluation,
    "units": classifier.units,
    "break_it": breaking.break_it,
    "neurons": learning.neurons,
    "split": worked.split,
    "backward": backward.backward,
    "train": learning.train,
    "modes": learning.modes,
    "transposed": transposed.transposed,
    "series": series.series,
    "autoencoder": learning.autoencoder,
}
"""What reads each page; the table of addresses has their order."""


def page_of(address: str) -> str:
    """Name the page of an address, which begins after the host's name."""
    return urlsplit(address).path.strip("/") or "home"


def restored(address: str) -> Told:
    """Open an address and tell what it restores, and what stands in the address then."""
    name = page_of(address)
    page = Opened(name, parse_qs(urlsplit(address).query, keep_blank_values=True))
    now = f"?{urlencode(sorted(page.address.items()))}"
    told = {**page.on_every_page(), **(READERS[name](page) if page.has_a_network else {})}
    return {"address then": now} | {key: it for key, it in told.items() if it is not None and it is not False}
