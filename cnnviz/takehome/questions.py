"""Problems as Moodle's questions: a number, a choice, or fields within a text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from cnnviz.exercises import Problem, Shown
from cnnviz.exercises.html import prose
from cnnviz.exercises.sheet import printed
from cnnviz.predict.reading import shown as as_printed
from cnnviz.takehome.cloze import choice_field, number_field
from cnnviz.takehome.html import figure, table

#: Why a kind of answer has no question in Moodle, by the type of its form.
UNABLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kernel": "a kernel is judged by what it does to pictures that are not shown",
        "settings": "any numbers that meet a condition are right",
        "pixels": "pixels are clicked on a picture",
    }
)
#: Of several right choices each gives its share; Moodle knows thirds, sixths and sevenths by these digits.
_DIGITS: Final = 5


def question(problem: Problem) -> Element | None:
    """Make a problem a question, without a name.

    Returns
    -------
    Element or None
        None if Moodle has no such question with these numbers.
    """
    form = problem.posed.form
    make = _MAKERS.get(form["type"])
    return None if make is None else make(problem, form)


def _values(problem: Problem, form: dict[str, Any]) -> Element:
    key = [float(one) for one in problem.posed.key.ravel()]
    wrong = {name: [float(one) for one in value.ravel()] for name, value in problem.posed.wrong.items()}
    slack = [_tolerance(problem, form, one) for one in key]
    said = [_slips(problem, at, key[at], slack[at], wrong) for at in range(len(key))]
    if len(key) == 1:
        return _number(problem, key[0], slack[0], said[0])
    fields = [number_field(_text(k), _text(s), w) for k, s, w in zip(key, slack, said, strict=True)]
    if form["parts"]:
        names = zip(form["parts"], fields, strict=True)
        return _cloze(problem, "".join(f"<p>{prose(name)[3:-4]}: {field}</p>" for name, field in names))
    across = form["shape"][-1]
    rows = [fields[at : at + across] for at in range(0, len(fields), across)]
    return _cloze(problem, table(rows, problem.answer_name, are_html=True))


def _slips(
    problem: Problem, at: int, right: float, slack: float, wrong: Mapping[str, list[float]]
) -> dict[str, str]:
    """Say what is done wrong, by each wrong number in one place; if two slips lead to it, either may be."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in wrong.items():
        if math.isfinite(value[at]) and abs(value[at] - right) > slack:
            said[_text(value[at])].append(problem.said(name))
    return {number: " Or: ".join(dict.fromkeys(sentences)) for number, sentences in said.items()}


def _number(problem: Problem, right: float, slack: float, wrong: Mapping[str, str]) -> Element:
    made = _begun("numerical", problem, "")
    _answer(made, "100", _text(right), "", _text(slack))
    for number, sentence in wrong.items():
        _answer(made, "0", number, prose(sentence), _text(slack))
    _answer(made, "0", "*", prose(problem.hints[0]) if problem.hints else "", "0")
    return made


def _choice(problem: Problem, form: dict[str, Any]) -> Element | None:
    item = problem.exercise.item
    several, right = form["several"], problem.posed.key
    if not right:
        return None
    made = _begun("multichoice", problem, "")
    SubElement(made, "single").text = "false" if several else "true"
    SubElement(made, "shuffleanswers").text = "true" if getattr(item, "shuffled", True) else "false"
    SubElement(made, "answernumbering").text = "abc"
    SubElement(made, "showstandardinstruction").text = "1" if several else "0"
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(made, name, "")
    keys = [key for key in getattr(item, "choices", ()) if key in form["keys"]]
    minus = round(-100 / max(1, len(keys) - len(right)), _DIGITS) if several else 0.0
    for key in keys:
        fraction = round(100 / len(right), _DIGITS) if key in right else minus
        _answer(
            made,
            f"{fraction:g}" if float(fraction).is_integer() else f"{fraction:.{_DIGITS}f}",
            prose(problem.labels[key]),
            prose(problem.said(f"{key}.why")),
        )
    return made


def _order(problem: Problem, form: dict[str, Any]) -> Element:
    right = problem.posed.key
    places = [str(one) for one in range(1, len(right) + 1)]
    fields = []
    for key in form["keys"]:
        wrong = _named(
            problem, right.index(key), {name: order.index(key) for name, order in problem.posed.wrong.items()}
        )
        fields.append(
            f"<p>{choice_field(places, right.index(key), wrong)} {prose(problem.labels[key])[3:-4]}</p>"
        )
    return _cloze(problem, "<p>1 is the first.</p>" + "".join(fields))


def _match(problem: Problem, form: dict[str, Any]) -> Element:
    keys, right = form["keys"], problem.posed.key
    names = [problem.labels[key] for key in keys]
    parts = []
    for at, values in enumerate(form["figures"]):
        wrong = _named(
            problem,
            keys.index(right[at]),
            {name: keys.index(given[at]) for name, given in problem.posed.wrong.items()},
        )
        parts.append(figure(Shown(str(at + 1), form["look"], "", values)))
        parts.append(f"<p>{at + 1}: {choice_field(names, keys.index(right[at]), wrong)}</p>")
    return _cloze(problem, "".join(parts))


def _named(problem: Problem, right: int, wrong: Mapping[str, int]) -> dict[int, str]:
    """Say what is done wrong, by each wrong choice of a field."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    for name, at in wrong.items():
        if at != right:
            said[at].append(problem.said(name))
    return {at: " Or: ".join(dict.fromkeys(sentences)) for at, sentences in said.items()}


_MAKERS: Final[Mapping[str, Callable[[Problem, dict[str, Any]], Element | None]]] = MappingProxyType(
    {"values": _values, "choice": _choice, "order": _order, "match": _match}
)


def _cloze(problem: Problem, fields: str) -> Element:
    return _begun("cloze", problem, fields)


def _begun(kind: str, problem: Problem, fields: str) -> Element:
    """Begin a question with what all have: the words, the figures, the solution, the hints."""
    made = Element("question", type=kind)
    figures = "".join(map(figure, problem.figures))
    _html(made, "questiontext", f"{prose(problem.prompt)}{figures}{fields}")
    _html(made, "generalfeedback", f"{_solved(problem)}{prose(problem.explanation)}")
    SubElement(made, "penalty").text = "0.3333333"
    SubElement(made, "hidden").text = "0"
    if kind != "cloze":  # there the fields' weights make the mark
        SubElement(made, "defaultgrade").text = "1"
    for hint in problem.hints:
        _html(made, "hint", prose(hint))
    return made


def _solved(problem: Problem) -> str:
    """Write the right answer."""
    one = printed(problem)
    if one.grid:
        return table(one.grid, "Right")
    told = [label for label, right in one.boxes if right]
    told += [f"{label}: {right}" if label else right for label, right in one.lines]
    return "".join(map(prose, told))


def _answer(made: Element, fraction: str, text: str, feedback: str, tolerance: str | None = None) -> None:
    answer = SubElement(made, "answer", fraction=fraction)
    answer.set("format", "moodle_auto_format" if tolerance is not None else "html")
    SubElement(answer, "text").text = text
    _html(answer, "feedback", feedback)
    if tolerance is not None:
        SubElement(answer, "tolerance").text = tolerance


def _html(parent: Element, name: str, text: str) -> None:
    SubElement(SubElement(parent, name, format="html"), "text").text = text


def _tolerance(problem: Problem, form: dict[str, Any], right: float) -> float:
    """Say how far off an answer may be: as the exercise says, or so that the printed number counts."""
    if form["whole"]:
        return 0.0
    return max(getattr(problem.exercise.item, "tolerance", 0.0), abs(right - as_printed(right)))


def _text(number: float) -> str:
    return f"{number + 0.0:.12g}"  # −0 is 0
