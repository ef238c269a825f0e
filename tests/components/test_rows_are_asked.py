"""What differs between rows of a table is asked of the row in the browser: no code compares their names."""

import re

import pytest

from cnnviz.kernels.combinations import COMBINATIONS
from cnnviz.operators import ACTIVATIONS, POOLINGS
from cnnviz.operators.reductions import REDUCTIONS
from pages.ui.linked.parts import OPERATIONS
from pages.ui.session.component import ASSETS

NAMES = "|".join({*OPERATIONS, *POOLINGS, *REDUCTIONS, *ACTIVATIONS, *(spec.key for spec in COMBINATIONS)})
COMPARES = re.compile(
    rf'[!=]==? "({NAMES})"|"({NAMES})" [!=]==?|case "({NAMES})"|includes\("({NAMES})"\)'
    rf'|\["({NAMES})"(, "\w+")*\]\.(includes|indexOf|some)|\bswitch \('
)
FILES = sorted(path for room in ("cnnviz", "linked") for path in (ASSETS / room).rglob("*.js"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ASSETS)))
def test_no_code_compares_with_the_name_of_a_row(path):
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if COMPARES.search(line)] == []


@pytest.mark.parametrize(
    "line", ['if (kind === "median") {', '["pool", "activation"].includes(name)', "switch (operation) {"]
)
def test_a_comparison_is_found(line):
    assert COMPARES.search(line)
