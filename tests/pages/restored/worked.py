"""What addresses restore where typed numbers are worked out row by row: Split, and Training or test."""

from tests.pages.restored.opened import Opened, Told


def split(page: Opened) -> Told:
    """The numbers, which are for the test, and what both orders make of them."""
    return worked(page, "split")


def typed_modes(page: Opened) -> Told | None:
    """Dropout or batch norm on typed numbers; None where the page shows a picture's maps."""
    key = next((key for key in ("typed_dropout", "typed_norm") if page.has(key)), None)
    return {"layer": key, **worked(page, key)} if key else None


def worked(page: Opened, key: str) -> Told:
    """What is typed, every row as it is written, what is looked at, and the task."""
    sent = page.header(key)
    at, rows = sent["at"], sent["rows"]
    looked = rows[at[0]]["cells"][at[1]]
    return {
        "typed": {field["title"]: field["text"] for field in sent["fields"]},
        "rows": [[row["title"], *(cell["text"] for cell in row["cells"] if cell)] for row in rows],
        "looks at": looked["said"] or looked["name"],
        "to be predicted": sent["predict"],
    }
