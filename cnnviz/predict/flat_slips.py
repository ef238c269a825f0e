"""The slips in saying where a pixel, or a number of a map, lands when flattened, and how grey a colour is."""

from __future__ import annotations

from cnnviz.images.convert import LUMA
from cnnviz.numbers import format_number
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge


def check_place(typed: str, row: int, column: int, shape: tuple[int, int]) -> Verdict:
    """Judge a place in the line, counted from 0.

    Raises
    ------
    CnnvizError
        If no number was typed.

    Examples
    --------
    >>> check_place("17", 2, 5, (4, 6)).right
    True
    >>> check_place("22", 2, 5, (4, 6)).sentence
    'You went down the columns: that gives 22. The line goes row by row: whole rows come first.'
    """
    height, width = shape
    truth = row * width + column
    slips = [
        Slip(
            "by_columns",
            column * height + row,
            "went down the columns",
            "The line goes row by row: whole rows come first.",
        ),
        Slip(
            "height",
            row * height + column,
            "took each row to be as long as the picture is tall",
            f"A row is as long as the picture is wide: {width} pixels.",
        ),
        Slip("from_1", truth + 1, "counted from 1", "The first place of the line is 0."),
        Slip("row_after", (row + 1) * width + column, "counted the pixel's own row", "Count rows above it."),
        Slip("only_rows", row * width, "stopped at the beginning of its row", "Add its column."),
        Slip("added", row + column, "added row and column", "Each row above the pixel is a whole row long."),
    ]
    working = f"{row}·{width} + {column} = {truth}"
    hint = f"Count the pixels of the {row} whole rows above it, {width} each, then those to its left."
    return judge(read_number(typed), Question(truth, 0, working, hint, slips, is_counted=True))


def flat_question(at: tuple[int, int, int], shape: tuple[int, int, int]) -> Question:
    """Ask for a place in the vector that flatten writes maps to, counted from 0.

    Parameters
    ----------
    at : (map, row, column)
    shape : (maps, rows, columns)

    Examples
    --------
    >>> asked = flat_question((3, 2, 5), (16, 7, 7))
    >>> judge(read_number("3·49 + 2·7 + 5"), asked).right, judge(read_number("19"), asked).slip
    (True, 'no_maps')
    """
    (unit, row, column), (maps, rows, columns) = at, shape
    area, inside = rows * columns, row * columns + column
    truth = unit * area + inside
    whole = f"Whole maps come first: each has {rows} × {columns} numbers."
    last = (row * columns + column) * maps + unit
    across = unit * area + column * rows + row
    slips = [
        Slip("no_maps", inside, "left out the maps before it", whole),
        Slip("channels_last", last, "put the numbers of all maps at one position side by side", whole),
        Slip("by_columns", across, "went down the columns", "Each map goes row by row."),
        Slip("from_1", truth + 1, "counted from 1", "The first place of the vector is 0."),
        Slip(
            "map_after", truth + area, "counted its own map", "Count the maps before it; the first is map 0."
        ),
        Slip("row_after", truth + columns, "counted its own row", "Count the rows above it."),
        Slip("only_maps", unit * area, "stopped at the beginning of its map", "Add its place in the map."),
    ]
    working = f"{unit}·{area} + {row}·{columns} + {column} = {truth}"
    hint = f"{whole} Count those of the maps before it, then of its map the rows above it, then its column."
    return Question(truth, 0, working, hint, slips, is_counted=True)


def check_grey(typed: str, red: float, green: float, blue: float) -> Verdict:
    """Judge how grey a colour is said to be.

    Examples
    --------
    >>> check_grey("134.8", 200, 120, 40).right
    True
    >>> check_grey("120", 200, 120, 40).slip
    'mean'
    """
    colours = (red, green, blue)
    truth = sum(weight * one for weight, one in zip(LUMA, colours, strict=True))
    weights = " ".join(map(str, LUMA))
    slips = [
        Slip(
            "mean", sum(colours) / 3, "took the mean", f"The eye sees green best: the weights are {weights}."
        ),
        Slip("sum", sum(colours), "added the three", f"Multiply each by its weight first: {weights}."),
        Slip(
            "turned",
            sum(weight * one for weight, one in zip(LUMA, reversed(colours), strict=True)),
            "gave red the weight of blue",
            f"Red, green and blue have the weights {weights}, in this order.",
        ),
    ]
    terms = " + ".join(f"{weight}·{format_number(one)}" for weight, one in zip(LUMA, colours, strict=True))
    working = f"{terms} = {format_number(truth)}"
    hint = f"Multiply red, green and blue by {weights}, and add up."
    return judge(read_number(typed), Question(truth, 0.05, working, hint, slips, finest=0.5))
