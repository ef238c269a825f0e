"""What is often said of neurons, activations, networks, what they answer and how they are trained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from cnnviz.backward import EXAMPLES
from cnnviz.designs import measure_design, start, write_design
from cnnviz.geometry import linear_parameters
from cnnviz.glossary.measured import calibrated, confident, turned
from cnnviz.glossary.slip import Slip
from cnnviz.live.examples import DEEP_SIGMOID
from cnnviz.modes import Draw, Norm, drawn, normed, scaled
from cnnviz.numbers import format_number, percent
from cnnviz.operators import softmax

_SMALL, _LARGE, _UNITS = 28, 56, 128
_FROM_SMALL, _FROM_LARGE = (linear_parameters(side**2, _UNITS, bias=False) for side in (_SMALL, _LARGE))
_SPLIT = (2, 4, 6, 12)
_LOGITS, _BELOW = (2.5, 1.8, 0.2), (-1, -5, -6)
_DOUBLED = tuple(2 * logit for logit in _LOGITS)
_BEST, _BEST_DOUBLED = (
    format_number(float(softmax(np.array(logits)).max()), 3) for logits in (_LOGITS, _DOUBLED)
)
_TALLER = 32
_DEEP = len(DEEP_SIGMOID.filters) * DEEP_SIGMOID.depth
_BELOW_SHARE = percent(float(softmax(np.array(_BELOW, np.float64))[0]))
_STEP = EXAMPLES[0].first
_SLOPE, _WEIGHT, _NEW_WEIGHT = (
    format_number(float(one[0, 0])) for one in (_STEP.by_weight, _STEP.weight, _STEP.new_weight)
)


_KEPT = "1010"
_DROPPED = Draw((2, 4, 6, 8), 0.5, [one == "1" for one in _KEPT], drawn(4, 0.5, 0))
_SAME = 5
_SEEN, _BATCHES = Norm(running_mean=3, running_var=4), ((1, 3, 5, 7), (5, 9, 9, 9))
_NORMED = [(one, one.values.index(_SAME)) for one in normed(_SEEN, _BATCHES)]
_IN_BATCH = [format_number(float(one.training[at]), 3) for one, at in _NORMED]
_IN_TEST = format_number(float(_NORMED[0][0].test[_NORMED[0][1]]), 3)


def _joined(logits: tuple[float, ...]) -> str:
    """Write logits as an address holds them."""
    return "~".join(f"{logit:g}" for logit in logits)


def _said(numbers: Iterable[float]) -> str:
    """Write numbers as they are read."""
    return ", ".join(map(format_number, numbers))


def _leaked() -> str:
    """Say what becomes of numbers that are normalised before one of them is kept back for the test."""
    both = scaled(_SPLIT, (*[False] * (len(_SPLIT) - 1), True))
    first, then = both.split_first.scores, both.normalised_first.scores
    inputs, changed = (", ".join(format_number(one, 3) for one in way[:-1]) for way in (first, then))
    before, after = (format_number(way[-1], 3) for way in (first, then))
    return (
        f"The test then counts in the mean and the deviation. Of {_said(_SPLIT)} the last is the test: the "
        f"training inputs {inputs} become {changed}. The test value {before} becomes {after} and looks "
        "ordinary."
    )


def _larger() -> tuple[str, str]:
    """Say what a larger picture meets in the trained network, and give the address of that."""
    design = start("garments")
    larger = replace(design, shape=(1, _TALLER, _TALLER))
    counts = []
    for one in (design, larger):
        count, rows, columns = measure_design(one).rows[len(design.layers) - 2].shape
        counts.append(f"{count}·{rows}·{columns} = {format_number(count * rows * columns)}")
    side, maps = design.shape[1], measure_design(start("garments_averaged")).rows[-1].inputs[0][0]
    told = (
        "All convolutions run on it. It is the dense layer whose weights are for so many numbers: "
        f"{counts[0]} from {side} × {side} pixels, while {counts[1]} come from {_TALLER} × {_TALLER}. With "
        f"global average pooling {maps} always meet {maps}."
    )
    return told, f"design?d_design={write_design(larger)}&d_at={len(larger.layers)}"


_LARGER, _LARGER_AT = _larger()

NETWORKS: Final[tuple[Slip, ...]] = (
    Slip(
        "exponential",
        "neurons",
        "The weights of a dense layer grow exponentially with the picture.",
        f"They grow with the number of pixels. Twice as wide and twice as high means four times as many: "
        f"{_UNITS} units have {_FROM_SMALL:,} weights for {_SMALL} × {_SMALL} pixels, and {_FROM_LARGE:,} "
        f"for {_LARGE} × {_LARGE}.",
        f"counting?c_input={_LARGE}_{_LARGE}_1&c_layers=dense_{_UNITS}",
        "Count the weights of a dense layer",
    ),
    Slip(
        "cosine",
        "neurons",
        "A dot product is the cosine similarity.",
        "It is the cosine times the lengths of both vectors, so a picture twice as bright doubles it.",
        "neurons?neurons=two",
        "See the angle and both lengths",
    ),
    Slip(
        "adds",
        "neurons",
        "A neuron adds its inputs and its weights.",
        "It multiplies each input by its weight, and adds up the products and a bias.",
        "neurons?neurons=two",
        "See each product",
    ),
    Slip(
        "relu",
        "activations",
        "ReLU gives numbers between 0 and 1.",
        "It has no upper end: below 0 it gives 0, and above 0 the number itself, however large.",
        "activations",
        "See numbers above 1 after ReLU",
    ),
    Slip(
        "slope",
        "activations",
        "A sigmoid squeezes gradients into 0 to 1.",
        "It squeezes its output. Its slope is at most ¼, and each layer multiplies the gradient by such a "
        "slope. So in a deep network the gradient tends to vanish.",
        "activations?activation=sigmoid",
        "See the slope of a sigmoid",
    ),
    Slip(
        "separately",
        "network",
        "A filter treats each channel separately.",
        "It has a kernel for each channel, and what these give is added up, with one bias: one "
        "filter gives one map, however many channels come in.",
        "network?layer=conv+3",
        "See the sum over all channels",
    ),
    Slip(
        "one-dimensional",
        "network",
        "Maps stacked on each other form a one-dimensional array.",
        "They form a volume: channels × height × width. It is flattening that makes one long list of it.",
        "network?layer=conv+3",
        "See a layer’s maps",
    ),
    Slip(
        "flatten",
        "network",
        "Flattening gives a list of weights.",
        "It gives a list of activations: the numbers of the last maps. The weights belong to the dense "
        "layer that takes them.",
        "network?layer=flatten",
        "See what is flattened",
    ),
    Slip(
        "loses",
        "network",
        "Flattening loses information.",
        "No number is lost. Only which numbers were neighbours is no longer told, so the dense layer has to "
        "learn it.",
        "network?layer=flatten",
        "See that each number stays",
    ),
    Slip(
        "scale",
        "network",
        "Convolutions in series make a network invariant to scale.",
        "They are only a step towards it: each layer sees more of the picture. An object twice as large is "
        "still another input.",
        "break_it?b_view=disturb&b_kind=scale",
        "Scale a picture, and see the prediction change",
        also=("stack",),
    ),
    Slip(
        "confident",
        "network",
        "A confident answer is a right one.",
        confident,
        "network?test=91",
        "See a confident mistake",
        also=("evaluation",),
    ),
    Slip(
        "softmax-sum",
        "softmax",
        "Softmax raises e to the sum of all probabilities.",
        "It raises e to each logit by itself, and divides by the sum of these powers: the column of powers "
        "shows each, and the line below it their sum.",
        "softmax",
        "See each power and the sum",
    ),
    Slip(
        "doubled",
        "softmax",
        "Doubling the logits makes another class win.",
        f"The order stays, and the largest gets more: {_BEST} becomes {_BEST_DOUBLED}.",
        f"softmax?logits={_joined(_DOUBLED)}",
        "See the logits doubled",
    ),
    Slip(
        "negative",
        "softmax",
        "A class with a negative logit cannot win.",
        f"Only differences count: of {_said(_BELOW)} the first gets {_BELOW_SHARE}.",
        f"softmax?logits={_joined(_BELOW)}&names=elephant~cat~dog",
        "See negative logits alone",
    ),
    Slip(
        "larger",
        "design",
        "A larger picture breaks the convolutions.",
        _LARGER,
        _LARGER_AT,
        "Give the trained network a larger picture",
    ),
    Slip(
        "brain",
        "units",
        "Convolutional networks work as our brains do.",
        "Cells of the visual cortex that see a small part of the view, and answer to edges there, gave the "
        "idea. How networks compute and learn is different in most ways.",
        "units",
        "See what maps of the first layer look for",
    ),
    Slip(
        "turned",
        "break_it",
        "A network does not mind turning or scaling.",
        turned,
        "break_it?b_view=disturb&b_kind=rotate&b_rotate=-180&test=92",
        "Turn a boot upside down",
    ),
    Slip(
        "sixty-thousand",
        "evaluation",
        "Fashion-MNIST has 60,000 images.",
        "Those are the training images. With the 10,000 test images there are 70,000.",
        "network?card=true",
        "See what the network was trained and tested on",
    ),
    Slip(
        "measured",
        "evaluation",
        "What softmax gives is a measured probability.",
        calibrated,
        "evaluation?look=calibration",
        "Compare confidence with accuracy",
        also=("softmax",),
    ),
    Slip(
        "along-the-slope",
        "backward",
        "A step of training moves each weight along its slope.",
        f"Against it: the gradient points to where the loss grows. Here the slope of the first weight is "
        f"{_SLOPE}, so it falls from {_WEIGHT} to {_NEW_WEIGHT}; the loss falls from "
        f"{format_number(_STEP.loss)} to {format_number(_STEP.after.loss)}.",
        "backward?bw_at=nw.0.0",
        "Take one step against the slope",
        also=("train",),
    ),
    Slip(
        "always-smaller",
        "backward",
        "The larger the learning rate, the faster a network learns.",
        "Up to a point. A gradient says how steep the loss is here, and not how far down it goes: with too "
        "large a rate each step lands on the other side of the lowest loss, or even higher than before.",
        "backward?bw_rate=0.2&bw_steps=3",
        "See a rate that overshoots at every step",
        also=("train",),
    ),
    Slip(
        "more-filters",
        "train",
        "More filters guarantee a better accuracy.",
        "With more filters a network can fit its training images better. Its accuracy on other images may "
        "stay the same or fall, so it has to be measured.",
        "train?t_f1=16",
        "Train with more filters, and see both curves",
    ),
    Slip(
        "more-layers",
        "train",
        "More layers always help.",
        f"Only if gradients reach the first ones. Through {_DEEP} layers with sigmoids they vanish, and the "
        "network hardly learns; with ReLU it does.",
        f"train?t_stages={len(DEEP_SIGMOID.filters)}&t_depth={DEEP_SIGMOID.depth}"
        f"&t_kernel={DEEP_SIGMOID.kernel_size}&t_act={DEEP_SIGMOID.activation}&t_f2=8&t_f3=8",
        "Train a deep stack of sigmoids",
        also=("stack",),
    ),
    Slip(
        "whitens",
        "modes",
        "Batch norm whitens its input.",
        "It gives each channel mean 0 and variance 1, before its own scale and shift. Whitening would also "
        "remove the correlation between channels.",
        "modes?mode_layer=norm",
        "See batch norm, channel by channel",
    ),
    Slip(
        "dropout-in-test",
        "modes",
        "Dropout silences units at test time, too.",
        f"Only in training: there a draw with p = ½ may make {_said(_DROPPED.training)} of "
        f"{_said(_DROPPED.values)}. In a test all stay as they are. As those that were kept in training "
        f"were scaled up, the mean of all draws is the same: {_said(_DROPPED.mean_of_all)}.",
        f"modes?mode_on=typed&dt_kept={_KEPT}",
        "See both, and the mean of all draws",
    ),
    Slip(
        "norm-in-test",
        "modes",
        "Batch norm uses the batch’s mean at test time, too.",
        f"There it uses running means and variances from training. In a batch {_said(_BATCHES[0])} it makes "
        f"{_IN_BATCH[0]} of {_SAME}, and in {_said(_BATCHES[1])} it makes {_IN_BATCH[1]}. In a test, with a "
        f"mean of {_SEEN.running_mean:g} and a variance of {_SEEN.running_var:g} from training, it makes "
        f"{_IN_TEST} of it in both.",
        "modes?mode_on=typed&mode_layer=norm",
        "See one number in two batches, and in a test",
    ),
    Slip(
        "normalised-first",
        "split",
        "Normalising before splitting is harmless.",
        _leaked,
        "split",
        "See both orders side by side",
    ),
)
