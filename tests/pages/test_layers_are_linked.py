"""A layer that nobody has said how to link is refused, and not shown as another kind."""

import pytest

from cnnviz.errors import CnnvizError
from cnnviz.network.layers import BatchNorm2d
from pages.ui.classifier import links


class UnknownLayer:
    """What the linked view asks of a view, with a layer that it does not know."""

    layer = BatchNorm2d(1)


def test_a_layer_of_another_kind_is_refused():
    with pytest.raises(CnnvizError, match="a BatchNorm2d layer can't be explained"):
        links.made_of(UnknownLayer())
