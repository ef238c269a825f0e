"""A picture as numbers: flattened and folded back, shuffled, compared with itself, met by a template."""

from cnnviz.pixels.flat import around, fold, most_varied, place_in_line, reduced
from cnnviz.pixels.likeness import WAYS, Way, correlation, pairs
from cnnviz.pixels.order import MOST_SEED, permutation
from cnnviz.pixels.template import BOARD, LETTER_X, answer, moved
from cnnviz.pixels.typed_over import Typed, typed_over, without

__all__ = [
    "BOARD",
    "LETTER_X",
    "MOST_SEED",
    "WAYS",
    "Typed",
    "Way",
    "answer",
    "around",
    "correlation",
    "fold",
    "most_varied",
    "moved",
    "pairs",
    "permutation",
    "place_in_line",
    "reduced",
    "typed_over",
    "without",
]
