"""Small networks of PyTorch, and the files that the script on the page makes of them."""

import numpy as np
import torch
from torch import nn

from cnnviz.scripts.export import YOURS_FILE, export_script

ACTIVATIONS = [nn.ReLU, nn.Sigmoid, nn.Tanh, nn.GELU, nn.Softplus, nn.ELU, nn.LeakyReLU, nn.SiLU]


def ready(network, shape):
    """Give batch norms statistics of their own, as training does."""
    torch.manual_seed(len(list(network.modules())))
    for _ in range(3):
        network.train()(torch.rand(8, *shape) * 2 - 0.5)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    return network.eval()


def stage(rng, channels, filters, side):
    """A convolution of any kind, and what may follow it; with the shape of what it makes."""
    kernel = int(rng.choice([1, 3, 5]))
    stride = int(rng.choice([1, 1, 2]))
    groups = int(rng.choice([1, 1, channels])) if filters % channels == 0 else 1
    gap = int(rng.choice([1, 1, 2]))
    padding = gap * (kernel - 1) // 2
    bias = bool(rng.random() < 0.7)
    layers = [nn.Conv2d(channels, filters, kernel, stride, padding, gap, groups, bias)]
    side = (side - 1) // stride + 1
    extras = [nn.BatchNorm2d(filters)] * (rng.random() < 0.5) + [rng.choice(ACTIVATIONS)()]
    rng.shuffle(extras)  # a batch norm may follow the activation, too
    layers += extras
    if side >= 4:
        layers.append(rng.choice([nn.MaxPool2d, nn.AvgPool2d])(2))
        side //= 2
    layers += [nn.Dropout2d(0.2)] * (rng.random() < 0.3)
    return layers, filters, side


def random_network(seed):
    """A network of any layers that can be loaded, and the shape of its input."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    channels, side = int(rng.choice([1, 3])), int(rng.integers(8, 41))
    shape, layers = (channels, side, side), []
    for _ in range(rng.integers(1, 4)):
        made, channels, side = stage(rng, channels, int(rng.choice([6, 9, 12])), side)
        layers += made
    if rng.random() < 0.4:
        layers.append(nn.AdaptiveAvgPool2d(1))
        side = 1
    layers.append(nn.Flatten())
    count = channels * side * side
    for _ in range(rng.integers(0, 3)):
        extras = [nn.BatchNorm1d(20)] * (rng.random() < 0.5) + [rng.choice(ACTIVATIONS)()]
        rng.shuffle(extras)
        layers += [nn.Linear(count, 20), *extras, nn.Dropout(0.5)]
        count = 20
    layers += [nn.Linear(count, int(rng.integers(2, 11))), *[nn.Softmax(1)] * (rng.random() < 0.3)]
    return ready(nn.Sequential(*layers), shape), shape


def exported(network, shape, folder, example=None):
    """Run the script on the page for a network; gives the bytes of the file that it saves."""
    example = torch.rand(1, *shape) if example is None else example
    script = export_script("").replace("import json", "import json", 1)
    names = {"network": network, "example": example}
    exec(script.replace(f'"{YOURS_FILE}"', repr(str(folder / YOURS_FILE)), 1), names)
    return (folder / YOURS_FILE).read_bytes()


def logits_of(network, x):
    """The scores of a network of PyTorch, without a softmax at its end."""
    layers = [layer for layer in network if not isinstance(layer, nn.Softmax | nn.LogSoftmax)]
    with torch.no_grad():
        return nn.Sequential(*layers)(x).numpy()
