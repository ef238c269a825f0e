"""Enlarging maps, to decode a code to a picture."""

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.network.layers.base import Array, Backward, Layer, check_whole

#: The largest scale factor, since a file of weights may come from anywhere.
MOST = 8


class Upsample(Layer):
    """Each number becomes a square of equal numbers: the nearest neighbour, torch's ``mode="nearest"``.

    It learns nothing; a convolution after it smooths the squares. All numbers of a square came from one, so
    their gradients add up.

    Parameters
    ----------
    scale_factor : int
        The square's side, 1 to `MOST`.

    Examples
    --------
    >>> Upsample(2)(np.array([[[[1.0, 2.0]]]]))
    array([[[[1., 1., 2., 2.],
             [1., 1., 2., 2.]]]])
    """

    settings = ("scale_factor",)

    def __init__(self, scale_factor: int = 2) -> None:
        super().__init__()
        self.scale_factor = scale_factor
        check_whole(self, 1, "scale_factor")
        if scale_factor > MOST:
            raise ShapeError(f"maps grow to at most {MOST} times their side in one layer, not {scale_factor}")

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Enlarge a batch ``(N, C, H, W)``; see `Layer.forward`."""
        if x.ndim != 4:
            raise ShapeError(f"upsampling takes a batch of maps, (N, C, H, W), but got {x.shape}")
        k = self.scale_factor
        n, channels, rows, columns = x.shape

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            squares = gradient.reshape(n, channels, rows, k, columns, k)
            return np.asarray(squares.sum(axis=(3, 5))), {}

        return x.repeat(k, axis=2).repeat(k, axis=3), backward
