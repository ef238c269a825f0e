"""What a page needs to know of a kernel to offer it: names, a summary, parameters with their ranges."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import KernelError

Value = int | float | str
View = Literal["raw", "signed", "absolute", "clipped", "minmax", "cyclic", "categorical"]


@dataclass(frozen=True)
class Parameter:
    """One number or choice of a kernel.

    Attributes
    ----------
    name : str
        The argument's name in the kernel's function.
    label : str
        What a control is called.
    default : int, float or str
        Its type is the parameter's: whole number, number, or (without choices) text.
    low, high, step : float
        Both ends are allowed; `step` is for the control only. 0 where there are choices or text.
    choices : tuple or None
        The values it may have, if they are few.
    unit : str
        "pixels", "°" or nothing.
    """

    name: str
    label: str
    default: Value
    low: float = 0
    high: float = 0
    step: float = 0
    choices: tuple[Value, ...] | None = None
    unit: str = ""

    def check(self, value: object) -> Value:
        """Give the value in the parameter's own type.

        Raises
        ------
        KernelError
            If it is of another kind, not among the choices or out of range.
        """
        if self.choices is not None:
            return self._chosen(value)
        if isinstance(self.default, str):
            return str(value)
        number = self._number(value)
        if not self.low <= number <= self.high:
            raise KernelError(f"{self.label} {value} is out of range; use {self.low:g} to {self.high:g}")
        return int(number) if isinstance(self.default, int) else number

    def _chosen(self, value: object) -> Value:
        """Find the choice that reads like the value."""
        choices = self.choices or ()
        for choice in choices:
            if str(choice) == str(value):
                return choice
        raise KernelError(
            f"{self.label} '{str(value)[:24]}' is not known; choose one of {', '.join(map(str, choices))}"
        )

    def _number(self, value: object) -> float:
        """Read a finite number, a whole one where the default is whole."""
        try:
            number = float(value)  # type: ignore[arg-type]  # whatever can't be a number is told so
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not math.isfinite(number):
            raise KernelError(
                f"{self.label} '{str(value)[:24]}' is not a number; use {self.low:g} to {self.high:g}"
            )
        if isinstance(self.default, int) and number != int(number):
            raise KernelError(
                f"{self.label} {value} is not a whole number; use {self.low:g} to {self.high:g}"
            )
        return number


def checked(parameters: tuple[Parameter, ...], values: dict[str, object]) -> dict[str, Value]:
    """Check all values of a kernel and fill in the defaults of those not given.

    Raises
    ------
    KernelError
        If a value can't be used, or a name is not a parameter.
    """
    names = [parameter.name for parameter in parameters]
    for name in values:
        if name not in names:
            known = f"it has {', '.join(names)}" if names else "it has none"
            raise KernelError(f"this kernel has no parameter '{name[:24]}'; {known}")
    return {
        parameter.name: parameter.check(values.get(parameter.name, parameter.default))
        for parameter in parameters
    }


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
        The scale for `figures.shade` that shows the answer best.
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
    """Several kernels whose answers are made into one map.

    Attributes
    ----------
    key, title, group, summary, parameters, view
        As for `KernelSpec`.
    functions : tuple of callables
        Build the kernels.
    names : tuple of str
        What each kernel is called.
    combine : callable
        Takes the answers `(K, H, W)` of the K kernels and gives one map `(H, W)`.
    """

    key: str
    title: str
    group: str
    summary: str
    functions: tuple[Callable[..., NDArray[np.float32]], ...]
    names: tuple[str, ...]
    combine: Callable[[ArrayLike], NDArray[np.float32] | NDArray[np.uint8]]
    parameters: tuple[Parameter, ...] = ()
    view: View = "absolute"

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
