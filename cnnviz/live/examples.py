"""Designs that show something at one click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from cnnviz.live.design import Design
from cnnviz.live.limits import IMAGES

#: Nine convolutions, one after the other. With sigmoids the first layer’s gradient is below a
#: hundred-thousandth of the last one’s, and after 300 batches the network still guesses (seeds 1 and 2).
_DEEP: Final = Design(filters=(8, 8, 8), depth=3, kernel_size=3)
DEEP_SIGMOID: Final = replace(_DEEP, activation="sigmoid")
DEEP_RELU: Final = replace(_DEEP, activation="relu")

#: After 374 batches it has all of its images by heart, and about 75 % of the held-out ones (seeds 1 to 3).
OVERFIT: Final = Design(filters=(16, 16), images=IMAGES[0])


@dataclass(frozen=True)
class Switch:
    """One thing that makes the gap between training and held-out images smaller.

    Attributes
    ----------
    title : str
    says : str
        What it does, in a sentence.
    change : mapping of str to Any
        What it sets in a design; the filters of each stage are one number.
    """

    title: str
    says: str
    change: Mapping[str, Any]

    def of(self, design: Design) -> Design:
        """Change a design.

        >>> SWITCHES["filters"].of(OVERFIT).filters
        (1, 1)
        """
        change = dict(self.change)
        if "filters" in change:
            change["filters"] = (change["filters"],) * len(design.filters)
        return replace(design, **change)


#: What each makes of the gap of `OVERFIT` was measured: see `cnnviz.live.switched`.
SWITCHES: Final[Mapping[str, Switch]] = MappingProxyType(
    {
        "filters": Switch("Fewer filters", "One filter in each convolution.", {"filters": 1}),
        "images": Switch("More images", "All training images there are.", {"images": IMAGES[1]}),
        "dropout": Switch(
            "Dropout", "Nine of ten of the last maps' values are silenced in each batch.", {"dropout": 0.9}
        ),
        "decay": Switch("Weight decay", "Each batch shrinks all weights by 1 %.", {"weight_decay": 3.0}),
        "shifts": Switch("Shifts", "Each image is moved by up to 4 pixels each time.", {"shift": 4}),
    }
)
