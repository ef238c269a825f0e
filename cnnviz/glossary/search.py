"""Finding terms by what is typed: a name, a synonym, the beginning of a word, or one of these misspelled.

assets/components/cnnviz/glossary_search.js does the same in the browser; a test holds both to one answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cnnviz.glossary.terms import TERMS, Term

#: Characters of what is typed that are looked at: the longest name is shorter.
LONGEST = 60
#: From how many characters on one of them may be wrong, and from how many on two.
_ONE_WRONG, _TWO_WRONG = 4, 8
_APART = re.compile(r"[-‐‑–—\s]+")
_EXACT, _BEGINS, _WORD_BEGINS, _MISSPELLED = range(4)


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
    ranks = ((min(_rank(text, _plain(name)) for name in term.names), term) for term in terms)
    found = sorted((rank, i, term) for i, (rank, term) in enumerate(ranks) if rank[0] <= _MISSPELLED)
    best = found[0][0][0] if found else _MISSPELLED
    return [term for rank, _, term in found if best == _MISSPELLED or rank[0] < _MISSPELLED]


def _plain(text: str) -> str:
    """Write a text in small letters, with one space for each gap or hyphen."""
    return _APART.sub(" ", text).strip().lower()


def _rank(text: str, name: str) -> tuple[int, int, int]:
    """Rank a name as an answer, the lowest first: in which way it is one, characters wrong, length."""
    if name == text:
        return _EXACT, 0, len(name)
    if name.startswith(text):
        return _BEGINS, 0, len(name)
    if f" {text}" in f" {name}":
        return _WORD_BEGINS, 0, len(name)
    wrong = _wrong(text, name)
    allowed = (len(text) >= _ONE_WRONG) + (len(text) >= _TWO_WRONG)
    return (_MISSPELLED if wrong <= allowed else _MISSPELLED + 1), wrong, len(name)


def _wrong(text: str, name: str) -> int:
    """Count what makes a text a beginning of a name: characters put in, left out, replaced or swapped."""
    before, row = [0] * (len(name) + 1), list(range(len(name) + 1))
    for i, sign in enumerate(text, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(name, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != wanted))
            if i > 1 and j > 1 and sign == name[j - 2] and text[i - 2] == wanted:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return min(row)
