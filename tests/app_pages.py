"""The pages of the app, as its menu offers them: what is to hold for every page is asked of each of these."""

from pages.ui.shell.way import WAY

SECTIONS: dict[str, list[str]] = {section: [stop.title for stop in stops] for section, stops in WAY.items()}
"""The menu's sections in their order, each with the titles of its pages."""
TITLES: dict[str, str] = {"home": "Home"} | {
    stop.name: stop.title for stops in WAY.values() for stop in stops
}
"""Each page's title by its path, in the menu's order."""
PATHS = ["" if path == "home" else path for path in TITLES]
"""What stands in the address of each: of the first page nothing."""
WORDS = {"home", "glossary"}
"""Pages of words, by their paths: no view of a computation is theirs."""
