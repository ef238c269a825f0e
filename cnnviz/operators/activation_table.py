"""Every activation with all that the app says and does with it: a new one is a new row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.operators import activations as curves
from cnnviz.operators.loops import activations as twins


class OwnSlip(NamedTuple):
    """A slip that only one activation invites: what it gives for x, and what the learner did (“You …”)."""

    key: str
    value: Callable[[float], float]
    did: str


@dataclass(frozen=True)
class Activation:
    """A function applied to each value on its own.

    Attributes
    ----------
    key : str
        Its name in ``torch.nn.functional`` and in addresses.
    title : str
        What a page calls it.
    function, derivative : callable
    twin : callable
        The function as a plain loop.
    rule : str
        What it does, in a sentence for whoever worked it out wrongly.
    numpy : str
        A function of a NumPy script, named `key`; empty if it takes none.
    layer, about : str
        Its class in ``torch.nn``, and what is said of that; empty if it is no layer of ours.
    is_positive : bool
        Whether it leaves nothing below 0.
    slips : tuple of OwnSlip
    """

    key: str
    title: str
    function: Callable[..., Floats]
    derivative: Callable[[ArrayLike], Floats]
    twin: Callable[..., Floats]
    rule: str
    numpy: str = ""
    layer: str = ""
    about: str = ""
    is_positive: bool = False
    slips: tuple[OwnSlip, ...] = ()


_ROWS = (
    Activation(
        "linear",
        "Linear",
        floats,
        curves.linear_slope,
        floats,
        "A linear unit passes its value on unchanged.",
    ),
    Activation(
        "relu",
        "ReLU",
        curves.relu,
        curves.relu_slope,
        twins.relu,
        "ReLU passes a positive value on unchanged and turns a negative one into 0.",
        dedent("""\
            def relu(maps):
                return np.maximum(maps, 0)"""),
        "ReLU",
        "Negative values become 0; the gradient passes where the output is positive.",
        is_positive=True,
    ),
    Activation(
        "sigmoid",
        "Sigmoid",
        curves.sigmoid,
        curves.sigmoid_slope,
        twins.sigmoid,
        "The sigmoid of x is 1 / (1 + e^−x), between 0 and 1.",
        dedent("""\
            def sigmoid(maps):
                return 0.5 * (1 + np.tanh(maps / 2))  # as 1 / (1 + exp(-maps)), which could overflow"""),
        "Sigmoid",
        "Squeezed between 0 and 1; the slope is never more than 1/4, which is how gradients vanish.",
        is_positive=True,
        slips=(OwnSlip("no_one", lambda x: float(np.exp(np.float64(x))), "left out the 1 below the line"),),
    ),
    Activation(
        "tanh",
        "tanh",
        curves.tanh,
        curves.tanh_slope,
        twins.tanh,
        "The hyperbolic tangent of x is (e^x − e^−x) / (e^x + e^−x), between −1 and 1.",
        dedent("""\
            def tanh(maps):
                return np.tanh(maps)"""),
        "Tanh",
        "Squeezed between −1 and 1; the slope is 1 in the middle and falls to 0 on both sides.",
    ),
    Activation(
        "gelu",
        "GELU",
        curves.gelu,
        curves.gelu_slope,
        twins.gelu,
        "GELU multiplies x by the share of a bell curve that lies below x.",
        dedent("""\
            def gelu(maps):
                return maps * 0.5 * (1 + np.vectorize(math.erf)(maps / math.sqrt(2)))"""),
        "GELU",
        "ReLU with a rounded corner: each element times the normal distribution's probability below it.",
    ),
    Activation(
        "softplus",
        "Softplus",
        curves.softplus,
        curves.softplus_slope,
        twins.softplus,
        "Softplus of x is the logarithm of 1 + e^x: above 0, and nearly x where x is large.",
        dedent("""\
            def softplus(maps):
                return np.logaddexp(maps, 0)  # as log(1 + exp(maps)), which could overflow"""),
        "Softplus",
        "ReLU without a corner, always above 0; its slope is the sigmoid.",
        is_positive=True,
        slips=(
            OwnSlip("no_logarithm", lambda x: float(1 + np.exp(np.float64(x))), "left out the logarithm"),
        ),
    ),
    Activation(
        "elu",
        "ELU",
        curves.elu,
        curves.elu_slope,
        twins.elu,
        "ELU passes a positive value on unchanged and turns a negative x into e^x − 1, never below −1.",
        dedent("""\
            def elu(maps):
                return np.where(maps > 0, maps, np.expm1(np.minimum(maps, 0)))"""),
        "ELU",
        "Negative values level off at −1, smoothly; the slope falls towards 0 the more negative they are.",
        slips=(OwnSlip("no_one", lambda x: float(np.exp(np.float64(x))), "left out the − 1"),),
    ),
    Activation(
        "leaky_relu",
        "Leaky ReLU",
        curves.leaky_relu,
        curves.leaky_relu_slope,
        twins.leaky_relu,
        "Leaky ReLU passes a positive value on unchanged and multiplies a negative one by 0.01.",
        dedent("""\
            def leaky_relu(maps):
                return np.where(maps > 0, maps, 0.01 * maps)"""),
        "LeakyReLU",
        "Of negative values a hundredth passes, and as much of their gradient: no unit goes dead.",
    ),
    Activation(
        "silu",
        "SiLU",
        curves.silu,
        curves.silu_slope,
        twins.silu,
        "SiLU multiplies x by its own sigmoid.",
        dedent("""\
            def silu(maps):
                return maps * 0.5 * (1 + np.tanh(maps / 2))  # the sigmoid, without an overflow"""),
        "SiLU",
        "Each element times its own sigmoid, also called swish: smooth, with a shallow dip below 0.",
    ),
)

ACTIVATIONS = MappingProxyType({row.key: row for row in _ROWS})
"""Every activation by its name. ReLU's slope at 0 is taken as 0, as in every framework."""
