"""Tables as plain HTML: they need no JavaScript, are read aloud with their headings, and can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    caption: str = "",
    *,
    chosen: int | None = None,
    marked: Sequence[tuple[int, int]] = (),
    words: Sequence[int] = (),
) -> str:
    """Write a table whose first column names the rows.

    Parameters
    ----------
    heads, rows
        Plain text; it is escaped here. An empty cell shows a dash, since the page drops cells
        without text.
    caption
        What the table shows.
    chosen
        A row to be set off.
    marked
        Cells, (row, column), to be framed.
    words
        Columns that hold words, not numbers.

    Examples
    --------
    >>> '<tr><th scope="row">conv 1</th><td>16</td></tr>' in table(["Layer", "Maps"], [["conv 1", "16"]])
    True
    """
    head = "".join(f'<th scope="col">{escape(text)}</th>' if text else "<td></td>" for text in heads)
    body = "".join(
        f"<tr{' class=chosen' if i == chosen else ''}>{_cells(i, row, marked, words)}</tr>"
        for i, row in enumerate(rows)
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption or heads[0])}">'
        f'<table class="numbers">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cells(i: int, row: Sequence[str], marked: Sequence[tuple[int, int]], words: Sequence[int]) -> str:
    cells = [f'<th scope="row">{escape(row[0])}</th>']
    for j, text in enumerate(row[1:], 1):
        kinds = " ".join(
            kind for kind, holds in (("right", (i, j) in marked), ("words", j in words)) if holds
        )
        kind = f' class="{kinds}"' if kinds else ""
        cells.append(f"<td{kind}>{escape(text or '–')}</td>")
    return "".join(cells)
