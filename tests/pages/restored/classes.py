"""What the addresses of classes restore where the app runs without its server, as these tests do."""

from tests.pages.restored.opened import Opened, Told


def without(page: Opened) -> Told:
    """What is said there; the class's code stays in the address."""
    return {"says": [info.value for info in page.app.info]}
