"""The network and images that the room is tried on."""

import numpy as np
import pytest

from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.network.layers import Conv2d, Linear, MaxPool2d, ReLU
from cnnviz.network.sequential import Sequential


@pytest.fixture(scope="session")
def network():
    return load_classifier().network


@pytest.fixture(scope="session")
def gallery():
    return load_gallery()


@pytest.fixture(scope="session")
def boot(gallery):
    """An ankle boot, (1, 28, 28)."""
    return gallery.images[90:91]


@pytest.fixture(scope="session")
def exact():
    """The network in float64: what is compared is not drowned by rounding."""
    found = Sequential(load_classifier().network.layers)
    found.assign({name: value.astype(np.float64) for name, value in found.parameters.items()})
    return found


@pytest.fixture(scope="session")
def noisy(boot):
    """The boot in float64 with a little noise, so that no two pixels tie in a max pool."""
    return with_noise(boot)


@pytest.fixture(scope="session")
def noisy_gallery(gallery):
    """All images, (100, 1, 28, 28), with the same noise: how they are added up decides no tie."""
    return with_noise(gallery.images[:, None])


def with_noise(images):
    return images + np.random.default_rng(1).uniform(0, 0.02, images.shape)


@pytest.fixture(scope="session")
def rounding(network):
    """By how much numbers around 1 may differ that are added up in single precision, whoever adds them up.

    A sum of n products is rounded up to n times, and the longest has as many as there are weights in it.
    """
    longest = max(value[0].size for name, value in network.parameters.items() if "weight" in name)
    return longest * float(np.finfo(np.float32).eps)


@pytest.fixture(scope="session")
def in_torch(pytorch):
    torch = pytorch

    def run(network, x, start=0):
        """The same network, written with torch's functions."""
        for layer in network.layers[start:]:
            weights = {name: torch.tensor(value) for name, value in layer.parameters.items()}
            match layer:
                case Conv2d():
                    x = torch.conv2d(x, weights["weight"], weights["bias"], padding=layer.padding)
                case Linear():
                    x = x @ weights["weight"].T + weights["bias"]
                case ReLU():
                    x = torch.relu(x)
                case MaxPool2d():
                    x = torch.max_pool2d(x, layer.kernel_size)
                case _:
                    x = x.flatten(1)
        return x

    return run
