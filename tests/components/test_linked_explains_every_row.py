"""What the linked view says of an output is what Python says of it, whatever row of a table made it."""

import json
import re
from base64 import b64encode
from functools import cache

import numpy as np
import pytest

from cnnviz.kernels import CATALOGUE, CombinedSpec
from cnnviz.operators import ACTIVATIONS, POOLINGS
from pages.ui.linked.parts import OPERATIONS, Made
from pages.ui.session.payload import pack
from tests.components.layer_cases import layer_cases
from tests.components.linked_cases import (
    activation_case,
    combination_case,
    fitting,
    own_kernel_case,
    pooling_case,
    scaled_case,
)

COMBINATIONS = [key for key, spec in CATALOGUE.items() if isinstance(spec, CombinedSpec)]
#: The app's tables, and where in assets/components/cnnviz/ there is something for each of their rows.
TABLES = {
    "combination": (COMBINATIONS, "combinations.js"),
    "pooling": (POOLINGS, "pools.js"),
    "activation": (ACTIVATIONS, "operations/activation.js, which knows no activation by its name"),
    "operation": (OPERATIONS, "operations/, and its row in operations/operations.js"),
}
ROWS = [(table, row) for table, (rows, _) in TABLES.items() for row in rows]
MAKERS = {"combination": combination_case, "pooling": pooling_case, "activation": activation_case}
TELL = 'async (cases) => (await import("/tests/components/told.js")).told(cases)'


@cache
def linked_cases():
    """Cases of whatever pages link."""
    rng = np.random.default_rng(0)
    kernels = [fitting(own_kernel_case, rng) for _ in range(12)]
    scaled = [fitting(scaled_case, rng) for _ in range(6)]
    return [*layer_cases(rng), *kernels, *scaled, *cases_of("combination", COMBINATIONS[0])]


def cases_of(table, row):
    """Cases of one row, the same in every run."""
    if table == "operation":
        return [case for case in linked_cases() if case.parts[2][0]["operation"] == row]
    rng = np.random.default_rng(list(row.encode()))
    return [fitting(MAKERS[table], rng, row) for _ in range(12)]


def told(calculator, cases):
    """What the browser says of each position of each case."""
    packed = [[b64encode(pack(*part)).decode() for part in case.parts] for case in cases]
    sent = [
        {"parts": parts, "positions": list(case.meant)} for parts, case in zip(packed, cases, strict=True)
    ]
    return json.loads(re.sub('"(-?Infinity|NaN)"', r"\1", calculator.evaluate(TELL, sent)))


def says(sentence, words):
    """Whether numbers and names stand in a sentence in this order, each by itself."""
    alone = (rf"(?<![\w.−]){re.escape(word)}(?![\d.,]*\d)" for word in words)
    return re.search(".*?".join(alone), sentence) is not None


def differences(case, at, said):
    """Where the browser says something else of a position than Python, or fails."""
    if "error" in said:
        return [said["error"]]
    meant, touched = dict(case.meant[at]), said["touched"]
    words, total, reckoned = meant.pop("words", []), meant["total"], said.get("reckoned")
    if "values" not in case.parts[2][1]:
        del meant["total"], meant["lines"]  # which are those that are reckoned
    found = [
        f"{name} is {said.get(name)!s:.300}, and in Python {value!s:.300}"
        for name, value in meant.items()
        if not np.array_equal(said.get(name), value)
    ]
    is_near = reckoned is not None and case.rounding and abs(reckoned - total) <= case.rounding[at]
    if case.rounding and reckoned != total and not is_near:
        found.append(f"it reckons {reckoned}, and Python {total}")
    if not says(said.get("sentence", ""), words):
        found.append(f"«{said.get('sentence')}» does not say {', '.join(words)}")
    found += [f"it says «{text}»" for text in said["texts"] if re.search("undefined|null|not a num", text)]
    is_of_one_map = said["planes"] and case.parts[2][0]["planes"] > 1
    planes = touched["planes"] or ([] if is_of_one_map else at[:1])
    linked = (planes, touched["rows"], touched["columns"])
    if not all(i in outputs for i, outputs in zip(at, linked, strict=True)):
        found.append(f"a pixel under its window is linked with other outputs: {touched}")
    return found


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_the_browser_says_of_every_row_what_python_says(calculator, table, row):
    cases = cases_of(table, row)
    wrong = [
        f"at {at}: {difference}"
        for case, positions in zip(cases, told(calculator, cases), strict=True)
        for at, said in zip(case.meant, positions, strict=True)
        for difference in differences(case, at, said)
    ] or ["no page shows it: add cases of it to linked_cases()"] * (not cases)
    if wrong:
        advice = f"If it is new, add it in assets/components/cnnviz/: {TABLES[table][1]}"
        first = "\n".join(wrong[:5])
        pytest.fail(f"{table} {row!r}, {len(wrong)} differences:\n{first}\n{advice}", pytrace=False)


def test_a_part_can_name_no_operation_beside_these():
    with pytest.raises(ValueError, match=f"no 'unknown'; use one of {', '.join(OPERATIONS)}"):
        Made("unknown")
