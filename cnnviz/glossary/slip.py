"""Something that is often said and is not quite right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """Something that is often said.

    Attributes
    ----------
    page : str
        Where a learner meets its subject.
    says : str or callable
        What is right, or what gives that: a file that it is measured in can be missing.
    at : str
        The address of a view that shows what is right.
    see : str
        What one sees there.
    also : tuple of str
        Other pages where it stands.
    """

    id: str
    page: str
    said: str
    says: str | Callable[[], str]
    at: str
    see: str
    also: tuple[str, ...] = ()

    @property
    def right(self) -> str:
        """What is right.

        Raises
        ------
        CnnvizError
            If a file that it is measured in is missing or damaged.
        """
        return self.says if isinstance(self.says, str) else self.says()
