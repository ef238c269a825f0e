"""Classes: make one in a minute, or join one by its code."""

from __future__ import annotations

from pages.ui.classes.view import show_classes
from pages.ui.shell.frame import lesson

lesson("Classes", "Make a class, set exercises and lessons, or join a class by its code.")
show_classes()
