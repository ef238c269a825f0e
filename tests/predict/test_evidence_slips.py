"""What is left of a logit without one of the last maps: what is right, and each slip by its name."""

import numpy as np
import pytest

from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.network.evidence import Evidence, evidence
from cnnviz.numbers import format_number
from cnnviz.predict.evidence_slips import without_question
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import judge

#: Three maps of 1 × 2 that add 1.5, −2.25 and 4.
PRODUCTS = np.array([[[1.0, 0.5]], [[-2.0, -0.25]], [[3.5, 0.5]]])
FOUND = Evidence(PRODUCTS, np.ones_like(PRODUCTS), PRODUCTS, 0.125, 3.375)


def judged(typed, found, unit):
    return judge(read_number(typed), without_question(found, unit, (0, 0)))


@pytest.mark.parametrize(("unit", "typed"), [(0, "1.875"), (1, "3.375 + 2.25"), (2, "-0.625"), (2, "-0.63")])
def test_the_rest_of_the_sum_is_right(unit, typed):
    assert judged(typed, FOUND, unit).right


def test_each_slip_is_named_and_none_gives_the_right_number_away():
    typed = {
        "added": "7.375",
        "unchanged": "3.375",
        "part": "4",
        "no_bias": "-0.75",
        "one_product": "-0.125",
        "other_map": "5.625",
    }
    assert list(typed) == [slip.key for slip in without_question(FOUND, 2, (0, 0)).slips[:6]]
    right = format_number(FOUND.without(2))
    for slip, text in typed.items():
        verdict = judged(text, FOUND, 2)
        assert (verdict.right, verdict.slip) == (False, slip)
        assert right not in verdict.sentence
    assert right not in judged("77", FOUND, 2).sentence
    assert without_question(FOUND, 2, (0, 0)).working.endswith(f"= {right}")


def test_it_is_what_the_network_computes_with_the_map_at_0_and_the_printed_numbers_are_exact_enough():
    model, image = load_classifier(), load_gallery().images[42]
    prediction = model.predict(image)
    label, dense = int(prediction.logits.argmax()), model.network.layers[-1]
    found = evidence(model.network, prediction.activations, label)
    for unit, part in enumerate(found.of_maps.tolist()):
        maps = prediction.activations[-3].copy()
        maps[unit] = 0
        assert found.without(unit) == pytest.approx(float(dense(maps.reshape(1, -1))[0, label]), abs=1e-4)
        typed = f"{format_number(found.logit)} - ({format_number(part)})".replace("−", "-")
        assert judged(typed, found, unit).right
