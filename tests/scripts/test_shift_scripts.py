"""The script of a moved picture gives what the operators give."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.filtering import built
from cnnviz.geometry import Geometry
from cnnviz.kernels import CATALOGUE
from cnnviz.operators import POOLINGS
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.scripts import INPUT_FILE, shift_script
from cnnviz.scripts.convolution_lines import ConvolutionLines
from cnnviz.shift import Chain, shift


@pytest.mark.parametrize("mode", BORDER_MODES)
@pytest.mark.parametrize("by", [(0, 0), (1, -2), (-3, 4)])
def test_both_languages_give_the_pooled_map_of_the_moved_picture(answers_of, mode, by):
    image = np.random.default_rng(3).integers(0, 256, (20, 18)).astype(np.float32)
    how = Geometry((1, 2), 1, (1, 1), "nearest", "floor")
    options = {"kernel_size": (2, 3), "stride": (2, 3)}
    chain = Chain(built(CATALOGUE["sobel"], {}), how, POOLINGS["max"], options, image.shape)
    way = ConvolutionLines(
        False, chain.choice.kernels, how.stride, chain.plan.padding, how.dilation, how.mode, 0.0, None, True
    )
    made = chain.map(shift(image, by, mode))
    script = shift_script(image, by, mode, way, (0, 0), made, "max", options)
    for answer in answers_of(script, {INPUT_FILE: images.npy(image)}):
        np.testing.assert_array_equal(answer, chain.pooled(made))
