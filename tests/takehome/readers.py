"""Strict readers of what learning platforms import, written from their rules and from nothing of ours.

Canvas: community.canvaslms.com, "How do I import grades in the Gradebook?"; Moodle: docs.moodle.org, "Grade
import" and "Moodle XML format", and the patterns of question/type/multianswer/questiontype.php; Brightspace:
"Import grades from a spreadsheet". Each raises `RefusedError` where the platform refuses a file.
"""

import csv
import html
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class RefusedError(Exception):
    """A file that a platform would not import as it is."""


def _require(holds, why):
    if not holds:
        raise RefusedError(why)


def rows_of(data, separator=","):
    """Every row of a CSV by RFC 4180; all are as long as the first."""
    text = data.decode("utf-8").removeprefix("\ufeff")
    _require("\r" not in text.replace("\r\n", ""), "a line ends with a carriage return alone")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise RefusedError(str(error)) from error
    rows = [row for row in rows if row]
    _require(len(rows) >= 2, "nothing stands below the first row")
    _require(len({len(row) for row in rows}) == 1, "rows differ in length")
    return rows


def _grade(text, most, blank=("",)):
    if text.strip() in blank:
        return None
    _require(_NUMBER.fullmatch(text), f"{text!r} is no number")
    _require(most is None or 0 <= float(text) <= most, f"{text} is not within 0 and {most}")
    return float(text)


def canvas(data, title, separator=","):
    """Grades of the assignment of this title, by the students' IDs, and its points possible."""
    head, *body = rows_of(data, separator)
    _require("Student" in head[0], "column 1 does not contain “Student”")
    _require("ID" in head[1], "column 2 does not contain “ID”")
    _require(head.count("Section") == 1, "“Section” does not stand once")
    section = head.index("Section")
    _require(set(head[2:section]) <= {"SIS User ID", "SIS Login ID", "Integration ID", "Root Account"}, head)
    at = [row[0].startswith("    Points Possible") for row in body[:3]].index(True)
    _require(head.count(title) == 1 and head.index(title) > section, "no column of its own after “Section”")
    column = head.index(title)
    most = _grade(body[at][column], None)
    _require(most is not None and most > 0, "no points possible")
    students = body[at + 1 :]
    ids = [row[1] for row in students if row[1]]
    _require(len(ids) == len(set(ids)), "two rows have one ID")
    return {row[1]: _grade(row[column], None) for row in students if row[1]}, most


def moodle(data, key, column, known, most, separator=","):
    """Grades of a column, by what stands in the column that names users. One mistake fails all of it."""
    head, *body = rows_of(data, separator)
    _require(head.count(key) == 1 and head.count(column) == 1, "a header does not stand once")
    found = {}
    for row in body:
        user = row[head.index(key)]
        _require(user in known, f"{user!r} is no user")
        _require(user not in found, f"{user!r} stands twice")
        found[user] = _grade(row[head.index(column)], most, ("", "-"))
    return found


def brightspace(data, item, separator=","):
    """Points of an item, by OrgDefinedId or Username."""
    head, *body = rows_of(data, separator)
    _require(head[-1] == "End-of-Line Indicator", "the last column is not the indicator")
    _require(all(row[-1] == "#" for row in body), "a row does not end with #")
    keys = [name for name in ("OrgDefinedId", "Username") if name in head]
    _require(keys, "neither OrgDefinedId nor Username")
    pattern = re.compile(re.escape(item) + r" Points Grade( <Numeric MaxPoints:([\d.]+)[^>]*>)?")
    columns = [at for at, name in enumerate(head) if pattern.fullmatch(name)]
    _require(len(columns) == 1, f"no column “{item} Points Grade”")
    told = pattern.fullmatch(head[columns[0]])[2]
    most = float(told) if told else None
    users = [row[head.index(keys[0])] for row in body]
    _require(len(set(users)) == len(users), "a user stands twice")
    return {row[head.index(keys[0])]: _grade(row[columns[0]], most) for row in body}


# ---- Moodle XML ----

#: What Moodle takes for a fraction; others are refused where "stop on error" is set.
_SHARES = {
    *(100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5),
    *(11.11111, 10, 5, 0),
}
_ANSWER = r".+?(?<!\\|&)(?<!&amp;)(?=[~#}]|$)"
_ALTERNATIVE = rf"(?:(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)?({_ANSWER})(?:#(.*?(?<!\\)(?=[~}}]|$)))?)"
_BARE = rf"(?:(?:=|%-?[0-9]+(?:[.,][0-9]*)?%)?{_ANSWER}(?:#.*?(?<!\\)(?=[~}}]|$))?)"
_FIELD = re.compile(rf"\{{([0-9]*):(NUMERICAL|MULTICHOICE):({_BARE}(?:~{_BARE})*)\}}", re.DOTALL)
_NUM = r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?"
_NUMERICAL = re.compile(rf"({_NUM})(?::({_NUM}))?")


@dataclass
class Choice:
    text: str
    share: float
    said: str
    tolerance: float = 0.0


@dataclass
class Field:
    kind: str
    choices: list[Choice]

    def grade(self, typed):
        """The share and the feedback of what is typed or chosen: the first that fits counts."""
        for one in self.choices:
            if self.kind == "NUMERICAL" and one.text != "*":
                fits = abs(float(typed) - float(one.text)) <= one.tolerance + 1e-9 * abs(float(one.text))
            else:
                fits = one.text in (typed, "*")
            if fits:
                return one.share, one.said
        return 0.0, ""


@dataclass
class Question:
    kind: str
    name: str
    text: str
    words: str
    category: str
    idnumber: str
    hints: list[str]
    solution: str
    fields: list[Field] = field(default_factory=list)
    single: bool = True


def plain(markup):
    """The words of HTML, which has to be well formed."""
    try:
        root = ET.fromstring(f"<div>{markup}</div>")
    except ET.ParseError as error:
        raise RefusedError(f"{markup[:200]!r}: {error}") from error
    return " ".join(" ".join(root.itertext()).split())


def questions(data):
    """All questions of a file in Moodle XML."""
    root = ET.fromstring(data)
    _require(root.tag == "quiz", "the root is not quiz")
    category, found, seen = "", [], set()
    for one in root:
        _require(one.tag == "question", one.tag)
        if one.get("type") == "category":
            category = one.findtext("category/text")
            _require(category.startswith("$course$/"), category)
            continue
        made = _question(one, category)
        _require(made.idnumber not in seen, f"{made.idnumber} stands twice")
        seen.add(made.idnumber)
        found.append(made)
    return found


def _question(one, category):
    for name in ("name", "questiontext", "generalfeedback"):
        _require(one.find(f"{name}/text") is not None, f"no {name}")
    text = one.findtext("questiontext/text")
    made = Question(
        one.get("type"),
        one.findtext("name/text"),
        text,
        plain(_FIELD.sub("", text)),
        category,
        one.findtext("idnumber"),
        [plain(hint) for hint in (hint.findtext("text") for hint in one.findall("hint"))],
        plain(one.findtext("generalfeedback/text")),
    )
    _require(0 < len(made.name) <= 255 and 0 < len(made.idnumber) <= 100, made.name)
    {"numerical": _numerical, "multichoice": _multichoice, "cloze": _cloze}[made.kind](one, made)
    return made


def _choice(answer, tolerance=0.0):
    share = float(answer.get("fraction"))
    _require(abs(share) in _SHARES, f"{share} is no share")
    return Choice(
        answer.findtext("text"), share / 100, plain(answer.findtext("feedback/text") or ""), tolerance
    )


def _numerical(one, made):
    choices = [_choice(answer, float(answer.findtext("tolerance"))) for answer in one.findall("answer")]
    _require(choices[0].share == 1 and "*" not in {choice.text for choice in choices[:-1]}, made.name)
    for choice in choices:
        _require(choice.text == "*" or re.fullmatch(_NUM, choice.text), choice.text)
    made.fields = [Field("NUMERICAL", choices)]


def _multichoice(one, made):
    made.single = {"true": True, "false": False}[one.findtext("single")]
    _require(one.findtext("shuffleanswers") in ("true", "false"), "shuffleanswers")
    _require(one.findtext("answernumbering") in ("abc", "ABCD", "123", "none"), "answernumbering")
    choices = [_choice(answer) for answer in one.findall("answer")]
    for choice in choices:
        choice.text = plain(choice.text)
    positive = sum(choice.share for choice in choices if choice.share > 0)
    _require(len(choices) >= 2 and abs(positive - 1) < 1e-4, f"{made.name}: shares add up to {positive}")
    _require(not made.single or max(choice.share for choice in choices) == 1, "no choice is right")
    _require(len({choice.text for choice in choices}) == len(choices), "two choices are alike")
    made.fields = [Field("MULTICHOICE", choices)]


def _cloze(one, made):
    for match in _FIELD.finditer(made.text):
        choices = []
        for found in re.finditer(_ALTERNATIVE + r"(?:~|$)", match[3], re.DOTALL):
            sign, percent, answer, said = found.groups()
            share = 1.0 if sign == "=" else float(percent or 0) / 100
            if match[2] == "NUMERICAL":
                number = _NUMERICAL.fullmatch(answer)
                _require(number, f"{answer!r} is no number")
                choices.append(
                    Choice(number[1], share, plain(html.unescape(said or "")), float(number[2] or 0))
                )
            else:
                choices.append(Choice(html.unescape(answer), share, plain(html.unescape(said or ""))))
        _require(sum(choice.share == 1 for choice in choices) == 1, f"{made.name}: {match[0]}")
        made.fields.append(Field(match[2], choices))
    _require(made.fields, f"{made.name} asks nothing")
    _require("{" not in _FIELD.sub("", made.text), f"{made.name}: a field can't be read")
