"""What a page needs to know of a kernel to offer it: names, a summary, parameters, how to show the result."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.kernels.parameters import Parameter, checked

View = Literal["raw", "signed", "absolute", "clipped", "minmax", "cyclic", "categorical"]


@dataclass(frozen=True)
class KernelSpec:
    """A kernel on offer.

    Attributes
    ----------
    key : str
        Its name in addresses and in `CATALOGUE`.
    title, group, summary : str
        For the learner; the summary is one or two plain sentences.
    function : callable
        Builds the kernel from its parameters.
    parameters : tuple of Parameter
    view : str
        The scale for `figures.shade` that shows the result best.
    """

    key: str
    title: str
    group: str
    summary: str
    function: Callable[..., NDArray[np.float32]]
    parameters: tuple[Parameter, ...] = ()
    view: View = "signed"

    def build(self, **values: object) -> NDArray[np.float32]:
        """Build the kernel; what is not given has its default.

        Returns
        -------
        (k, l) float32

        Raises
        ------
        KernelError
            If a value can't be used.
        """
        return self.function(**checked(self.parameters, values))


@dataclass(frozen=True)
class CombinedSpec:
    """Several kernels whose responses are combined into one map.

    Attributes
    ----------
    key, title, group, summary, parameters, view
        As for `KernelSpec`.
    functions : tuple of callables
        Build the kernels.
    names : tuple of str
        What each kernel is called.
    combine : callable
        Takes the responses `(K, H, W)` of the K kernels and gives one map `(H, W)`.
    numpy, torch : str
        The lines of a script that do the same: they make ``answer`` of ``answers``.
    squares : int
        How many responses `combine` squares for each output, which are multiplications, too.
    codes : tuple of str
        What each number of the map stands for, if the numbers are codes.
    """

    key: str
    title: str
    group: str
    summary: str
    functions: tuple[Callable[..., NDArray[np.float32]], ...]
    names: tuple[str, ...]
    combine: Callable[[ArrayLike], NDArray[np.float32] | NDArray[np.uint8]]
    numpy: str
    torch: str
    parameters: tuple[Parameter, ...] = ()
    view: View = "clipped"
    squares: int = 0
    codes: tuple[str, ...] = ()

    def build(self, **values: object) -> NDArray[np.float32]:
        """Build all kernels.

        Returns
        -------
        (K, k, l) float32

        Raises
        ------
        KernelError
            If a value can't be used.
        """
        given = checked(self.parameters, values)
        return np.stack([function(**given) for function in self.functions])
