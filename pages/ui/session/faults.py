"""What a page says when a file of the app is missing or damaged, in place of a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitInvalidLayoutContextError

from cnnviz import assets
from pages.ui.session import elsewhere
from pages.ui.session.component import ScriptError


@contextmanager
def guarded() -> Iterator[list[str]]:
    """Run a part of a page within this: if a file is missing, or the server busy, a sentence stands there.

    The files are only looked at after something has failed. Other errors go on as they are.

    Yields
    ------
    The names of the files that were told of, or why the server did not do its work.
    """
    names: list[str] = []
    try:
        yield names
    except elsewhere.RefusedError as error:
        names.append(str(error))
        st.error(str(error))
    except StreamlitInvalidLayoutContextError:
        raise  # no file is to blame: see `state`
    except Exception as error:  # a damaged file may fail in any way
        names += _to_blame(error)
        if not names:
            raise
        logging.getLogger(__name__).exception("a file of the app cannot be used")
        st.error(sentence(names))


def sentence(names: list[str]) -> str:
    """Say which files of the app cannot be used, and what to do.

    >>> sentence(["weights/card.json"])[:70]
    'This part of the app cannot be shown, because a file of it is missing '
    """
    files = ", ".join(f"`assets/{name}`" for name in names)
    of_it = "a file of it is" if len(names) == 1 else "files of it are"
    return (
        f"This part of the app cannot be shown, because {of_it} missing or damaged: {files}. "
        "Install cnnviz anew, or put the original back. What does not need it goes on working."
    )


def _to_blame(error: Exception) -> list[str]:
    """The files of the app that an error may come from; none if it has another reason."""
    if isinstance(error, ScriptError):
        return [_name(error.file)]
    if isinstance(error, OSError) and error.filename and assets.ASSETS in Path(error.filename).parents:
        return [_name(Path(error.filename))]
    return assets.broken()


def _name(path: Path) -> str:
    return str(path.relative_to(assets.ASSETS)) if assets.ASSETS in path.parents else path.name
