"""A normal map of a picture whose brightness is taken as height, and the surface in the light of a lamp.

`normals` goes from heights to slopes, to vectors of length 1 and to their colours; `light` shines on them.
"""

from cnnviz.normal_map.light import Light, lit
from cnnviz.normal_map.normals import GREENS, Green, NormalMap, span_of

__all__ = ["GREENS", "Green", "Light", "NormalMap", "lit", "span_of"]
