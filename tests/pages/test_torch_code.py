"""The PyTorch lines a page shows are run, and give what the page shows."""

import numpy as np
import pytest

from cnnviz import kernels, operators
from cnnviz.geometry import Geometry
from pages.ui.pool_picker import _RUNS
from pages.ui.torch_code import conv_code, pool_code

IMAGE = np.random.default_rng(0).uniform(0, 255, (11, 10)).astype(np.float32)


def run(code, **names):
    exec(code, names)
    return names["answer"].numpy()


@pytest.mark.parametrize("mode", ["constant", "nearest", "mirror", "reflect", "wrap"])
@pytest.mark.parametrize(
    ("stride", "padding", "dilation", "remainder"),
    [
        ((1, 1), "valid", (1, 1), "floor"),
        ((1, 1), "same", (2, 2), "floor"),
        ((2, 3), 2, (1, 1), "crop"),
        ((3, 2), ((1, 0), (2, 3)), (1, 1), "pad"),
    ],
)
def test_the_convolution_shown_is_the_one_computed(mode, stride, padding, dilation, remainder):
    how = Geometry(stride, padding, dilation, mode, remainder)
    plan = how.plan(IMAGE.shape, (3, 3))
    rows, columns = plan.cropped(IMAGE.shape)
    stack = np.stack([kernels.sobel("vertical"), kernels.sobel("horizontal")])
    expected = [
        operators.conv2d(IMAGE[:rows, :columns], kernel, None, stride, plan.padding, dilation, mode=mode)
        for kernel in stack
    ]
    answer = run(conv_code(how, plan, 2, in_colours=False), image=IMAGE, kernels=stack)
    np.testing.assert_allclose(answer[0], expected, atol=1e-2)
    colours = np.stack([IMAGE, IMAGE / 2, 255 - IMAGE])
    answer = run(conv_code(how, plan, 1, in_colours=True), image=colours, kernels=stack[:1])
    np.testing.assert_allclose(answer[0, 0], expected[0], atol=1e-2)
    assert answer.shape == (3, 1, *expected[0].shape)


SLIDING = {"kernel_size": (3, 2), "stride": (2, 2), "padding": 1, "ceil_mode": False}
POOLS = [
    ("max", SLIDING | {"dilation": 2}),
    ("max", SLIDING | {"dilation": 1, "ceil_mode": True}),
    ("min", SLIDING | {"dilation": 1}),
    ("average", SLIDING | {"count_include_pad": True}),
    ("average", SLIDING | {"count_include_pad": False, "ceil_mode": True}),
    ("sum", SLIDING),
    ("median", SLIDING),
    ("median", SLIDING | {"padding": 0, "kernel_size": (2, 2), "stride": (3, 3)}),
    ("median", SLIDING | {"ceil_mode": True}),
    ("global_avg", {}),
    ("global_max", {}),
    ("adaptive_avg", {"output_size": (4, 3)}),
    ("adaptive_max", {"output_size": (4, 3)}),
    ("fractional_max", {"kernel_size": 2, "output_size": (5, 6), "samples": np.array([0.3, 0.8])}),
]


@pytest.mark.parametrize(("kind", "options"), POOLS, ids=[f"{kind} {i}" for i, (kind, _) in enumerate(POOLS)])
def test_the_pooling_shown_is_the_one_computed(kind, options):
    expected = _RUNS[kind](IMAGE, **options)
    answer = run(pool_code(kind, options, IMAGE.shape, expected.shape), image=IMAGE)
    np.testing.assert_allclose(answer.reshape(expected.shape), expected, rtol=1e-5)


def test_every_kind_of_pooling_is_shown():
    assert {kind for kind, _ in POOLS} == set(_RUNS)
