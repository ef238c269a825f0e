"""How each kind of answer is judged: what is right, what is partly right, and which slip is named."""

import contextlib

import pytest

from cnnviz.errors import CnnvizError
from cnnviz.exercises import pose, read_topic


def problem(content, words):
    """Pose an exercise; `content` has its fields, `words` what is said besides title, right and a hint."""
    fields = "\n".join(f"    {line}" for line in content.strip().splitlines())
    yaml = f"format: 1\nitems:\n  - id: it\n{fields}\n"
    said = "\n".join(f"- {key}: {text}" for key, text in words.items())
    text = f"# Topic\n\n## it\nWhat is it?\n\n- title: It\n- hint: Look.\n{said}\n"
    return pose(read_topic("t", yaml, text).exercises[0], 1, 0)


GRID = problem(
    """type: grid
key: [[1, 2], [3, 4]]
wrong: {doubled: "2*[[1, 2], [3, 4]]", turned: "[[4, 3], [2, 1]]", other: "[[9, 9], [6, 8]]"}
distinct: false""",
    {"right": "So it is.", "doubled": "You doubled.", "turned": "You turned.", "other": "Other."},
)


@pytest.mark.parametrize(
    ("typed", "score", "slip"),
    [
        ("1 2 3 4", 1, None),
        ("2 4 6 8", 0, "doubled"),
        ("1 2 6 4", 0.75, None),  # one wrong cell of four may be chance
        ("1 4 6 4", 0.5, "doubled"),  # the others are right
        ("1 4 7 4", 0.5, None),  # one of them follows nothing
        ("1 2 6 8", 0.5, None),  # two slips fit
        ("9 9 6 8", 0, "other"),
        ("4 3 2 1", 0, "turned"),
    ],
)
def test_a_grid_has_credit_for_each_cell_and_names_a_slip_that_all_wrong_cells_follow(typed, score, slip):
    verdict = GRID.judge(typed.split())
    assert (verdict.score, verdict.slip) == (score, slip)
    assert verdict.marks == tuple(one == key for one, key in zip(typed.split(), "1234", strict=True))


def test_an_unrecognised_grid_says_how_many_are_right_and_where_one_is_not():
    assert GRID.judge(["1", "2", "7", "7"]).sentence == (
        "2 of 4 numbers are right; the one in row 1, column 0 is not."
    )


def test_of_numbers_with_names_a_single_one_shows_a_slip():
    named = problem(
        """type: shape
key: [1, 2, 3, 4]
parts: [a, b, c, d]
wrong: {third: "[1, 2, 9, 4]"}""",
        {"right": "So it is.", "third": "The third."},
    )
    assert named.judge(["1", "2", "9", "4"]).slip == "third"
    assert named.judge(["1", "2", "9", "5"]).slip is None


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("0.693", True),
        ("0.69", True),
        ("ln 2", None),
        ("0.7", False),
        ("0,69", True),
        ("69 %", True),
        ("0.71", False),
    ],
)
def test_a_number_may_be_off_by_its_tolerance_and_rounded_by_no_more(typed, right):
    log = problem("type: number\nkey: log(2)\ntolerance: 0.005", {"right": "So it is."})
    if right is None:
        with pytest.raises(CnnvizError, match="can't be used"):
            log.judge([typed])
    else:
        assert log.judge([typed]).right == right


def test_without_a_tolerance_a_number_is_not_rounded():
    exact = problem("type: number\nkey: 12.75", {"right": "So it is."})
    assert exact.judge(["12.75"]).right
    assert exact.judge(["51/4"]).right
    assert exact.judge(["13"]).sentence == "13 is too large."


def test_two_slips_with_one_number_name_neither():
    meet = problem(
        "type: whole number\nkey: 3\nwrong: {one: 5, two: 2 + 3, same: 1 + 2}\ndistinct: false",
        {"right": "So it is.", "one": "One.", "two": "Two.", "same": "Same."},
    )
    verdict = meet.judge(["5"])
    assert (verdict.slip, verdict.sentence) == (None, "5 is too large.")
    assert meet.judge(["3"]).right


def test_a_slip_that_the_whole_answer_follows_goes_before_one_that_its_wrong_numbers_follow():
    nested = problem(
        'type: grid\nkey: [1, 2, 3]\nwrong: {middle: "[1, 9, 3]", turned: "[3, 9, 1]"}',
        {"right": "So it is.", "middle": "The middle.", "turned": "You turned."},
    )
    assert nested.judge(["1", "9", "3"]).slip == "middle"
    assert nested.judge(["3", "9", "1"]).slip == "turned"
    assert nested.judge(["3", "9", "3"]).slip == "turned"


def test_a_draw_in_which_a_slip_equals_the_key_is_left_out():
    with pytest.raises(CnnvizError, match="it: no draw in 400 meets its constraints"):
        problem("type: whole number\nkey: 3\nwrong: {one: 1 + 2}", {"right": "So it is.", "one": "One."})


PIXELS = problem(
    """type: pixels
picture: flat(0, 3, 3)
key: receptive_pixels([[2, 1]], 0, 0, 3, 3)
wrong: {moved: "receptive_pixels([[2, 1]], 1, 1, 3, 3)"}""",
    {"right": "So it is.", "moved": "You moved them."},
)


@pytest.mark.parametrize(
    ("clicked", "score", "slip", "sentence"),
    [
        ([[0, 0], [0, 1], [1, 0], [1, 1]], 1, None, "So it is."),
        ([[0, 0], [0, 1], [1, 0]], 3 / 4, None, "1 pixel is missing."),
        ([[0, 0], [2, 2]], 1 / 5, None, "3 pixels are missing and 1 pixel is too many."),
        ([[1, 1], [1, 2], [2, 1], [2, 2]], 1 / 7, "moved", "You moved them."),
        ([[2, 2]], 0, None, "4 pixels are missing and 1 pixel is too many."),
    ],
)
def test_pixels_score_what_is_right_over_all_that_is_clicked_or_right(clicked, score, slip, sentence):
    verdict = PIXELS.judge(clicked)
    assert (verdict.score, verdict.slip, verdict.sentence) == (score, slip, sentence)


CHOICES = problem(
    "type: choices\nchoices: {a: true, b: false, c: 1 + 1 == 2}\nshuffled: false",
    {"a": "A", "a.why": "A is.", "b": "B", "b.why": "B is not.", "c": "C", "c.why": "C is."},
)


@pytest.mark.parametrize(
    ("chosen", "score", "sentence"),
    [
        (["a", "c"], 1, "A is. C is."),
        (["a"], 2 / 3, "C is."),
        (["a", "b", "c"], 2 / 3, "B is not."),
        ([], 1 / 3, "A is."),
        (["b"], 0, "A is."),
    ],
)
def test_of_several_choices_each_counts_and_the_first_wrong_one_is_explained(chosen, score, sentence):
    verdict = CHOICES.judge(chosen)
    assert (verdict.score, verdict.sentence) == (score, sentence)


def test_a_choice_that_is_named_again_and_again_is_no_answer():
    assert CHOICES.judge(["a", "c", "c"]).score == 1
    with pytest.raises(CnnvizError, match="named once"):
        CHOICES.judge(["a", "c"] * 1000)


def test_a_choice_needs_exactly_one_right_answer():
    words = {"a": "A", "a.why": "A.", "b": "B", "b.why": "B."}
    one = problem("type: choice\nchoices: {a: true, b: false}", words)
    assert one.judge(["a"]).right
    assert one.judge(["b"]).sentence == "B."
    with pytest.raises(CnnvizError, match="Choose one answer"):
        one.judge([])
    with pytest.raises(CnnvizError, match="exactly one choice is right, not 2"):
        problem("type: choice\nchoices: {a: true, b: 1 == 1}", words)


ORDER = problem(
    "type: order\norder: [a, b, c, d]\nwrong: {late: [b, c, d, a]}",
    {"right": "So it is.", "a": "A", "b": "B", "c": "C", "d": "D", "late": "A is first."},
)


@pytest.mark.parametrize(
    ("put", "score", "slip"),
    [("abcd", 1, None), ("bacd", 5 / 6, None), ("bcda", 3 / 6, "late"), ("dcba", 0, None)],
)
def test_an_order_scores_the_pairs_that_stand_rightly_to_each_other(put, score, slip):
    verdict = ORDER.judge(list(put))
    assert (verdict.score, verdict.slip) == (score, slip)


def test_matches_score_each_figure_and_name_a_swap():
    match = problem(
        "type: match\nmatch: {a: '[1]', b: '[2]', c: '[3]', d: '[4]'}\nwrong: {swap: {a: b, b: a}}",
        {"right": "So it is.", "a": "A", "b": "B", "c": "C", "d": "D", "swap": "A and B are swapped."},
    )
    right = match.right_answer
    swapped = [{"a": "b", "b": "a"}.get(one, one) for one in right]
    assert match.judge(right).right
    assert match.judge(swapped).slip == "swap"
    assert match.judge(swapped).score == 0.5
    assert match.judge(["a"] * 4).score == 0.25


KERNEL = problem(
    """type: kernel
kernel: [1, 2]
let: {even: "flat(5, 1, 4)"}
key: near(answer(even, kernel), 0) and max(abs(kernel)) > 0
wrong: {zeros: max(abs(kernel)) == 0, grey: "answer(even, kernel) > 0"}
example: "[[1, -1]]" """,
    {
        "right": "They add up to {sum(kernel)}.",
        "zeros": "Only zeros.",
        "grey": "Grey gives {answer(even, kernel)}.",
    },
)


@pytest.mark.parametrize("typed", ["1 -1", "-1 1", "1/3 -1/3", "1000 -1000"])
def test_any_kernel_that_does_what_is_asked_is_right(typed):
    verdict = KERNEL.judge(typed.split())
    assert verdict.right
    assert verdict.sentence == "They add up to 0."


@pytest.mark.parametrize(
    ("typed", "slip", "sentence"), [("0 0", "zeros", "Only zeros."), ("1 1", "grey", "Grey gives 10.")]
)
def test_a_kernel_that_does_not_is_told_what_it_does(typed, slip, sentence):
    verdict = KERNEL.judge(typed.split())
    assert (verdict.slip, verdict.sentence) == (slip, sentence)


SETTINGS = problem(
    """type: settings
settings: {a: [1, 6], b: [1, 6]}
key: a*b == 12
example: {a: 3, b: 4}
wrong: {small: a*b < 12}""",
    {"right": "{a} times {b}.", "small": "{12 - a*b} too small.", "a": "first", "b": "second"},
)


def test_any_settings_that_meet_the_condition_are_right():
    right = {(a, b) for a in range(1, 7) for b in range(1, 7) if SETTINGS.judge([str(a), str(b)]).right}
    assert right == {(2, 6), (3, 4), (4, 3), (6, 2)}
    assert SETTINGS.judge(["2", "6"]).sentence == "2 times 6."
    assert SETTINGS.explanation == "3 times 4."
    assert SETTINGS.judge(["2", "2"]).sentence == "8 too small."
    assert SETTINGS.judge(["6", "6"]).sentence == "These numbers do not meet the condition yet."


@pytest.mark.parametrize("typed", [["0", "6"], ["2.5", "6"], ["7", "2"]])
def test_settings_beyond_their_range_are_refused_with_what_may_be_typed(typed):
    with pytest.raises(CnnvizError, match="a is a whole number from 1 to 6"):
        SETTINGS.judge(typed)


#: What a browser might report that is no answer at all.
NONSENSE = [
    None,
    {},
    "1",
    3,
    [1],
    [None],
    [[]],
    [["1"]],
    ["1"],
    ["x"] * 4,
    [[-1, 0]],
    [[0, 99]],
    [[0.5, 0]],
    ["1"] * 999,
]


@pytest.mark.parametrize("asked", [GRID, PIXELS, CHOICES, ORDER, KERNEL, SETTINGS])
@pytest.mark.parametrize("answer", NONSENSE, ids=[repr(one)[:20] for one in NONSENSE])
def test_what_is_no_answer_is_refused_in_a_sentence(asked, answer):
    with pytest.raises(CnnvizError):
        asked.judge(answer)


@pytest.mark.parametrize("text", ["9" * 10**5, "(" * 10**5, "1e999", "nan", "∞", "", " "])
def test_what_is_typed_is_read_as_a_number_or_refused(text):
    for asked, others in ((GRID, 3), (KERNEL, 1), (SETTINGS, 1)):
        with contextlib.suppress(CnnvizError):
            assert not asked.judge([text, *["1"] * others]).right


def test_a_slip_that_changes_one_number_of_a_grid_is_named_by_the_whole_answer_only():
    single = problem(
        'type: grid\nkey: [0, 0, 8, 0]\nwrong: {mean: "[0, 0, 4, 0]", left: "[8, 0, 4, 0]"}',
        {"right": "So it is.", "mean": "You took means.", "left": "You left it."},
    )
    assert single.judge(["0", "0", "4", "0"]).slip == "mean"
    assert single.judge(["8", "0", "8", "0"]).slip is None
