"""What the page tells lessons of the layer that is looked at."""

from __future__ import annotations

from math import prod

from cnnviz.counting import Counted, misfit
from pages.ui.counting.setting import Setting
from pages.ui.session.told import tell

_NUMBERS = ("maps", "rows", "columns", "parameters", "multiplications", "outputs")


def tell_counted(setting: Setting, row: Counted | str | None) -> None:
    """Tell of the first input and of the layer; where none can be counted, all of the layer is 0."""
    if setting.entered.is_whole:
        rows, columns, channels = setting.entered.values
        tell(input={"rows": rows, "columns": columns, "channels": channels})
    tell(layer={**dict.fromkeys(_NUMBERS, 0), "fits": False, "exact": "", **_layer(row)})


def _layer(row: Counted | str | None) -> dict[str, object]:
    if not isinstance(row, Counted):
        return {}
    sizes = (*row.shape, 1, 1)[:3]  # of a dense layer, one number each
    costs = row.parameters.value, row.multiplications.value
    told = zip(_NUMBERS, (*sizes, *costs, prod(row.shape)), strict=True)
    found = misfit(row)
    return {**dict(told), "fits": not found, "exact": found[0].exact if found else ""}
