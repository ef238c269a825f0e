"""Matrices are read as people write them elsewhere; what can be meant in two ways is refused."""

import numpy as np
import pytest

from cnnviz import images, kernels
from cnnviz.errors import ImageError, KernelError

BOX = np.full((2, 3), 1 / 9)


def array(rows):
    return np.array(rows, np.float32)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("0,5;1,5\n2,5;3,5", [[0.5, 1.5], [2.5, 3.5]]),
        ("0,5;1\n2;3,25\n", [[0.5, 1], [2, 3.25]]),
        ("1;2\n3;4", [[1, 2], [3, 4]]),
        ("1, 2; 3, 4\n5, 6; 7, 8", [[1, 2], [3, 4], [5, 6], [7, 8]]),
        ("[0.5 1.5\n2.5 3.5]", [[0.5, 1.5], [2.5, 3.5]]),
        ("1,234\t0,5", [[1.234, 0.5]]),
        ("np.array([[1,1,1],[1,1,1]]) * (1/9)", BOX),
        ("np.array([[1,1,1],[1,1,1]], dtype=np.float32) / 9", BOX),
        ("kernel = 1/9 * np.array([[1, 1, 1],\n                         [1, 1, 1]])", BOX),
        ("(1/9) * [1 1 1; 1 1 1]", BOX),
        ("1/9 [1 1 1; 1 1 1]", BOX),
        ("[1 1 1; 1 1 1] ÷ 9", BOX),
        ("[[1, 1, 1], [1, 1, 1]] / 9.0;", BOX),
        ("torch.tensor([[1., 1., 1.], [1., 1., 1.]], requires_grad=True) / 9", BOX),
        ("1/9 *\n1 1 1\n1 1 1", BOX),
        ("1 1 1\n1 1 1\n/ 9", BOX),
        ("1 1 1\n1 1 1\n* (1/9)", BOX),
        (r"\frac{1}{9} \begin{bmatrix} 1 & 1 & 1 \\ 1 & 1 & 1 \end{bmatrix}", BOX),
        (
            "K = \\dfrac19".replace("19", "{1}{9}")
            + "\\begin{pmatrix}\n 1 & 1 & 1 \\\\\n 1 & 1 & 1\n\\end{pmatrix}",
            BOX,
        ),
        (r"\frac{1}{9} \left[\begin{array}{ccc} 1 & 1 & 1 \\ 1 & 1 & 1 \end{array}\right]", BOX),
        (
            r"\begin{bmatrix} \frac{1}{2} & -\frac{\frac{1}{2}}{2} \\ 0{,}5 & 2 \cdot 3 \end{bmatrix}",
            [[0.5, -0.25], [0.5, 6]],
        ),
        (r"1 & 2 \\ 3 & 4", [[1, 2], [3, 4]]),
        ("[1 2; 3 4]", [[1, 2], [3, 4]]),
        ("K = [1 2 ...\n 3; 4 5 6];", [[1, 2, 3], [4, 5, 6]]),
        ("K = [1 2 ...\r\n 3; 4 5 6];", [[1, 2, 3], [4, 5, 6]]),
        ("K = [1 2 ...\r 3; 4 5 6];", [[1, 2, 3], [4, 5, 6]]),
        ("{{1,2},{3,4}}", [[1, 2], [3, 4]]),
        ("static const float k[2][2] = {{1, 2}, {3, 4}};", [[1, 2], [3, 4]]),
        ("2 * [1 2; 3 4] + 1", [[3, 5], [7, 9]]),
        ("1 - [1 2; 3 4]", [[0, -1], [-2, -3]]),
        ("-([1 2; 3 4] - 1) / 2", [[0, -0.5], [-1, -1.5]]),
        ("－１ ２，５".replace("，", "．"), [[-1, 2.5]]),
        ("—1 ‒2 ﹣3 ＋4", [[-1, -2, -3, 4]]),
        ("［［１，２］，［３，４］］", [[1, 2], [3, 4]]),
        ("½ −¼ ⅑", [[0.5, -0.25, 1 / 9]]),
        ("3*(2-1)+4/2 2×3 2·3 6÷3", [[5, 6, 6, 2]]),
        ("(1 + 2) (3 - 1)", [[3, 2]]),
        ("[1 - 2, 3 * 4]", [[-1, 12]]),
        ("((1, 2), (3, 4))", [[1, 2], [3, 4]]),
        ("1 / 2", [[0.5]]),
    ],
)
def test_kernels_and_matrices_are_read_alike(text, rows):
    np.testing.assert_array_equal(kernels.parse(text), array(rows))
    np.testing.assert_array_equal(images.parse_matrix(text), array(rows))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,5; 2,5", "row 0 reads '1,5': this may be one number or two; write 1.5 for one, and 1 5 for two"),
        ("0,5", "row 0 reads '0,5': this may be one number or two; write 0.5"),
        ("1,0\n0,1", "row 0 reads '1,0': this may be one number or two"),
        ("1,234\t5", "row 0, column 0 reads '1,234': this may be 1.234 or 1234; write it without a comma"),
        ("2\t3\n4\t1,000", "row 1, column 1 reads '1,000': this may be 1.000 or 1000"),
        ("0,5 1;2\n3;4", "row 0 has commas and spaces between its digits"),
        ("1, 2 -3, 4", "row 0 has commas and spaces between its digits"),
        (
            "1/9 * 1 1 1\n1 1 1",
            "row 0, at '1/9 *': this may mean one number or all of them; write it without",
        ),
        ("1 1 1\n1 1 1 / 9", "row 1, at '/ 9': this may mean one number or all of them"),
        ("1, 1, 1 / 9", "row 0, at '/ 9': this may mean one number or all of them"),
        ("1 - 2 3", "row 0, column 1 reads '-': a sign with a space behind it may belong to one number or"),
        ("1 2\n3- 4", "row 1, column 0 reads '3-': a sign with a space behind it"),
        ("1 000 2", "row 0, column 1 reads '000': this may be the end of a number such as 1 000; write a"),
        ("1 2\n12 050", "row 1, column 1 reads '050': this may be the end of a number"),
        ("2 * [1, 2], [3, 4]", "only one pair of brackets can be multiplied; put the rows into one outer"),
        ("[1 2] * [3 4]", "row 0, after column 1: '*' is outside the rows' brackets"),
        ("[1 2].T", "row 0, after column 1: '.T' is outside the rows' brackets; put it inside a row or"),
        ("9 / [1 2]", "before row 0: '9 /' is outside the rows' brackets"),
        ("[1 2] / 0", "row 0, after column 1: '/ 0' can't be used: nothing can be divided by zero; write"),
        ("x *\n1 2", "the line 'x *' can't be read as a factor of all numbers; write one such as 1/9 * or"),
        ("[1 2] * □", "row 0, after column 1: '* □' is outside the rows' brackets"),
        ("□ 1", "row 0, column 0 reads '□': this is not a number"),
        ("1e-50", "row 0, column 0 reads '1e-50': this is too small to be told from 0; write 0"),
        ("1 1e-400", "row 0, column 1 reads '1e-400': this is too small to be told from 0"),
        ("1/1e400", "row 0, column 0 reads '1/1e400': this is too large"),
        ("2½", "row 0, column 0 reads '2(1/2)': this is not a number"),
        ("2**3", "row 0, column 0 reads '2**3': this is not a number"),
        ("[1 2] * 1000000", "row 0, column 1 reads '2': this is too large"),
        (r"\begin{bmatrix} 1 & \sqrt{2} \end{bmatrix}", r"row 0, column 1 reads '\sqrt(2)': this is not"),
        (
            "(" * 29 + "1" + ")" * 29,
            "row 0, column 0 reads '(((((((((((((((((((((((…': its brackets are nested",
        ),
        ("(" * 31 + "1" + ")" * 31, "the brackets are nested too deeply; use at most 30 within each other"),
        ("1+" * 300 + "1", "row 0, column 0 reads '1+1+1+1+1+1+1+1+1+1+1+1…': this is too long; write one"),
    ],
)
def test_what_can_t_be_read_for_certain_is_refused_with_its_position(text, sentence):
    for read, error in ((kernels.parse, KernelError), (images.parse_matrix, ImageError)):
        with pytest.raises(error) as raised:
            read(text)
        assert str(raised.value).startswith(sentence)
