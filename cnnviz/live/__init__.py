"""Training a small network live: a design, a run of it, its share of a server."""

from cnnviz.live.allowance import Allowance
from cnnviz.live.bench import Bench
from cnnviz.live.compare import Comparison, compare, differences, told
from cnnviz.live.design import Design
from cnnviz.live.history import History, Mark
from cnnviz.live.register import Register
from cnnviz.live.run import Run
from cnnviz.live.saved import resume, weights
from cnnviz.live.shelf import Shelf
from cnnviz.live.snapshot import Snapshot
from cnnviz.live.subset import Subset, subset
from cnnviz.live.sweep import Sweep
from cnnviz.live.swept import Swept, said, swept
from cnnviz.live.views import answers, filters, maps, two_ways
from cnnviz.live.watched import Place, Watched
from cnnviz.live.words import CHANCE, IN_SIGHT, advice, nonlinearity
from cnnviz.network.names import layer_names

__all__ = [
    "CHANCE",
    "IN_SIGHT",
    "Allowance",
    "Bench",
    "Comparison",
    "Design",
    "History",
    "Mark",
    "Place",
    "Register",
    "Run",
    "Shelf",
    "Snapshot",
    "Subset",
    "Sweep",
    "Swept",
    "Watched",
    "advice",
    "answers",
    "compare",
    "differences",
    "filters",
    "layer_names",
    "maps",
    "nonlinearity",
    "resume",
    "said",
    "subset",
    "swept",
    "told",
    "two_ways",
    "weights",
]
