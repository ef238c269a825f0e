"""What the addresses of the page on transposed convolutions restore."""

from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import summary


def transposed(page: Opened) -> Told:
    """Input, kernel and options, the output, and what is looked at."""
    view = page.view("transposed")
    fields, output = view["fields"], page.saved("cnnviz-transposed", ".npy")
    names = ("input", "kernel", "stride", "padding", "output_padding", "dilation")
    return {
        **{name.replace("_", " "): fields[name] for name in names},
        "steps through": fields["by"],
        "filled in while stepping": fields["fill"],
        "looked at": fields["at"],
        "compared with": fields["below"],
        "resized by": fields["resize"],
        "to be predicted": view["predict"],
        "code of": page.app.segmented_control(key="tr_code").value if page.app.code else None,
        "output": None if output is None else summary(output),
    }
