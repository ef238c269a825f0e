"""Slopes by the pixels, and what adds up along a way."""

import numpy as np
import pytest
import torch

from cnnviz.attribution.gradients import gradient, gradient_times_input, integrated_gradients
from cnnviz.attribution.scores import Logit, Probability
from cnnviz.errors import CnnvizError
from cnnviz.network.layers import Conv2d, Linear, MaxPool2d, ReLU


@pytest.mark.parametrize("kind", [Logit, Probability])
def test_the_gradient_is_pytorchs(exact, noisy, kind, in_torch):
    x = torch.tensor(noisy[None], requires_grad=True)
    scores = in_torch(exact, x)
    (scores if kind is Logit else scores.softmax(1))[0, 7].backward()
    found = gradient(kind(exact, 7), noisy)
    np.testing.assert_allclose(found, x.grad[0].numpy(), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", [Logit, Probability])
def test_a_small_step_changes_the_score_by_slope_times_step(exact, noisy, kind):
    score = kind(exact, 9 if kind is Logit else 7)
    step = 1e-7 * np.random.default_rng(2).normal(size=noisy.shape)
    change = score((noisy + step)[None])[0] - score((noisy - step)[None])[0]
    assert change == pytest.approx(2 * (gradient(score, noisy) * step).sum(), rel=1e-4)


def test_times_input_is_zero_on_black(network, boot):
    found = gradient_times_input(Logit(network, 9), boot)
    assert not found[boot == 0].any()
    np.testing.assert_array_equal(found, gradient(Logit(network, 9), boot) * boot)


def test_times_input_adds_up_to_the_logit_less_what_the_biases_contribute(exact, noisy, pytorch):
    """The network is linear near any image: slope by slope, its pixels and its biases make up the logit."""
    values = {name: torch.tensor(value, requires_grad=True) for name, value in exact.parameters.items()}
    x = torch.tensor(noisy[None])
    for i, layer in enumerate(exact.layers):
        weight, bias = values.get(f"{i}.weight"), values.get(f"{i}.bias")
        match layer:
            case Conv2d():
                x = torch.conv2d(x, weight, bias, padding=layer.padding)
            case Linear():
                x = x @ weight.T + bias
            case ReLU():
                x = torch.relu(x)
            case MaxPool2d():
                x = torch.max_pool2d(x, layer.kernel_size)
            case _:
                x = x.flatten(1)
    logit = x[0, 9]
    logit.backward()
    of_biases = sum((one.grad * one).sum().item() for name, one in values.items() if name.endswith("bias"))
    of_pixels = gradient_times_input(Logit(exact, 9), noisy).sum()
    assert abs(of_biases) > 0.01, "they are not nothing"
    assert of_pixels + of_biases == pytest.approx(logit.item(), rel=1e-9)


@pytest.mark.parametrize("baseline", [0.0, 0.7, "noise"])
def test_integrated_gradients_add_up_to_the_difference_in_logits(exact, noisy, baseline):
    start = np.random.default_rng(3).random(noisy.shape) if baseline == "noise" else np.float64(baseline)
    score = Logit(exact, 9)
    difference = score(noisy[None])[0] - score(np.broadcast_to(start, noisy.shape)[None])[0]
    for steps in (16, 64):
        gap = integrated_gradients(score, noisy, steps, start).sum() - difference
        assert abs(gap) < 24 / steps * abs(difference)


def test_the_default_number_of_steps_is_mostly_within_five_percent_on_the_gallery(network, gallery):
    gaps = []
    for image in gallery.images[::9, None]:
        logits = network(image[None])[0]
        score = Logit(network, int(logits.argmax()))
        difference = logits.max() - score(np.zeros_like(image)[None])[0]
        gaps.append(abs(integrated_gradients(score, image).sum() / difference - 1))
    assert np.median(gaps) < 0.05
    assert max(gaps) < 0.15


def test_a_way_of_no_length_adds_up_to_nothing(network, boot):
    assert not integrated_gradients(Logit(network, 9), boot, 3, boot).any()


def test_a_batch_gives_what_each_image_gives(exact, noisy_gallery):
    batch = noisy_gallery[:3]
    score = Logit(exact, 2)
    for method in (gradient, gradient_times_input, lambda s, x: integrated_gradients(s, x, 5, batch=2)):
        maps = method(score, batch)
        assert maps.shape == batch.shape
        for image, found in zip(batch, maps, strict=True):
            np.testing.assert_allclose(method(score, image), found, atol=1e-9)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"steps": 0}, "number of steps"),
        ({"steps": 2.5}, "number of steps"),
        ({"batch": -1}, "the batch"),
        ({"baseline": np.zeros((3, 3))}, "does not fit"),
        ({"baseline": np.nan}, "not finite"),
        ({"image": np.zeros(784)}, "channels, rows, columns"),
        ({"label": 10}, "no class 10 among 10"),
        ({"label": -1}, "no class -1"),
        ({"label": 1.5}, "no class 1.5"),
    ],
)
def test_what_makes_no_sense_is_refused(network, boot, change, sentence):
    arguments = {"label": 9, "image": boot, **change}
    with pytest.raises(CnnvizError, match=sentence):
        integrated_gradients(Logit(network, arguments.pop("label")), **arguments)
