"""The networks as PyTorch modules, written from their papers: what the tables are held against."""

import torch
from torch import nn
from torch.nn import functional as F

from tests.architectures.inceptions import InceptionV3, InceptionV4

META = torch.device("meta")


class LeNet5(nn.Sequential):
    """6 and 16 filters of 5 × 5, each pooled by averages; 120, 84 and 10 units."""

    def __init__(self):
        super().__init__(
            nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(),
            nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10),
        )  # fmt: skip


class AlexNet(nn.Sequential):
    """Five convolutions on 227 × 227; with two groups in the second, fourth and fifth."""

    def __init__(self, groups):
        super().__init__(
            nn.Conv2d(3, 96, 11, 4), nn.ReLU(), nn.LocalResponseNorm(5), nn.MaxPool2d(3, 2),
            nn.Conv2d(96, 256, 5, padding=2, groups=groups), nn.ReLU(), nn.LocalResponseNorm(5),
            nn.MaxPool2d(3, 2),
            nn.Conv2d(256, 384, 3, padding=1), nn.ReLU(),
            nn.Conv2d(384, 384, 3, padding=1, groups=groups), nn.ReLU(),
            nn.Conv2d(384, 256, 3, padding=1, groups=groups), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten(),
            nn.Linear(9216, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 1000),
        )  # fmt: skip


class Vgg(nn.Sequential):
    """Pairs, threes or fours of 3 × 3 convolutions, each followed by a pool."""

    def __init__(self, depths):
        layers, channels = [], 3
        for filters, times in zip((64, 128, 256, 512, 512), depths, strict=True):
            for _ in range(times):
                layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU()]
                channels = filters
            layers.append(nn.MaxPool2d(2))
        head = [nn.Flatten(), nn.Linear(512 * 7 * 7, 4096), nn.Linear(4096, 4096), nn.Linear(4096, 1000)]
        super().__init__(*layers, *head)


class Residual(nn.Module):
    """A basic block or a bottleneck, whose input is added."""

    def __init__(self, channels, inner, stride, bottleneck):
        super().__init__()
        made = inner * 4 if bottleneck else inner
        sizes = (
            [(1, inner, 1), (3, inner, stride), (1, made, 1)]
            if bottleneck
            else [(3, inner, stride), (3, made, 1)]
        )
        layers, last = [], channels
        for kernel, filters, step in sizes:
            layers += [
                nn.Conv2d(last, filters, kernel, step, kernel // 2, bias=False),
                nn.BatchNorm2d(filters),
                nn.ReLU(),
            ]
            last = filters
        self.inside = nn.Sequential(*layers[:-1])
        self.skip = nn.Identity()
        if stride > 1 or channels != made:
            self.skip = nn.Sequential(nn.Conv2d(channels, made, 1, stride, bias=False), nn.BatchNorm2d(made))

    def forward(self, maps):
        return F.relu(self.inside(maps) + self.skip(maps))


class ResNet(nn.Sequential):
    """A stem, four stages of blocks, an average of each map, a dense layer."""

    def __init__(self, depths, bottleneck):
        layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
        channels = 64
        for inner, times in zip((64, 128, 256, 512), depths, strict=True):
            for number in range(times):
                stride = 2 if inner > 64 and number == 0 else 1
                layers.append(Residual(channels, inner, stride, bottleneck))
                channels = inner * 4 if bottleneck else inner
        super().__init__(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1000))


class Branching(nn.Module):
    """An Inception module: 1 × 1; 1 × 1, 3 × 3; 1 × 1, 5 × 5; pool, 1 × 1. Its maps are stacked."""

    def __init__(self, channels, one, before, three, less, five, pooled, normed):
        super().__init__()
        large = 3 if normed else 5

        def conv(maps, filters, kernel):
            layers = [nn.Conv2d(maps, filters, kernel, padding=kernel // 2, bias=not normed)]
            return [*layers, *([nn.BatchNorm2d(filters)] if normed else []), nn.ReLU()]

        self.branches = nn.ModuleList(
            nn.Sequential(*layers)
            for layers in (
                conv(channels, one, 1),
                [*conv(channels, before, 1), *conv(before, three, 3)],
                [*conv(channels, less, 1), *conv(less, five, large)],
                [nn.MaxPool2d(3, 1, 1), *conv(channels, pooled, 1)],
            )
        )

    def forward(self, maps):
        return torch.cat([branch(maps) for branch in self.branches], 1)


class GoogLeNet(nn.Sequential):
    """Nine Inception modules, as in the paper, or with batch norm as in torchvision; no auxiliary heads."""

    def __init__(self, normed):
        def conv(maps, filters, kernel, stride=1):
            layers = [nn.Conv2d(maps, filters, kernel, stride, kernel // 2, bias=not normed)]
            return [*layers, *([nn.BatchNorm2d(filters)] if normed else []), nn.ReLU()]

        def pool(kernel=3):
            return nn.MaxPool2d(kernel, 2, ceil_mode=True)

        super().__init__(
            *conv(3, 64, 7, 2), pool(), *conv(64, 64, 1), *conv(64, 192, 3), pool(),
            Branching(192, 64, 96, 128, 16, 32, 32, normed),
            Branching(256, 128, 128, 192, 32, 96, 64, normed), pool(),
            Branching(480, 192, 96, 208, 16, 48, 64, normed),
            Branching(512, 160, 112, 224, 24, 64, 64, normed),
            Branching(512, 128, 128, 256, 24, 64, 64, normed),
            Branching(512, 112, 144, 288, 32, 64, 64, normed),
            Branching(528, 256, 160, 320, 32, 128, 128, normed), pool(2 if normed else 3),
            Branching(832, 256, 160, 320, 32, 128, 128, normed),
            Branching(832, 384, 192, 384, 48, 128, 128, normed),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1024, 1000),
        )  # fmt: skip


PAPERS = {
    "lenet5": LeNet5,
    "alexnet": lambda: AlexNet(1),
    "alexnet_grouped": lambda: AlexNet(2),
    "vgg16": lambda: Vgg((2, 2, 3, 3, 3)),
    "vgg19": lambda: Vgg((2, 2, 4, 4, 4)),
    "googlenet_paper": lambda: GoogLeNet(normed=False),
    "googlenet": lambda: GoogLeNet(normed=True),
    "resnet18": lambda: ResNet((2, 2, 2, 2), bottleneck=False),
    "resnet34": lambda: ResNet((3, 4, 6, 3), bottleneck=False),
    "resnet50": lambda: ResNet((3, 4, 6, 3), bottleneck=True),
    "resnet101": lambda: ResNet((3, 4, 23, 3), bottleneck=True),
    "resnet152": lambda: ResNet((3, 8, 36, 3), bottleneck=True),
    "inception_v3": lambda: InceptionV3(heads=False),
    "inception_v3 with its head": lambda: InceptionV3(heads=True),
    "inception_v4": InceptionV4,
}


def layers_of(network, shape):
    """Run a network without memory; give shape and parameters of each layer with weights or a window."""
    found = []

    def note(layer, _, made):
        learnt = sum(parameter.numel() for parameter in layer.parameters())
        found.append((type(layer).__name__, tuple(made.shape[1:]), learnt))

    kinds = (nn.Conv2d, nn.Linear, nn.MaxPool2d, nn.AvgPool2d)
    for layer in network.modules():
        if isinstance(layer, kinds):
            layer.register_forward_hook(note)
    network.eval()(torch.empty(1, *shape, device=META))
    return found


def built(name):
    """Build a network without memory for its weights."""
    with META:
        return PAPERS[name]()
