"""What Streamlit would make anew in every run, and is always the same. `internals.adapt` has it use this."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig, NewSession
from streamlit.runtime import app_session

_fill_theme = app_session._populate_theme_msg
_fill_config = app_session._populate_config_msg
_fill_pages: Any = app_session.AppSession._populate_app_pages


def fill_theme(message: CustomThemeConfig, section: str = "theme") -> None:
    """Write a section of the theme into the message that begins a run."""
    known = _theme(section)
    if known.ByteSize():  # else the message would hold an empty section
        message.MergeFrom(known)


def fill_config(message: Config) -> None:
    """Write what the browser is told of the configuration into that message."""
    message.MergeFrom(_config())


def fill_pages(session: object, message: NewSession, pages: Mapping[str, Any]) -> None:
    """Write the menu's pages into that message."""
    message.MergeFrom(_pages(tuple((name, page["page_name"], page["icon"]) for name, page in pages.items())))


@lru_cache(maxsize=8)  # there is one menu; a page's file may be changed while somebody works on it
def _pages(pages: tuple[tuple[str, str, str], ...]) -> NewSession:
    message = NewSession()
    _fill_pages(None, message, {name: {"page_name": page, "icon": icon} for name, page, icon in pages})
    return message


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
