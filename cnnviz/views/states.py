"""The tables of names, read from ``states.toml`` and ``told.toml`` beside this file.

The parameters of kernels are not in it: the catalogue of kernels names them. What pages tell lessons besides
is in ``told.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cnnviz.kernels import CATALOGUE

_TABLE: Final = tomllib.loads(Path(__file__).with_name("states.toml").read_text("utf-8"))
_TOLD: Final = tomllib.loads(Path(__file__).with_name("told.toml").read_text("utf-8"))
_KERNELS: Final = {
    f"{spec.key}_{parameter.name}": f"{spec.title}: {parameter.label}"
    for spec in CATALOGUE.values()
    for parameter in spec.parameters
}


def states(page: str) -> Mapping[str, str]:
    """Say what can be set on a page.

    Parameters
    ----------
    page : str
        Its name in the address; "shared" for what several pages have.

    Returns
    -------
    mapping of str to str
        What each name stands for; empty for a page that has none of its own.
    """
    if page == "shared":
        return MappingProxyType({**_TABLE[page], **_KERNELS})
    return MappingProxyType(_TABLE.get(page, {}))


def told(page: str) -> Mapping[str, str]:
    """Say what a page tells lessons besides its settings.

    Parameters
    ----------
    page : str
        Its name in the address.

    Returns
    -------
    mapping of str to str
        What each name stands for; empty for a page that tells nothing.
    """
    return MappingProxyType(_TOLD.get(page, {}))
