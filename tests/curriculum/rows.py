"""What learners can do in cnnviz: the rows of the curriculum, and the page on which each is done.

A row is kept by its tests, which begin with its id: `test_C3_alexnets_first_layer`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One thing that a learner does: where, at an address that opens it; "" if nowhere yet."""

    id: str
    does: str
    address: str = ""


IMAGES = (
    Row("I1", "opens a picture as numbers, one matrix for each colour", "/pixels?img=cat"),
    Row("I2", "flattens a picture and shuffles its pixels with one permutation", "/pixels?px=flat"),
    Row(
        "I3",
        "sizes a fully connected network and sees its parameters explode",
        "/counting?c_input=420_420_1&c_layers=dense_128~dense_256~dense_1",
    ),
    Row("I4", "reads a neuron as a feature detector: two lengths and an angle", "/neurons?neurons=two"),
    Row("I5", "sees learned weights as pictures, without and with a hidden layer", "/neurons"),
    Row("I6", "follows one neuron: a weighted sum, then ReLU", "/neurons?neurons=two"),
    Row(
        "I7",
        "sees that neighbours are alike, and that a template fails once its object moves",
        "/shift?img=camera&shift_measure=alike",
    ),
)
#: Three squares of different sides, and a stack that finds one of them by its corners.
SQUARES = (
    "/stack?img=matrix&matrix=0+0+0+0+0+0+0+0+0+0+0+0+0+0+0+0%0A0+0+0+0+0+0+0+0+0+0+0+0+0+0+0+0%0A0+0+1+1+1+0+0+0+0+1+1+1+1+0+0+0%0A0+0+1+1+1+0+0+0+0+1+1+1+1+0+0+0%0A0+0+1+1+1+0+0+0+0+1+1+1+1+0+0+0%0A0+0+0+0+0+0+0+0+0+1+1+1+1+0+0+0%0A0+0+0+0+0+0+0+0+0+0+0+0+0+0+0+0%0A0+0+0+0+0+0+0+0+0+0+0+0+0+0+0+0%0A0+0+0+0+0+0+0+0+0+0+0+0+0+0+0+0%0A0+0+0+0+0+0+1+1+1+1+1+0+0+0+0+0%0A0+0+0+0+0+0+1+1+1+1+1+0+0+0+0+0%0A0+0+0+0+0+0+1+1+1+1+1+0+0+0+0+0%0A0+0+0+0+0+0+1+1+1+1+1+0+0+0+0+0%0A0+0+0+0+0+0+1+1+1+1+1+0+0+0+0+0%0A0+0+0+0+0+0+0+0+0+0+0+0+0+0+0+0%0A0+0+0+0+0+0+0+0+0+0+0+0+0+0+0+0"
    "&stack=conv_2_1_0_relu_4_-1_-1_-1_1_-1_-1_1_-1_-1_1_-1_-1_1_-1_-1_-1_0_0_0_0~conv_5_1_0_relu_1_1_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_1_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_1_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_1_-3&stack_at=0.1.0.1.8"
)
CONVOLUTION = (
    Row(
        "C1",
        "slides a kernel over a small matrix and reads each product and sum",
        "/kernels?img=binary&kernel=custom",
    ),
    Row(
        "C2",
        "puts an own picture through named kernels, own kernels and combinations",
        "/kernels?kernel=kirsch_maximum",
    ),
    Row("C3", "predicts the output size, and sees what does not fit", "/counting?c_input=224_224_3"),
    Row("C4", "pads: valid, same, full, any number on a side, several borders", "/kernels?pad=same"),
    Row(
        "C5",
        "counts how many windows see each pixel",
        "/counting?c_input=6_6_1&c_layers=conv_1_3_1_0_1_1&seen=true",
    ),
    Row(
        "C6", "strides, and sees which windows remain and what they cost", "/kernels?img=counting-6&stride=2"
    ),
    Row(
        "C7",
        "counts the parameters that all neurons of a map share",
        "/counting?c_input=420_420_1&c_layers=conv_1_5_1_0_1_1",
    ),
    Row("C8", "counts a layer's weights and biases", "/counting?c_input=256_256_3&c_layers=conv_8_3_1_0_1_1"),
    Row(
        "C9",
        "convolves several channels with several filters",
        "/channels?ch_of=typed&ch_filters=1,0,-1;2,0,-2;1,0,-1_1,0,-1;2,0,-2;1,0,-1_1,0,-1;2,0,-2;1,0,-1~1,2,1;0,0,0;-1,-2,-1_1,2,1;0,0,0;-1,-2,-1_1,2,1;0,0,0;-1,-2,-1~0,0,0;0,1,0;0,0,0_0,0,0;0,-1,0;0,0,0_0,0,0;0,0,0;0,0,0~0,0,0;0,1,0;0,0,0_0,0,0;0,1,0;0,0,0_0,0,0;0,1,0;0,0,0&ch_bias=0~0~0~1&ch_at=0.1.2",
    ),
    Row("C10", "mixes channels with 1×1 kernels", "/channels"),
    Row("C11", "shifts the picture and sees the output shift with it", "/shift?stride=2"),
    Row("C12", "finds squares with a stack made by hand", SQUARES),
    Row(
        "C13",
        "follows the receptive field through a stack",
        "/stack?stack=conv_3_1_0_linear_1_-1_0_1_-2_0_2_-1_0_1_0~conv_3_1_0_linear_1_1_2_1_2_4_2_1_2_1_0~conv_3_1_0_linear_1_1_2_1_2_4_2_1_2_1_0&stack_at=0.2.0.167.172",
    ),
    Row("C14", "goes the other way: transposed convolution and upsampling", "/transposed"),
    Row(
        "C15",
        "convolves a series and a volume",
        "/series?se_values=heart&se_match=44_19_norm",
    ),
    Row("C16", "makes a normal map from a photograph", "/normal_map?img=cat"),
    Row(
        "C17",
        "sees a convolution as a sparse matrix with shared weights",
        "/channels?ch_of=typed&ch_filters=1,2,3;4,5,6;-7,-8,-9&ch_bias=0&ch_way=matrix&ch_at=0.1.1&ch_count=1",
    ),
)
LAYERS = (
    Row("A1", "applies an activation to a map and reads its curve and slope", "/activations"),
    Row("A2", "sees the gradient vanish through sigmoids and survive through ReLU", "/train"),
    Row(
        "A3",
        "sees two convolutions without a non-linearity become one",
        "/stack?stack=conv_3_1_0_linear_1_-1_0_1_-2_0_2_-1_0_1_0~conv_3_1_0_linear_1_1_2_1_2_4_2_1_2_1_0&stack_beside=conv_5_1_0_linear_1_-1_-2_0_2_1_-4_-8_0_8_4_-6_-12_0_12_6_-4_-8_0_8_4_-1_-2_0_2_1_0&stack_at=0.1.0.206.301",
    ),
    Row("P1", "steps through pooling window by window", "/pooling?img=pooling"),
    Row("P2", "pools globally, adaptively and with fractions", "/pooling?pool=adaptive_avg"),
    Row(
        "P3",
        "pools a map of edges twice and sees the contours stay",
        "/stack?stack=conv_3_1_1_linear_1_-1_-2_-1_0_0_0_1_2_1_0~pool_max_2_2~pool_max_2_2&stack_at=0.2.0.83.44",
    ),
    Row("P4", "pools a volume, whose depth stays", "/counting?c_input=28_28_16&c_layers=max_2_2_0_1"),
    Row(
        "P5",
        "compares min, max and average pooling on one map",
        "/stack?img=text&stack=pool_min_4_4&stack_beside=pool_max_4_4&stack_at=0.0.0.10.16",
    ),
    Row("F1", "flattens maps, and sees which weight meets which number", "/network?layer=dense"),
    Row("F2", "turns logits into probabilities, at any temperature", "/softmax"),
    Row("F3", "silences units with dropout, in training and not in a test", "/modes"),
    Row("F4", "standardises maps with batch normalisation", "/modes?mode_layer=norm"),
    Row("F5", "sets sigmoids beside a softmax", "/softmax?softmax_by=one"),
)
NETWORKS = (
    Row("N1", "sends a picture through a trained network and opens every number", "/network"),
    Row("N2", "trains a network live", "/train"),
    Row("N3", "asks why, with heat maps", "/why"),
    Row("N4", "sends a picture through an autoencoder", "/autoencoder"),
    Row(
        "N5",
        "counts the layers of well-known networks",
        "/architectures?a_chart=true",
    ),
    Row(
        "N6",
        "designs a stack and reads shapes, parameters and receptive field",
        "/design",
    ),
    Row("N7", "takes one step of training by hand", "/backward"),
    Row("N8", "sees overfitting and what narrows the gap", "/train?t_group=overfitting&t_f1=16&t_images=200"),
    Row("N9", "sets capacity beside accuracy", "/train?t_view=sweep"),
    Row(
        "N10",
        "uses the parts of later networks: skip connections, branches, bottlenecks",
        "/architectures?a_net=part_inception&a_skip=true",
    ),
    Row("N11", "sees that an untrained network answers by chance", "/train?t_view=sweep&t_sweep=untrained"),
    Row("N12", "sees features grow from edges to parts", "/units?unit_view=parts"),
)
SECTIONS = {
    "Images and neurons": IMAGES,
    "Convolution": CONVOLUTION,
    "Activations, pooling, classifier": LAYERS,
    "Networks": NETWORKS,
}
ROWS = tuple(row for rows in SECTIONS.values() for row in rows)
