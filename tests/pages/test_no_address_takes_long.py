"""What pages read of an address takes about ten times as long where it is ten times as long."""

from functools import partial

import pytest

from cnnviz.channels import read_filters, read_mix, read_numbers
from pages.ui.backward import setting as backward
from pages.ui.break_it import operations
from pages.ui.channels import setting as channels
from pages.ui.design import setting as designs
from pages.ui.figures.sentences import escape_markdown
from pages.ui.inputs.controls import read_step
from pages.ui.linked import channel, left_open, pins
from pages.ui.modes import typed_dropout
from pages.ui.normal_map.setting import read_light
from pages.ui.pixels import written
from pages.ui.series import setting as series
from pages.ui.series import volume_setting as volumes
from pages.ui.session.received import is_usable, read_text
from pages.ui.shift import setting
from pages.ui.softmax import logits
from pages.ui.split.setting import read_sets
from pages.ui.stack import setting as stacked
from pages.ui.transposed import setting as transposed
from tests.timing import check_texts

NUMBER = ["1", "0", ".", "-", "e", "_", " ", "+", "1_", "1e", "9" * 40, "٣"]
#: What reads a text of an address, and what it treats specially: as in tests/typed.
PARSERS = [
    ("a whole step", partial(read_step, first=1, low=0, high=9, step=1), NUMBER),
    ("a step", partial(read_step, first=0.5, low=0, high=9, step=0.5), NUMBER),
    ("outputs left open", partial(left_open.read_cells, shape=(1, 9, 9)), [*NUMBER, "0.0.0~", "~"]),
    ("an output", partial(pins.read_at, shape=(1, 9, 9)), [*NUMBER, "1.", "0.0.0."]),
    ("a zoom", pins._read_zoom, [*NUMBER, "1-", "1.5-"]),
    ("a channel", partial(channel._read, of="kernel", count=3), NUMBER),
    ("operations", operations.read, ["~", "~~", "put~0~1~0~as-given~custom~", "map~0~1~~", "map~", *NUMBER]),
    ("refused operations", operations.refused, ["~", "put~0~1~0~as-given~custom~x~~", *NUMBER]),
    ("filters", read_filters, ["1,", "1;", "1_", "1~", "1,0;0,1_", *NUMBER]),
    ("mixing weights", read_mix, ["1_", "1~", "1_2~", *NUMBER]),
    ("biases", read_numbers, ["1~", *NUMBER]),
    ("what is off", channels._read_off, ["~", "0~", "0.b~", "0.", *NUMBER]),
    (
        "a design",
        designs.read_setting,
        ["~", "~Add", "~Add~Or~End", "~Conv2d_8_3_p1", "~ReLU", "_1", "x1", *NUMBER],
    ),
    ("logits", logits.read_logits, ["~", "1~", "1~2~", *NUMBER]),
    ("names", logits.read_names, ["~", "a~", "a ", " "]),
    ("a temperature", logits._read_temperature, NUMBER),
    ("a place in a picture", written.read_place, NUMBER),
    ("how far something moved", written.read_by, NUMBER),
    ("colours that are off", written.read_off, ["r", "rgb", "b"]),
    ("a drawn template", written.read_drawn, ["0", "f", "g"]),
    ("a template's cells", written.read_bits, ["0", "1", "2"]),
    ("numbers typed over", written.read_typed, ["~", "cat~", "0_1_2_3~", "0_1_2_3", *NUMBER]),
    ("a shift", partial(setting._read_move, size=(9, 9)), ["_", "-", "1_", "-1_-", *NUMBER]),
    ("which units are kept", partial(typed_dropout.read_bits, count=8), ["0", "1"]),
    ("which draw", typed_dropout._read_seed, NUMBER),
    ("which numbers are for the test", partial(read_sets, count=8), ["0", "1"]),
    ("a stack", stacked._own_text, ["~", "pool_max_2_2~", "pool_", "conv_1_1_0_relu_1_", *NUMBER]),
    ("a number of a stack", stacked._read_at, [*NUMBER, "0.", "0.0.0.0."]),
    ("a lamp’s place", read_light, ["_", "1_", "1000_", *NUMBER]),
    ("an input or output", transposed.read_place, [*NUMBER, "1.", "0.0."]),
    ("a small matrix", partial(transposed.read_small_matrix, most=8), [*NUMBER, "1 ", "1\n", "1/"]),
    ("a sheet of a step", partial(backward.read_small_matrix, most=6), [*NUMBER, "1 ", "1\n", "1/"]),
    ("a number of a step", partial(backward.read_within, low=-9, high=9), NUMBER),
    ("a weight of a step", backward.read_place, [*NUMBER, "1.", "0.0."]),
    ("what is looked at in a step", backward.read_looked, [*NUMBER, "dw.", "dw.0.0.", "."]),
    ("a series", series.read_values, ["~", "~0~1~A", "A", *NUMBER, "1 "]),
    ("weights of a series", series.read_weights, [*NUMBER, "1 ", "1/"]),
    ("a shape that is cut out", series.read_match, [*NUMBER, "0_2_norm", "0_"]),
    ("weights of a volume", volumes.read_weights, [*NUMBER, "1 ", "1\n", "1/"]),
    ("voxels", volumes.read_voxels, [*NUMBER, "1 ", "1 1;", "1 1 1\n", "1/"]),
    ("how far a shape is turned", volumes.read_turn, [*NUMBER, "-"]),
    ("a voxel", volumes.read_place, [*NUMBER, "1.", "0.0.0."]),
    ("Markdown", escape_markdown, [*":-@\\ ", "www.", "a"]),
    ("a report", lambda text: is_usable([text, [text] * 3]), ["x"]),
]


@pytest.mark.parametrize(("read", "special"), [row[1:] for row in PARSERS], ids=[row[0] for row in PARSERS])
def test_time_grows_with_the_text_and_no_faster(read, special):
    check_texts(partial(read_text, read), special)
