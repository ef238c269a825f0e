"""Scripts for one training step of a small convolution."""

from __future__ import annotations

from cnnviz.backward import Step
from cnnviz.scripts.literals import array, number
from cnnviz.scripts.script import Script, joined, lines

_NUMPY_REDUCE = {"max": "left.max()", "mean": "left.mean()", "sum": "left.sum()"}
_TORCH_REDUCE = {
    "max": "F.max_pool2d(left, left.shape[2:]).squeeze()  # of equals the first takes the gradient",
    "mean": "left.mean()",
    "sum": "left.sum()",
}


def backward_script(step: Step) -> Script:
    """Write one step of training: forward, loss, backward, the new weights and the loss after.

    Parameters
    ----------
    step : Step
        One that fits.

    Returns
    -------
    Script
        ``output`` has ∂L/∂weight, (k, l); ``by_image`` ∂L/∂input, (H, W); ``new_weight`` and ``loss_after``
        what follows.

    Raises
    ------
    ShapeError
        If it does not fit.
    """
    _ = step.shapes
    given = lines(
        f"image = {array(step.input)}",
        f"weight = {array(step.weight)}",
        f"target, rate = {number(step.target)}, {number(step.rate)}",
    )
    return Script(
        joined("import numpy as np", given, *_in_numpy(step)),
        joined("import numpy as np\nimport torch\nimport torch.nn.functional as F", given, *_in_torch(step)),
    )


def _in_numpy(step: Step) -> tuple[str, ...]:
    forward = lines(
        "def forward(weight):",
        f"    padded = np.pad(image, {step.padding})",
        "    windows = np.lib.stride_tricks.sliding_window_view(padded, weight.shape)"
        f"[::{step.stride}, ::{step.stride}]",
        '    output = np.einsum("yxij,ij->yx", windows, weight)',
        "    left = np.maximum(output, 0)" if step.relu else "    left = output",
        _pooled_in_numpy(step.pool) if step.pool > 1 else "    before = left",
        f"    prediction = {_NUMPY_REDUCE[step.reduce]}",
        "    return windows, output, before, left, prediction",
    )
    start = lines(
        "windows, maps, before, left, prediction = forward(weight)",
        "loss = (prediction - target) ** 2 / 2",
        "print(prediction, loss)",
    )
    return (forward, start, _backward_in_numpy(step), _END_NUMPY)


def _pooled_in_numpy(side: int) -> str:
    return lines(
        "    before = left",
        f"    rows, columns = left.shape[0] // {side}, left.shape[1] // {side}",
        f"    blocks = left[: {side} * rows, : {side} * columns].reshape(rows, {side}, columns, {side})",
        "    left = blocks.max(axis=(1, 3))",
    )


def _backward_in_numpy(step: Step) -> str:
    spread = {
        "max": ("by_left = np.zeros(left.shape)", "by_left.flat[left.argmax()] = prediction - target"),
        "mean": ("by_left = np.full(left.shape, (prediction - target) / left.size)",),
        "sum": ("by_left = np.full(left.shape, prediction - target)",),
    }[step.reduce]
    rows, columns = step.input.shape
    first = step.padding
    return lines(
        *spread,
        _routed_in_numpy(step.pool) if step.pool > 1 else "by_maps = by_left",
        "by_maps = by_maps * (maps > 0)  # where ReLU gave 0, nothing passes" if step.relu else "",
        f"by_padded = np.zeros(np.array(image.shape) + {2 * step.padding})"
        if step.padding
        else "by_padded = np.zeros(image.shape)",
        "output = np.zeros(weight.shape)  # the gradient of the weights",
        "for row, column in np.ndindex(maps.shape):",
        f"    y, x = {_times(step.stride, 'row')}, {_times(step.stride, 'column')}",
        "    output += by_maps[row, column] * windows[row, column]",
        "    by_padded[y : y + weight.shape[0], x : x + weight.shape[1]] += by_maps[row, column] * weight",
        f"by_image = by_padded[{first} : {first + rows}, {first} : {first + columns}]"
        if first
        else "by_image = by_padded",
    )


def _times(stride: int, name: str) -> str:
    return name if stride == 1 else f"{stride} * {name}"


def _routed_in_numpy(side: int) -> str:
    block = f"{side} * row : {side} * row + {side}, {side} * column : {side} * column + {side}"
    return lines(
        "by_maps = np.zeros(before.shape)  # the first of the largest takes all",
        "for row, column in np.ndindex(left.shape):",
        f"    block = before[{block}]",
        f"    by_maps[{block}].flat[block.argmax()] = by_left[row, column]",
    )


_END_NUMPY = lines(
    "new_weight = weight - rate * output",
    "loss_after = (forward(new_weight)[-1] - target) ** 2 / 2",
    "print(output)",
    "print(new_weight, loss_after)",
)


def _in_torch(step: Step) -> tuple[str, ...]:
    options = "".join(
        f", {name}={value}"
        for name, value, usual in (("stride", step.stride, 1), ("padding", step.padding, 0))
        if value != usual
    )
    start = lines(
        "images = torch.tensor(image)[None, None].requires_grad_()",
        "weights = torch.tensor(weight)[None, None].requires_grad_()",
    )
    forward = lines(
        "def forward(weights):",
        f"    left = F.conv2d(images, weights{options})",
        "    left = F.relu(left)" if step.relu else "",
        f"    left = F.max_pool2d(left, {step.pool})" if step.pool > 1 else "",
        f"    return {_TORCH_REDUCE[step.reduce]}",
    )
    backward = lines(
        "loss = (forward(weights) - target) ** 2 / 2",
        "loss.backward()",
        "print(loss)",
    )
    end = lines(
        "output, by_image = weights.grad[0, 0].numpy(), images.grad[0, 0].numpy()",
        "with torch.no_grad():",
        "    weights -= rate * weights.grad",
        "    loss_after = ((forward(weights) - target) ** 2 / 2).item()",
        "new_weight = weights.detach()[0, 0].numpy()",
        "print(output)",
        "print(new_weight, loss_after)",
    )
    return (start, forward, backward, end)
