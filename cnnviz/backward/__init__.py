"""One training step of a small convolution by hand: forward, loss, gradients, new weights, the loss after."""

from cnnviz.backward.examples import EXAMPLES, Example, read_numbers
from cnnviz.backward.step import LARGEST, Reduce, Step
from cnnviz.backward.traces import TITLES, input_terms, numbers, output_terms, sentence, weight_terms

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
