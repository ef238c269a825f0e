"""Inception-v3 and v4 as PyTorch modules: from torchvision's structure, and from the paper's figures."""

import torch
from torch import nn

ROW, COLUMN = (1, 7), (7, 1)
SHORT_ROW, SHORT_COLUMN = (1, 3), (3, 1)


class Conv(nn.Sequential):
    """A convolution without biases, its batch norm, a ReLU; it keeps the size unless it is `valid`."""

    def __init__(self, channels, filters, kernel=1, stride=1, *, valid=False):
        rows, columns = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        padding = 0 if valid else (rows // 2, columns // 2)
        super().__init__(
            nn.Conv2d(channels, filters, (rows, columns), stride, padding, bias=False),
            nn.BatchNorm2d(filters, eps=0.001),
            nn.ReLU(),
        )


class Beside(nn.ModuleList):
    """Branches of the same maps, each of layers one after the other; what they make is stacked."""

    def __init__(self, *branches):
        super().__init__(nn.Sequential(*branch) for branch in branches)

    def forward(self, maps):
        return torch.cat([branch(maps) for branch in self], 1)


def mean():
    return nn.AvgPool2d(3, 1, 1)


def largest():
    return nn.MaxPool2d(3, 2)


def halved(channels, filters, kernel=3):
    return Conv(channels, filters, kernel, 2, valid=True)


def module_a(channels, pooled):
    """torchvision's InceptionA: a 5 × 5, and two 3 × 3 in its place."""
    return Beside(
        [Conv(channels, 64)],
        [Conv(channels, 48), Conv(48, 64, 5)],
        [Conv(channels, 64), Conv(64, 96, 3), Conv(96, 96, 3)],
        [mean(), Conv(channels, pooled)],
    )


def module_c(inner):
    """torchvision's InceptionC: 7 × 7 as rows and columns."""
    return Beside(
        [Conv(768, 192)],
        [Conv(768, inner), Conv(inner, inner, ROW), Conv(inner, 192, COLUMN)],
        [
            Conv(768, inner),
            *(Conv(inner, inner, kernel) for kernel in (COLUMN, ROW, COLUMN)),
            Conv(inner, 192, ROW),
        ],
        [mean(), Conv(768, 192)],
    )


def module_e(channels):
    """torchvision's InceptionE: branches that part once more."""

    def parted():
        return Beside([Conv(384, 384, SHORT_ROW)], [Conv(384, 384, SHORT_COLUMN)])

    return Beside(
        [Conv(channels, 320)],
        [Conv(channels, 384), parted()],
        [Conv(channels, 448), Conv(448, 384, 3), parted()],
        [mean(), Conv(channels, 192)],
    )


class InceptionV3(nn.Module):
    """As torchvision has it, for 299 × 299."""

    def __init__(self, heads):
        super().__init__()
        self.before = nn.Sequential(
            halved(3, 32), Conv(32, 32, 3, valid=True), Conv(32, 64, 3), largest(),
            Conv(64, 80), Conv(80, 192, 3, valid=True), largest(),
            module_a(192, 32), module_a(256, 64), module_a(288, 64),
            Beside(
                [halved(288, 384)], [Conv(288, 64), Conv(64, 96, 3), halved(96, 96)], [largest()]
            ),
            module_c(128), module_c(160), module_c(160), module_c(192),
        )  # fmt: skip
        self.head = nn.Sequential(
            nn.AvgPool2d(5, 3), Conv(768, 128), Conv(128, 768, 5, valid=True),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(768, 1000),
        ) if heads else None  # fmt: skip
        self.behind = nn.Sequential(
            Beside(
                [Conv(768, 192), halved(192, 320)],
                [Conv(768, 192), Conv(192, 192, ROW), Conv(192, 192, COLUMN), halved(192, 192)],
                [largest()],
            ),
            module_e(1280), module_e(2048), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2048, 1000),
        )  # fmt: skip

    def forward(self, maps):
        maps = self.before(maps)
        if self.head is not None:
            self.head(maps)
        return self.behind(maps)


def inception_a():
    """Figure 4 of the paper."""
    return Beside(
        [mean(), Conv(384, 96)],
        [Conv(384, 96)],
        [Conv(384, 64), Conv(64, 96, 3)],
        [Conv(384, 64), Conv(64, 96, 3), Conv(96, 96, 3)],
    )


def inception_b():
    """Figure 5."""
    return Beside(
        [mean(), Conv(1024, 128)],
        [Conv(1024, 384)],
        [Conv(1024, 192), Conv(192, 224, ROW), Conv(224, 256, COLUMN)],
        [
            Conv(1024, 192),
            Conv(192, 192, COLUMN),
            Conv(192, 224, ROW),
            Conv(224, 224, COLUMN),
            Conv(224, 256, ROW),
        ],
    )


def inception_c():
    """Figure 6."""

    def parted(channels):
        return Beside([Conv(channels, 256, SHORT_ROW)], [Conv(channels, 256, SHORT_COLUMN)])

    return Beside(
        [mean(), Conv(1536, 256)],
        [Conv(1536, 256)],
        [Conv(1536, 384), parted(384)],
        [Conv(1536, 384), Conv(384, 448, SHORT_COLUMN), Conv(448, 512, SHORT_ROW), parted(512)],
    )


class InceptionV4(nn.Sequential):
    """Figure 9 of the paper, with the stem of figure 3, for 299 × 299."""

    def __init__(self):
        super().__init__(
            halved(3, 32), Conv(32, 32, 3, valid=True), Conv(32, 64, 3),
            Beside([largest()], [halved(64, 96)]),
            Beside(
                [Conv(160, 64), Conv(64, 96, 3, valid=True)],
                [Conv(160, 64), Conv(64, 64, COLUMN), Conv(64, 64, ROW), Conv(64, 96, 3, valid=True)],
            ),
            Beside([halved(192, 192)], [largest()]),
            *(inception_a() for _ in range(4)),
            Beside(
                [largest()], [halved(384, 384)], [Conv(384, 192), Conv(192, 224, 3), halved(224, 256)]
            ),
            *(inception_b() for _ in range(7)),
            Beside(
                [largest()],
                [Conv(1024, 192), halved(192, 192)],
                [Conv(1024, 256), Conv(256, 256, ROW), Conv(256, 320, COLUMN), halved(320, 320)],
            ),
            *(inception_c() for _ in range(3)),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1536, 1000),
        )  # fmt: skip
