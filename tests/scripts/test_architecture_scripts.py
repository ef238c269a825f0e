"""The script of a network prints its table: by hand in NumPy, and built as PyTorch's own modules."""

import pytest

from cnnviz.architectures import NETWORKS, measure
from cnnviz.architectures.googlenet import MODULES
from cnnviz.architectures.modules import bottleneck, module
from cnnviz.scripts import architecture_script

CASES = {
    **{name: (network.nodes(heads=True), network.input_shape()) for name, network in NETWORKS.items()},
    "another size": (NETWORKS["googlenet"].nodes(), NETWORKS["googlenet"].input_shape(149)),
    "bottleneck": (bottleneck(256, 64), (256, 14, 14)),
    "module": (module(MODULES["3a"]), (192, 28, 28)),
}


@pytest.mark.parametrize("name", CASES)
def test_both_languages_agree_on_every_shape_and_count(name, capsys):
    nodes, shape = CASES[name]
    rows = measure(nodes, shape).rows
    script = architecture_script(rows, shape)
    table = [f"{row.node.name} {row.shape} {row.parameters.value}" for row in rows]
    for code in (script.numpy, script.torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        assert capsys.readouterr().out.splitlines()[:-1] == table
        assert names["output"].tolist() == [row.parameters.value for row in rows]
