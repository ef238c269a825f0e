"""The images are loaded once for all tests of live training."""

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
