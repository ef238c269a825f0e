"""The script of a stack gives what the stack gives."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.scripts import INPUT_FILE, stack_script
from cnnviz.stack import outputs
from tests.stack.test_stack import random_stack


@pytest.mark.parametrize("seed", range(8))
def test_both_languages_give_the_last_maps(answers_of, seed):
    rng = np.random.default_rng(seed)
    stack, image = random_stack(rng), rng.integers(0, 256, (20, 24)).astype(np.float32)
    for answer in answers_of(stack_script(image, stack), {INPUT_FILE: images.npy(image)}):
        np.testing.assert_allclose(answer, outputs(stack, image[None])[-1], rtol=1e-10, atol=1e-9)
