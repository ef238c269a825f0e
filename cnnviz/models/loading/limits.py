"""How large a network from elsewhere may be: small enough to be computed and shown at once."""

from __future__ import annotations

from typing import Final

#: Channels of an input, and the least and most pixels along each side of it.
CHANNELS: Final = (1, 3)
SIDES: Final = (4, 64)
#: The fewest and the most classes.
CLASSES: Final = (2, 100)
#: The most layers, before those that only training needs are left out.
MOST_LAYERS: Final = 100
#: The most learned numbers; so many take 4 MB.
MOST_PARAMETERS: Final = 1_000_000
#: The most numbers that all layers together make of one input; a page shows them all.
MOST_NUMBERS: Final = 1_000_000
#: The most multiplications for one input; so many take about 10 ms.
MOST_MULTIPLICATIONS: Final = 100_000_000
#: The most for a map of occlusion, which runs the network with each place covered; so many take about 8 s.
MOST_COVERED: Final = 160_000_000_000
#: The largest ONNX file, in bytes: so many parameters in double precision, and room for their names.
MOST_ONNX_BYTES: Final = 10_000_000
#: The most parts of such a file: nodes, settings, names, sizes. A network of 200 nodes has about 10,000.
MOST_ONNX_PARTS: Final = 50_000
#: The longest name of a class, and the largest size of a number typed for the preparation.
LONGEST_NAME: Final = 40
