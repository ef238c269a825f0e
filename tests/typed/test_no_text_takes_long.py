"""Reading a text ten times as long takes about ten times as long, whatever it is made of."""

import contextlib
from functools import partial

import pytest

from cnnviz import classes, modes
from cnnviz.classes.assignment import LONGEST_TEXT
from cnnviz.counting import read_input, read_stack
from cnnviz.designs import read_design
from cnnviz.designs.limits import LONGEST
from cnnviz.errors import CnnvizError
from cnnviz.exercises import read_topic
from cnnviz.exercises.formulas import Formulas
from cnnviz.exercises.functions import FUNCTIONS
from cnnviz.exercises.words import put_in, read_words
from cnnviz.glossary import find
from cnnviz.images import parse_matrix
from cnnviz.kernels import parse
from cnnviz.models.loading.typed import read_deviation, read_labels, read_mean
from cnnviz.predict.reading import read_number
from cnnviz.predict.size_reading import read_sizes
from cnnviz.series import read_given
from cnnviz.series.text import MOST, read_series
from cnnviz.takehome import check
from cnnviz.takehome.receipts import LONGEST as LONGEST_RECEIPT
from cnnviz.typed.brackets import squared
from cnnviz.typed.expressions import evaluate, formula
from cnnviz.typed.latex import without_latex
from cnnviz.typed.layout import read_sheet
from cnnviz.typed.signs import plain, quoted, spaced
from tests.timing import check_texts

SPECIAL = [
    *" \t\n,;[](){}+-*/.·×_=:%&\\$~'19eaé□−½",
    *(
        "\\frac",
        "\\begin{matrix}",
        "\\\\",
        "{,}",
        "\\frac{",
        "array(",
        "a.",
        "1 ",
        "1,",
        "1;",
        "(1",
        "[1",
        "1+",
    ),
    *("1,000", "1.000", "[,", "[1]", "( [", "a(", "1,1;1\n", "dtype=", "x ", "by", "1\n* "),
]

#: Of marks that are put in order, such as an accent and a dot, there may be any number on one letter.
RECEIPT = [
    "\n",
    "> ",
    "\u0301",
    "\u0301\u0323",
    "\u0327\u05b0\u0301",
    "cnnviz receipt\n",
    "Signature: A\n",
    "Class code: A\n",
]

#: What reads a text of a stranger, and what it treats specially: characters, and pieces that begin something.
#: The longest text is never read by some of them, which is linear, too.
PARSERS = [
    ("a kernel", parse, SPECIAL),
    ("a matrix", parse_matrix, SPECIAL),
    ("rows", read_sheet, SPECIAL),
    ("brackets", squared, SPECIAL),
    ("LaTeX", without_latex, SPECIAL),
    ("an expression", evaluate, SPECIAL),
    ("a formula", formula, SPECIAL),
    ("signs", plain, SPECIAL),
    ("a quotation", quoted, SPECIAL),
    ("fractions", spaced, SPECIAL),
    ("a term", find, [*SPECIAL, "stride", "cross-"]),
    ("a predicted number", read_number, SPECIAL),
    ("a counted input", read_input, [*SPECIAL, "1_", "_1_1"]),
    ("a stack of layers", read_stack, [*SPECIAL, "~", "dense_10~", "conv_", "conv_8_3_1_0_1_1~"]),
    ("a series that was brought", read_given, [*SPECIAL, "1\n", "1;1\n", "a\n"]),
    ("a few numbers", modes.read_numbers, SPECIAL),
    ("a number of a range", partial(modes.read_between, low=0, high=1), SPECIAL),
    ("names of classes", lambda text: read_labels(text, 3), [*SPECIAL, "a,", '"', "a\n"]),
    ("means of channels", lambda text: read_mean(text, 3), SPECIAL),
    ("deviations of channels", lambda text: read_deviation(text, 3), SPECIAL),
    ("predicted sizes", lambda text: read_sizes(text, 2), SPECIAL),
    (
        "a formula of an exercise",
        lambda text: Formulas(FUNCTIONS).value(text, {}),
        [*SPECIAL, "a if ", "not "],
    ),
    ("words of an exercise", read_words, [*SPECIAL, "## a\n", "- a: b\n", "  a\n"]),
    (
        "words that go on",
        lambda text: read_words(f"## a\n- b: c\n{text}"),
        ["  a\n", "a\n", "\n", "- hint: a\n"],
    ),
    (
        "an assignment",
        lambda text: classes.read_yaml(f"format: 1\ntasks:\n{text}"),
        ["- a\n", "a: ", "'", "*a "],
    ),
    ("a class's code", classes.read_code, [*SPECIAL, "K", "– "]),
    ("words to come back with", classes.read_words, [*SPECIAL, "a ", "a-"]),
    ("words with formulas", lambda text: put_in(text, len), [*SPECIAL, "{", "{a", "{a}", "{a|", "{a|b}"]),
    (
        "exercises",
        lambda text: read_topic("t", f"format: 1\nitems:\n{text}", ""),
        ["- a\n", "a\n", "'", "a: "],
    ),
    (
        "exercises that repeat",
        lambda text: read_topic("t", text, ""),
        ["*a ", "a: &a\n", "!!a ", "|\n"],
    ),
]


@pytest.mark.parametrize(("read", "special"), [row[1:] for row in PARSERS], ids=[row[0] for row in PARSERS])
def test_time_grows_with_the_text_and_no_faster(read, special):
    check_texts(read, special)


YAML = [
    "- a\n",
    "a: ",
    "'",
    "? ",
    "- ",
    "{a: ",
    "!a ",
    "&a ",
    "%A\n",
    "---\n",
    '"\\x41',
    "|\n ",
    "#\n",
    "<<: ",
]
#: Those that take texts of less than 100,000 characters, and the longest that each takes.
SHORTER = [
    ("a receipt", partial(check, secret=b"s" * 16), RECEIPT, LONGEST_RECEIPT),
    ("an assignment", lambda text: classes.read_yaml(f"format: 1\na: {text}"), YAML, LONGEST_TEXT - 20),
    (
        "a design",
        lambda text: read_design(f"Input_1_9_9~{text}"),
        ["~", "Add~", "ReLU~", "Or~", "_1"],
        LONGEST - 20,
    ),
    ("a series of an address", read_series, ["~0~1~A", "~", " ", "1 ", "1e"], 25 * MOST),
]


@pytest.mark.parametrize(
    ("read", "special", "most"), [row[1:] for row in SHORTER], ids=[row[0] for row in SHORTER]
)
def test_nor_does_the_longest_text_that_is_read_where_that_is_shorter(read, special, most):
    check_texts(read, special, most)


@pytest.mark.parametrize(
    "text", ["9" * 10**5, "(" * 10**5, "(" * 10**5 + "1" + ")" * 10**5, "-" * 10**5, "1/" * 10**5]
)
@pytest.mark.parametrize("read", [row[1] for row in PARSERS], ids=[row[0] for row in PARSERS])
def test_no_text_hangs_a_reader_or_breaks_it(read, text):
    with contextlib.suppress(CnnvizError):
        read(text)
