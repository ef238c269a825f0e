"""The layers of Keras that scripts use, by hand: what each makes of a shape, and how many weights it has.

Written from Keras's documentation of each layer, since no test needs more of Keras than its sizes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace


@dataclass
class Maps:
    """What a layer makes, (rows, columns, channels) or (numbers,), and all parameters up to there."""

    shape: tuple[int, ...]
    counted: dict[object, int] = field(default_factory=dict)


class Layer:
    """A layer: `size` makes its shape of the one that it is given, and `weights` counts."""

    def __call__(self, given):
        several = given if isinstance(given, list) else [given]
        counted = {key: count for one in several for key, count in one.counted.items()}
        shape = self.size(*(one.shape for one in several))
        return Maps(shape, counted | {self: self.weights(*(one.shape for one in several))})

    def size(self, shape):
        return shape

    def weights(self, *_):
        return 0


def pair(size):
    return size if isinstance(size, tuple) else (size, size)


class Window(Layer):
    """What slides a window, without padding unless it says "same"."""

    def __init__(self, size, strides=None, padding="valid"):
        self.window, self.padding = pair(size), padding
        self.strides = self.window if strides is None else pair(strides)

    def size(self, shape):
        *sides, channels = shape
        assert self.padding in ("valid", "same")
        if self.padding == "same":
            made = [-(-side // step) for side, step in zip(sides, self.strides, strict=True)]
        else:
            fits = zip(sides, self.window, self.strides, strict=True)
            made = [(side - window) // step + 1 for side, window, step in fits]
        assert min(made) > 0
        return (*made, channels)


class Conv2D(Window):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", groups=1, use_bias=True):
        super().__init__(kernel_size, strides, padding)
        self.filters, self.groups, self.use_bias = filters, groups, use_bias

    def size(self, shape):
        assert shape[-1] % self.groups == self.filters % self.groups == 0
        return (*super().size(shape)[:2], self.filters)

    def weights(self, shape):
        rows, columns = self.window
        each = rows * columns * (shape[-1] // self.groups) + bool(self.use_bias)
        return self.filters * each


class Dense(Layer):
    def __init__(self, units):
        self.units = units

    def size(self, shape):
        return (*shape[:-1], self.units)

    def weights(self, shape):
        return self.units * (shape[-1] + 1)


class Flatten(Layer):
    def size(self, shape):
        made = 1
        for side in shape:
            made *= side
        return (made,)


class ZeroPadding2D(Layer):
    def __init__(self, padding):
        self.padding = padding

    def size(self, shape):
        sides = [side + sum(more) for side, more in zip(shape[:2], self.padding, strict=True)]
        return (*sides, shape[2])


class GlobalAveragePooling2D(Layer):
    def __init__(self, keepdims=False):
        self.keepdims = keepdims

    def size(self, shape):
        return (1, 1, shape[2]) if self.keepdims else (shape[2],)


class BatchNormalization(Layer):
    """Its factors and offsets are learned; the running means and variances, which Keras counts, are not."""

    def __init__(self, epsilon=1e-3):
        self.epsilon = epsilon

    def weights(self, shape):
        return 2 * shape[-1]


class Add(Layer):
    def size(self, *shapes):
        assert len(set(shapes)) == 1
        return shapes[0]


class Concatenate(Layer):
    def size(self, *shapes):
        assert len({shape[:-1] for shape in shapes}) == 1
        return (*shapes[0][:-1], sum(shape[-1] for shape in shapes))


class Activation(Layer):
    def __init__(self, name):
        assert name in {"relu", "sigmoid", "tanh", "gelu", "softplus", "elu", "silu", "linear"}


class LeakyReLU(Layer):
    def __init__(self, negative_slope=0.3):
        self.negative_slope = negative_slope


class Model:
    """A network from its input to its output."""

    def __init__(self, given, made):
        self.given, self.made = given, made

    def count_params(self):
        return sum(self.made.counted.values())

    def summary(self):
        """Keras prints a table."""


def response_norm(maps):
    return Layer()(maps)


def pad_least(maps, rows, columns):
    return ZeroPadding2D((rows, columns))(maps)


LAYERS = (
    Conv2D, Dense, Flatten, ZeroPadding2D, GlobalAveragePooling2D, BatchNormalization, Add, Concatenate,
    Activation, LeakyReLU,
)  # fmt: skip


def keras_by_hand():
    """Give what stands for Keras, to be imported under its name."""
    keras = ModuleType("keras")
    keras.layers = SimpleNamespace(
        MaxPooling2D=Window, AveragePooling2D=Window, **{kind.__name__: kind for kind in LAYERS}
    )
    keras.ops, keras.Input, keras.Model = SimpleNamespace(), Maps, Model
    return keras
