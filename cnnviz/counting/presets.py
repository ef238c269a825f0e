"""Inputs and stacks that the introductions speak of."""

from __future__ import annotations

from typing import Final, NamedTuple


class Preset(NamedTuple):
    """A stack that can be chosen: its title, and what `read_input` and `read_stack` read."""

    title: str
    input: str
    layers: str


_SQUARE: Final = "conv_64_3_1_same_1_1"
PRESETS: Final[dict[str, Preset]] = {
    "alexnet": Preset("AlexNet, first layer", "227_227_3", "conv_96_11_4_0_1_1"),
    "printed": Preset("AlexNet as printed: 224", "224_224_3", "conv_96_11_4_0_1_1"),
    "lenet": Preset(
        "LeNet-5",
        "32_32_1",
        "conv_6_5_1_0_1_1~avg_2_2_0~conv_16_5_1_0_1_1~avg_2_2_0~dense_120~dense_84~dense_10",
    ),
    "eight": Preset("8 filters on 256 × 256", "256_256_3", "conv_8_3_1_0_1_1"),
    "does_not_fit": Preset("A row of 10, stride 2", "10_10_1", "conv_1_3_2_0_1_1"),
    "edges": Preset("6 × 6, kernel 3", "6_6_1", "conv_1_3_1_0_1_1"),
    "same": Preset("6 × 6, “same”", "6_6_1", "conv_1_3_1_same_1_1"),
    "one_by_one": Preset("1 × 1: 128 maps to 64", "28_28_128", "conv_64_1_1_0_1_1"),
    "mlp": Preset("420 × 420, MLP", "420_420_1", "dense_128~dense_256~dense_1"),
    "shared": Preset("420 × 420, 5 × 5", "420_420_1", "conv_1_5_1_0_1_1"),
    "pooled": Preset("A pooled volume", "28_28_64", "max_2_2_0_1"),
    "three": Preset("Three 3 × 3", "32_32_64", "~".join([_SQUARE] * 3)),
    "bottleneck": Preset(
        "Bottleneck", "14_14_256", "conv_64_1_1_0_1_1~conv_64_3_1_same_1_1~conv_256_1_1_0_1_1"
    ),
}
