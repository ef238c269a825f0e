"""From Kernels a link leads to Channels, where the colours' maps are added."""

from urllib.parse import parse_qs

import numpy as np
import pytest

from cnnviz import images
from cnnviz.kernels import CATALOGUE
from cnnviz.operators import conv2d
from tests.pages.restored.opened import Opened

LABEL = "Channels: add the colours"


def links(**query):
    page = Opened("kernels", {key: [text] for key, text in query.items()})
    return [link.proto for link in page.app.get("page_link") if link.proto.label == LABEL]


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ({"kernel": "sobel"}, {}),
        ({"kernel": "prewitt", "flip": "true", "stride": "2"}, {"stride": 2}),
        ({"kernel": "laplacian", "pad": "same", "at": "0.3.7"}, {"padding": 1}),
        ({"kernel": "sobel", "factor": "0.125", "offset": "128"}, {}),
    ],
)
def test_C9_the_link_opens_the_picture_under_this_kernel_with_its_colours_added(query, how):
    (link,) = links(img="cat", **query)
    assert link.page == "channels"
    channels = Opened("channels", parse_qs(link.query_string))
    kernel = CATALOGUE[query["kernel"]].build()
    kernel = kernel[::-1, ::-1] if "flip" in query else kernel
    kernel = float(query.get("factor", 1)) * kernel.astype(np.float64)
    planes = images.load_sample("cat").astype(np.float64)
    expected = sum(conv2d(plane, kernel, **how) for plane in planes) + float(query.get("offset", 0))
    (made,) = channels.saved("cnnviz-channels", ".npy")
    np.testing.assert_array_equal(made, expected)
    if "at" in query:
        assert channels.view("channels")["fields"]["at"] == [3, 7]


@pytest.mark.parametrize(
    "query", [{"img": "camera"}, {"img": "letter-x"}, {"kernel": "sobel_magnitude"}, {"kernel": "gabor"}]
)
def test_there_is_no_link_where_there_are_no_colours_or_no_such_filter(query):
    assert not links(**{"img": "cat", **query})
