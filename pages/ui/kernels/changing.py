"""A picture under a kernel, as the view's settings change it, and as it was when it had a result."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.filtering import built
from cnnviz.kernels.parameters import Value
from pages.ui.inputs.geometry_in_view import SETTINGS
from pages.ui.inputs.kernel import OWN_TEXT_KEY, own_kernel
from pages.ui.inputs.kernel_in_view import chosen_kernel, given_values, parameters
from pages.ui.inputs.looks import SCALE
from pages.ui.inputs.pictures import matrix_picture
from pages.ui.kernels import scaling
from pages.ui.kernels.filtered import Filtered
from pages.ui.session import keeping


@dataclass(frozen=True)
class Changing(Filtered):
    """A picture under a kernel that gives itself with another setting."""

    def changed(self, field: str, value: object) -> Self | None:
        """Give the lesson with another kernel, way or colours, other parameters, or a typed matrix."""
        flip = self.choice.is_flipped
        if field in SETTINGS:
            accepted = SETTINGS[field].accepts(value)
            return None if accepted is None else replace(self, chosen={**self.chosen, field: accepted})
        match field, value:
            case "edit", str(text):
                return replace(self.knowing({OWN_TEXT_KEY: text}), choice=own_kernel(text).flipped(flip))
            case "kernel", str(name):
                return replace(self, choice=chosen_kernel(name, self.others).flipped(flip))
            case "flip", bool(wanted):
                return replace(self, choice=self.choice.flipped(wanted))
            case "scale", str(scale) if SCALE.accepts(scale):
                return replace(self, scale=scale)
            case (("factor" | "offset"), _):
                scaled = scaling.changed(self.scaled, field, value)
                return None if scaled is None else replace(self, scaled=scaled)
            case "full", bool(full):
                return replace(self, full=full)
            case "parameters", dict(values):
                given = given_values(self.choice.spec, values)
                if given is None:
                    return None
                choice = built(self.choice.spec, {**self.choice.values, **given}).flipped(flip)
                return replace(self.knowing(parameters(choice)[1]), choice=choice)
            case "pixels", str(text):
                picture = matrix_picture(images.parse_matrix(text))
                same = picture.size == self.picture.size
                return replace(self, picture=picture, image=picture.grey) if same else None
        return None

    def knowing(self, values: Mapping[str, Value]) -> Self:
        """Give the lesson that knows what parameters were set to, by their keys, for later."""
        return replace(self, others={**self.others, **values})

    def keep(self) -> None:
        """Remember what has a result, for `instead`."""
        keeping.keep("kernels:fits", (self.chosen, self.choice))

    def instead(self) -> Self:
        """Give the lesson as it had a result last, or with a way and a kernel that fit every picture."""
        last, first = keeping.kept("kernels:fits"), {key: it.first for key, it in SETTINGS.items()}
        ways = [*([last] if last else []), (first, self.choice), (first, own_kernel("1"))]
        for chosen, choice in ways:
            other = replace(self, chosen=chosen, choice=choice)
            with suppress(CnnvizError):
                if other.plan:
                    return other
        raise AssertionError("one weight fits on every picture")
