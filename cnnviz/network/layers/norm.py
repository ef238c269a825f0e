"""Batch normalisation."""

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.network.layers.base import Array, Backward, Layer, check_whole


class BatchNorm2d(Layer):
    """Bring each map to mean 0 and variance 1, then scale by ``weight`` and shift by ``bias``.

    While training the statistics are those of the batch, and running ones are updated; at test time the
    running ones are used. Ioffe and Szegedy (2015), "Batch Normalization"; as in torch, the running variance
    is the unbiased one.

    Parameters
    ----------
    num_features : int
        Number of maps C.
    eps : float
        Added to the variance, against division by 0.
    momentum : float
        Share of the newest batch in the running statistics.
    """

    settings = ("num_features", "eps", "momentum")

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        check_whole(self, 1, "num_features")
        if not (0 < eps < 1 and 0 <= momentum <= 1):
            raise ShapeError(
                f"batch norm takes an eps and a momentum between 0 and 1, not {eps} and {momentum}"
            )
        self.parameters = {
            "weight": np.ones(num_features, np.float32),
            "bias": np.zeros(num_features, np.float32),
        }
        self.buffers = {
            "running_mean": np.zeros(num_features, np.float32),
            "running_var": np.ones(num_features, np.float32),
        }

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Normalise a batch ``(N, C, H, W)``; see `Layer.forward`."""
        if x.ndim != 4 or x.shape[1] != self.num_features:
            raise ShapeError(f"this layer normalises {self.num_features} maps, but got a batch {x.shape}")
        count = x.size // self.num_features
        if training:
            mean = x.mean(axis=(2, 3)).mean(axis=0)
            centred = x - mean[:, None, None]
            variance = np.einsum("nchw,nchw->c", centred, centred, optimize=False) / count
            self._follow(mean, variance * (count / max(count - 1, 1)))
        else:
            centred = x - self.buffers["running_mean"][:, None, None]
            variance = self.buffers["running_var"]
        scale = 1 / np.sqrt(variance + self.eps)
        weight = self.parameters["weight"]
        output = centred * (weight * scale)[:, None, None]
        output += self.parameters["bias"][:, None, None]

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            d_bias = gradient.sum(axis=(2, 3)).sum(axis=0)
            d_weight = np.einsum("nchw,nchw->c", gradient, centred, optimize=False) * scale
            d_x = gradient
            if training:  # the batch's mean and variance depend on every element
                d_x = centred * (-d_weight * scale / count)[:, None, None]
                d_x -= (d_bias / count)[:, None, None]
                d_x += gradient
            return d_x * (weight * scale)[:, None, None], {"weight": d_weight, "bias": d_bias}

        return output, backward

    def _follow(self, mean: Array, variance: Array) -> None:
        for name, now in (("running_mean", mean), ("running_var", variance)):
            self.buffers[name] = (self.buffers[name] * (1 - self.momentum) + now * self.momentum).astype(
                self.buffers[name].dtype
            )
