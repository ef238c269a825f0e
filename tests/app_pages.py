"""The pages of the app, as its menu offers them: what is to hold for every page is asked of each of these."""

from pages.ui.shell.way import WAY

SECTIONS: dict[str, list[str]] = {section: [stop.title for stop in stops] for section, stops in WAY.items()}
"""The menu's sections in their order, each with the titles of its pages."""
TITLES: dict[str, str] = {"home": "Home"} | {
    stop.name: stop.title for stops in WAY.values() for stop in stops
}
"""Each page's title by its path, in the menu's order."""


def path_of(name: str) -> str:
    """What stands in the address of a page: of the first one nothing."""
    return "" if name == "home" else name


PATHS = [path_of(name) for name in TITLES]
"""The addresses of all."""
WORDS = {"home", "glossary", "course", "practise", "teach", "classes", "classroom", "together"}
"""Pages of words, by their paths: no view of a computation is theirs."""
