"""Finding terms by what is typed: a name, a synonym, the beginning of a word, or one of these misspelled.

assets/components/cnnviz/glossary_search.js does the same in the browser; a test holds both to one answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from cnnviz.glossary.terms import TERMS, Term

#: Characters of what is typed that are looked at: the longest name is shorter.
LONGEST = 60
#: From how many characters on one of them may be wrong, and from how many on two.
_ONE_WRONG, _TWO_WRONG = 4, 8
_APART = re.compile(r"[-‐‑–—\s]+")
_EXACT, _BEGINS, _WORD_BEGINS = range(3)
#: How good an answer is, the lowest first.
_Rank = tuple[int, int]


def find(typed: str, terms: Sequence[Term] = TERMS) -> list[Term]:
    """Find terms, the best first.

    Names that are the text come before those that begin with it, then those of which a word does, the shorter
    first. Where there are none, the text may be a misspelling of a name, or of its beginning.

    Parameters
    ----------
    typed
        Anything; of a longer text the first `LONGEST` characters count. An empty one finds all terms.

    Examples
    --------
    >>> [term.name for term in find("narrow")]
    ['valid padding']
    >>> [term.name for term in find("receptiv feild")]
    ['receptive field']
    """
    text = _plain(typed[:LONGEST])
    if not text:
        return list(terms)
    return _ranked(_rank, text, terms) or _ranked(_misspelled, text, terms)


def _ranked(rank: Callable[[str, str], _Rank | None], text: str, terms: Sequence[Term]) -> list[Term]:
    """Give the terms that have a rank, in the order of their lowest."""
    found = []
    for i, term in enumerate(terms):
        ranks = [it for name in term.names if (it := rank(text, _plain_name(name))) is not None]
        if ranks:
            found.append((min(ranks), i))
    return [terms[i] for _, i in sorted(found)]


@cache
def _plain_name(name: str) -> str:
    return _plain(name)


def _plain(text: str) -> str:
    """Write a text in small letters, with one space for each gap or hyphen."""
    return _APART.sub(" ", text).strip().lower()


def _rank(text: str, name: str) -> _Rank | None:
    """Rank a name that is the text, or has it: in which way, and by its length. None: it hasn't."""
    if name == text:
        return _EXACT, len(name)
    if name.startswith(text):
        return _BEGINS, len(name)
    return (_WORD_BEGINS, len(name)) if f" {text}" in f" {name}" else None


def _misspelled(text: str, name: str) -> _Rank | None:
    """Rank a name of which the text may be a misspelling: characters wrong, and its length."""
    most = (len(text) >= _ONE_WRONG) + (len(text) >= _TWO_WRONG)
    wrong = _wrong(text, name, most)
    return None if wrong > most else (wrong, len(name))


def _wrong(text: str, name: str, most: int) -> int:
    """Count what makes a text a beginning of a name: characters put in, left out, replaced or swapped.

    Where it is more than `most`, any larger number is given, as soon as that is known. At most so many
    characters are missing or too many: beginnings of other lengths need not be looked at.
    """
    over = most + 1
    before, row = [over] * (len(name) + 1), [min(j, over) for j in range(len(name) + 1)]
    for i, sign in enumerate(text, 1):
        earlier, before, row = before, row, [over] * (len(name) + 1)
        row[0] = min(i, over)
        for j in range(max(1, i - most), min(len(name), i + most) + 1):
            wanted = name[j - 1]
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != wanted))
            if i > 1 and j > 1 and sign == name[j - 2] and text[i - 2] == wanted:
                least = min(least, earlier[j - 2] + 1)
            row[j] = least
        if min(row) > most and min(before) >= most:
            return over
    return min(row)
