"""The scripts of a training step run as written, and give what cnnviz gives."""

import numpy as np
import pytest

from cnnviz.scripts import backward_script
from tests.backward.steps import LESSON, drawn


@pytest.mark.parametrize("step", [LESSON, *map(drawn, range(14))])
def test_both_scripts_give_the_gradients_the_new_weights_and_the_loss(step):
    script = backward_script(step)
    for code in (script.numpy, script.torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(names["output"], step.by_weight, atol=1e-12)
        np.testing.assert_allclose(names["by_image"], step.by_input, atol=1e-12)
        np.testing.assert_allclose(names["new_weight"], step.new_weight, atol=1e-12)
        assert names["loss_after"] == pytest.approx(step.after.loss)
