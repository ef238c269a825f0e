"""Numbers of exercises as plain HTML."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from cnnviz.exercises import Shown
from cnnviz.lessons.paper import Figure, Table
from cnnviz.numbers import format_number


def figure(shown: Shown) -> str:
    """Write numbers that are given, with their name and the sign before them."""
    cells = [[format_number(one) for one in row] for row in shown.values]
    sign = f"<i>{escape(shown.sign)}</i>" if shown.sign else ""
    return (
        f"{sign}<figure><figcaption>{escape(shown.name)}</figcaption>{cells_of(cells, shown.name)}</figure>"
    )


def still(shown: Figure | Table) -> str:
    """Write or draw a figure of a view as it stands."""
    if isinstance(shown, Table):
        return _listed(shown)
    sign = f"<i>{escape(shown.sign)}</i>" if shown.sign else ""
    rows, columns = shown.size
    name = f"{escape(shown.name)} {rows} × {columns}"
    if shown.cells:
        return f"{sign}<figure><figcaption>{name}</figcaption>{cells_of(shown.cells, shown.name)}</figure>"
    data = b64encode(shown.png).decode()
    drawn = f'<img alt="{escape(shown.name)}" src="data:image/png;base64,{data}">'
    return f"{sign}<figure><figcaption>{name}</figcaption>{drawn}</figure>"


def _listed(shown: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in shown.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in row)}</tr>" for row in shown.rows)
    return (
        f"<figure><figcaption>{escape(shown.name)}</figcaption>"
        f'<table class="cells" aria-label="{escape(shown.name)}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></figure>"
    )


def cells_of(cells: Sequence[Sequence[str]], name: str) -> str:
    """Write a grid of numbers; an empty text is a cell to write in."""
    rows = "".join(f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in row)}</tr>" for row in cells)
    return f'<table class="cells" aria-label="{escape(name)}"><tbody>{rows}</tbody></table>'
