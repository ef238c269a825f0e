"""Where addresses lie."""

from __future__ import annotations


def under(base: str, path: str) -> str:
    """Give an address of the app, which lies as a whole under the path `base`, or under none.

    >>> under("", "home"), under("school", "home")
    ('/home', '/school/home')
    """
    return f"/{base}/{path}" if base else f"/{path}"


def root(base: str) -> str:
    """Give the path of a cookie that belongs to the whole app.

    >>> root(""), root("school")
    ('/', '/school')
    """
    return f"/{base}"
