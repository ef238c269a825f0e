"""Matrices and fractions in LaTeX, rewritten with the brackets and signs that others use."""

import re

_TOKEN = re.compile(
    r"\\begin *\{array\} *\{[^{}]*\}|\\(?:begin|end) *\{[^{}]*\}|\\\\(?:\[[^\[\]]*\])?|\\[A-Za-z]+|\\.|[{}]"
)
_WORDS = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "lbrace": "[", "rbrace": "]"}
_FRACTIONS = {"frac", "dfrac", "tfrac", "cfrac"}
_SILENT = {"left", "right", "quad", "qquad", "hline", "displaystyle", "textstyle", "big", "Big", "limits"}
_SPACES = frozenset(" ,;:!")
_OVER, _UNDER, _GROUP = "over", "under", "group"


def without_latex(text: str) -> str:
    r"""Rewrite LaTeX: rows end with a line, ``\frac{1}{9}`` becomes ((1)/(9)); commands unknown stay.

    Examples
    --------
    >>> without_latex(r"\frac{1}{2} \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}")
    '((1)/(2)) [ 1 & 2 \n 3 & 4 ]'
    """
    if "\\" not in text:
        return text
    groups: list[str] = []  # what each open brace holds
    waits = _GROUP  # what the next brace will hold

    def rewritten(found: re.Match[str]) -> str:
        nonlocal waits
        token = found[0]
        if token == "{":
            groups.append(waits)
            waits = _GROUP
            return "("
        if token == "}":
            kind = groups.pop() if groups else _GROUP
            waits = _UNDER if kind == _OVER else _GROUP
            return {_OVER: ")/", _UNDER: "))"}.get(kind, ")")
        if token[1:] in _FRACTIONS:
            waits = _OVER
            return "("
        return _plain(token)

    return _TOKEN.sub(rewritten, text.replace("{,}", ",").replace("~", " ").replace("$", " "))


def _plain(token: str) -> str:
    """Rewrite a command that has nothing to do with fractions."""
    name = token[1:]
    if name.startswith("\\"):
        return "\n"
    if name.startswith(("begin", "end")) and ("matrix" in name or "array" in name):
        return "[" if name.startswith("begin") else "]"
    if name in _SILENT or name in _SPACES:
        return " "
    if name in ("{", "}"):
        return "[" if name == "{" else "]"
    return _WORDS.get(name, token)
