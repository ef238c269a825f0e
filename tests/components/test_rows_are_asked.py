"""What differs between rows of a table is asked of the row in the browser: no code compares their names."""

import re
from typing import get_args

import pytest

from cnnviz.architectures.graph import Kind
from cnnviz.kernels.combinations import COMBINATIONS
from cnnviz.operators import ACTIVATIONS, POOLINGS
from cnnviz.operators.reductions import REDUCTIONS
from pages.ui.linked.parts import OPERATIONS
from pages.ui.session.component import ASSETS

NAMES = {*OPERATIONS, *POOLINGS, *REDUCTIONS, *ACTIVATIONS, *(spec.key for spec in COMBINATIONS)}


def compares(names):
    any_name = "|".join(names)
    return re.compile(
        rf'[!=]==? "({any_name})"|"({any_name})" [!=]==?|case "({any_name})"|includes\("({any_name})"\)'
        rf'|\["({any_name})"(, "\w+")*\]\.(includes|indexOf|some)|\bswitch \('
    )


COMPARES = compares(NAMES)
COMPARES_KINDS = compares(get_args(Kind))
FILES = sorted(path for room in ("cnnviz", "linked", "design") for path in (ASSETS / room).rglob("*.js"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ASSETS)))
def test_no_code_compares_with_the_name_of_a_row(path):
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if COMPARES.search(line)] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if "design" in path.name], ids=lambda path: str(path.relative_to(ASSETS))
)
def test_no_code_of_designs_compares_with_a_kind_of_layer(path):
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if COMPARES_KINDS.search(line)] == []


@pytest.mark.parametrize(
    "line", ['if (kind === "median") {', '["pool", "activation"].includes(name)', "switch (operation) {"]
)
def test_a_comparison_is_found(line):
    assert COMPARES.search(line)
