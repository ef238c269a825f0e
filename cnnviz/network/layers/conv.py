"""Convolution as a layer."""

from collections.abc import Iterator

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.network.layers.base import Array, Backward, Layer, he_normal


class Conv2d(Layer):
    """2-D convolution (cross-correlation, as in every framework) with zero padding and a bias per filter.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size : int
        Side of the square kernel.
    stride, padding : int
        The same on both axes; 0 ≤ padding < kernel_size.
    rng : numpy.random.Generator, optional
        Where the first weights are drawn from; He initialisation. Without it they are zero, to be loaded.

    Notes
    -----
    Input ``(N, C, H, W)``, output ``(N, F, H', W')``, weight ``(F, C, k, k)``, bias ``(F,)``.

    A few images at a time are unfolded into columns and multiplied in one matrix product; so few that their
    columns stay in the processor's cache, which was measured to be about twice as fast as unfolding the
    batch. On the way back the output's gradient is unfolded once and serves both products: times the flipped
    kernels it gives the input's gradient, times the input the kernels'.
    """

    settings = ("in_channels", "out_channels", "kernel_size", "stride", "padding")

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int = 3,
        stride: int = 1,
        padding: int = 0,
        rng: np.random.Generator | None = None,
    ) -> None:
        super().__init__()
        if not 0 <= padding < kernel_size:
            raise ShapeError(
                f"a layer with a {kernel_size}×{kernel_size} kernel takes 0 to {kernel_size - 1} of "
                f"padding, not {padding}: more would let windows see nothing but zeros"
            )
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding
        shape = (out_channels, in_channels, kernel_size, kernel_size)
        weight = np.zeros(shape, np.float32)
        if rng is not None:
            weight = he_normal(shape, in_channels * kernel_size**2, rng)
        self.parameters = {"weight": weight, "bias": np.zeros(out_channels, np.float32)}

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Convolve; see `Layer.forward`."""
        self._check(x)
        weight = self.parameters["weight"]
        p, s, k = self.padding, self.stride, self.kernel_size
        padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p))) if p else x
        rows, columns = (padded.shape[2] - k) // s + 1, (padded.shape[3] - k) // s + 1
        output = np.empty((len(x), self.out_channels, rows, columns), np.result_type(x, weight))
        flat = weight.reshape(self.out_channels, -1)  # (F, C·k·k)
        for block, unfolded in unfold(padded, k, s):
            output[block] = _images_first(flat @ unfolded, output[block].shape)
        output += self.parameters["bias"][:, None, None]

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            d_x = np.empty(x.shape, output.dtype)
            d_flat = np.zeros((self.in_channels, self.out_channels * k * k), output.dtype)
            flipped = weight[:, :, ::-1, ::-1].swapaxes(0, 1).reshape(self.in_channels, -1)  # (C, F·k·k)
            # Outputs spread out by the stride, with a border so that each input pixel finds k·k of them.
            canvas = np.zeros((*gradient.shape[:2], x.shape[2] + k - 1, x.shape[3] + k - 1), output.dtype)
            first = k - 1 - p
            canvas[:, :, first : first + s * rows : s, first : first + s * columns : s] = gradient
            for block, unfolded in unfold(canvas, k, 1):
                d_x[block] = _images_first(flipped @ unfolded, d_x[block].shape)
                d_flat += x[block].swapaxes(0, 1).reshape(self.in_channels, -1) @ unfolded.T
            d_weight = d_flat.reshape(self.in_channels, self.out_channels, k, k).swapaxes(0, 1)[
                :, :, ::-1, ::-1
            ]
            return d_x, {"weight": d_weight, "bias": gradient.sum(axis=(2, 3)).sum(axis=0)}

        return output, backward

    def _check(self, x: Array) -> None:
        if x.ndim != 4 or x.shape[1] != self.in_channels:
            raise ShapeError(
                f"this layer takes a batch of shape (N, {self.in_channels}, H, W), but got {x.shape}; "
                "check how many channels the layer before gives"
            )
        k, p = self.kernel_size, self.padding
        if min(x.shape[2:]) + 2 * p < k:
            raise ShapeError(
                f"a {k}×{k} kernel does not fit maps of {x.shape[2]}×{x.shape[3]} with padding {p}; "
                "use more padding or fewer pooling layers before it"
            )


#: Columns of one matrix product: 144 rows of so many floats are 450 kB, about one core's cache.
_COLUMNS = 784


def unfold(images: Array, kernel_size: int, stride: int) -> Iterator[tuple[slice, Array]]:
    """Unfold a batch's windows into columns, a block of images at a time.

    Parameters
    ----------
    images : ndarray, shape (N, C, H, W)
        Already padded.
    kernel_size, stride : int

    Yields
    ------
    block : slice
        Which images.
    unfolded : ndarray, shape (C·k·k, n·H'·W')
        One column a window; overwritten by the next block.
    """
    n, c, height, width = images.shape
    k, s = kernel_size, stride
    rows, columns = (height - k) // s + 1, (width - k) // s + 1
    size = max(1, _COLUMNS // (rows * columns))
    buffer = np.empty((c, k, k, min(size, n), rows, columns), images.dtype)
    for start in range(0, n, size):
        block = slice(start, min(start + size, n))
        part = images[block].swapaxes(0, 1)  # (C, n, H, W)
        unfolded = buffer[:, :, :, : part.shape[1]]
        for i in range(k):
            for j in range(k):
                unfolded[:, i, j] = part[:, :, i : i + s * rows : s, j : j + s * columns : s]
        yield block, unfolded.reshape(c * k * k, -1)


def _images_first(product: Array, shape: tuple[int, ...]) -> Array:
    """(F, n·H·W) → (n, F, H, W)."""
    n, f, height, width = shape
    return product.reshape(f, n, height, width).swapaxes(0, 1)
