"""What Python says of a linked view and what the browser reads of it are the same names."""

import re
from dataclasses import fields

import pytest

from pages.ui.linked.options import ViewOptions
from pages.ui.session.component import ASSETS

LINKED = ASSETS / "linked"
#: Names of the head itself, which the store reads: what it was made from, the fields, and what it is to hold.
ENVELOPE = {"revision", "fields", "held"}

#: A call that hands the options on, as its last argument: object, method.
HANDED_ON = re.compile(r"\b(\w+)\.(\w+)\((?:[\w, ]+, )?(?:state\.)?options\)")
READ = re.compile(r"\boptions\.(\w+)")
#: Uses that read nothing: taking the options from the store, keeping them, comparing which they are.
KEPT = re.compile(
    r"\{ parts, options, fields \} = store|!options\b|state\.options === options|"
    r"Object\.assign\(state, \{ options, |options: \{\}"
)


def code_of(path):
    """A module without its comments."""
    return re.sub(r"(^|\s)//.*", "", path.read_text("utf-8"))


def taken_by(code, name, method):
    """The options that a method takes of those it is handed: its last parameter names them."""
    maker = re.search(rf"const {name} = (\w+)\(", code)[1]
    file = re.search(rf'import \{{ .*\b{maker}\b.* \}} from "(.*)";', code)[1]
    last_parameter = re.compile(rf"^ +{method}\((?:.*, )?\{{ ([^{{}}]*) \}}\) \{{$", re.M)
    names = last_parameter.search(code_of(LINKED / file))
    assert names, f"{name}.{method} takes options without naming them"
    return {part.partition(":")[0].strip() for part in names[1].split(",")}


def read_by_view(code):
    """All options that the view reads, itself or by what it hands them to."""
    handed = [taken_by(code, *call) for call in HANDED_ON.findall(code)]
    unknown = re.findall(r".*\boptions\b.*", READ.sub("", HANDED_ON.sub("", KEPT.sub("", code))))
    assert unknown == [], "here options are used in a way this test does not see"
    return set(READ.findall(code)).union(*handed)


def read_by_store():
    return set(re.findall(r"\bhead\.(\w+)", code_of(LINKED / "store.js"))) - ENVELOPE


def test_the_browser_reads_every_option_that_python_gives_and_no_other():
    read = read_by_view(code_of(LINKED / "view.js")) | read_by_store()
    assert read == {field.name for field in fields(ViewOptions)}


def test_every_option_is_described():
    described = re.findall(r"^    (\w+(?:, \w+)*) : ", ViewOptions.__doc__, re.M)
    names = [name for line in described for name in line.split(", ")]
    assert names == [field.name for field in fields(ViewOptions)]


@pytest.mark.parametrize("line", ["const { other } = options;", "f(state.options, 1);", 'options["other"];'])
def test_a_hidden_use_of_options_is_found(line):
    with pytest.raises(AssertionError, match="does not see"):
        read_by_view(line)


def test_an_option_read_by_what_is_handed_the_options_is_found():
    made = 'import { newPredict } from "./predicting.js";\nconst predict = newPredict(host);\n'
    assert read_by_view(f"{made}predict.show(1, 2, state.options);") == {"asks_size", "asks_value", "known"}
