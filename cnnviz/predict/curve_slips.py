"""The slips in working out an activation, a gate or a softmax.

The order: first what leaves a step out or stops before the last one, then a lost sign, then another function
or another share taken for the one asked for. A learner who leaves a step out has understood the rest of
the exercise; the other slips misread it, which is rarer.
"""

from __future__ import annotations

import numpy as np

from cnnviz.operators import (
    ACTIVATIONS,
    ActivationTrace,
    GluTrace,
    SoftmaxTrace,
    activation_trace,
    sigmoid,
    softmax,
)
from cnnviz.predict.reading import shown
from cnnviz.predict.verdict import Question, Slip, ranked

ACTIVATION_ORDER = (
    "not_applied",
    "absolute",
    "sign",
    "mirrored",
    *(slip.key for row in ACTIVATIONS.values() for slip in row.slips),
    "slope",
    *(f"took_{n}" for n in ACTIVATIONS),
)
GATE_ORDER = ("not_gated", "gate", "no_sigmoid", "mixed_up")
SOFTMAX_ORDER = (
    "power",
    "exponential",
    "percent",
    "no_exponential",
    "no_temperature",
    "times_temperature",
    "rest",
    "sigmoid",
    "other_share",
)
"""The keys of the slips in the order in which they are tried."""

_GATE = "The first value is multiplied by the sigmoid of the second."
_SHARE = "Raise e to each logit, then divide the one asked for by the sum of all."


def activation_question(trace: ActivationTrace) -> Question:
    """Ask for an activation's output."""
    x, row = trace.input, ACTIVATIONS[trace.name]
    found = [
        ("not_applied", x, "passed the value on unchanged"),
        ("absolute", abs(x), "took the size without its sign"),
        ("sign", -trace.output, "lost or added a minus sign"),
        (
            "mirrored",
            activation_trace(trace.name, -x).output,
            f"took {trace.name} of the value with the other sign",
        ),
        ("slope", trace.slope, "gave the slope instead of the output"),
        *((f"took_{name}", activation_trace(name, x).output, f"took {name} instead") for name in ACTIVATIONS),
    ]
    with np.errstate(over="ignore"):
        own = [(slip.key, slip.value(x), slip.did) for slip in row.slips]
    found += [slip for slip in own if np.isfinite(slip[1])]
    slack = abs(trace.slope) * 2 * abs(x - shown(x)) + 1e-6
    slips = ranked((Slip(*parts, instead=row.rule) for parts in found), ACTIVATION_ORDER)
    return Question(trace.output, slack, trace.sentence(), row.rule, slips)


def gate_question(trace: GluTrace) -> Question:
    """Ask for an output of a gated linear unit."""
    found = [
        ("not_gated", trace.passed, "passed the value on without the gate"),
        ("gate", trace.open, "gave only how far the gate is open"),
        ("no_sigmoid", trace.passed * trace.gate, "left out the sigmoid"),
        ("mixed_up", trace.gate * float(sigmoid(trace.passed)), "mixed up the value and its gate"),
    ]
    slips = ranked((Slip(*parts, instead=_GATE) for parts in found), GATE_ORDER)
    slack = abs(trace.passed - shown(trace.passed)) + abs(trace.passed) * (1e-4 * trace.open + 1e-6)
    return Question(trace.output, slack, trace.sentence(), _GATE, slips)


def softmax_question(trace: SoftmaxTrace) -> Question:
    """Ask for one share; whole per cent, or two decimals, are precise enough."""
    scores, temperature, at = trace.scores.astype(np.float64), trace.temperature, trace.at
    shares = softmax(scores, temperature=temperature)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        found = [
            ("power", float(trace.powers[at]), "stopped before dividing by the sum"),
            ("exponential", float(np.exp(scores[at] / temperature)), "stopped before dividing by the sum"),
            ("percent", 100 * trace.value, "wrote a percentage without the % sign"),
            (
                "no_exponential",
                float(scores[at] / scores.sum()),
                "divided the logit itself by the sum of the logits",
            ),
            ("no_temperature", float(softmax(scores)[at]), "left out the temperature"),
            ("times_temperature", float(softmax(scores * temperature)[at]), "multiplied by the temperature"),
            ("rest", 1 - trace.value, "gave the probability of all other classes"),
            ("sigmoid", float(sigmoid(scores[at] / temperature)), "took the sigmoid of the logit"),
            *(
                ("other_share", float(share), f"gave probability {n}, not {at}")
                for n, share in enumerate(shares)
            ),
        ]
    apart = max(abs(score - shown(score)) for score in scores.tolist()) / temperature
    slack = trace.value * (2 * apart + 1e-4)
    instead = _SHARE if temperature == 1 else f"Divide the logits by the temperature. {_SHARE}"
    slips = ranked((Slip(*parts, instead=instead) for parts in found), SOFTMAX_ORDER)
    return Question(trace.value, slack, trace.sentence(), instead, slips, finest=0.005)
