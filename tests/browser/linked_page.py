"""A linked view as the browser tests see it: where its cells are, and what it tells of an output."""

import re
from typing import NamedTuple

import numpy as np
from playwright.sync_api import Locator, Page, expect

from tests.browser.canvas import painted
from tests.browser.waits import DRAWN, until_page

#: All that the view says of an output. Titles are the exact numbers.
READ = """(root) => {
    const exact = (cell) => Number((cell.querySelector("input") ?? cell).title.replace(",", "."));
    const cells = (row) => [...row.cells].map(exact);
    return {
        total: root.dataset.total,
        tiles: [...root.querySelectorAll("[data-tile] .detail-grid")]
            .sort((a, b) => a.closest("[data-tile]").dataset.tile - b.closest("[data-tile]").dataset.tile)
            .map((table) => [...table.rows].map(cells)),
        sentence: root.querySelector(".detail-sentence").textContent,
        summary: root.querySelector(".summary").textContent,
    };
}"""

FORMULA = """(root) => {
    const textOf = (part) => (part.querySelector("b") ?? part).textContent;
    const written = (part) => part.querySelector("input")?.value ?? textOf(part);
    const lines = [...root.querySelectorAll(".formula-line:not([hidden])")];
    return lines.map((line) => [...line.children].map(written).join("").replace(/\\s/g, ""));
}"""

MARGIN = 4  # CSS pixels round the cells
LARGEST = 96  # CSS pixels of a cell


class Told(NamedTuple):
    """What the page tells of one output."""

    total: str
    tiles: list
    sentence: str
    summary: str


class Cells:
    """The cells of a figure that is not enlarged: `shape` with its padding, `before` of it in front."""

    def __init__(self, host: Locator, shape: tuple[int, int], before: tuple[int, int] = (0, 0)) -> None:
        self.host, self.before = host, before
        host.page.evaluate("(document.querySelector('.stMain') ?? window).scrollTo(0, 0)")
        self.box = host.locator(".plane-frame").bounding_box()
        size = self.box["height"], self.box["width"]
        self.side = min(LARGEST, *((room - 2 * MARGIN) / n for room, n in zip(size, shape, strict=True)))
        start = [(room - n * self.side) / 2 for room, n in zip(size, shape, strict=True)]
        self.edges = [at + self.side * np.arange(n + 1) for at, n in zip(start, shape, strict=True)]

    def point(self, row: int, column: int) -> tuple[float, float]:
        """The middle of a cell, on the page; rows and columns in the padding are negative."""
        down, across = self.edges
        half = self.side / 2
        return (
            self.box["x"] + across[column + self.before[1]] + half,
            self.box["y"] + down[row + self.before[0]] + half,
        )

    def hover(self, row: int, column: int) -> None:
        """Put the mouse on a cell, and wait until that is drawn."""
        self.host.page.mouse.move(*self.point(row, column))
        self.host.page.evaluate(DRAWN)

    def click(self, row: int, column: int) -> None:
        """Click on a cell."""
        self.host.page.mouse.click(*self.point(row, column))

    def _canvas(self, name: str) -> np.ndarray:
        return painted(self.host.locator(f".plane-{name}"))

    def painted(self) -> np.ndarray:
        """All pixels of the figure, without what is marked."""
        return self._canvas("surface")

    def colours(self) -> np.ndarray:
        """What is painted in the middle of each cell, (rows, columns, 3)."""
        rows, columns = ((edges[:-1] + self.side / 2).astype(int) for edges in self.edges)
        return self._canvas("surface")[np.ix_(rows, columns)][..., :3]

    def marked(self, least: float = 0.25) -> np.ndarray:
        """Which cells carry marks on more than this part of them, (rows, columns)."""
        rows, columns = (np.rint(edges).astype(int) for edges in self.edges)
        opaque = (self._canvas("overlay")[..., 3] > 0).astype(int)
        sums = np.pad(opaque.cumsum(0).cumsum(1), ((1, 0), (1, 0)))[np.ix_(rows, columns)]
        shares = np.diff(np.diff(sums, axis=0), axis=1) / np.outer(np.diff(rows), np.diff(columns))
        return shares > least

    def framed(self) -> list[int]:
        """First and last row and column that the marks go round; in the padding negative."""
        opaque = self._canvas("overlay")[..., 3] > 0
        found = []
        for axis, edges in enumerate(self.edges):
            there = np.flatnonzero(opaque.any(axis=1 - axis))
            first, last = np.rint((there[[0, -1]] - edges[0]) / self.side).astype(int) - self.before[axis]
            found += [int(first), int(last) - 1]
        return found


class Linked:
    """The linked view of a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.root = page, page.locator(".linked")
        self.source, self.result = self.root.locator(".source .host"), self.root.locator(".result .host")
        expect(self.root).to_have_attribute("data-paints", re.compile("."))
        page.evaluate(DRAWN)

    def at_rest(self) -> "Linked":
        """Wait until Python has acknowledged all that was set in the view."""
        until_page(self.page, "() => [...cnnvizViews.values()].every((view) => view.isAtRest())")
        return self

    def told(self) -> Told:
        """What stands on the page now."""
        self.page.evaluate(DRAWN)
        return Told(**self.root.evaluate(READ))

    def shows(self, size: tuple[int, int]) -> "Linked":
        """Wait until the result is of this size."""
        rows, columns = size
        expect(self.root.locator(".result figcaption")).to_have_text(f"Output {rows} × {columns}")
        self.page.evaluate(DRAWN)
        return self

    def sources(self, shape: tuple[int, int], before: tuple[int, int] = (0, 0)) -> Cells:
        """The cells of the left figure; `shape` with its padding."""
        return Cells(self.source, shape, before)

    def results(self, shape: tuple[int, int]) -> Cells:
        """The cells of the right figure."""
        return Cells(self.result, shape)

    def unfold(self) -> "Linked":
        """Open what is behind the button beside the size formula."""
        button = self.root.get_by_role("button", name="Border, dilation")
        if button.get_attribute("aria-expanded") == "false":
            button.click()
        return self

    def formula(self) -> list[str]:
        """The lines of the size formula as they are written, without spaces and captions."""
        return self.root.evaluate(FORMULA)

    def button(self, name: str) -> Locator:
        """One of its buttons."""
        return self.root.get_by_role("button", name=name, exact=True)

    def at(self, position: int, count: int) -> None:
        """Wait until the window is at the position, counted from 1."""
        expect(self.root.locator(".timeline-text")).to_have_text(f"{position:,} of {count:,}")

    def weight(self, row: int, column: int) -> Locator:
        """A cell of the kernel, counted from 0."""
        return self.root.get_by_label(f"weight in row {row}, column {column}", exact=True)
