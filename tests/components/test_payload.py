"""What Python packs, the page reads."""

import numpy as np
import pytest

from pages.ui.session.payload import DTYPES, pack

READ = """async (numbers) => {
    const { readBlocks } = await import("/assets/components/payload.js");
    const around = Uint8Array.from([0, 0, 0, ...numbers]); // at a place that fits no typed array but bytes
    const { header, blocks } = readBlocks(around.subarray(3));
    return {
        header,
        blocks: Object.entries(blocks).map(([name, block]) =>
            [name, block.constructor.name, block.shape, Array.from(block, String)]),
    };
}"""
NAMES = {
    "u1": "Uint8Array",
    "i2": "Int16Array",
    "u2": "Uint16Array",
    "i4": "Int32Array",
    "f4": "Float32Array",
    "f8": "Float64Array",
}


def extremes(dtype):
    """The least and the greatest number of a type and, of floats, what is hard to carry."""
    if dtype[0] == "f":
        info = np.finfo(dtype)
        return [info.min, info.max, info.smallest_subnormal, info.eps, np.nan, np.inf, -np.inf]
    return [np.iinfo(dtype).min, np.iinfo(dtype).max, 1]


def blocks():
    arrays = {dtype: np.array(extremes(dtype), dtype) for dtype in DTYPES}
    grid = np.arange(24, dtype="f4").reshape(2, 3, 4)
    return arrays | {
        "transposed": grid.T,
        "big endian": np.arange(3, dtype=">i4"),
        "every other": np.arange(9, dtype="u1")[::2],
        "empty": np.zeros((0, 5), "f8"),
        "one number": np.array(7, "i2"),
    }


@pytest.mark.parametrize("header", [{}, {"title": "−½ → 日本", "rows": [1, None, {"deep": 0.1}]}])
def test_header_and_arrays_of_every_type_arrive_as_they_were(calculator, header):
    sent = blocks()
    read = calculator.evaluate(READ, list(pack(header, sent)))
    read["header"].pop("blocks")
    assert read["header"] == header
    assert [name for name, *_ in read["blocks"]] == list(sent)
    for name, array_type, shape, texts in read["blocks"]:
        block = sent[name]
        assert array_type == NAMES[f"{block.dtype.kind}{block.dtype.itemsize}"]
        assert tuple(shape) == block.shape
        assert np.array_equal(
            [float(text.replace("Infinity", "inf")) for text in texts],
            block.ravel().astype(float),
            equal_nan=True,
        )


def test_every_array_begins_at_a_multiple_of_eight_bytes():
    for length in range(9):
        packed = pack({"text": "x" * length}, blocks())
        start = 4 + int.from_bytes(packed[:4], "little")
        assert start % 8 == 0
        assert len(packed) % 8 == 0


@pytest.mark.parametrize("block", [np.ones(2, np.int64), np.ones(2, bool), np.ones(2, complex)])
def test_types_that_the_page_has_no_array_for_are_refused(block):
    with pytest.raises(TypeError, match=r"weights is of type .*; use one of u1, i2"):
        pack({}, {"weights": block})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_header_holds_no_number_that_json_has_not(value):
    with pytest.raises(ValueError, match="JSON compliant"):
        pack({"value": value}, {})


def test_a_header_cannot_describe_blocks_itself():
    with pytest.raises(ValueError, match="choose another name"):
        pack({"blocks": {}}, {})
