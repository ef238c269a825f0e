import contextlib
import json
import time

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz.errors import KernelError
from cnnviz.kernels import parse, to_text
from cnnviz.kernels.custom import MAX_TEXT

weights = arrays(
    np.float32,
    st.tuples(st.integers(1, 15), st.integers(1, 15)),
    elements=st.floats(-1e6, 1e6, width=32),
)
tidy = arrays(
    np.float64,
    st.tuples(st.integers(2, 6), st.integers(2, 6)),
    elements=st.integers(-99, 99).map(lambda n: n / 4),
)


@settings(max_examples=60)
@given(weights)
def test_text_and_kernel_are_each_other_s_way_back(kernel):
    np.testing.assert_array_equal(parse(to_text(kernel)), kernel)


@settings(max_examples=60)
@given(tidy)
def test_what_others_write_is_read(kernel):
    matlab = "K = [" + "; ".join(" ".join(f"{value:g}" for value in row) for row in kernel) + "];"
    c = "{" + ",\n".join("{" + ", ".join(f"{value:g}" for value in row) + "}" for row in kernel) + "};"
    spreadsheet = "\r\n".join("\t".join(f"{value:g}" for value in row) for row in kernel) + "\r\n"
    decimal_comma = spreadsheet.replace(".", ",")
    csv = "\n".join(", ".join(f"{value:g}" for value in row) for row in kernel)
    german_csv = csv.replace(", ", ";").replace(".", ",")
    numpy_texts = [repr(kernel), str(kernel), repr(kernel.astype(np.float32)), f"np.{kernel!r}"]
    torch_texts = [repr(torch.tensor(kernel)), repr(torch.tensor(kernel)[None, None])]
    json_texts = [json.dumps(kernel.tolist()), json.dumps(kernel.tolist(), indent=2)]
    for text in [
        matlab,
        c,
        spreadsheet,
        decimal_comma,
        csv,
        german_csv,
        *numpy_texts,
        *torch_texts,
        *json_texts,
    ]:
        np.testing.assert_array_equal(parse(text), kernel, err_msg=text)


@pytest.mark.parametrize(
    ("text", "kernel"),
    [
        ("5", [[5]]),
        (" [5] ", [[5]]),
        ("1 0 -1", [[1, 0, -1]]),
        ("1\n2\n\n3\n", [[1], [2], [3]]),
        ("1 2;\n3 4;", [[1, 2], [3, 4]]),
        ("1, 2,\n3, 4,", [[1, 2], [3, 4]]),
        ("[1, 2], [3, 4]", [[1, 2], [3, 4]]),
        ("((1, 2), (3, 4))", [[1, 2], [3, 4]]),
        ("k = np.array([[1, 2],\n              [3, 4]], dtype=np.float32)", [[1, 2], [3, 4]]),
        ("1, 5; 2, 5", [[1, 5], [2, 5]]),
        ("1,5,0; 2,5,0", [[1, 5, 0], [2, 5, 0]]),
        ("1,5\t2\n0,5\t1", [[1.5, 2], [0.5, 1]]),
        ("\t1 2\n\t3 4", [[1, 2], [3, 4]]),
        ("1/4 1 / 2\n-3/4 +1", [[0.25, 0.5], [-0.75, 1]]),
        ("−1 –2", [[-1, -2]]),
        ("1⁄2 1÷4", [[0.5, 0.25]]),
        (".5 5. 1e2 -2E-1", [[0.5, 5, 100, -0.2]]),
        ("\ufeff1\u00a02\u200b", [[1, 2]]),
        ("-0", [[0]]),
    ],
)
def test_ways_of_writing_a_kernel(text, kernel):
    np.testing.assert_array_equal(parse(text), np.array(kernel, dtype=np.float32))


def test_a_weight_of_minus_zero_is_a_plain_zero():
    assert not np.signbit(parse("-0")[0, 0])


def test_C1_the_x_detector_finds_its_x(answer):
    picture = parse("1 1 1 0 0\n0 1 1 1 0\n0 0 1 1 1\n0 0 1 1 0\n0 1 1 0 0")
    detector = parse("[[1,0,1],[0,1,0],[1,0,1]]")
    assert answer(picture, detector).tolist() == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "1 2 3\n4 5 x1",
            "row 1, column 2 reads 'x1': this is not a number; write one such as −1, 0.5 or 1/9",
        ),
        (
            "1 2 3\n4 5 6\n7 8 9 10",
            "row 2, column 3 is too many: the rows above have 3; give every row the same length",
        ),
        ("1 2 3\n4", "row 1, column 1 is missing: the row above has 3; give every row the same length"),
        ("[[1, 2], [3, nan]]", "row 1, column 1 reads 'nan': a weight must be finite"),
        ("1 -inf", "row 0, column 1 reads '-inf': a weight must be finite"),
        ("1e400", "row 0, column 0 reads '1e400': this is too large; stay between −1,000,000 and 1,000,000"),
        ("0 1e7", "row 0, column 1 reads '1e7': this is too large; stay between −1,000,000 and 1,000,000"),
        ("1/0", "row 0, column 0 reads '1/0': nothing can be divided by zero"),
        ("1 2/0.0", "row 0, column 1 reads '2/0.0': nothing can be divided by zero"),
        ("1,,2", "row 0, column 1 is empty; write a number there, such as 0"),
        ("1\t\t2", "row 0, column 1 is empty; write a number there, such as 0"),
        ("[[1, 2], []]", "row 1, column 0 is empty; write a number there, such as 0"),
        ("", "there is no number here yet; type rows of numbers, such as '1 0 -1'"),
        (" \n\t ; ", "there is no number here yet; type rows of numbers, such as '1 0 -1'"),
        ("[]", "there is no number here yet; type rows of numbers, such as '1 0 -1'"),
        (
            "1 2]",
            "row 0, after column 1: this bracket was never opened; remove it or open one",
        ),
        ("[1 2]\n3 4]", "row 1, after column 1: this bracket was never opened"),
        ("[[1, 2]", "before row 0: a bracket is opened but never closed; close it or remove it"),
        ("[[1, 2], [3, 4]", "before row 0: a bracket is opened but never closed"),
        ("[[1, 2], [3, 4", "row 0, after column 1: a bracket is opened but never closed"),
        ("k: [[1, 2]]", "before row 0: 'k:' is outside the rows' brackets"),
        ("[[1, 2] 3 [4, 5]]", "row 0, after column 1: '3' is outside the rows' brackets"),
        (
            "[1, 2] 3 [4, 5]",
            "row 0, after column 1: '3' is outside the rows' brackets; put it inside a row or remove it",
        ),
        (
            "[[[1], [2]], [[3], [4]]]",
            "the brackets are nested too deeply; put the rows into one outer pair",
        ),
        ("1 " * 16, "row 0 has 16 columns; at most 15 can be used"),
        ("1\n" * 16, "16 rows are too many; at most 15 can be used"),
        ("import os", "row 0, column 0 reads 'import': this is not a number"),
        ("y" * 99, "row 0, column 0 reads 'yyyyyyyyyyyyyyyyyyyyyyy…': this is not a number"),
        ("1_000 ٣", "row 0, column 0 reads '1_000': this is not a number"),
    ],
)
def test_bad_text_gets_a_sentence_with_its_position(text, sentence):
    with pytest.raises(KernelError) as error:
        parse(text)
    assert str(error.value).startswith(sentence)


@settings(max_examples=60)
@given(st.text(alphabet="0123456789 ,;./-+eE[]()\n\t=xnarytd−½", max_size=60))
def test_any_text_is_a_usable_kernel_or_a_kernel_error(text):
    with contextlib.suppress(KernelError):
        kernel = parse(text)
        assert kernel.dtype == np.float32
        assert 1 <= min(kernel.shape) <= max(kernel.shape) <= 15
        assert np.isfinite(kernel).all()


@pytest.mark.parametrize(
    "piece", [" ", "\n", "\t", ",", ";", "[", "[]", "[ ", "1", "1/", "1 , ", "a", "array(", "=", "é\t"]
)
def test_no_text_takes_long(piece):
    for text in (piece * (MAX_TEXT // len(piece)), "[" + piece * ((MAX_TEXT - 2) // len(piece)) + "]"):
        start = time.thread_time()  # a busy machine may take longer, but does no more work
        with pytest.raises(KernelError):
            parse(text)
        assert time.thread_time() - start < 1


def test_text_longer_than_any_kernel_is_not_read():
    with pytest.raises(KernelError, match="at most 20000"):
        parse("1" * (MAX_TEXT + 1))


def test_the_largest_kernel_written_at_length_fits():
    kernel = np.full((15, 15), 1 / 3)
    np.testing.assert_array_equal(parse(json.dumps(kernel.tolist(), indent=8)), kernel.astype(np.float32))


@pytest.mark.parametrize("kernel", [np.zeros(3), np.zeros((0, 2)), [[float("nan")]], [[float("inf")]]])
def test_what_is_no_kernel_is_not_written(kernel):
    with pytest.raises(KernelError):
        to_text(kernel)


@pytest.mark.parametrize("text", ["0,5 0,5", "1 2 3\n1,5 0 2", "[1,5 0]", "1,5 2", "1 0,5"])
def test_a_row_with_decimal_commas_or_spaces_between_numbers_is_refused(text):
    with pytest.raises(
        KernelError, match=r"row \d has commas and spaces between its digits; write one half as 0.5"
    ):
        parse(text)


@pytest.mark.parametrize("text", ["1, 2, 3", "1,2,3", "1 2 3", "1 ,2 , 3", "1 / 2, 3", "1, -2"])
def test_commas_with_or_without_spaces_separate(text):
    assert parse(text).shape[0] == 1
