"""What the addresses of Stack restore."""

from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import summary


def stack(page: Opened) -> Told:
    """The picture, both stacks, what is looked at, and the maps that leave the first stack."""
    view, source = page.view("stack"), page.part("stack", "source")
    fields, facts = view["fields"], view["facts"]
    return {
        "picture": [source.header["title"], summary(source.blocks["values"])],
        "layers": fields["stack"],
        "beside": fields["beside"] or None,
        "example": view["now"] or None,
        "looks at": list(fields["at"]),
        "compares weights of so many maps": fields["maps"],
        "cannot be computed": [one["fault"] for one in facts if one["fault"]] or None,
        "predicts": fields["predict"],
        "maps": summary(page.saved("cnnviz-stack", ".npy")) if page.files else None,
    }
