"""The way to each goal of the course as its step describes it: what is done, by names that stand on the page.

A step's name is its lesson's and its own, as in the address. What a step leaves to the learner, such as which
dark pixel is typed over, is decided here.
"""

from tests.browser.hands import (
    Act,
    choose,
    click,
    drag,
    fill,
    guess,
    keys,
    number,
    output,
    press,
    pull,
    walk,
    weights,
)

_PIXELS, _OBJECT = ".pixels .numbers .whole .frame", ".pixels .object .frame"
_LAST = ".stack .sides .column:not(.difference):last-of-type .frame"
_MORE = "Border, dilation, factor …"
_COVERED = ".st-key-cover_maps .frame"

WAYS: dict[str, list[Act]] = {
    # 1 A picture is numbers
    "picture-is-numbers~dissolve": [press("Zoom in", 5)],
    "picture-is-numbers~white-dot": [fill("Value of row 104, column 237", "255")],
    "picture-is-numbers~colour-off": [press("Red")],
    "picture-is-numbers~one-grey": [fill("Green of row 76, column 152", "60")],
    "picture-is-numbers~your-own": [click(_PIXELS, (228, 279), (341, 512))],
    # 2 Neighbours
    "neighbours~cloud": [press("Shuffle")],
    "neighbours~further-apart": [fill("Distance of the neighbour", "64")],
    "neighbours~one-line": [click(".pixels .flat .picture .frame", (2, 2), (28, 28))],
    "neighbours~measured": [press("Shirt, test image 69")],
    "neighbours~your-own": [fill("Distance of the neighbour", "8")],
    # 3 One neuron, one question
    "one-neuron~goes-dark": [fill("Neuron A: weight 1", "-1"), fill("Neuron A: weight 2", "-1")],
    "one-neuron~both-sums": [pull("Input 2", 20)],
    "one-neuron~right-angle": [fill("Neuron A: weight 1", "-0.6")],
    "one-neuron~same-way": [fill("Neuron A: weight 1", "0.8"), fill("Neuron A: weight 2", "0.6")],
    "one-neuron~twice-as-bright": [pull("Input 1", 160), pull("Input 2", 120)],
    "one-neuron~your-own": [
        pull("Input 1", 100),
        fill("Neuron A: weight 1", "0.5"),
        fill("Neuron B: weight 1", "-0.5"),
    ],
    # 4 A weight for every pixel
    "weight-for-every-pixel~dragged": [drag(_OBJECT, (0, 2), (28, 28))],
    "weight-for-every-pixel~x-at-home": [drag(_OBJECT, (0, 1), (9, 9))],
    "weight-for-every-pixel~ten-pictures": [press("Weights of Sandal")],
    "weight-for-every-pixel~twins": [
        press("Unit 0: weights −0.101 … 0.0752; most like unit 1, cosine 0.97"),
    ],
    "weight-for-every-pixel~how-many": [fill("Rows, input", "500"), fill("Columns, input", "400")],
    "weight-for-every-pixel~your-own": [
        click(".pixels .weights .frame", (4, 4), (9, 9)),
        click(".pixels .weights .frame", (4, 5), (9, 9)),
    ],
    # 5 Slide, multiply, add
    "slide-multiply-add~brightest": [output((3, 3), (7, 7))],
    "slide-multiply-add~one-window": [press("Play")],
    "slide-multiply-add~three-open": [
        output((1, 2), (3, 3)),
        guess("3"),
        output((2, 0), (3, 3)),
        guess("2"),
        output((2, 2), (3, 3)),
        guess("4"),
    ],
    "slide-multiply-add~make-a-five": [
        number((0, 1), (5, 5), "0"),
        number((1, 1), (5, 5), "1"),
        number((2, 0), (5, 5), "1"),
        number((0, 2), (5, 5), "1"),
    ],
    "slide-multiply-add~which-way": [press(_MORE), press("Flip the kernel: true convolution")],
    "slide-multiply-add~your-own": [press("First"), output((66, 3), (298, 449))],
    # 6 Kernels that see edges
    "kernels-see-edges~tripod": [choose("Edges", "horizontal")],
    "kernels-see-edges~why-minus": [output((1, 0), (4, 4))],
    "kernels-see-edges~other-way": [
        output((0, 1), (1, 4)),
        guess("40"),
        output((0, 2), (1, 4)),
        guess("40"),
    ],
    "kernels-see-edges~blue-place": [walk("ArrowRight", 2)],
    "kernels-see-edges~silent-on-grey": [weights("0 1 0", "1 -4 1", "0 1 0")],
    "kernels-see-edges~your-own": [choose("Kernel", "Box (average)")],
    # 7 Design a kernel
    "design-a-kernel~stones": [drag(".normal [data-figure=lit] .frame", (0, 35), (100, 100))],
    "design-a-kernel~two-answers": [choose("Kernel", "Sobel: direction")],
    "design-a-kernel~stripes": [
        output((0, 1), (1, 3)),
        guess("-54"),
        output((0, 2), (1, 3)),
        guess("54"),
    ],
    "design-a-kernel~quarter-turn": [weights("-1 -1 -1", "2 2 2", "-1 -1 -1")],
    "design-a-kernel~mortar": [fill("Orientation θ", "0")],
    "design-a-kernel~your-own": [weights("2 -1 -1", "-1 2 -1", "-1 -1 2")],
    # 8 The border
    "border~lonely-corner": [press("More: Padding")],
    "border~as-large": [fill("Padding, layer 1", "1")],
    "border~five-by-five": [fill("Padding, layer 1", "2")],
    "border~full": [press("More: Padding", 2)],
    "border~dark-frame": [press(_MORE), choose("Fill the padding with", "mirror, edge once")],
    # 9 Bigger steps
    "bigger-steps~alexnet": [fill("Rows, input", "227"), fill("Columns, input", "227")],
    "bigger-steps~four-places": [fill("Stride, layer 1", "1")],
    "bigger-steps~two-sizes": [fill("Rows, input", "11"), fill("Columns, input", "11")],
    "bigger-steps~three-more": [press("pad", under="If windows don’t fit")],
    "bigger-steps~a-quarter": [press("More: Stride")],
    "bigger-steps~your-own": [press("More: Stride", 5)],
    # 10 Through all channels
    "colour-channels~redder": [
        fill("Weight for red, row 0, column 0", "0"),
        fill("Weight for blue, row 0, column 0", "1"),
    ],
    "colour-channels~added-up": [press("Next step", 3)],
    "colour-channels~one-sheet-off": [press("Sheet for channel 1 is on")],
    "colour-channels~three-maps": [press("Add filter", 2)],
    "colour-channels~your-own": [
        fill("Weight for red, row 0, column 0", "1"),
        fill("Weight for green, row 0, column 0", "-0.5"),
        fill("Weight for blue, row 0, column 0", "-0.5"),
    ],
    # 11 Few weights, used everywhere
    "counting-parameters~larger-picture": [fill("Rows, input", "420"), fill("Columns, input", "420")],
    "counting-parameters~one-layer": [fill("Kernel, layer 1", "5")],
    "counting-parameters~as-a-matrix": [fill("Weight for channel 0, row 1, column 1", "50")],
    "counting-parameters~fewer": [fill("Kernel, layer 1", "3")],
    # 12 Why bend?
    "why-bend~two-are-one": [choose("Activation", "ReLU")],
    "why-bend~by-hand": [press("Layer 1: 2×2 kernel"), choose("Activation", "ReLU")],
    "why-bend~minus-three": [choose("Activation", "GELU")],
    "why-bend~no-ceiling": [choose("Activation", "Sigmoid")],
    "why-bend~your-own": [
        choose("Activation", "Leaky ReLU"),
        click(".activation .frame", (4, 243), (298, 449)),
    ],
    # 13 Pooling, window by window
    "pooling~letters-vanish": [choose("Pooling", "Minimum")],
    "pooling~window-by-window": [press("Next", 3)],
    "pooling~two-open": [output((0, 0), (2, 2)), guess("11"), output((1, 1), (2, 2)), guess("7")],
    "pooling~overlap": [press("Less: Stride")],
    "pooling~an-edge": [choose("Pooling", "Average")],
    "pooling~a-volume": [fill("Channels, input", "3")],
    "pooling~nines": [
        number((0, 0), (4, 4), "9"),
        number((0, 3), (4, 4), "9"),
        number((3, 0), (4, 4), "9"),
        number((3, 3), (4, 4), "9"),
    ],
    # 14 What pooling keeps
    "what-pooling-keeps~drag": [press("Right")],
    "what-pooling-keeps~a-nine": [press("Right")],
    "what-pooling-keeps~one-window": [choose("Pooling", "Global maximum")],
    "what-pooling-keeps~stride-two": [press("Right")],
    "what-pooling-keeps~your-own": [press("Add pool")],
    # 15 What one unit sees
    "what-one-unit-sees~the-frame": [
        press("Layer 1: 3×3 kernel"),
        press("Add pool"),
        click(_LAST, (80, 80), (250, 250)),
    ],
    "what-one-unit-sees~layer-by-layer": [click(_LAST, (80, 80), (253, 253))],
    "what-one-unit-sees~thirty": [
        press("Layer 1: 3×3 kernel"),
        press("Add pool", 3),
    ],
    "what-one-unit-sees~one-large": [press("Layer 1: 5×5 kernel"), press("More: Kernel", 2)],
    "what-one-unit-sees~your-own": [press("Layer 1: 3×3 kernel"), press("Add pool", 2)],
    # 16 Squares by hand
    "squares-by-hand~one-dot": [click(_LAST, (1, 8), (11, 11))],
    "squares-by-hand~a-corner": [click(".stack .sides .frame", (1, 1), (15, 15))],
    "squares-by-hand~side-eight": [press("Layer 1: 2×2 kernel, ReLU"), press("Add pool")],
    "squares-by-hand~moved-by-one": [press("Less: Window")],
    "squares-by-hand~a-tee": [click(_LAST, (2, 4), (16, 16))],
    "squares-by-hand~your-own": [fill("Weight on map 1, row 0, column 2", "0")],
    # 17 From maps to scores
    "maps-to-scores~one-score": [choose("Layer", "dense")],
    "maps-to-scores~most-of-it": [press("map 6: 0.6363")],
    "maps-to-scores~two-maps": [press("Next step", 3)],
    "maps-to-scores~larger-picture": [fill("Rows and columns, Input", "32")],
    "maps-to-scores~your-own": [press("Shirt: 6.5 %")],
    # 18 Scores to shares
    "scores-to-shares~all-negative": [fill("Logit of dog, as a number", "-0.5")],
    "scores-to-shares~three-moves": [press("Next step", 3)],
    "scores-to-shares~add-ten": [press("Add 1 to all")],
    "scores-to-shares~double": [keys("Temperature", "ArrowLeft", 6)],
    "scores-to-shares~yes-or-no": [press("Sigmoids")],
    "scores-to-shares~your-own": [
        press("Load the network’s logits"),
        keys("Temperature", "ArrowRight", 10),
    ],
    # 19 A trained network
    "trained-network~layer-by-layer": [press("conv 8: 16 maps of 7×7")],
    "trained-network~one-number": [fill("Row", "6"), fill("Column", "2")],
    "trained-network~same-map": [press("Shirt, test image 60")],
    "trained-network~nothing-at-all": [keys("Brighten: 0 added to each pixel", "End")],
    "trained-network~your-own": [choose("Picture", "Bag")],
    # 20 Why does it say so?
    "why-does-it-say-so~cover-it": [click(_COVERED, (12, 15), (28, 28))],
    "why-does-it-say-so~a-sum": [press("map 2: −0.1991")],
    "why-does-it-say-so~nine-pixels": [click(_COVERED, (14, 18), (28, 28))],
    "why-does-it-say-so~upside-down": [keys("Rotate: 0 degrees, anticlockwise", "End")],
    "why-does-it-say-so~trust": [press("Gradient")],
    "why-does-it-say-so~your-own": [click(_COVERED, (12, 15), (28, 28))],
    # 21 One step back
    "one-step-back~one-step": [press("Step")],
    "one-step-back~new-weights": [click("[data-name=nw] .cell")],
    "one-step-back~nudge": [fill("Nudge by, as a number", "0.01")],
    "one-step-back~too-far": [fill("Rate, as a number", "0.3")],
    # 22 Watch it learn
    "watch-it-learn~half-right": [press("▶ Start")],
    "watch-it-learn~no-idea": [fill("Logit of class 0, as a number", "4")],
    "watch-it-learn~deep-sigmoids": [press("One batch"), choose("Activation", "ReLU")],
    "watch-it-learn~your-own": [press("▶ Start")],
    # 23 Learning by heart
    "learning-by-heart~the-gap": [press("▶ Start")],
    "learning-by-heart~close-it": [press("More images"), press("▶ Start")],
    "learning-by-heart~name-it": [press("Too small")],
    "learning-by-heart~more-filters": [press("▶ Start")],
    "learning-by-heart~your-own": [press("▶ Start")],
    # 24 Training or test
    "training-or-test~broken-boot": [press("test")],
    "training-or-test~four-numbers": [press("6 is kept"), press("8 is kept")],
    "training-or-test~two-batches": [fill("Batch 1", "5 3 5 7")],
    "training-or-test~your-own": [press("test")],
    # 25 Down and up again
    "down-and-up-again~uneven": [press("Less: Columns, kernel")],
    "down-and-up-again~stamps": [fill("Stride", "3")],
    "down-and-up-again~through-a-code": [press("Silence 0")],
    "down-and-up-again~your-own": [press("Silence 0")],
    # 26 Series and volumes
    "series-and-volumes~a-spike": [click(".series .made .plot", (0, 51), (1, 100))],
    "series-and-volumes~six-numbers": [choose("Kernel", "Moving average"), fill("Length of the kernel", "3")],
    "series-and-volumes~heartbeats": [
        choose("Kernel", "Shape from the series"),
        fill("Shape from position", "44"),
    ],
    "series-and-volumes~before-its-cause": [choose("Padding", "causal")],
    "series-and-volumes~voxels": [fill("Padding", "1")],
    "series-and-volumes~your-own": [drag(".series .given .plot", (-1, 4), (4, 20))],
    # 27 Networks over the years
    "networks-over-the-years~fewer-and-better": [choose("Network", "ResNet-50")],
    "networks-over-the-years~lenet": [click(".architectures [role=option] >> nth=4")],
    "networks-over-the-years~bottleneck": [fill("Maps inside", "32")],
    "networks-over-the-years~branches": [press("Filters of the branches"), fill("1 × 1", "128")],
    "networks-over-the-years~far-back": [fill("Layers", "5")],
    # 28 Design your own
    "design-your-own~too-large": [fill("Kernel, conv2", "15")],
    "design-your-own~a-brief": [
        choose("Start from", "Train’s first design"),
        press("conv2: 5 × 5 convolution, 16 filters, padding 2, ReLU, makes 14 × 14 × 16"),
        fill("Kernel, conv2", "7"),
    ],
    "design-your-own~train-it": [press("▶ Start")],
    "design-your-own~your-own": [press("Insert a convolution")],
}
