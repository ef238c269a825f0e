"""What the page tells lessons of the layer that is looked at."""

from __future__ import annotations

from cnnviz.counting import Counted
from pages.ui.counting.setting import Setting
from pages.ui.session.told import tell


def tell_counted(setting: Setting, row: Counted | str | None) -> None:
    """Tell of the first input and of the layer; where none can be counted, all of the layer is 0."""
    if setting.entered.is_whole:
        rows, columns, channels = setting.entered.values
        tell(input={"rows": rows, "columns": columns, "channels": channels})
    numbers = ("maps", "rows", "columns", "parameters", "multiplications")
    told = dict.fromkeys(numbers, 0)
    if isinstance(row, Counted):
        sizes = (*row.shape, 1, 1)[:3]  # of a dense layer, one number each
        values = (*sizes, row.parameters.value, row.multiplications.value)
        told = dict(zip(numbers, values, strict=True))
    tell(layer=told)
