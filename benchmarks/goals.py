"""What was measured beside what was wanted, as a table; percentiles; how busy the machine was."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Sequence
from time import process_time, time
from typing import Self


def percentile(values: Sequence[float], share: float) -> float:
    """Give the least value that so large a share of all does not exceed; NaN of none.

    >>> percentile([1, 2, 3, 4], 0.5), percentile(range(1, 101), 0.95), percentile([], 0.5)
    (2, 95, nan)
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else float("nan")


class Goals:
    """Rows of a table: what, the goal, what was measured, and whether that meets it."""

    def __init__(self) -> None:
        self._is_begun = False
        self.missed: list[str] = []

    def at_most(self, what: str, goal: float, measured: float, form: str = "{:.0f}", unit: str = "") -> None:
        """Print a row of what must not be more."""
        self._row(what, f"≤ {form.format(goal)}{unit}", form.format(measured) + unit, measured <= goal)

    def at_least(self, what: str, goal: float, measured: float, form: str = "{:.0f}", unit: str = "") -> None:
        """Print a row of what must not be less."""
        self._row(what, f"≥ {form.format(goal)}{unit}", form.format(measured) + unit, measured >= goal)

    def note(self, what: str, measured: str) -> None:
        """Print a row that has no goal."""
        self._row(what, "", measured, None)

    def milliseconds(self, what: str, goal: float | None, seconds: Sequence[float]) -> None:
        """Print the median and the 95th percentile, which the goal is for."""
        half, late = (1000 * percentile(seconds, share) for share in (0.5, 0.95))
        most = 1000 * max(seconds, default=float("nan"))
        told = f"{late:.0f} ms (median {half:.0f}, most {most:.0f}, n {len(seconds)})"
        goal_told = "" if goal is None else f"p95 ≤ {goal:.0f} ms"
        self._row(what, goal_told, told, None if goal is None else late <= goal)

    def _row(self, what: str, goal: str, measured: str, is_met: bool | None) -> None:
        if not self._is_begun:
            self._is_begun = True
            print(f"{'what':<58} {'goal':<14} {'met':<4} measured")
        if is_met is False:
            self.missed.append(what)
        met = "" if is_met is None else "yes" if is_met else "NO"
        print(f"{what:<58} {goal:<14} {met:<4} {measured}", flush=True)


class Shares:
    """What parts of the machine several programs take while something is measured; in cores."""

    def __init__(self, programs: dict[str, Callable[[], float]]) -> None:
        self._programs = {"the load itself": process_time, **programs}

    def __enter__(self) -> Self:
        """Begin."""
        self._before = {name: told() for name, told in self._programs.items()}
        self._since = time()
        return self

    def __exit__(self, *_: object) -> None:
        """End; `cores` and `wall` can be read."""
        self.wall = time() - self._since
        gone = {name: told() - self._before[name] for name, told in self._programs.items()}
        self.spent = gone
        self.cores = {name: seconds / self.wall for name, seconds in gone.items()}

    def told(self) -> str:
        """Say it in a line."""
        return ", ".join(f"{name} {share:.2f}" for name, share in self.cores.items())


def load_average() -> str:
    """Say how busy the machine was in the last minute; more than it has cores means that programs waited."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def spread(values: Sequence[float]) -> str:
    """Say the least, the median and the most."""
    return f"{min(values):.2f} to {max(values):.2f}, median {statistics.median(values):.2f}"
