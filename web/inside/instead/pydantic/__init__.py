"""In place of pydantic, whose compiled half there is no copy of for Pyodide.

Lessons and exercises were read and checked when the folder was built; `content.py` beside the shim gives them
back. Only to read what somebody writes here would take pydantic: that is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

SENTENCE = "this copy of the app cannot check what is written here; the app on a server can"


class ValidationError(ValueError):
    """What is written here cannot be checked."""

    def errors(self, **_: Any) -> list[dict[str, Any]]:
        """Give one fault, in pydantic's form."""
        return [{"loc": (), "msg": SENTENCE}]


class BaseModel:
    """What was checked elsewhere: it takes its fields as they are."""

    def __init__(self, **fields: Any) -> None:
        for owner in reversed(type(self).__mro__):
            for name in vars(owner).get("__annotations__", {}):
                default = vars(owner).get(name)
                if isinstance(default, _Default):
                    self.__dict__[name] = default.make()
        self.__dict__.update(fields)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what pydantic pickled."""
        self.__dict__.update(state["__dict__"])

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = object.__hash__

    @classmethod
    def model_validate(cls, _: Any) -> Self:
        """Refuse it."""
        raise ValidationError


class TypeAdapter:
    """Refuses what it is asked to check."""

    def __init__(self, _: Any) -> None: ...

    def validate_python(self, _: Any) -> Any:
        """Refuse it."""
        raise ValidationError


class _Default:
    """A field that has a default which is made anew for each."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def Field(default: Any = None, default_factory: Callable[[], Any] | None = None, **_: Any) -> Any:
    """Give the default; bounds were checked elsewhere."""
    return default if default_factory is None else _Default(default_factory)


def ConfigDict(**settings: Any) -> dict[str, Any]:
    """Give the settings, which nobody reads."""
    return settings


def model_validator(**_: Any) -> Callable[[Any], Any]:
    """Leave a method as it is."""
    return lambda method: method


def BeforeValidator(_: Any) -> None:
    """Ask for nothing."""


AfterValidator = BeforeValidator
AwareDatetime = object
