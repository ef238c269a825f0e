"""What a unit gives for a dimmer picture: what is right, and each slip by its name."""

import numpy as np
import pytest

from cnnviz.attribution.aggregation import Aggregation, Dimmed, dimmed
from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.numbers import format_number
from cnnviz.predict.dimmed_slips import DIGITS, dimmed_question
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import judge

KERNEL = np.array([[[3.0, -4.0]]])


def made(patch, bias, brightness=0.5):
    """A kernel of length 5 on a patch, in full and in less light."""
    full = np.array([[patch]], float)
    less = Aggregation(KERNEL, brightness * full, bias, (0, 0))
    return Dimmed(brightness, less.patch, Aggregation(KERNEL, full, bias, (0, 0)), less)


def judged(typed, asked):
    return judge(read_number(typed), dimmed_question(asked))


def test_each_slip_is_named_and_none_gives_the_right_number_away():
    asked = made([1.0, 3.0], 0.5)  # b·x is −9 in full light, −4.5 in less
    lengths = 5 * np.hypot(0.5, 1.5)
    typed = {
        "no_bias": -4.5,
        "dimmed_bias": 0.5 * (-9 + 0.5),
        "minus_bias": -4.5 - 0.5,
        "full": -9 + 0.5,
        "twice": 0.5 * -4.5 + 0.5,
        "no_cosine": lengths + 0.5,
        "relu": 0,
        "sign": 4,
    }
    assert list(typed) == [slip.key for slip in dimmed_question(asked).slips]
    assert judged("-4", asked).right
    for slip, value in typed.items():
        verdict = judged(f"{value:.6g}", asked)
        assert (verdict.right, verdict.slip) == (False, slip)
        assert "−4." not in verdict.sentence.replace("−4.5", "").replace("−4.25", "")
    assert judged("77", asked).sentence.startswith("77 is too large, on the wrong side of 0. Multiply")


@pytest.mark.parametrize(("layer", "unit"), [("conv 1", 0), ("conv 1", 7), ("conv 2", 3), ("conv 5", 9)])
@pytest.mark.parametrize("brightness", [0.05, 0.5, 0.95])
def test_whoever_works_with_the_printed_numbers_is_right(layer, unit, brightness):
    model, image = load_classifier(), load_gallery().images[42]
    asked = dimmed(model.network, image[None], model.layer_names.index(layer), unit, brightness)

    def printed(*values):
        return [format_number(value, DIGITS).replace("−", "-").replace(",", "") for value in values]

    less = asked.less
    b, x, cosine, bias = printed(less.kernel_size, less.patch_size, less.cosine, less.bias)
    assert judged(f"{b} * {x} * ({cosine}) + ({bias})", asked).right
    if layer == "conv 1":
        (full,) = printed(asked.full.sum)
        assert judged(f"{brightness} * ({full}) + ({bias})", asked).right
        slipped = judged(f"{brightness} * ({full} + {bias})", asked)
        assert slipped.right or slipped.slip == "dimmed_bias"
