"""Scripts for what follows logits that were typed: softmax or sigmoids, and the loss."""

from __future__ import annotations

from typing import Any, Literal

from numpy.typing import NDArray

from cnnviz.scripts.functions import FUNCTIONS
from cnnviz.scripts.literals import array, number
from cnnviz.scripts.script import Script, joined, lines


def softmax_script(
    logits: NDArray[Any],
    kind: Literal["softmax", "sigmoid"],
    temperature: float = 1.0,
    right: int | None = None,
) -> Script:
    """Write what gives the probabilities of logits (n,), and the loss where a class is the right one.

    Returns
    -------
    Script
        ``output`` has the probabilities, (n,), as float64.

    Examples
    --------
    >>> import numpy as np
    >>> print(softmax_script(np.array([2.5, 1.8, 0.2]), "softmax", right=0).torch)
    import torch
    import torch.nn.functional as F
    <BLANKLINE>
    logits = torch.tensor([2.5, 1.8, 0.2], dtype=torch.float64)
    output = torch.softmax(logits, dim=0)
    print(output)
    <BLANKLINE>
    loss = F.cross_entropy(logits, torch.tensor(0))
    print(loss)
    """
    written = f"[{', '.join(map(number, logits))}]"
    given = "logits" if temperature == 1 else f"logits / {number(temperature)}"
    in_numpy = "softmax(logits)" if kind == "softmax" else "1 / (1 + np.exp(-logits))"
    in_torch = "torch.softmax(logits, dim=0)" if kind == "softmax" else "torch.sigmoid(logits)"
    divided = "" if temperature == 1 else f"logits = {given}  # the temperature"
    has_loss = right is not None and kind == "softmax"
    return Script(
        joined(
            "import numpy as np",
            FUNCTIONS["softmax"] if kind == "softmax" else "",
            lines(f"logits = {array(logits)}", divided, f"output = {in_numpy}", "print(output)"),
            lines(f"loss = -np.log(output[{right}])", "print(loss)") if has_loss else "",
        ),
        joined(
            lines("import torch", "import torch.nn.functional as F" if has_loss else ""),
            lines(
                f"logits = torch.tensor({written}, dtype=torch.float64)",
                divided,
                f"output = {in_torch}",
                "print(output)",
            ),
            lines(f"loss = F.cross_entropy(logits, torch.tensor({right}))", "print(loss)")
            if has_loss
            else "",
        ),
    )
