"""What layers do to one picture, as functions of the NumPy scripts."""

from textwrap import dedent
from types import MappingProxyType
from typing import Final

from cnnviz.operators import ACTIVATIONS

#: The layers in NumPy, as functions of one picture's maps (C, H, W); ``place`` counts layers from 0.
FUNCTIONS: Final = MappingProxyType(
    {
        "conv": dedent("""\
            def conv(maps, place, stride=1, padding=0):
                kernels, bias = weights[f"{place}.weight"], weights[f"{place}.bias"]
                padded = np.pad(maps, ((0, 0), (padding, padding), (padding, padding)))
                windows = sliding_window_view(padded, kernels.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
                return np.einsum("cyxij,fcij->fyx", windows, kernels) + bias[:, None, None]"""),
        **{row.key: row.numpy for row in ACTIVATIONS.values() if row.numpy},
        "batch_norm": dedent("""\
            def batch_norm(maps, place, eps):
                names = "running_mean", "running_var", "weight", "bias"
                mean, variance, scale, shift = (weights[f"{place}.{name}"][:, None, None] for name in names)
                return (maps - mean) / np.sqrt(variance + eps) * scale + shift"""),
        "avg_pool": dedent("""\
            def avg_pool(maps, size, stride):
                windows = sliding_window_view(maps, (size, size), axis=(1, 2))[:, ::stride, ::stride]
                return windows.mean(axis=(3, 4))"""),
        "max_pool": dedent("""\
            def max_pool(maps, size, stride):
                windows = sliding_window_view(maps, (size, size), axis=(1, 2))[:, ::stride, ::stride]
                return windows.max(axis=(3, 4))"""),
        "dense": dedent("""\
            def dense(values, place):
                return weights[f"{place}.weight"] @ values + weights[f"{place}.bias"]"""),
        "softmax": dedent("""\
            def softmax(logits):
                powers = np.exp(logits - logits.max())  # minus the largest, or powers could overflow
                return powers / powers.sum()"""),
    }
)
