"""What tests of live training share: the images, loaded once, and a clock that moves only when told to."""

import pytest

from cnnviz.live import subset


@pytest.fixture(scope="session")
def images():
    return subset()


@pytest.fixture(scope="session")
def few(images):
    """Fewer of them, so that passes end and judgements are quick: 20 and 10 of each class."""
    from cnnviz.live import Subset

    train, held = slice(None, None, 30), slice(None, None, 10)
    return Subset(
        images.images[train], images.labels[train], images.held_out[held], images.held_out_labels[held]
    )


class Clock:
    """Seconds that pass when they are told to."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()
