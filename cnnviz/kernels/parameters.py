"""A kernel's numbers and choices: their ranges, and a check of whatever an address or a control sends."""

import math
from dataclasses import dataclass

from cnnviz.errors import KernelError

Value = int | float | str


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
            number = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]  # whatever can't be a number is told so
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
