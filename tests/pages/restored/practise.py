"""What the addresses of exercises restore."""

from tests.pages.restored.opened import Opened, Told


def practise(page: Opened) -> Told:
    """What is asked, with which numbers."""
    sent = page.header("exercise")
    return {
        "title": sent["title"],
        "asks": sent["prompt"],
        "level": sent["level"],
        "given": [[one["name"], one["texts"]] for one in sent["figures"]],
    }
