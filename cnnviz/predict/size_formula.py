"""The formula of the output size with its parts apart, so that each can be got wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from cnnviz.geometry.output import as_text


@dataclass(frozen=True)
class Formula:
    """The output size along one axis, (n + 2p − span) / s + 1, or a wrong version of it.

    Attributes
    ----------
    size, kernel, stride, before, after, dilation : int
        As in `cnnviz.geometry.output_size`; a padding below 0 is one taken off.
    span : {"span", "product", "twice", "half"}
        What is subtracted: the span d·(f − 1) + 1 of the kernel; d·f; the kernel's reach at either end; or
        half of it.
    plus : int
        What is added at the end.
    rounding : {"down", "up", "ceil", "none"}
        "ceil" is PyTorch's ceil_mode: up, but no window starts beyond the end of the image.
    form : {"windows", "inside", "shares", "input"}
        The formula; the 1 added before dividing; n / s; n.
    """

    size: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int
    span: Literal["span", "product", "twice", "half"] = "span"
    plus: int = 1
    rounding: Literal["down", "up", "ceil", "none"] = "down"
    form: Literal["windows", "inside", "shares", "input"] = "windows"

    @property
    def exact(self) -> Fraction:
        """The result before it is rounded."""
        if self.form == "input":
            return Fraction(self.size)
        if self.form == "shares":
            return Fraction(self.size, self.stride)
        room = self.size + self.before + self.after - self._taken()[0]
        if self.form == "inside":
            return Fraction(room + 1, self.stride)
        return Fraction(room, self.stride) + self.plus

    @property
    def result(self) -> Fraction:
        """The result."""
        if self.rounding == "none":
            return self.exact
        if self.rounding == "down":
            return Fraction(math.floor(self.exact))
        count = math.ceil(self.exact)
        hangs = (count - 1) * self.stride >= self.size + self.before
        return Fraction(count - (self.rounding == "ceil" and hangs))

    @property
    def terms(self) -> str:
        """The left-hand side with the numbers put in."""
        if self.form == "input":
            return str(self.size)
        if self.form == "shares":
            return f"{self.size} / {self.stride}"
        room = f"{self.size} {self._pads()} − {self._taken()[1]}"
        if self.form == "inside":
            return f"({room} + 1) / {self.stride}"
        end = {0: "", -1: " − 1"}.get(self.plus, f" + {self.plus}")
        return f"({room}) / {self.stride}{end}"

    def line(self) -> str:
        """The formula as a line of text, such as ``(10 + 2·0 − 3) / 2 + 1 = 4.5 → 4``."""
        line = self.terms if self.form == "input" else f"{self.terms} = {as_text(self.exact)}"
        return line if self.exact == self.result else f"{line} → {as_text(self.result)}"

    def asked(self) -> str:
        """The formula without its result.

        >>> Formula(6, 3, 1, 1, 1, 1).asked()
        '(6 + 2·1 − 3) / 1 + 1 = ?'
        """
        return f"{self.terms} = ?"

    def _pads(self) -> str:
        if self.before != self.after:
            return f"+ {self.before} + {self.after}"
        return f"− 2·{-self.before}" if self.before < 0 else f"+ 2·{self.before}"

    def _taken(self) -> tuple[int, str]:
        """What is subtracted, as a number and as text."""
        reach = self.dilation * (self.kernel - 1)
        if self.span == "product":
            return self.dilation * self.kernel, f"{self.dilation}·{self.kernel}"
        if self.span == "twice":
            return 2 * reach + 1, f"(2·{reach} + 1)"
        if self.span == "half":
            return reach // 2 + 1, f"({reach // 2} + 1)"
        return reach + 1, str(
            self.kernel
        ) if self.dilation == 1 else f"({self.dilation}·({self.kernel} − 1) + 1)"
