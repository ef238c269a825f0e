"""The browser's softmax, sigmoid and loss are those of cnnviz."""

import numpy as np
import pytest

from cnnviz.operators import cross_entropy, sigmoid, softmax

SHARES = """async ({ logits, temperature, right }) => {
  const found = await import("/assets/components/cnnviz/shares.js");
  const divided = logits.map((logit) => logit / temperature);
  return {
    softmax: found.softmaxOf(logits, temperature),
    sigmoid: divided.map(found.sigmoidOf),
    loss: found.crossEntropyOf(divided, right),
  };
}"""
TEXTS = """async (shares) => {
  const { shareText } = await import("/assets/components/cnnviz/shares.js");
  return shares.map(shareText);
}"""
POWERS = """async (asked) => {
  const { powerText } = await import("/assets/components/cnnviz/shares.js");
  return asked.map((one) => powerText(...one));
}"""


@pytest.mark.parametrize("seed", range(8))
def test_the_browser_computes_the_same(calculator, seed):
    rng = np.random.default_rng(seed)
    logits = rng.uniform(-100, 100, rng.integers(2, 11)) * rng.choice([0.02, 0.1, 1])
    temperature, right = float(rng.choice([0.2, 1, 10])), int(rng.integers(len(logits)))
    asked = {"logits": logits.tolist(), "temperature": temperature, "right": right}
    found = calculator.evaluate(SHARES, asked)
    np.testing.assert_allclose(found["softmax"], softmax(logits, temperature=temperature), rtol=1e-12)
    np.testing.assert_allclose(found["sigmoid"], sigmoid(logits / temperature), rtol=1e-12)
    assert found["loss"] == pytest.approx(
        float(cross_entropy(logits / temperature, right)), rel=1e-9, abs=1e-12
    )


def test_a_share_is_written_as_1_or_0_only_if_it_is(calculator):
    texts = calculator.evaluate(TEXTS, [1, 0, 0.99999, 1e-5, 0.0004, 0.62617, 0.5])
    assert texts == ["1", "0", "> 0.999", "1e−5", "0.0004", "0.626", "0.500"]


def test_a_power_is_written_with_brackets_where_it_needs_them(calculator):
    asked = [[2.5, 1], [-1, 1], [2.5, 2], [-1, 2, "−"], [2.5, 1, "−"]]
    texts = calculator.evaluate(POWERS, asked)
    assert texts == ["e^2.5", "e^(−1)", "e^(2.5/2)", "e^(−(−1)/2)", "e^(−2.5)"]
