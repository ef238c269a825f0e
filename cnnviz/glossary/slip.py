"""Something that is often said and is not quite right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """Something that is often said.

    Attributes
    ----------
    page : str
        Where a learner meets its subject.
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
    right: str
    at: str
    see: str
    also: tuple[str, ...] = ()
