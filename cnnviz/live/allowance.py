"""How much of a server live training may take, and each learner's share of that."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.errors import CnnvizError


@dataclass(frozen=True)
class Allowance:
    """A bound on the time that all runs together take, whatever their number.

    A run works for `seconds` and then rests for `pause`. The pause follows from the turn's real length: a
    batch that outlasts the turn is followed by a longer pause, so the bound holds for any batch.

    Attributes
    ----------
    share : float
        Of the cores, that all runs together may take, above 0 to 1.
    cores : int
        On which runs can truly work at the same time.
    turn : float
        Longest turn in seconds: a page redraws after each, and pausing waits for no more than one.
    period : float
        Seconds within which every run should get a turn.
    least : float
        Shortest turn in seconds, or all the time would go into drawing: what a turn sends costs about as
        much as two batches. With many runs this comes before the period; 30 on two cores still see
        something new each second.

    Examples
    --------
    >>> allowance = Allowance(share=0.5, cores=2)
    >>> allowance.seconds(1), allowance.seconds(5), allowance.seconds(30)
    (0.1, 0.05, 0.02)
    >>> round(allowance.pause(0.02, 30), 2)  # 30 turns of 0.02 s take one core for 0.6 s
    0.58
    """

    share: float = 0.5
    cores: int = 1
    turn: float = 0.1
    period: float = 0.25
    least: float = 0.02

    def __post_init__(self) -> None:
        rest = self.turn, self.period, self.least
        if not (0 < self.share <= 1 and self.cores >= 1 and min(rest) > 0):
            raise CnnvizError(
                f"a share of {self.share} of {self.cores} cores, with turns of {self.turn} s every "
                f"{self.period} s, can't be given; a share is above 0 and at most 1, and the rest above 0"
            )

    @property
    def budget(self) -> float:
        """Seconds of work a second, of all runs together."""
        return self.share * self.cores

    def seconds(self, runs: int) -> float:
        """How long each of so many runs may work in one turn."""
        return min(self.turn, max(self.least, self.budget * self.period / max(runs, 1)))

    def pause(self, spent: float, runs: int) -> float:
        """Seconds to rest after a turn that took `spent`, while so many runs are at work.

        No run takes more than one core, so that few runs on many cores need no rest.
        """
        return spent * max(0.0, max(runs, 1) / self.budget - 1)
