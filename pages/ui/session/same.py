"""What Streamlit would make anew in every run, and is always the same. `internals.adapt` has it use this."""

from __future__ import annotations

from functools import cache

from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session

_fill_theme = app_session._populate_theme_msg
_fill_config = app_session._populate_config_msg


def fill_theme(message: CustomThemeConfig, section: str = "theme") -> None:
    """Write a section of the theme into the message that begins a run."""
    known = _theme(section)
    if known.ByteSize():  # else the message would hold an empty section
        message.MergeFrom(known)


def fill_config(message: Config) -> None:
    """Write what the browser is told of the configuration into that message."""
    message.MergeFrom(_config())


@cache
def _theme(section: str) -> CustomThemeConfig:
    message = CustomThemeConfig()
    _fill_theme(message, section)
    return message


@cache
def _config() -> Config:
    message = Config()
    _fill_config(message)
    return message
