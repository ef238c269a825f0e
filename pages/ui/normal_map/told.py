"""What the page on normal maps tells of its lamp and of the pixel that is looked at, for lessons."""

from __future__ import annotations

from pages.ui.normal_map.setting import Setting
from pages.ui.session.told import tell


def tell_lamp(setting: Setting) -> None:
    """Tell where the lamp hangs, in thousandths of the sides; `cnnviz/views/told.toml` lists the names."""
    down, right = setting.light
    tell(lamp={"down": down, "right": right})
