"""Scripts for neurons by hand: a weighted sum, a bias and a ReLU each."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from cnnviz.scripts.literals import array
from cnnviz.scripts.script import Script, joined, lines


def neurons_script(inputs: NDArray[Any], weights: NDArray[Any], biases: NDArray[Any]) -> Script:
    """Write what gives the outputs of neurons that share their inputs.

    Parameters
    ----------
    inputs : ndarray, (n,)
    weights : ndarray, (neurons, n)
    biases : ndarray, (neurons,)

    Returns
    -------
    Script
        ``output`` has what a ReLU leaves of each sum, (neurons,), as float64.

    Examples
    --------
    >>> import numpy as np
    >>> script = neurons_script(np.array([155.0, 60]), np.array([[0.25, 0.5]]), np.array([-3.0]))
    >>> print(script.numpy)
    import numpy as np
    <BLANKLINE>
    inputs = np.array([155, 60], np.float64)
    weights = np.array([
        [0.25, 0.5],
    ], np.float64)  # a row for each neuron
    biases = np.array([-3], np.float64)
    <BLANKLINE>
    sums = weights @ inputs + biases
    output = np.maximum(sums, 0)  # ReLU
    print(sums, output)
    """
    given = lines(
        f"inputs = {array(inputs)}",
        f"weights = {array(weights)}  # a row for each neuron",
        f"biases = {array(biases)}",
    )
    return Script(
        joined(
            "import numpy as np",
            given,
            lines(
                "sums = weights @ inputs + biases",
                "output = np.maximum(sums, 0)  # ReLU",
                "print(sums, output)",
            ),
        ),
        joined(
            lines("import numpy as np", "import torch", "import torch.nn.functional as F"),
            given,
            lines(
                "sums = F.linear(torch.tensor(inputs), torch.tensor(weights), torch.tensor(biases))",
                "output = F.relu(sums)",
                "print(sums, output)",
            ),
        ),
    )
