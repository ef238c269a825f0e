"""The many characters that people type for one sign or digit, spelt plainly."""

import re

TIMES = "*×·"
"""Signs of a product. A size may be written 3×4, so they are not made one."""

_SAME = {
    "-": "‐‑‒–—―−﹘﹣˗➖",
    "+": "﹢➕",
    "/": "⁄∕÷➗",
    "*": "∗",
    "×": "✕✖⨯",
    "·": "⋅∙",
    ",": "、﹐",
    "%": "﹪",
    "": "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
}
_OVER = {2: "1½", 3: "1⅓2⅔", 4: "1¼3¾", 5: "1⅕2⅖3⅗4⅘", 6: "1⅙5⅚", 7: "1⅐", 8: "1⅛3⅜5⅝7⅞", 9: "1⅑", 10: "1⅒"}
_FRACTIONS = {
    sign: f"{over}/{under}"
    for under, pairs in _OVER.items()
    for over, sign in zip(pairs[::2], pairs[1::2], strict=True)
}
_AFTER_A_DIGIT = re.compile(rf"(?<=\d) ?([{''.join(_FRACTIONS)}])")
_FULL_WIDTH = {0xFF01 + code: chr(0x21 + code) for code in range(94)}
_PLAIN: dict[int, str] = (
    _FULL_WIDTH
    | {ord(sign): plain for plain, signs in _SAME.items() for sign in signs}
    | {ord(sign): f"({fraction})" for sign, fraction in _FRACTIONS.items()}
)


def plain(text: str) -> str:
    """Spell dashes, full-width signs and digits, and fractions such as ½ in ASCII, but × and · stay.

    What can't be seen, such as a byte order mark, is dropped.

    Examples
    --------
    >>> plain("－１．５ – ½")
    '-1.5 - (1/2)'
    """
    return text.translate(_PLAIN)


def spaced(text: str) -> str:
    """Spell a whole number with a fraction's sign as two, where that can only be their sum.

    Examples
    --------
    >>> spaced("4½")
    '4 1/2'
    """
    return _AFTER_A_DIGIT.sub(lambda sign: f" {_FRACTIONS[sign[1]]}", text)


def quoted(typed: str, longest: int = 24) -> str:
    """Cut a text short and drop what can't be printed, to quote it in a sentence."""
    text = "".join(letter if letter.isprintable() else " " for letter in typed.strip())
    return text if len(text) <= longest else text[: longest - 1] + "…"
