"""One learner's bench: the current run, the one that was kept beside it, and whether it goes on."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import thread_time

from cnnviz.live.design import Design
from cnnviz.live.register import Register
from cnnviz.live.run import Run
from cnnviz.live.saved import weights
from cnnviz.live.subset import Subset


class Bench:
    """A run and the actions on it. It trains only while a method is called.

    Parameters
    ----------
    subset : Subset
    design : Design
        Of the first run.
    register : Register
        Of all runs of the server.

    Attributes
    ----------
    run : Run
    kept : Run or None
        Set aside to be compared with.
    going : bool
        Whether `turn` trains.
    goal : int or None
        Images after which it pauses by itself.
    turns : int
        How many turns were asked for while it trained.
    pause : float
        Seconds to rest before the next turn.
    is_given_away : bool
        Whether another bench has its runs. What is done to this one then is lost.
    """

    def __init__(self, subset: Subset, design: Design, register: Register) -> None:
        self.register, self.run = register, Run(design, subset)
        self.kept: Run | None = None
        self.going = False
        self.goal: int | None = None
        self.turns, self.pause, self.is_given_away = 0, 0.0, False
        self._lock = Lock()

    def suits(self, design: Design) -> bool:
        """Whether the run is of this design; one with nothing to lose is replaced so that it is."""
        if self.run.design != design and self.run.untouched:
            self.take(Run(design, self.run.subset))
        return self.run.design == design

    def take(self, run: Run, keep: bool = False) -> None:
        """Put another run in place of the current one, which is kept to be compared with, or dropped."""
        self.stop()
        with self._lock:
            if keep:
                self.kept = self.run
            self.run = run

    def begin(self, design: Design, keep: bool = False) -> None:
        """Start over with a design."""
        self.take(Run(design, self.run.subset), keep)

    def forget(self) -> None:
        """Drop the run that was kept."""
        self.kept = None

    def reset(self) -> None:
        """Go back to the first weights of the current run."""
        self.stop()
        with self._lock:
            self.run.reset()

    def go(self, images: int | None = None) -> None:
        """Let the turns train, optionally until so many more images were seen."""
        self.going, self.goal = True, None if images is None else self.run.images + images

    def stop(self) -> None:
        """Pause; waits for no more than the turn that is under way."""
        self.going = False
        self.register.leave(self.run)

    def step(self) -> None:
        """Learn from one batch."""
        self.stop()
        with self._lock:
            self.run.step()

    def turn(self, draw: Callable[[], None]) -> None:
        """Train for as long as the register allows, if at all, and draw the result.

        The work is done by whoever calls this, and what is counted is what both took of a core. Whatever goes
        wrong, the run stays as it was after its last batch, paused.

        Parameters
        ----------
        draw : callable
            Shows the run.
        """
        start, run, went = thread_time(), self.run, self.going
        try:
            self._train()
            draw()
        except Exception:
            self.stop()
            raise
        finally:
            if went:
                self.pause = self.register.rest(run, thread_time() - start)

    @property
    def has_something_to_lose(self) -> bool:
        """Whether a run was trained, or loaded, or is kept."""
        return self.kept is not None or not self.run.untouched

    @property
    def nbytes(self) -> int:
        """What both runs take of the memory, in bytes."""
        return self.run.nbytes + (self.kept.nbytes if self.kept else 0)

    @property
    def work(self) -> int:
        """What both runs have computed: multiplications of their convolutions, on the way forward."""
        runs = [self.run, *([self.kept] if self.kept else [])]
        return sum(run.images * run.design.multiplications for run in runs)

    def give_away(self) -> Bench:
        """Give both runs to a new bench, paused; this one never trains them again.

        Waits for no more than the turn that is under way.
        """
        self.stop()
        with self._lock:
            other = Bench(self.run.subset, self.run.design, self.register)
            other.run, other.kept, self.is_given_away = self.run, self.kept, True
            self.run, self.kept = Run(self.run.design, self.run.subset), None
        return other

    def weights(self) -> bytes:
        """The weights as they stand between two batches, see `cnnviz.live.saved.weights`."""
        with self._lock:
            return weights(self.run)

    def _train(self) -> None:
        self.turns += self.going
        seconds = self.register.seconds(self.run) if self.going else 0.0
        if not seconds:
            return
        with self._lock:
            self.run.advance(seconds, until=self.goal)
        if self.run.stopped or (self.goal is not None and self.run.images >= self.goal):
            self.stop()
