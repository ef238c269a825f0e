"""What the addresses of Counting restore."""

import re

from tests.pages.restored.opened import Opened, Told


def counting(page: Opened) -> Told:
    """What is typed, what it comes to, and what is said of it."""
    sent = page.header("c_stack")
    layer = sent["layers"][sent["chosen"]]
    return {
        "input": [field["text"] for field in sent["input"]["fields"]],
        "layers": [[one["kind"], *(field["text"] for field in one["fields"])] for one in sent["layers"]],
        "looks at layer": sent["chosen"],
        "faults": [one["fault"] for one in (sent["input"], *sent["layers"]) if one["fault"]],
        "makes": layer["made"],
        "sum": sent["sum"],
        "formulas": re.findall(r'<p class="told">(.*? = .*?)</p>', page.html),
        "does not fit": page.found(r"<p>(Along [^<]*)</p>"),
        "if it does not": page.found(r'<tr class=chosen><th scope="row">([^<]*)</th>'),
        "windows": page.header("c_row")["windows"][-1]["said"] if page.has("c_row") else None,
        "coverage": page.found(r'<p class="words coverage">([^<]*)</p>'),
        "dense layer beside it": _beside(page),
        "asks": page.questions("counting"),
    }


def _beside(page: Opened) -> Told | None:
    """Units of the dense layer, and what both learn."""
    if not page.has("c_beside"):
        return None
    facts = {name: value for name, (value, _) in page.facts.items() if "parameters" in name}
    sent = page.header("c_beside")
    return {"units": sent["units"], "fault": sent["fault"] or None, **facts}
