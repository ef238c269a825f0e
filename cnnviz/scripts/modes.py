"""Scripts for dropout, batch norm and scaling of typed numbers, in training and in a test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnnviz.modes import Draw, NormedBatch, Scaling
from cnnviz.scripts.literals import array, number
from cnnviz.scripts.script import Script, joined, lines


def dropout_script(draw: Draw) -> Script:
    """Write what gives one draw of dropout in training, and what comes out in a test.

    Returns
    -------
    Script
        ``output`` has both, (2, n), as float64.

    Examples
    --------
    >>> draw = Draw((2, 4), 0.5, (True, False), np.ones((1, 2), bool))
    >>> print(dropout_script(draw).numpy)
    import numpy as np
    <BLANKLINE>
    x = np.array([2, 4], np.float64)
    p = 0.5
    kept = np.array([True, False])  # one draw: kept = np.random.random(x.shape) >= p
    training = np.where(kept, x / (1 - p), 0)
    output = np.stack([training, x])  # in a test x stays
    print(output)
    """
    kept = f"[{', '.join(str(bool(one)) for one in draw.kept)}]"
    p = f"p = {number(draw.p)}"
    return Script(
        joined(
            "import numpy as np",
            lines(
                f"x = {array(np.array(draw.values, np.float64))}",
                p,
                f"kept = np.array({kept})  # one draw: kept = np.random.random(x.shape) >= p",
                "training = np.where(kept, x / (1 - p), 0)",
                "output = np.stack([training, x])  # in a test x stays",
                "print(output)",
            ),
        ),
        joined(
            "import torch",
            lines(
                f"x = {_tensor(draw.values)}",
                p,
                f"kept = torch.tensor({kept})  # this draw; torch.nn.Dropout(p)(x) draws by itself",
                "training = torch.where(kept, x / (1 - p), 0.0)",
                "test = torch.nn.Dropout(p).eval()(x)",
                "output = torch.stack([training, test])",
                "print(output)",
            ),
        ),
    )


def norm_script(batches: Sequence[NormedBatch]) -> Script:
    """Write what sends batches through a batch norm one after the other, and each through it in a test.

    Returns
    -------
    Script
        ``output`` has all outputs in training, then all in a test, then the running mean and variance in the
        end, as float64.
    """
    norm = batches[0].before
    settings = {
        "running_mean": norm.running_mean,
        "running_var": norm.running_var,
        "weight": norm.weight,
        "bias": norm.bias,
    }
    values = [np.array(batch.values, np.float64) for batch in batches]
    set_in_numpy = [f"{name} = {number(value)}" for name, value in settings.items()]
    set_in_torch = [
        f"norm.{name}{'' if 'running' in name else '.data'}.fill_({number(value)})"
        for name, value in settings.items()
    ]
    return Script(
        joined(
            "import numpy as np",
            lines(
                f"batches = [{', '.join(map(array, values))}]",
                *set_in_numpy,
                f"eps, momentum = {number(norm.eps)}, {number(norm.momentum)}",
            ),
            lines(
                "def normalise(x, mean, var):",
                "    return weight * (x - mean) / np.sqrt(var + eps) + bias",
            ),
            lines(
                "test = [normalise(x, running_mean, running_var) for x in batches]",
                "training = []",
                "for x in batches:",
                "    training.append(normalise(x, x.mean(), x.var()))",
                "    running_mean = (1 - momentum) * running_mean + momentum * x.mean()",
                "    running_var = (1 - momentum) * running_var + momentum * x.var(ddof=1)",
                "output = np.concatenate([*training, *test, [running_mean, running_var]])",
                "print(output)",
            ),
        ),
        joined(
            "import torch",
            lines(
                f"batches = [{', '.join(_tensor(batch.values) for batch in batches)}]",
                f"norm = torch.nn.BatchNorm1d(1, {number(norm.eps)}, {number(norm.momentum)}, "
                "dtype=torch.float64)",
                *set_in_torch,
            ),
            lines(
                "with torch.no_grad():",
                "    norm.eval()",
                "    test = [norm(x[:, None])[:, 0] for x in batches]",
                "    norm.train()",
                "    training = [norm(x[:, None])[:, 0] for x in batches]",
                "output = torch.cat([*training, *test, norm.running_mean, norm.running_var])",
                "print(output)",
            ),
        ),
    )


def split_script(scaling: Scaling) -> Script:
    """Write what scales numbers split first, and normalised first.

    Returns
    -------
    Script
        ``output`` has both, (2, n), as float64.
    """
    values = np.array(scaling.split_first.values, np.float64)
    is_test = f"[{', '.join(map(str, scaling.is_test))}]"
    return Script(
        joined(
            "import numpy as np",
            lines(
                f"x = {array(values)}",
                f"is_test = np.array({is_test})",
                "training = x[~is_test]",
                "split_first = (x - training.mean()) / training.std()",
                "normalised_first = (x - x.mean()) / x.std()  # the test leaks into the training",
                "output = np.stack([split_first, normalised_first])",
                "print(output)",
            ),
        ),
        joined(
            "import torch",
            lines(
                f"x = {_tensor(scaling.split_first.values)}",
                f"is_test = torch.tensor({is_test})",
                "training = x[~is_test]",
                "split_first = (x - training.mean()) / training.std(correction=0)",
                "normalised_first = (x - x.mean()) / x.std(correction=0)  # the test leaks into the training",
                "output = torch.stack([split_first, normalised_first])",
                "print(output)",
            ),
        ),
    )


def _tensor(values: Sequence[float]) -> str:
    return f"torch.tensor([{', '.join(number(float(value)) for value in values)}], dtype=torch.float64)"
