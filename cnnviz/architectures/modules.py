"""One block or module by itself, with any numbers of filters; weights only, so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.architectures.googlenet import Filters
from cnnviz.architectures.graph import INPUT, Builder, Node
from cnnviz.architectures.inception import add_module
from cnnviz.architectures.resnet import add_block
from cnnviz.geometry import conv_parameters


def bottleneck(channels: int, inner: int) -> list[Node]:
    """A block that reduces its maps to `inner`, convolves these, and restores the depth for the skip."""
    net = Builder(bias=False, block="block")
    add_block(net, inner, channels, 1, is_bottleneck=True, is_as_deep=True)
    return net.nodes


def module(filters: Filters) -> list[Node]:
    """One Inception module."""
    net = Builder(bias=False)
    add_module(net, "module", filters.branches(), INPUT)
    return net.nodes


@dataclass(frozen=True)
class Saving:
    """Weights of convolutions behind a 1 × 1 that reduces, and of the same without it.

    Attributes
    ----------
    reduced, direct : int
    terms, direct_terms : tuple of int
        What adds up to each, convolution by convolution.
    """

    terms: tuple[int, ...]
    direct_terms: tuple[int, ...]

    @property
    def reduced(self) -> int:
        """Weights with the 1 × 1 before."""
        return sum(self.terms)

    @property
    def direct(self) -> int:
        """Weights without it."""
        return sum(self.direct_terms)


def bottleneck_saving(channels: int, inner: int) -> Saving:
    """Compare a bottleneck with one 3 × 3 convolution from all maps to as many.

    >>> found = bottleneck_saving(256, 64)
    >>> found.direct, found.reduced, found.terms
    (589824, 69632, (16384, 36864, 16384))
    """
    sizes = ((channels, inner, 1), (inner, inner, 3), (inner, channels, 1))
    return Saving(tuple(_weights(*one) for one in sizes), (_weights(channels, channels, 3),))


def module_saving(channels: int, filters: Filters) -> Saving:
    """Compare an Inception module's weights with those it had if its large kernels met all maps.

    >>> from cnnviz.architectures.googlenet import MODULES
    >>> found = module_saving(192, MODULES["3a"])
    >>> found.reduced, found.direct
    (163328, 393216)
    """
    outer = (_weights(channels, filters.one, 1), _weights(channels, filters.pooled, 1))
    reduced = (
        _weights(channels, filters.before_three, 1),
        _weights(filters.before_three, filters.three, 3),
        _weights(channels, filters.before_five, 1),
        _weights(filters.before_five, filters.five, 5),
    )
    direct = (_weights(channels, filters.three, 3), _weights(channels, filters.five, 5))
    return Saving((outer[0], *reduced, outer[1]), (outer[0], *direct, outer[1]))


def _weights(channels: int, filters: int, kernel: int) -> int:
    return conv_parameters(channels, filters, kernel, bias=False)
