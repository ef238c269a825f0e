"""Scripts for a map that goes through an activation."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from numpy.typing import NDArray

from cnnviz.operators import ACTIVATIONS
from cnnviz.scripts.literals import picture
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines

_GLU = dedent("""\
    def glu(maps):
        passed, gate = maps
        return passed * 0.5 * (1 + np.tanh(gate / 2))  # the sigmoid, without an overflow""")


def activation_script(image: NDArray[Any], key: str) -> Script:
    """Write what an activation makes of a map.

    Parameters
    ----------
    image : (H, W), or (2, H, W) for GLU
        The map; for GLU what passes, then its gate.
    key : str
        Of `cnnviz.operators.ACTIVATIONS`, or "glu".

    Examples
    --------
    >>> import numpy as np
    >>> print(activation_script(np.array([[-1.0, 2.0]]), "relu").torch.splitlines()[-2])
    output = F.relu(torch.tensor(image))
    """
    read, files = picture(image)
    written = _GLU if key == "glu" else ACTIVATIONS[key].numpy
    called = f"output = {key}(image)" if written else "output = image"
    option = ", dim=0)[0]" if key == "glu" else ")"
    in_torch = f"output = F.{key}(torch.tensor(image){option}" if written else "output = torch.tensor(image)"
    start = "import math\n\nimport numpy as np" if "math." in written else "import numpy as np"
    return Script(
        joined(start, read, written, lines(called, PRINT)),
        joined(TORCH, read, lines(in_torch, PRINT)),
        files,
    )
