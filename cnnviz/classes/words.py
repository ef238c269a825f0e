"""The words that nicknames and codes are made of, from ``words.toml`` beside this file."""

import tomllib
from pathlib import Path
from typing import Final

_LISTS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ADJECTIVES: Final = tuple(_LISTS["adjectives"].split())
ANIMALS: Final = tuple(_LISTS["animals"].split())
#: Three of these bring a student back.
WORDS: Final = (*ANIMALS, *_LISTS["things"].split())
