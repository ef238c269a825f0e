"""Each map times a number, plus a number."""

import numpy as np

from cnnviz.network.layers.base import Array
from cnnviz.network.layers.conv import Conv2d


class Scale(Conv2d):
    """Map c becomes factor[c] · map + offset[c]: a 1×1 convolution that mixes no maps.

    It stands for what is done to a picture's values before a network, and for a batch norm that follows no
    convolution.

    Parameters
    ----------
    factor, offset : ndarray, shape (C,)
    """

    def __init__(self, factor: Array, offset: Array) -> None:
        super().__init__(len(factor), len(factor), 1)
        weight = np.diag(np.asarray(factor, np.float32))[:, :, None, None]
        self.parameters = {"weight": weight, "bias": np.asarray(offset, np.float32)}

    @property
    def kind(self) -> str:
        """What it is to others: the convolution that does the same."""
        return "Conv2d"
