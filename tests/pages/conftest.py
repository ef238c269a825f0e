"""Pages driven without a browser: open one at an address, and read what it sends to its components."""

import json
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


@dataclass
class Drawn:
    """A map as the component gets it: its header, and its pixels or palette indices."""

    header: dict[str, Any]
    pixels: np.ndarray

    @property
    def values(self) -> list[list[str]]:
        """The numbers written into the cells, row by row."""
        return np.array(self.header["values"]).reshape(self.header["h"], self.header["w"]).tolist()


class Visit:
    """A page that was opened."""

    def __init__(self, page: str, query: dict[str, str]) -> None:
        self.app = AppTest.from_file(str(APP), default_timeout=60)
        self.app.switch_page(f"pages/{page}.py")
        for key, value in query.items():
            self.app.query_params[key] = value
        self.run()

    def run(self) -> "Visit":
        """Run, and let no exception pass."""
        self.app.run()
        assert not self.app.exception, [e.value for e in self.app.exception]
        return self

    @property
    def errors(self) -> list[str]:
        """The sentences that say what is wrong, as they are read (without Markdown's backslashes)."""
        return [re.sub(r"\\(.)", r"\1", error.value) for error in self.app.error]

    @property
    def facts(self) -> dict[str, tuple[str, str]]:
        """Name → value and origin of each fact listed."""
        bodies = "".join(element.proto.body for element in self.app.get("html"))
        rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)<small>(.*?)</small>", bodies, re.DOTALL)
        return {name: (value, origin) for name, value, origin in rows}

    def maps(self, key: str) -> list[Drawn]:
        """What the maps component with this key was given."""
        for element in self.app.get("bidi_component"):
            if element.proto.id.endswith(f"-{key}"):
                return _unpack(element.proto.bytes)
        raise AssertionError(f"no maps called {key}")


def _unpack(payload: bytes) -> list[Drawn]:
    (length,) = struct.unpack_from("<i", payload)
    header, body = json.loads(payload[4 : 4 + length]), payload[4 + length :]
    maps = []
    for item in header["maps"]:
        depth = 3 if item["palette"] is None else 1
        pixels = np.frombuffer(body, np.uint8, item["h"] * item["w"] * depth, item["offset"])
        maps.append(Drawn(item, pixels.reshape(item["h"], item["w"], *([3] if depth == 3 else []))))
    return maps


@pytest.fixture
def visit() -> Callable[..., Visit]:
    """Open a page at an address: ``visit("kernels", stride="2")``."""
    return lambda page, **query: Visit(page, query)
