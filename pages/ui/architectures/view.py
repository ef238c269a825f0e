"""The drawing of a network, with what is said of each layer; the browser shows it without asking."""

from __future__ import annotations

from cnnviz.architectures import Row
from cnnviz.architectures.layout import Block, blocks
from cnnviz.architectures.words import legend, short, title
from cnnviz.counting import Formula, Sign, Term
from cnnviz.counting.formulas import shape_text
from cnnviz.numbers import format_number
from pages.ui.architectures.setting import Chosen, take_layer
from pages.ui.architectures.told import refused, sentences, sums
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.layer_questions import Seen
from pages.ui.session import keeping, reports
from pages.ui.session.component import register

_component = register("architectures")
_KEY = "a_view"
_AXES = ("Output, rows", "Output, columns")
_HIDDEN = "?"
Line = tuple[object, ...]


def show_network(chosen: Chosen, seen: Seen) -> Laboratory:
    """Draw it, and give what is saved as a page; of what is to be predicted nothing but question marks."""
    data, heard = _data(chosen, seen), {"session": keeping.session(), "revision": reports.revision(_KEY)}
    _component(key=_KEY, data=heard | data, react={"layer": take_layer})
    title = chosen.title[0].upper() + chosen.title[1:]
    return Laboratory("architectures", title, [("Input", shape_text(chosen.shape))], {}, {}, data=data)


def _data(chosen: Chosen, seen: Seen) -> dict[str, object]:
    rows, at = chosen.measured.rows, chosen.layer()
    lines: dict[Line, int] = {}  # equal layers share theirs
    most = max((row.parameters.value for row in rows), default=0)
    layers = [_layer(row, chosen, most, lines) for row in rows[: seen.whole]]
    layers += [_hidden(row, chosen, lines, seen if n == at else None) for n, row in _behind(rows, seen)]
    return {
        "title": chosen.title,
        "input": shape_text(chosen.shape),
        "sums": sums(chosen) if seen.is_all else [],
        "words": sentences(chosen) if seen.is_all else "",
        "fault": refused(chosen) if seen.is_all else "",
        "legend": legend(row.node for row in rows),
        "layers": layers,
        "stages": _stages(rows, seen.whole),
        "lines": list(lines),
        "chosen": at,
    }


def _layer(row: Row, chosen: Chosen, most: int, lines: dict[Line, int]) -> dict[str, object]:
    found = [_formula(name, formula) for name, formula in _named(row)]
    found.append(("One unit sees", sees(row, chosen.shape)))
    return {
        **_called(row),
        "units": format_number(row.shape[0]),
        "made": shape_text(row.shape),
        "share": round(row.parameters.value / most, 4) if most else 0,
        "lines": [lines.setdefault(line, len(lines)) for line in found],
    }


def _hidden(row: Row, chosen: Chosen, lines: dict[Line, int], seen: Seen | None) -> dict[str, object]:
    """Give a layer without what is to be predicted; of the one that is looked at, what is `seen`."""
    has_size = seen is not None and seen.size
    has_number = seen is not None and seen.number
    shown = {"Parameters"} if has_number else set()
    shown |= {"Output", *_AXES, "Memory of the output"} if has_size else set()
    found = [_formula(name, formula) for name, formula in _named(row) if name in shown]
    found.append(("One unit sees", sees(row, chosen.shape)))
    return {
        **_called(row),
        "units": format_number(row.node.layer.units) if row.node.layer and row.node.layer.units else "",
        "made": shape_text(row.shape) if has_size else _HIDDEN,
        "share": 0,
        "lines": [lines.setdefault(line, len(lines)) for line in found],
    }


def _behind(rows: tuple[Row, ...], seen: Seen) -> list[tuple[int, Row]]:
    """Give the layers that may not be seen whole, with their places."""
    return list(enumerate(rows))[seen.whole :]


def _called(row: Row) -> dict[str, object]:
    return {"name": row.node.name, "short": short(row.node), "what": title(row.node)}


def _named(row: Row) -> list[tuple[str, Formula]]:
    if row.node.kind in ("concat", "response", "add"):
        names: tuple[str, ...] = ("Output, maps",)
    else:
        names = ("Output",) if len(row.sizes) == 1 else _AXES
    found = list(zip(names, row.sizes, strict=True))
    found += [("Parameters", row.parameters), ("Multiplications", row.multiplications)]
    return [*found, ("Memory of the output", row.memory)]


def _formula(name: str, formula: Formula) -> Line:
    return name, formula.text(), tuple(map(_piece, formula.pieces)), formula.result


def _piece(piece: Term | Sign | str) -> str | tuple[str, str]:
    """Give a sign, or a number with its name."""
    if isinstance(piece, Term):
        return piece.number, piece.name
    return (piece if isinstance(piece, str) else piece.among_numbers).strip()


def sees(row: Row, shape: tuple[int, int, int]) -> str:
    """Say how much of the input one unit sees."""
    if row.field is None:
        return "all of the input"
    size = " × ".join(map(format_number, row.field))
    return f"{size} pixels" + (", more than the input has" if min(row.field) > max(shape[1:]) else "")


def _stages(rows: tuple[Row, ...], whole: int) -> list[dict[str, object]]:
    """Group blocks by the size of what they make; an auxiliary head stands by itself, behind all others."""
    by_name = {row.node.name: row for row in rows}
    places = {row.node.name: at for at, row in enumerate(rows)}
    stages: list[dict[str, object]] = []
    found = blocks([row.node for row in rows])
    for block in sorted(found, key=lambda one: one.is_head):
        first = by_name[next(iter(block.places))]
        last = by_name[list(block.places)[-1]]
        size = _size(last) if places[last.node.name] < whole else _HIDDEN
        label = f"{block.name}, from {first.node.inputs[0].removesuffix('.cat')}" if block.is_head else size
        if not stages or stages[-1]["label"] != label:
            stages.append({"label": label, "isHead": block.is_head, "blocks": []})
        stages[-1]["blocks"].append(_block(block, places))  # type: ignore[attr-defined]
    return stages


def _size(row: Row) -> str:
    return shape_text((1, *row.shape[1:])).removesuffix(" × 1") if len(row.shape) > 1 else "dense"


def _block(block: Block, places: dict[str, int]) -> dict[str, object]:
    return {
        "columns": block.columns,
        "lanes": block.lanes,
        "places": [(places[name], place.column, place.lane) for name, place in block.places.items()],
        "edges": [(places.get(start, -1), places[end]) for start, end in block.edges],
    }
