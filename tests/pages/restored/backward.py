"""What the addresses of the page on a training step restore."""

from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import summary


def backward(page: Opened) -> Told:
    """All that is set, the gradient of the weights, and what is looked at."""
    view = page.view("backward")
    fields, gradient = view["fields"], page.saved("cnnviz-backward", ".npy")
    names = ("input", "weight", "target", "rate", "nudge", "stride", "padding", "relu", "pool")
    return {
        **{name: fields[name] for name in names},
        "prediction by": fields["reduce"],
        "steps taken": fields["steps"],
        "looked at": fields["at"],
        "slope of the weight": fields["weight_at"],
        "to be predicted": view["predict"],
        "gradient of the weights": None if gradient is None else summary(gradient),
    }
