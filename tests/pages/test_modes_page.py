"""The page on training and test: extremes of its controls, and numbers that agree with the layers."""

import numpy as np
import pytest

from cnnviz.figures import format_number
from cnnviz.live.dropping import drop
from cnnviz.live.modes import MARKS, layer_indices_of
from cnnviz.live.norming import batch_with, normalise, statistics
from cnnviz.models.garments import load_gallery
from cnnviz.network.layers import BatchNorm2d, Dropout
from pages.ui.classifier.images import images
from pages.ui.modes.networks import networks

IMAGE = load_gallery().images[42]


def text(page):
    return "\n".join(element.proto.body for element in page.app.get("html"))


@pytest.mark.parametrize("p", ["0.0", "0.5", "0.9"])
@pytest.mark.parametrize("phase", ["training", "test"])
def test_F3_dropout_says_what_the_layer_does(visit, p, phase):
    page = visit("modes", test="42", drop_p=p, phase=phase, drop_seed="7", draws="500", drop_map="15")
    dropped = drop(networks("garments")[MARKS[-1]], IMAGE, float(p), 7)
    count = int(dropped.silenced.sum()) if phase == "training" else 0
    assert page.facts["Silenced"][0] == f"{count} of {dropped.silenced.size}"
    factor = dropped.factor if phase == "training" else 1
    assert page.facts["Factor for the other units"][0] == format_number(factor)
    now, mean = page.maps("drop_numbers")
    assert np.sum(np.array(now.values) == "·") == (dropped.silenced[15].sum() if phase == "training" else 0)
    assert "mean of 500 draws" in mean.header["label"]


def test_one_draw_is_spoken_of_in_the_singular(visit):
    page = visit("modes", draws="1")
    assert page.maps("drop_numbers")[1].header["label"].endswith("mean of 1 draw")
    assert "1 draws" not in "".join(element.proto.body for element in page.app.get("html"))


def test_dropout_draws_anew_for_every_image_and_says_so(visit):
    page = visit("modes", test="42")
    said = "".join(element.proto.body for kind in ("html", "markdown") for element in page.app.get(kind))
    assert "drawn anew for every image" in said
    two = np.ones((2, 1, 8, 8), np.float32)
    first, second = Dropout(0.5, np.random.default_rng(0)).forward(two, training=True)[0]
    assert (first != second).any()


def test_silenced_units_are_crossed_out_in_training_only(visit):
    pictures = {
        phase: [one.pixels for one in visit("modes", test="42", phase=phase).maps("drop_maps")[16:]]
        for phase in ("training", "test")
    }
    dropped = drop(networks("garments")[MARKS[-1]], IMAGE, 0.5, 1)
    for i, silenced in enumerate(dropped.silenced):
        rows, columns = silenced.shape
        lines = {
            phase: (maps[i].reshape(rows, len(maps[i]) // rows, columns, -1) == 0).any(axis=(1, 3))
            for phase, maps in pictures.items()  # 0 is an index that no number has
        }
        np.testing.assert_array_equal(lines["training"], silenced)
        assert not lines["test"].any()


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("own", [(None, None), (-2.0, 3.0)])
@pytest.mark.parametrize(("mark", "size", "which"), [(0, 2, 0), (100, 32, 1)])
def test_F4_batch_norm_says_what_the_layer_does(visit, training, own, mark, size, which):
    network = networks("garments")[mark]
    layer_index = layer_indices_of(network, BatchNorm2d)[which]
    query = {"norm_own": "true", "gamma": str(own[0]), "beta": str(own[1])} if own[0] else {}
    page = visit(
        "modes",
        mode_layer="norm",
        test="42",
        phase="training" if training else "test",
        norm_mark=str(mark),
        norm_place=str(layer_index),
        norm_size=str(size),
        norm_map="3",
        **query,
    )
    normed = normalise(network, layer_index, batch_with(IMAGE, images("garments"), size, 1), *own)
    mean, variance = statistics(normed.training if training else normed.test)
    assert page.facts["Mean after"][0] == format_number(mean[3].round(6), 3)
    assert page.facts["Variance after"][0] == format_number(variance[3], 3)
    used = normed.batch_var if training else normed.running_var
    eps = network.layers[layer_index].eps
    divided = f"√({format_number(used[3], 3)} + {format_number(eps)})"
    assert page.facts["Divided by √(variance + ε)"][0] == divided
    still = page.facts["Your image in the next batch"][0] == "changes by 0"
    assert still != training


def test_both_ways_have_one_colour_range(visit):
    said = {
        phase: text(visit("modes", mode_layer="norm", phase=phase)).split("in training and at test time: ")[
            1
        ][:20]
        for phase in ("training", "test")
    }
    assert said["training"] == said["test"]


def test_next_draw_draws_anew(visit):
    page = visit("modes")
    before = [one.pixels.copy() for one in page.maps("drop_maps")]
    (button,) = [one for one in page.app.button if one.label == "Next draw"]
    button.click()
    page.run()
    assert page.address["drop_seed"] == "2"
    changed = [bool((a != b.pixels).any()) for a, b in zip(before, page.maps("drop_maps"), strict=True)]
    assert changed == [False] * 16 + [True] * 16


@pytest.mark.parametrize("query", [{"drop_p": "0.97"}, {"norm_mark": "7"}, {"phase": "x"}, {"draws": "0"}])
def test_an_address_that_asks_for_nonsense_opens_the_page_all_the_same(visit, query):
    assert visit("modes", **query).facts["Silenced"]
