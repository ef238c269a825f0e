"""What slips call right holds of PyTorch: the facts of it that can be computed."""

from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
import torch
import torch.nn.functional as F

from cnnviz.glossary import SLIPS
from cnnviz.models.garments import load_classifier

RIGHT = {slip.id: slip.right for slip in SLIPS}
SAID = {slip.id: slip.said for slip in SLIPS}


def image(*shape):
    return torch.rand(shape, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


def test_a_convolution_shifts_with_its_input_and_does_not_hold_still():
    x, w = F.pad(image(1, 1, 8, 8), [3] * 4), image(1, 1, 3, 3)
    before, after = F.conv2d(x, w), F.conv2d(x.roll(1, -1), w)
    assert torch.equal(before.roll(1, -1)[..., 1:-1], after[..., 1:-1])
    assert not torch.allclose(before, after)


def test_the_kernel_is_not_flipped():
    x, w = image(1, 1, 3, 3), image(1, 1, 3, 3)
    assert torch.allclose(F.conv2d(x, w).squeeze(), (x * w).sum())
    assert not torch.allclose(F.conv2d(x, w), F.conv2d(x, w.flip(-1, -2)))


def test_the_numbers_of_the_layer_are_pytorchs():
    layer = torch.nn.Conv2d(3, 8, 3)
    weights, biases = layer.weight.numel(), layer.bias.numel()
    assert f"{weights} weights and {biases} biases: {weights + biases} parameters" in RIGHT["neurons"]
    assert f"{weights} neurons" in SAID["neurons"]


def test_a_picture_gets_smaller_without_padding():
    out = F.conv2d(image(1, 1, 32, 32), image(1, 1, 3, 3))
    assert f"= {out.numel()} of them" in RIGHT["thousand"]
    assert f"{F.conv2d(image(1, 1, 32, 32), image(1, 1, 3, 3), padding='same').numel():,}" in SAID["thousand"]


def test_a_dense_layers_weights_grow_with_the_number_of_pixels():
    small, large = (torch.nn.Linear(side**2, 128).weight.numel() for side in (28, 56))
    assert large == 4 * small
    assert (
        f"128 units have {small:,} weights for 28 × 28 pixels, and {large:,} for 56 × 56"
        in RIGHT["exponential"]
    )


def test_three_pixels_in_all_make_alexnets_first_layer_fit():
    kernel, step = torch.rand(1, 1, 1, 11), (1, 4)
    padded = F.conv2d(F.pad(torch.rand(1, 1, 1, 224), (1, 2)), kernel, stride=step)
    assert (224 + 3 - 11) % 4 == 0
    assert f"{padded.numel()} windows fit" in RIGHT["extra-pixels"]
    assert f"on each side the formula gives {(224 + 2 * 3 - 11) / 4 + 1}." in RIGHT["extra-pixels"]


def test_one_by_one_is_a_dot_product_over_channels():
    layer = torch.nn.Conv2d(128, 64, 1, bias=False)
    x = image(1, 128, 2, 2).float()
    assert torch.allclose(layer(x), torch.einsum("oc,nchw->nohw", layer.weight[..., 0, 0], x), atol=1e-5)
    assert f"= {layer.weight.numel():,} weights" in RIGHT["one-by-one"]


def test_alexnets_kernels_are_those_of_the_layers_that_are_shown():
    (at,) = (slip.at for slip in SLIPS if slip.id == "alexnet")
    layers = parse_qs(urlsplit(at).query)["c_layers"][0].split("~")
    first, second, *others = (layer.split("_")[2] for layer in layers if layer.startswith("conv"))
    assert f"{first} × {first} in the first layer, {second} × {second} in the second" in RIGHT["alexnet"]
    assert {f"{kernel} × {kernel} in the other three" in RIGHT["alexnet"] for kernel in others} == {True}
    assert len(others) == 3


def test_a_filter_adds_up_what_its_channels_give():
    x, w = image(1, 3, 5, 5), image(1, 3, 3, 3).flip(0)
    parts = sum(F.conv2d(x[:, c : c + 1], w[:, c : c + 1]) for c in range(3))
    assert torch.allclose(F.conv2d(x, w), parts)


def test_a_sigmoids_slope_is_a_quarter_at_most():
    x = torch.linspace(-9, 9, 181, dtype=torch.float64, requires_grad=True)
    torch.sigmoid(x).sum().backward()
    assert x.grad.max().item() == pytest.approx(1 / 4)


def test_batch_norm_leaves_the_correlation_of_channels():
    x = image(50, 1, 4, 4)
    y = F.batch_norm(torch.cat([x, 3 * x + image(50, 1, 4, 4).flip(0)], 1), None, None, training=True)
    one, two = y.transpose(0, 1).flatten(1)
    assert [one.mean().item(), two.var().item()] == pytest.approx([0, 1], abs=0.01)
    assert (one * two).mean() > 0.5


def test_relu_ends_nowhere_and_softmax_takes_e_to_each_score():
    z = torch.tensor([2.5, 1.8, 0.2, 900.0])
    assert F.relu(z).max() == z.max()
    assert torch.allclose(F.softmax(z[:3], 0), z[:3].exp() / z[:3].exp().sum())


def test_a_dot_product_is_the_cosine_times_both_lengths():
    b, x = image(9), image(9).flip(0)
    assert torch.allclose(b @ x, F.cosine_similarity(b, x, 0) * b.norm() * x.norm())


def test_the_data_has_as_many_images_as_the_model_card_says():
    card = load_classifier().card
    test, all_images = card["test"]["images"], RIGHT["sixty-thousand"].split()[-1].rstrip(".")
    assert f"the {test:,} test images" in RIGHT["sixty-thousand"]
    training = int(all_images.replace(",", "")) - test
    assert f"{training:,} training images" in card["trained_on"]
    assert f"{training:,} images" in SAID["sixty-thousand"]


def test_a_step_goes_against_the_slope_and_a_large_one_too_far():
    x = torch.tensor([[1.0, 2, 0], [3, 1, 2], [0, 1, 1]])[None, None]

    def run(rate, steps):
        w = torch.tensor([[1.0, -1], [0, 2]])[None, None].requires_grad_()
        made = []
        for _ in range(steps + 1):
            made.append(F.max_pool2d(F.conv2d(x, w), 2).squeeze())
            slope = torch.autograd.grad((made[-1] - 4) ** 2 / 2, w)[0]
            w = (w - rate * slope).detach().requires_grad_()
        return [one.item() for one in made], slope, w

    (before, after), *_ = run(0.05, 1)
    _, slope, moved = run(0.05, 0)
    told = f"is {slope[0, 0, 0, 0]:g}, so it falls from 1 to {moved[0, 0, 0, 0]:g}"
    losses = [(one - 4) ** 2 / 2 for one in (before, after)]
    assert told in RIGHT["along-the-slope"]
    assert f"the loss falls from {losses[0]:g} to {losses[1]:g}" in RIGHT["along-the-slope"]
    far, *_ = run(0.2, 3)
    assert all((one - 4) * (other - 4) < 0 for one, other in pairwise(far))
