"""The errors a learner may see.

Each message is one or two plain sentences: what was asked, why it can't work and what would. A page shows the
sentence as it stands.
"""


class CnnvizError(ValueError):
    """A mistake that a learner can correct; its text says how."""


class ImageError(CnnvizError):
    """A picture that can't be opened or used."""


class KernelError(CnnvizError):
    """A kernel, or text for one, that can't be used."""


class ShapeError(CnnvizError):
    """Sizes that don't fit together."""


class WeightsError(CnnvizError):
    """A file of weights that isn't what it should be."""
