"""The units of the course, in its order."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pictures": "Pictures and neurons",
        "convolution": "One convolution",
        "channels": "Channels and parameters",
        "bending": "Bending and shrinking",
        "depth": "Depth",
        "answers": "From maps to an answer",
        "learning": "Learning",
        "beyond": "Beyond",
    }
)
