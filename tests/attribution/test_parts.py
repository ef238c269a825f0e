"""From edges to parts: which convolutions are looked at, and what excites their maps."""

import numpy as np
import pytest
import torch

from cnnviz.attribution.parts import STAGES, patch, stages, strongest
from cnnviz.attribution.units import Favourite
from cnnviz.models.model import as_batch
from cnnviz.models.table import MODELS, load
from cnnviz.network.layers import Conv2d, Flatten, Linear, MaxPool2d
from cnnviz.network.summary import Window
from tests.models.tiny import of_colours, unmeasured

RNG = np.random.default_rng(5)


@pytest.fixture(scope="module", params=MODELS)
def model(request):
    return load(request.param)


def test_N12_of_the_garments_conv_1_3_5_and_8_are_looked_at():
    model = load("garments")
    assert [model.layer_names[i] for i in stages(model.network)] == ["conv 1", "conv 3", "conv 5", "conv 8"]


def test_N12_first_and_last_convolution_are_among_them_and_each_only_once(model):
    for network in (model.network, of_colours(RNG).network, unmeasured(RNG).network):
        every = [i for i, layer in enumerate(network.layers) if isinstance(layer, Conv2d)]
        found = stages(network)
        assert found == sorted(set(found))
        assert (found[0], found[-1], len(found)) == (every[0], every[-1], min(STAGES, len(every)))


def torch_maps(model, images):
    """What each layer makes of images, by PyTorch."""
    x, made = torch.from_numpy(images), []
    for layer in model.network.layers:
        given = {name: torch.tensor(value) for name, value in layer.parameters.items()}
        match layer:
            case Conv2d():
                x = torch.nn.functional.conv2d(x, **given, padding=layer.padding)
            case MaxPool2d():
                x = torch.nn.functional.max_pool2d(x, layer.kernel_size, layer.stride)
            case Flatten():
                x = x.flatten(1)
            case Linear():
                x = torch.nn.functional.linear(x, **given)
            case _:
                x = torch.relu(x)
        made.append(x.numpy())
    return made


def test_N12_what_excites_a_map_is_where_torchs_map_is_largest(model):
    images = as_batch(model.gallery.images)
    made, found = torch_maps(model, images), strongest(model.network, images)
    for layer, ones in found.items():
        assert len(ones) == made[layer].shape[1]
        for unit, one in enumerate(ones):
            largest = made[layer][:, unit].max()
            assert one.value == pytest.approx(largest, rel=1e-4)
            assert made[layer][one.index, unit][one.at] == pytest.approx(largest, rel=1e-4)


def test_N12_what_a_map_sees_alone_gives_its_number_and_grows_from_layer_to_layer(model):
    """Of the picture all but the patch is painted over; its largest number stays the same."""
    images = as_batch(model.gallery.images)
    sides = []
    for layer, ones in strongest(model.network, images).items():
        field = model.layers[layer].field
        sides.append(field)
        for unit, one in enumerate(ones[:3]):
            assert patch(images[one.index, 0], one, field).shape == (min(field, 28),) * 2
            top, left, height, width = one.window
            alone = RNG.random(images[one.index].shape, np.float32)
            inside = (slice(None), slice(top, top + height), slice(left, left + width))
            alone[inside] = images[one.index][inside]
            made = model.predict(alone[0]).activations[layer][unit][one.at]
            assert made == pytest.approx(one.value, rel=1e-3, abs=1e-4)
    assert sides == sorted(set(sides))


def test_N12_beyond_the_edge_of_an_image_are_zeros_where_they_lie():
    image = RNG.random((3, 6, 5))
    below = patch(image, Favourite(0, 1.0, (5, 4), Window(4, 3, 2, 2)), 3)
    np.testing.assert_array_equal(below, np.pad(image[:, 4:, 3:], [(0, 0), (0, 1), (0, 1)]))
