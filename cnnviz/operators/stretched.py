"""A transposed convolution as an ordinary one: over an input with gaps of zeros, with flipped kernels."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.operators.transposed_setup import TransposedSetup, set_up_transposed


class Stretched(NamedTuple):
    """What an ordinary convolution of stride 1, with the same dilation and groups, takes to give the same.

    Attributes
    ----------
    input : ndarray, (N, C, *size)
        The input with stride − 1 zeros between its numbers and zeros around it.
    weight : ndarray, (F, C/groups, *taps)
        The kernels, turned around along each axis.
    """

    input: Floats
    weight: Floats


def stretch1d(*arguments: Any, **options: Any) -> Stretched:
    """Return what `conv1d` takes to give what `conv_transpose1d` gives for these arguments.

    Examples
    --------
    >>> stretched = stretch1d([2, 1, 3], [1, 2, 0], stride=2)
    >>> stretched.input[0, 0].tolist(), stretched.weight[0, 0].tolist()
    ([0.0, 0.0, 2.0, 0.0, 1.0, 0.0, 3.0, 0.0, 0.0], [0.0, 2.0, 1.0])
    """
    return _stretch(set_up_transposed(1, *arguments, **options))


def stretch2d(*arguments: Any, **options: Any) -> Stretched:
    """Return what `conv2d` takes to give what `conv_transpose2d` gives for these arguments."""
    return _stretch(set_up_transposed(2, *arguments, **options))


def _stretch(setup: TransposedSetup) -> Stretched:
    axes = range(setup.space.axes)
    sizes = [setup.output_shape[2 + a] + setup.reach[a] for a in axes]
    stretched = np.zeros((*setup.input.shape[:2], *sizes), setup.input.dtype)
    taken, put = [], []
    for a in axes:
        places = setup.reach[a] - setup.padding[a] + np.arange(setup.input.shape[2 + a]) * setup.stride[a]
        inside = np.flatnonzero((places >= 0) & (places < sizes[a]))
        taken.append(inside)
        put.append(places[inside])
    batch, channels = (np.arange(length) for length in setup.input.shape[:2])
    stretched[np.ix_(batch, channels, *put)] = setup.input[np.ix_(batch, channels, *taken)]
    split = setup.weight.reshape(setup.groups, -1, *setup.weight.shape[1:])
    turned = np.flip(split.swapaxes(1, 2), tuple(range(3, split.ndim)))
    return Stretched(stretched, turned.reshape(-1, split.shape[1], *setup.taps))
