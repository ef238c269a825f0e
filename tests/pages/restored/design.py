"""What the addresses of Design restore."""

from tests.pages.restored.opened import Opened, Told


def design(page: Opened) -> Told:
    """The design, the layer that is looked at, and what is unfolded."""
    sent = page.header("d_view")
    return {
        "design": sent["text"],
        "layer": sent["at"],
        "start": sent["now"]["key"] or None,
        "asked": page.questions("design"),
        "seen": sent["seen"],
        "table": page.html.count("<tr"),
        "train": "Not on Train" not in page.html,
    }
