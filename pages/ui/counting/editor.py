"""The list of layers that is typed into, with each layer's shape and cost beside it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from cnnviz.counting import KINDS, MOST, PRESETS, Counted, Entered, Field, Total, total
from cnnviz.counting.formulas import in_bytes, shape_text
from cnnviz.counting.layer import INPUT as INPUT_FIELDS
from cnnviz.counting.stack import LONGEST_FIELD
from cnnviz.numbers import format_number
from pages.ui.counting.setting import INPUT, LAYERS, Setting, take_stack
from pages.ui.linked.layer_questions import Seen
from pages.ui.session import keeping, reports
from pages.ui.session.component import register

_component = register("layers")
_KEY = "c_stack"


def show_editor(setting: Setting, rows: Sequence[Counted | str], seen: Seen) -> None:
    """Draw it; of what is to be predicted nothing but a question mark."""
    counted = [row for row in rows[: seen.whole] if isinstance(row, Counted)]
    data = {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "input": _described(setting.entered, INPUT_FIELDS),
        "layers": [
            {**_layer(one), **_made(rows, at, setting.chosen, seen)} | _fault(one, rows[: seen.whole], at)
            for at, one in enumerate(setting.stack)
        ],
        "kinds": [
            {
                "key": key,
                "title": kind.title,
                "names": [field.key for field in kind.fields],
                "first": [field.first for field in kind.fields],
            }
            for key, kind in KINDS.items()
        ],
        "chosen": setting.chosen,
        "most": MOST,
        "longest": LONGEST_FIELD,
        "presets": _presets(setting),
        "sum": _sum(total(counted), len(counted), len(setting.stack)) if counted else "",
    }
    _component(key=_KEY, data=data, react={"stack": take_stack})


def _described(one: Entered, fields: tuple[Field, ...]) -> dict[str, object]:
    told = zip(fields, one.texts, one.faults, strict=True)
    wrong = next((fault for fault in one.faults if fault), "")
    return {
        "fields": [{"name": field.label, "text": text, "fault": fault} for field, text, fault in told],
        "fault": as_sentence(wrong),
    }


def _layer(one: Entered) -> dict[str, object]:
    kind = KINDS[one.kind]  # type: ignore[index]
    return {"kind": one.kind, "what": _what(one), **_described(one, kind.fields)}


def _what(one: Entered) -> str:
    """Name a layer in a line, with what matters most."""
    title, fields = KINDS[one.kind]  # type: ignore[index]
    texts = dict(zip((field.key for field in fields), one.texts, strict=True))
    units = texts.get("filters", texts.get("units", ""))
    window = f"kernel {texts['kernel']}, stride {texts['stride']}" if "kernel" in texts else ""
    return f"{title} {', '.join(part for part in (units, window) if part)}"


def _made(rows: Sequence[Counted | str], at: int, chosen: int, seen: Seen) -> dict[str, object]:
    """Say what a layer gives and costs; of one that is hidden not even whether it can be."""
    row = rows[at] if at < len(rows) else None
    if row is not None and at >= seen.whole:
        made = shape_text(row.shape) if isinstance(row, Counted) and at == chosen and seen.size else "?"
        return {"made": f"→ {made}", "costs": ""}
    if not isinstance(row, Counted):
        return {"made": "", "costs": ""}
    costs = f"{row.parameters.result} parameters, {row.multiplications.result} multiplications"
    return {"made": f"→ {shape_text(row.shape)}", "costs": costs}


def _fault(one: Entered, rows: Sequence[Counted | str], at: int) -> dict[str, object]:
    row = rows[at] if at < len(rows) else ""
    return {"fault": as_sentence(row)} if one.is_whole and isinstance(row, str) else {}


def as_sentence(text: str) -> str:
    """Write why something cannot be as a sentence; nothing of nothing."""
    return f"{text[0].upper()}{text[1:].removesuffix('.')}." if text else ""


def _presets(setting: Setting) -> list[dict[str, object]]:
    stands = tuple(setting.entered.texts), tuple((one.kind, *one.texts) for one in setting.stack)
    return [
        {
            "title": preset.title,
            "href": f"?{urlencode({INPUT: preset.input, LAYERS: preset.layers})}",
            "input": preset.input,
            "layers": preset.layers,
            "current": stands == _parted(preset.input, preset.layers),
        }
        for preset in PRESETS.values()
    ]


def _parted(entered: str, layers: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    return tuple(entered.split("_")), tuple(tuple(layer.split("_")) for layer in layers.split("~"))


def _sum(all_of_it: Total, counted: int, layers: int) -> str:
    whose = "Together" if counted == layers else "Layer 1" if counted == 1 else f"Layers 1 to {counted}"
    return (
        f"{whose}: {format_number(all_of_it.parameters)} parameters, "
        f"{format_number(all_of_it.multiplications)} multiplications, {in_bytes(all_of_it.memory)}"
    )
