"""What Python packs, the page reads: the very bytes."""

import json
from base64 import b64encode

import numpy as np
import pytest

from pages.ui.session.payload import DTYPES, LEAST_DEFLATED, pack
from tests.payload import unpack

READ = """async ([text, reader]) => {
    const payload = await import("/assets/components/payload.js");
    const numbers = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const around = Uint8Array.from([0, 0, 0, ...numbers]); // at an offset that fits no typed array but bytes
    const { header, blocks } = await payload[reader](around.subarray(3));
    const hex = (block) => Array.from(new Uint8Array(block.buffer, block.byteOffset, block.byteLength),
        (byte) => byte.toString(16).padStart(2, "0")).join("");
    return {
        header,
        alone: payload.headerOf(around.subarray(3)),
        blocks: Object.entries(blocks).map(([name, block]) =>
            [name, block.constructor.name, block.shape, hex(block)]),
    };
}"""
REFUSED = """async ([text, reader]) => {
    const payload = await import("/assets/components/payload.js");
    try {
        await payload[reader](Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
    } catch (error) {
        return error.message;
    }
    return null;
}"""
NAMES = {
    "u1": "Uint8Array",
    "i2": "Int16Array",
    "u2": "Uint16Array",
    "i4": "Int32Array",
    "f4": "Float32Array",
    "f8": "Float64Array",
}
WHOLE = [dtype for dtype in DTYPES if dtype[0] != "f"]


def ask(calculator, function, packed, reader):
    return calculator.evaluate(function, [b64encode(packed).decode(), reader])


def arrives(calculator, header, sent, packed, reader):
    """The page, and the tests' own reader, find what was packed: names, types, shapes and every bit."""
    read = ask(calculator, READ, packed, reader)
    assert read["header"] == read["alone"] == header
    assert [name for name, *_ in read["blocks"]] == list(sent)
    for name, array_type, shape, bits in read["blocks"]:
        block = sent[name]
        assert array_type == NAMES[f"{block.dtype.kind}{block.dtype.itemsize}"], name
        assert tuple(shape) == block.shape, name
        assert bytes.fromhex(bits) == little_endian(block), name
    ours = unpack(packed)
    assert {name: block.tobytes() for name, block in ours.blocks.items()} == {
        name: little_endian(block) for name, block in sent.items()
    }
    assert ours.header == header


def little_endian(block):
    return block.astype(block.dtype.newbyteorder("<")).tobytes()


def deflated(packed):
    """Which blocks travel compressed."""
    text = packed[4 : 4 + int.from_bytes(packed[:4], "little")]
    return {name for name, told in json.loads(text)["blocks"].items() if "deflated" in told}


def extremes(dtype):
    """The least and the greatest number of a type and, of floats, what is hard to carry."""
    if dtype[0] == "f":
        info = np.finfo(dtype)
        return [info.min, info.max, info.smallest_subnormal, info.eps, np.nan, np.inf, -np.inf]
    return [np.iinfo(dtype).min, np.iinfo(dtype).max, 1]


def small_blocks():
    arrays = {dtype: np.array(extremes(dtype), dtype) for dtype in DTYPES}
    grid = np.arange(24, dtype="f4").reshape(2, 3, 4)
    return arrays | {
        "transposed": grid.T,
        "big endian": np.arange(3, dtype=">i4"),
        "every other": np.arange(9, dtype="u1")[::2],
        "empty": np.zeros((0, 5), "f8"),
        "empty as well": np.zeros(0, "u1"),
        "one number": np.array(7, "i2"),
    }


def large_blocks(dtype):
    """Arrays that are worth compressing, of odd sizes and at the edges of what a row is; they wrap around."""
    rng = np.random.default_rng(DTYPES.index(dtype))
    info = np.iinfo(dtype)

    def numbers(*shape):
        steps = rng.integers(-2, 3, shape)
        return (np.cumsum(steps, axis=-2 if len(shape) > 1 else 0) + rng.choice([info.min, info.max])).astype(
            dtype
        )

    least = LEAST_DEFLATED // np.dtype(dtype).itemsize
    return {
        "a list": numbers(least + 1),
        "a row": np.tile(numbers(1, 4), least),
        "a column": numbers(least + 3, 1),
        "maps": numbers(3, 37, least // 37),
        "colours": numbers(53, least // 53, 3),
        "large and transposed": numbers(71, least // 35).T,
        "large and big endian": numbers(61, least // 31).astype(np.dtype(dtype).newbyteorder(">")),
        "every other column": numbers(67, least // 16)[:, ::2],
        "all the same": np.full((7, least), info.max, dtype),
    }


@pytest.mark.parametrize("header", [{}, {"title": "−½ → 日本", "rows": [1, None, {"deep": 0.1}]}])
@pytest.mark.parametrize("reader", ["unpack", "unpackSync"])
def test_header_and_arrays_of_every_type_arrive_as_they_were(calculator, header, reader):
    sent = small_blocks() | large_blocks("u1")
    arrives(calculator, header, sent, pack(header, sent), reader)


@pytest.mark.parametrize("dtype", WHOLE)
def test_compressed_arrays_arrive_as_they_were(calculator, dtype):
    large = large_blocks(dtype)
    sent = large | small_blocks()
    packed = pack({}, sent, deflate=True)
    assert deflated(packed) == set(large)
    arrives(calculator, {}, sent, packed, "unpack")


def test_only_large_arrays_of_whole_numbers_that_gain_are_compressed(calculator):
    noise = np.random.default_rng(0).integers(0, 256, 3 * LEAST_DEFLATED).astype("u1")
    sent = {
        "small": np.zeros(LEAST_DEFLATED - 1, "u1"),
        "noise": noise,
        "floats": np.zeros(LEAST_DEFLATED, "f4"),
        "large": np.zeros(LEAST_DEFLATED, "u1"),
    }
    packed = pack({}, sent, deflate=True)
    assert deflated(packed) == {"large"}
    arrives(calculator, {}, sent, packed, "unpack")
    assert not deflated(pack({}, sent))


@pytest.mark.parametrize("deflate", [False, True])
def test_equal_arrays_are_sent_once(calculator, deflate):
    once = np.arange(2 * LEAST_DEFLATED, dtype="u2").reshape(2, -1)
    one = {"one": once}
    sent = one | {
        "the same": once.copy(),
        "of another shape": once.ravel(),
        "of another type": once.view("i2"),
    }
    packed = pack({}, sent, deflate=deflate)
    arrives(calculator, {}, sent, packed, "unpack")
    assert len(pack({}, one | {"the same": once.copy()}, deflate=deflate)) < len(
        pack({}, one, deflate=deflate)
    ) + min(200, once.nbytes)


@pytest.mark.parametrize("deflate", [False, True])
def test_every_array_begins_at_a_multiple_of_eight_bytes(deflate):
    for length in range(9):
        packed = pack({"text": "x" * length}, small_blocks() | large_blocks("i2"), deflate=deflate)
        start = 4 + int.from_bytes(packed[:4], "little")
        assert start % 8 == 0
        assert len(packed) % 8 == 0


def test_what_is_compressed_is_not_read_at_once(calculator):
    packed = pack({}, {"map": np.zeros(LEAST_DEFLATED, "u1")}, deflate=True)
    assert ask(calculator, REFUSED, packed, "unpackSync") == "map is compressed; read it with unpack"


def test_a_compressed_array_that_was_damaged_on_its_way_is_not_taken_for_another(calculator):
    packed = bytearray(pack({}, large_blocks("u1"), deflate=True))
    start = 4 + int.from_bytes(packed[:4], "little")
    packed[start + 20] ^= 255
    assert ask(calculator, REFUSED, bytes(packed), "unpack") is not None


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
