"""One learner's bench: the current run, the one that was kept beside it, and whether it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import thread_time

from cnnviz.live.design import Design
from cnnviz.live.plans import Kind
from cnnviz.live.register import Register
from cnnviz.live.run import Run
from cnnviz.live.saved import weights
from cnnviz.live.subset import Subset
from cnnviz.live.sweep import Sweep
from cnnviz.models.garments import GARMENTS

Images = Callable[[str], Subset]


class Bench:
    """A run and the actions on it. It trains only while a method is called.

    Parameters
    ----------
    images : callable
        Gives the images of a key of `cnnviz.live.sheets.SHEETS`; asked for those only that are needed.
    design : Design
        Of the first run.
    register : Register
        Of all runs of the server.

    Attributes
    ----------
    run : Run
    kept : Run or None
        Set aside to be compared with.
    sweep : Sweep or None
        The last one that was begun.
    going : bool
        Whether `turn` trains.
    is_sweeping : bool
        Whether it trains the sweep, and not the run.
    goal : int or None
        Images after which it pauses by itself.
    turns : int
        How many turns were asked for while it trained.
    pause : float
        Seconds to rest before the next turn.
    is_given_away : bool
        Whether another bench has its runs. What is done to this one then is lost.
    """

    def __init__(self, images: Images, design: Design, register: Register) -> None:
        self.images, self.register = images, register
        self.run = self._new_run(design)
        self.kept: Run | None = None
        self.sweep: Sweep | None = None
        self.going = self.is_sweeping = False
        self.goal: int | None = None
        self.turns, self.pause, self.is_given_away = 0, 0.0, False
        self._lock = Lock()

    def suits(self, design: Design) -> bool:
        """Whether the run is of this design; one with nothing to lose is replaced so that it is."""
        if self.run.design != design and self.run.untouched:
            self.take(self._new_run(design))
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
        self.take(self._new_run(design), keep)

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
        self.going, self.is_sweeping = True, False
        self.goal = None if images is None else self.run.images + images

    def sweep_of(self, kind: Kind, data: str) -> Sweep | None:
        """The sweep in hand, if it is of this kind and this data."""
        return self.sweep if self.sweep and (self.sweep.kind, self.sweep.data) == (kind, data) else None

    def new_sweep(self, kind: Kind, data: str) -> Sweep:
        """Make a sweep of which nothing is trained yet; it is not taken in hand."""
        return Sweep(kind, self.images(data), data)

    def go_sweeping(self, kind: Kind, data: str = GARMENTS.key) -> None:
        """Let the turns train a sweep: the one in hand if it is this one and not done, or a new one."""
        self.stop()
        found = self.sweep_of(kind, data)
        if found is None or found.is_done:
            with self._lock:
                self.sweep = self.new_sweep(kind, data)
        self.going = self.is_sweeping = True

    @property
    def work_in_hand(self) -> str:
        """What trains: "run", "sweep" or nothing, ""."""
        return ("sweep" if self.is_sweeping else "run") if self.going else ""

    def resume(self, work: str) -> None:
        """Go on with what another bench had in hand, up to its goal: see `work_in_hand`."""
        self.is_sweeping = work == "sweep" and self.sweep is not None and not self.sweep.is_done
        self.going = self.is_sweeping or (work == "run" and not self.run.stopped)

    def stop(self) -> None:
        """Pause; waits for no more than the turn that is under way."""
        self.going = self.is_sweeping = False
        for each in (self.run, self.sweep):
            if each:
                self.register.leave(each)

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
        start, at_work, went = thread_time(), self._at_work, self.going
        try:
            self._train()
            draw()
        except Exception:
            self.stop()
            raise
        finally:
            if went:
                self.pause = self.register.rest(at_work, thread_time() - start)

    @property
    def has_something_to_lose(self) -> bool:
        """Whether a run was trained, or loaded, or is kept, or a sweep begun."""
        return self.kept is not None or self.sweep is not None or not self.run.untouched

    @property
    def nbytes(self) -> int:
        """What both runs and the sweep take of the memory, in bytes."""
        return sum(each.nbytes for each in (self.run, self.kept, self.sweep) if each)

    @property
    def work(self) -> int:
        """What was computed for all of them: multiplications of the convolutions, on the way forward."""
        runs = [self.run, *([self.kept] if self.kept else [])]
        swept = self.sweep.work if self.sweep else 0
        return sum(run.images * run.design.multiplications for run in runs) + swept

    def give_away(self) -> Bench:
        """Give both runs to a new bench, paused; this one never trains them again.

        Waits for no more than the turn that is under way.
        """
        self.stop()
        with self._lock:
            other = Bench(self.images, self.run.design, self.register)
            other.run, other.kept, other.sweep = self.run, self.kept, self.sweep
            self.run, self.kept, self.sweep = self._new_run(self.run.design), None, None
            self.is_given_away = True
        return other

    def _new_run(self, design: Design) -> Run:
        return Run(design, self.images(design.data))

    @property
    def _at_work(self) -> Run | Sweep:
        return self.sweep if self.is_sweeping and self.sweep else self.run

    @contextmanager
    def still(self) -> Iterator[tuple[Run, Run | None, Sweep | None]]:
        """Give the run, the one that is kept, and the sweep; none of them goes on meanwhile."""
        with self._lock:
            yield self.run, self.kept, self.sweep

    def weights(self) -> bytes:
        """The weights as they stand between two batches, see `cnnviz.live.saved.weights`."""
        with self._lock:
            return weights(self.run)

    def _train(self) -> None:
        self.turns += self.going
        at_work = self._at_work
        seconds = self.register.seconds(at_work) if self.going else 0.0
        if not seconds:
            return
        with self._lock:
            if isinstance(at_work, Sweep):
                at_work.advance(seconds)
            else:
                self.run.advance(seconds, until=self.goal)
        if isinstance(at_work, Sweep):
            if at_work.is_done:
                self.stop()
        elif self.run.stopped or (self.goal is not None and self.run.images >= self.goal):
            self.stop()
