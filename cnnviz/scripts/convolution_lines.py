"""The lines of a convolution's scripts that follow once there are a picture and its kernels."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.geometry.padding import Sides
from cnnviz.kernels import CombinedSpec
from cnnviz.operators.padding import BorderMode
from cnnviz.scripts.literals import number
from cnnviz.scripts.script import COLOURS, IMAGES, call

#: What `np.pad` calls the border modes.
NUMPY_MODES: Final[MappingProxyType[BorderMode, str]] = MappingProxyType(
    {"constant": "constant", "nearest": "edge", "mirror": "reflect", "reflect": "symmetric", "wrap": "wrap"}
)
_DEFAULTS: Final[dict[str, object]] = {"stride": 1, "padding": 0, "dilation": 1}


@dataclass(frozen=True)
class ConvolutionLines:
    """What is done with ``image`` and ``kernel``, or with ``kernels`` if there is a combination.

    Attributes are `cnnviz.scripts.conv_script`'s parameters.
    """

    in_colours: bool
    kernels: NDArray[Any]
    stride: tuple[int, int]
    padding: Sides
    dilation: tuple[int, int]
    mode: BorderMode
    bias: float
    combination: CombinedSpec | None
    float64: bool

    def in_numpy(self) -> tuple[str, ...]:
        """Take a view of all windows, and the sum of products of each with each kernel."""
        spans = tuple(
            gap * (taps - 1) + 1 for gap, taps in zip(self.dilation, self.kernels.shape[1:], strict=True)
        )
        along = ", axis=(1, 2)" if self.in_colours else ""
        view = f"windows = np.lib.stride_tricks.sliding_window_view(image, {spans}{along})"
        offset = f" + {number(self.bias)}" if self.bias else ""
        if self.combination is not None:
            answers = 'outputs = np.einsum("yxij,kij->kyx", windows, kernels)' + offset
            return self._bordered(), view, self._every(), answers, self.combination.numpy
        letters = "cyxij,ij->cyx" if self.in_colours else "yxij,ij->yx"
        answer = f'output = np.einsum("{letters}", windows, kernel)' + offset
        return self._bordered(), view, self._every(), answer

    def in_torch(self) -> tuple[str, ...]:
        """Let PyTorch convolve, which itself adds zeros only, and as many before as after."""
        zeros = self.mode == "constant" and all(before == after for before, after in self.padding)
        lopsided = self.mode == "constant" and not zeros
        options: dict[str, object] = {"stride": self.stride, "dilation": self.dilation}
        if zeros:
            options["padding"] = (self.padding[0][0], self.padding[1][0])
        done = call("F.conv2d", "images", "weight", *self._bias(), defaults=_DEFAULTS, **options)
        border = "" if self.mode == "constant" else self._bordered()
        images = COLOURS if self.in_colours else IMAGES
        if lopsided:
            (top, bottom), (left, right) = self.padding
            around = f"({left}, {right}, {top}, {bottom})"
            images += f"\nimages = F.pad(images, {around})  # left, right, top, bottom"
        if self.combination is not None:
            weight, answers = "weight = torch.tensor(kernels)[:, None]", f"outputs = {done}[0]"
            return border, images, weight, answers, self.combination.torch
        weight = "weight = torch.tensor(kernel)[None, None]"
        if self.in_colours:
            return border, images, weight, f"output = {done}[:, 0]"
        return border, images, weight, f"output = {done}[0, 0]"

    def _bias(self) -> tuple[str, ...]:
        if not self.bias:
            return ()
        each = ", ".join([number(self.bias)] * len(self.kernels))
        return (f"torch.tensor([{each}]{', dtype=torch.float64' if self.float64 else ''})",)

    def _bordered(self) -> str:
        if not any(amount for side in self.padding for amount in side):
            return ""
        sides = ((0, 0), *self.padding) if self.in_colours else self.padding
        return f'image = np.pad(image, {sides}, mode="{NUMPY_MODES[self.mode]}")'

    def _every(self) -> str:
        """Say which windows, and which pixels under each of them, stride and dilation leave."""
        dilated = self.dilation != (1, 1)
        if self.stride == (1, 1) and not dilated:
            return ""
        every = (*self.stride, *self.dilation) if dilated else self.stride
        steps = [f"::{step}" if step > 1 else ":" for step in every]
        told = "stride and dilation" if dilated else "stride"
        return f"windows = windows[{', '.join([':'] * self.in_colours + steps)}]  # {told}"
