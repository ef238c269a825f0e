"""The windows of a layer as a page to keep, with the formulas of all layers in words."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.counting import KINDS, Counted
from cnnviz.counting.formulas import shape_text
from pages.ui.counting.explained import formulas_of
from pages.ui.counting.setting import MISFIT, Setting
from pages.ui.counting.windows import windows_data
from pages.ui.linked.laboratory import Laboratory, offer_laboratory


def offer_counted(setting: Setting, rows: Sequence[Counted | str]) -> None:
    """Show the button, where all layers can be counted and the one that is looked at has windows."""
    row, counted = setting.looked_at(), [one for one in rows if isinstance(one, Counted)]
    data = windows_data(row) if isinstance(row, Counted) else {}
    is_offered = bool(data) and len(counted) == len(setting.stack)
    offer_laboratory(lambda: _laboratory(setting, counted, data), "counting", is_offered=is_offered)


def _laboratory(setting: Setting, counted: Sequence[Counted], data: dict[str, object]) -> Laboratory:
    title = f"{_name(setting.chosen, counted[setting.chosen])}: its windows"
    facts = [
        ("Input", shape_text(counted[0].input_shape)),
        ("If windows don’t fit", MISFIT[setting.remainder]),
        *((_name(at, row), _lines(row)) for at, row in enumerate(counted)),
    ]
    return Laboratory("starts", title, facts, {}, {}, data=data)


def _name(at: int, row: Counted) -> str:
    return f"Layer {at + 1}, {KINDS[row.layer.kind].title.lower()}"


def _lines(row: Counted) -> str:
    return "\n".join(f"{name}: {formula.text()}" for name, formula in formulas_of(row))
