"""Formulas of exercises and lessons, evaluated by simpleeval: names, numbers, and a table of functions.

They come from files, some of them a teacher's own. So nothing is executed that is not in these tables, and
what is computed has a bound: the text's length, the size of an array, the exponent of a power.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
from simpleeval import InvalidExpression, SimpleEval

from cnnviz.errors import CnnvizError

LONGEST: Final = 300
"""The most characters of a formula."""
LARGEST: Final = 4096
"""The most numbers in an array of a formula."""
_MOST_EXPONENT: Final = 64
_MOST_BASE: Final = 10**6


class FormulaError(CnnvizError):
    """A formula that can't be evaluated; its sentence names the formula."""


class Formulas:
    """Evaluates formulas with the functions of a table; for one thread at a time.

    Parameters
    ----------
    functions : mapping of str to callable
        All that may be called.

    Examples
    --------
    >>> Formulas({}).value("(n + 2*p - f)//s + 1", {"n": 8, "p": 1, "f": 3, "s": 2})
    4
    """

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._evaluator = _Evaluator(functions)

    def value(self, formula: str, names: Mapping[str, Any]) -> Any:
        """Evaluate a formula.

        Parameters
        ----------
        formula : str
            A Python expression of names, numbers, texts, lists, comparisons and calls; ``a.b`` and ``a[i]``
            look into mappings and arrays. A list of numbers is an array.
        names : mapping of str to value

        Returns
        -------
        int, float, bool, str, or array
            An array of no dimensions is a plain number.

        Raises
        ------
        FormulaError
            If it is no such expression, uses other names, is too long, or its numbers don't fit together.
        """
        try:
            tree = _parsed(formula)
            self._evaluator.names = names
            with np.errstate(divide="raise", invalid="raise", over="raise"):
                return plain(self._evaluator.eval(formula, tree))
        except CnnvizError as error:
            raise FormulaError(f"“{formula[:80]}” can't be evaluated: {error}") from error
        except (InvalidExpression, ArithmeticError, ValueError, TypeError, LookupError) as error:
            raise FormulaError(f"“{formula[:80]}” can't be evaluated: {_first_line(error)}") from error
        except RecursionError as error:
            raise FormulaError(f"“{formula[:80]}” is nested too deeply") from error

    def holds(self, formula: str, names: Mapping[str, Any]) -> bool:
        """Say whether a condition is true; of an array it has to be said with ``all`` or ``any``.

        Raises
        ------
        FormulaError
            As `value`, or if it is neither true nor false.
        """
        found = self.value(formula, names)
        if not isinstance(found, bool):
            raise FormulaError(f"“{formula}” is neither true nor false")
        return found


@lru_cache(maxsize=4096)
def _parsed(formula: str) -> ast.expr:
    if len(formula) > LONGEST:
        raise FormulaError(f"a formula has at most {LONGEST} characters, not {len(formula)}")
    try:
        return ast.parse(formula.strip(), mode="eval").body
    except SyntaxError as error:
        raise FormulaError("this is no formula") from error


def plain(value: Any) -> Any:
    """Make a plain number of NumPy's.

    Raises
    ------
    FormulaError
        If it is an array of more than `LARGEST` numbers.
    """
    if isinstance(value, np.ndarray | np.generic):
        if value.size > LARGEST:
            raise FormulaError(f"an array of a formula has at most {LARGEST} numbers, not {value.size}")
        return value.item() if value.ndim == 0 else value
    return value


class _Evaluator(SimpleEval):  # type: ignore[misc]  # simpleeval has no types
    """simpleeval with lists as arrays, and without methods, bits and repeated texts."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self.names: Mapping[str, Any]
        self.nodes: dict[type[ast.AST], Callable[..., Any]]
        super().__init__(operators=_OPERATORS, functions=dict(functions))
        known = self.nodes
        self.nodes = {
            **{kind: known[kind] for kind in _NODES},
            ast.Constant: self._constant,
            ast.List: self._array,
            ast.Tuple: self._array,
            ast.Attribute: self._looked_up,
            ast.Subscript: self._at,
            ast.Call: self._called,
        }

    def _constant(self, node: ast.Constant) -> Any:
        if not isinstance(node.value, bool | int | float | str | None):
            raise FormulaError(f"“{ast.unparse(node)}” is no number and no text")
        return node.value

    def _array(self, node: ast.List | ast.Tuple) -> Any:
        values = [self._eval(one) for one in node.elts]
        return values if any(isinstance(one, str) for one in values) else plain(np.array(values))

    def _looked_up(self, node: ast.Attribute) -> Any:
        holder = self._eval(node.value)
        if not isinstance(holder, Mapping) or node.attr not in holder:
            raise FormulaError(f"there is no “{node.attr}” in what stands before the point")
        return holder[node.attr]

    def _at(self, node: ast.Subscript) -> Any:
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        found = [self._place(place) for place in places]
        return plain(self._eval(node.value)[found[0] if len(found) == 1 else tuple(found)])

    def _place(self, node: ast.expr) -> Any:
        """Give a place, or a range of places, along one axis."""
        if not isinstance(node, ast.Slice):
            return self._eval(node)
        return slice(
            *(None if end is None else self._eval(end) for end in (node.lower, node.upper, node.step))
        )

    def _called(self, node: ast.Call) -> Any:
        if not isinstance(node.func, ast.Name) or node.func.id not in self.functions:
            raise FormulaError(f"there is no function “{ast.unparse(node.func)}”")
        arguments = [self._eval(one) for one in node.args]
        named = {one.arg: self._eval(one.value) for one in node.keywords if one.arg}
        return plain(self.functions[node.func.id](*arguments, **named))


def _numbers_only(compute: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def apply(left: Any, right: Any) -> Any:
        if any(isinstance(one, str | list | Mapping) for one in (left, right)):
            raise FormulaError("only numbers can be computed with")
        if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
            _refuse_large(np.broadcast_shapes(left.shape, right.shape))
        return plain(compute(left, right))

    return apply


def _refuse_large(shape: tuple[int, ...]) -> None:
    if math.prod(shape) > LARGEST:
        raise FormulaError(f"an array of a formula has at most {LARGEST} numbers, not {math.prod(shape)}")


def _power(base: Any, exponent: Any) -> Any:
    if np.any(np.abs(exponent) > _MOST_EXPONENT) or np.any(np.abs(base) > _MOST_BASE):
        raise FormulaError(f"a power has a base up to {_MOST_BASE:,} and an exponent up to {_MOST_EXPONENT}")
    return base**exponent


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


_NODES: Final = (*(ast.Name, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp),)
_OPERATORS: Final[dict[type[ast.AST], Callable[..., Any]]] = {
    **{
        kind: _numbers_only(compute)
        for kind, compute in {
            ast.Add: operator.add,
            ast.Sub: operator.sub,
            ast.Mult: operator.mul,
            ast.Div: operator.truediv,
            ast.FloorDiv: operator.floordiv,
            ast.Mod: operator.mod,
            ast.Pow: _power,
            ast.Lt: operator.lt,
            ast.LtE: operator.le,
            ast.Gt: operator.gt,
            ast.GtE: operator.ge,
        }.items()
    },
    ast.Eq: lambda left, right: plain(left == right),
    ast.NotEq: lambda left, right: plain(left != right),
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
}
