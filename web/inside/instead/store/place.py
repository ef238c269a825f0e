"""In place of where the store lies: nowhere; the settings name its file."""

from pathlib import Path

DEFAULT = Path("cnnviz.db")
