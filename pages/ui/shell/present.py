"""Presentation mode, for a projector: large type, controls hidden.

The browser draws it at once: assets/components/share/presentation.js marks the document, which present.css
draws by. Here it is a setting like any other, so that it stands in the address and a reload keeps it.
"""

from __future__ import annotations

from pages.ui.session import state

#: Its name in the address, which assets/components/share/link.js leaves out of the links it gives out.
KEY = "present"
_READ = {"1": True, "0": False}


def is_presenting() -> bool:
    """Whether the page is presented, as the address says or the learner has chosen since."""
    return state.setting(KEY, False, _READ.get, lambda on: str(int(on)))


def present(on: bool) -> None:
    """Turn it on or off, from a callback."""
    state.put(KEY, on)
