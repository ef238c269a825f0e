"""A formula computes with the numbers of an exercise, and can do nothing else."""

import tracemalloc

import numpy as np
import pytest

from cnnviz.exercises.formulas import LARGEST, FormulaError, Formulas
from cnnviz.exercises.functions import FUNCTIONS
from tests.timing import cpu_time

NAMES = {
    "n": 6,
    "v": np.arange(4),
    "I": np.arange(9.0).reshape(3, 3),
    "word": "left",
    "many": np.ones(LARGEST),
}
#: What is refused: it would reach into Python, or take long, or need much memory.
HARMFUL = [
    *("n.__class__", "v.__class__", "I[0].__class__", "word.upper()", "v.tolist()", "().__class__.__mro__"),
    *(
        "__import__('os')",
        "open('x')",
        "eval('1')",
        "print(n)",
        "conv2d.__globals__",
        "FUNCTIONS",
        "(lambda: 1)()",
    ),
    *(
        "[n for n in v]",
        "{'a': 1}",
        "{1, 2}",
        "f'{n}'",
        "(m := 1)",
        "I @ I",
        "n << 9",
        "n if",
        "*v",
        "n; n",
        "...",
    ),
    *("9**9**9", "10**65", "(10**7)**2", "n**99999999", "2.0**9999", "1/0", "v/0", "log(0)"),
    *("word*10**9", "'a'*10**9", "word + word", "arange(10**9)", "arange(0)"),
    *(
        "flat(1, 10**6)",
        "flat(1, 65)",
        "stripes('vertical', 1, 0, 1, 10**9)",
        "pad(I, 10**9)",
        "shift(I, 10**9, 0)",
    ),
    *(
        "receptive_pixels([[3, 1]], 0, 0, 10**6, 9)",
        "conv2d(I, v)",
        "conv2d(I, I, stride=10**9)",
        "max_pool2d(I, 99)",
    ),
    *(
        "transpose([many])*[many]",
        "[many]*transpose([many])",
        "m",
        "v[9]",
        "I.rows",
        "unknown(n)",
        "",
        "  ",
        "1 2",
    ),
    *("b'1'", "1j", "[" * 140, "1+" * 149 + "1+", "1" * 400, "n" * 10**5),
]


@pytest.fixture
def formulas():
    return Formulas(FUNCTIONS)


@pytest.mark.parametrize("formula", HARMFUL, ids=[formula[:40] or "nothing" for formula in HARMFUL])
def test_what_is_no_arithmetic_is_refused_in_a_sentence_and_at_once(formulas, formula):
    with pytest.raises(FormulaError, match=r"^“"):
        formulas.value(formula, NAMES)
    assert cpu_time(lambda text: formulas.value(text, NAMES), formula) < 1


def test_a_large_array_is_refused_before_it_is_made(formulas):
    tracemalloc.start()
    with pytest.raises(FormulaError, match="at most"):
        formulas.value("transpose([many])*[many]", NAMES)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < LARGEST**2


@pytest.mark.parametrize("name", ["eval", "exec", "open", "getattr", "type", "vars", "input", "compile"])
def test_nothing_of_pythons_own_can_be_called(name):
    assert name not in FUNCTIONS


VALUES = [
    ("(n + 2*1 - 3)//2 + 1", 3),
    ("-(-n//4)", 2),
    ("n if n > 3 else 0", 6),
    ("'few' if n < 3 else word", "left"),
    ("v[2]", 2),
    ("I[1][2]", 5),
    ("sum(v*v)", 14),
    ("max(0, n - 9)", 0),
    ("n > 3 and max(v) == 3", True),
    ("any(v == 2)", True),
    ("argmax(v) == 3 or not n", True),
    ("sum(conv2d(I, [[1, 0], [0, -1]]))", -16),
    ("max_pool2d([v], [1, 2])[0][1]", 3),
    ("sum(pad(v, 1, 'nearest'))", 9),
    ("shift(I, 0, -1)[0][0]", 1),
    ("shift(I, 5, 0)[2][2]", 0),
    ("count(receptive_pixels([[3, 2], [2, 1]], 1, 0, 9, 9))", 25),
]


@pytest.mark.parametrize(("formula", "value"), VALUES)
def test_it_computes_what_python_would(formulas, formula, value):
    found = formulas.value(formula, NAMES)
    assert found == value
    assert type(found) in (int, float, bool, str)


def test_a_condition_is_true_or_false(formulas):
    assert formulas.holds("n == 6", NAMES)
    with pytest.raises(FormulaError, match="neither true nor false"):
        formulas.holds("v == 2", NAMES)
    with pytest.raises(FormulaError, match="neither true nor false"):
        formulas.holds("n", NAMES)
