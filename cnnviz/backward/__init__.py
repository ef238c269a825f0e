"""One training step of a small convolution by hand: forward, loss, gradients, new weights, the loss after."""

from cnnviz.backward.examples import EXAMPLES, Example, read_numbers
from cnnviz.backward.passing import Reduce
from cnnviz.backward.step import LARGEST, Step
from cnnviz.backward.terms import input_terms, output_terms, weight_terms
from cnnviz.backward.traces import TITLES, numbers, sentence

__all__ = [
    "EXAMPLES",
    "LARGEST",
    "TITLES",
    "Example",
    "Reduce",
    "Step",
    "input_terms",
    "numbers",
    "output_terms",
    "read_numbers",
    "sentence",
    "weight_terms",
]
