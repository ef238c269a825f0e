"""Convolution as a layer."""

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.network.layers.base import Array, Backward, Gradients, Layer, check_whole, he_normal
from cnnviz.operators import conv2d, conv2d_gradients, conv2d_weight_gradient


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
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding
        check_whole(self, 1, "in_channels", "out_channels", "kernel_size", "stride")
        check_whole(self, 0, "padding")
        if padding >= kernel_size:
            raise ShapeError(
                f"a layer with a {kernel_size}×{kernel_size} kernel takes 0 to {kernel_size - 1} of "
                f"padding, not {padding}: more would let windows see nothing but zeros"
            )
        shape = (out_channels, in_channels, kernel_size, kernel_size)
        weight = np.zeros(shape, np.float32)
        if rng is not None:
            weight = he_normal(shape, in_channels * kernel_size**2, rng)
        self.parameters = {"weight": weight, "bias": np.zeros(out_channels, np.float32)}

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Convolve; see `Layer.forward`."""
        self._check(x)
        weight, bias = self.parameters["weight"], self.parameters["bias"]

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            by_input, by_weight = conv2d_gradients(gradient, x, weight, self.stride, self.padding)
            return by_input, {"weight": by_weight, "bias": _by_bias(gradient)}

        return conv2d(x, weight, bias, self.stride, self.padding), backward

    def gradients(self, x: Array, gradient: Array) -> Gradients:
        """Only the parameters' gradients, in a quarter of the time, for an ``x`` that is data."""
        weight = self.parameters["weight"]
        by_weight = conv2d_weight_gradient(gradient, x, weight, self.stride, self.padding)
        return {"weight": by_weight, "bias": _by_bias(gradient)}

    def _check(self, x: Array) -> None:
        if x.ndim != 4 or x.shape[1] != self.in_channels:
            raise ShapeError(
                f"this layer takes a batch of shape (N, {self.in_channels}, H, W), but got {x.shape}; "
                "check how many channels the layer before gives"
            )


def _by_bias(gradient: Array) -> Array:
    return np.asarray(gradient.sum(axis=(2, 3)).sum(axis=0))
