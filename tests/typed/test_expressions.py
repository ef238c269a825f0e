"""Sums and products are what arithmetic makes of them, and no text takes more than that."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cnnviz.errors import CnnvizError
from cnnviz.typed.expressions import DEEPEST, LONGEST, evaluate, exact, formula
from cnnviz.typed.faults import MisreadError
from cnnviz.typed.formulas import MATRIX
from cnnviz.typed.latex import without_latex
from cnnviz.typed.signs import plain


def joined(parts):
    first, sign, second = parts
    return f"({first}){sign}({second})"


expressions = st.recursive(
    st.integers(0, 99).map(str) | st.sampled_from(["0.5", ".25", "3.", "-2", "+7"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(joined),
    max_leaves=8,
)


@given(expressions)
def test_an_expression_is_what_arithmetic_makes_of_it(text):
    assume(len(text) <= LONGEST)
    try:
        wanted = eval(text)
    except ZeroDivisionError:
        with pytest.raises(MisreadError, match="divided by zero"):
            evaluate(text)
    else:
        assert evaluate(text) == wanted


@given(st.lists(st.integers(1, 99), min_size=2, max_size=9), st.data())
def test_products_come_before_sums_and_the_left_before_the_right(numbers, data):
    signs = data.draw(st.lists(st.sampled_from("+-*"), min_size=len(numbers) - 1, max_size=len(numbers) - 1))
    text = "".join(f"{number}{sign}" for number, sign in zip(numbers, [*signs, ""], strict=True))
    assert evaluate(text) == eval(text)
    assert evaluate(text, exact) == Fraction(eval(text))


@given(st.text(alphabet=f"0123456789.eE+-*/()×· {MATRIX}x", max_size=40))
def test_any_text_is_a_finite_number_or_refused(text):
    for number in (float, exact):
        try:
            value = evaluate(text, number)
        except MisreadError:
            continue
        assert math.isfinite(value)


@given(st.text(max_size=60))
def test_spelling_a_text_plainly_twice_is_doing_it_once(text):
    assert plain(plain(text)) == plain(text)


@given(st.integers(-9, 9), st.integers(1, 9), st.integers(-9, 9))
def test_what_is_done_to_a_matrix_is_a_factor_and_an_offset(factor, divisor, offset):
    found = formula(f"{factor} * ({MATRIX} / {divisor}) + {offset}")
    assert found == (factor * (1 / divisor), offset)


@pytest.mark.parametrize("text", [f"1/{MATRIX}", f"{MATRIX} 2", f"({MATRIX})(2)", "2 3", "1/2/3"])
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(MisreadError):
        formula(text)


def test_brackets_may_lie_as_deep_as_is_said():
    assert evaluate("(" * DEEPEST + "1" + ")" * DEEPEST) == 1
    with pytest.raises(CnnvizError, match=f"at most {DEEPEST}"):
        evaluate("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1))


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{1}{9}", "((1)/(9))"),
        (r"\frac{\frac{1}{2}}{3}", "((((1)/(2)))/(3))"),
        (r"2 \cdot 3 \times 4 \div 5", "2 * 3 * 4 / 5"),
        (r"\begin{bmatrix} 1 & 2 \\[2pt] 3 & 4 \end{bmatrix}", "[ 1 & 2 \n 3 & 4 ]"),
        (r"\begin{array}{cc} 1 & 2 \end{array}", "[ 1 & 2 ]"),
        ("1 2", "1 2"),
    ],
)
def test_latex_is_rewritten(latex, text):
    assert without_latex(latex) == text
