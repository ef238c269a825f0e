"""Predict, then reveal: judge a learner's number, and name the slip that gives exactly that number."""

from cnnviz.predict.backward_slips import check_backward
from cnnviz.predict.flat_slips import check_grey, check_place
from cnnviz.predict.parameter_slips import check_parameters
from cnnviz.predict.sizes import check_size
from cnnviz.predict.transposed_sizes import check_transposed_size
from cnnviz.predict.values import check_value, neighbours_of
from cnnviz.predict.verdict import Verdict

__all__ = [
    "Verdict",
    "check_backward",
    "check_grey",
    "check_parameters",
    "check_place",
    "check_size",
    "check_transposed_size",
    "check_value",
    "neighbours_of",
]
