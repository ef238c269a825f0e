"""Choosing the picture to work on: a sample, a typed matrix, an upload, a drawing, or a photograph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import ImageError
from pages.ui.figures.sentences import sentence
from pages.ui.inputs import own_matrix, samples
from pages.ui.inputs.controls import pick_one, pick_segment
from pages.ui.inputs.pad import drawing_pad
from pages.ui.session import keeping, restart, served, state

#: What a learner can bring: the name in the session, and how the list of pictures calls it.
OWN = {"upload": "Your upload", "drawing": "Your drawing", "photo": "Your photograph"}
_WAYS = {"upload": "Upload", "drawing": "Draw", "photo": "Camera"}


@dataclass(frozen=True)
class Picture:
    """The picture that was chosen.

    Attributes
    ----------
    name : str
        A sample's name, one of `OWN`'s, or `own_matrix.NAME`.
    title, alt : str
        How it is called, and what it shows.
    array : read-only float32, (H, W) or (3, H, W), 0–255
    grey : read-only float32, (H, W), 0–255
    digest : str
        What tells pictures apart.
    original : (rows, columns)
        Before it was scaled down.
    is_matrix : bool
        Whether it is a small matrix, whose values are meant to be read and may be typed over.
    missing : str
        If it stands in for a picture that is not there: why, and what to do.
    notes, spans
        Of a file; see `cnnviz.images.Opened`.
    file : bytes
        Of a picture with `spans`, to read it anew with another one; else empty.
    """

    name: str
    title: str
    alt: str
    array: NDArray[np.float32]
    grey: NDArray[np.float32]
    digest: str
    original: tuple[int, int]
    is_matrix: bool = False
    missing: str = ""
    notes: tuple[str, ...] = ()
    spans: tuple[images.Span, ...] = ()
    file: bytes = b""

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of `array`."""
        return self.array.shape[-2], self.array.shape[-1]


def pick_picture(names: Sequence[str], *, key: str = "img", has_colours: bool = False) -> Picture:
    """Show the list of pictures, and where learners add their own.

    Parameters
    ----------
    names
        The samples on offer. It starts with the first one. With matrices among them, one can be typed, too.
    key
        The control's name in the address. Pages that share it share the picture.
    has_colours
        Whether the page has a switch for the picture's colours.
    """
    slot = st.container()
    with st.popover("Use your own picture", width="stretch"):
        _bring(key)
    with slot:
        options = {name: images.SAMPLES[name].title for name in names} | _typed(names) | OWN
        chosen = pick_one("Picture", options, key, on_change=partial(keeping.keep, "problem", None))
        if chosen == own_matrix.NAME:
            return matrix_picture(own_matrix.pick_matrix())
    if chosen not in OWN:
        return _sample(chosen)
    brought: Picture | None = keeping.kept(chosen)
    if brought is not None:
        (height, width), (rows, columns) = brought.original, brought.size
        colours = ", in grey unless you choose its colours" if brought.array.ndim == 3 and has_colours else ""
        if (height, width) != (rows, columns):
            st.caption(f"Your {height} × {width} pixels are processed at {rows} × {columns}{colours}.")
        for note in brought.notes:
            st.caption(note)
        if brought.spans:
            _pick_span(brought, key)
        return brought
    missing = _missing(chosen, images.SAMPLES[names[0]].title)
    st.info(missing)
    return replace(_sample(names[0]), missing=missing)


def _pick_span(brought: Picture, key: str) -> None:
    """Offer other numbers of a file as black and white; an own picture is in no address, nor is this."""
    offered = sorted(brought.spans, key=lambda span: (span.black, span.white))
    name = f"{key}_span_{images.digest(brought.file)[:8]}"
    st.selectbox(
        "Numbers shown",
        offered,
        index=offered.index(brought.spans[0]),
        format_func=str,
        key=name,
        on_change=partial(_take_span, brought, name),
    )


def _take_span(brought: Picture, name: str) -> None:
    opened = images.open_picture(brought.file, samples.SIDE, state.read(name))
    keeping.keep(brought.name, _from_file(brought.name, brought.alt, opened, brought.file))


def _missing(chosen: str, shown: str) -> str:
    """Say why an own picture is not there, and what to do."""
    own = OWN[chosen].lower()
    if restart.is_resumed():
        return f"{restart.RESTARTED} does not have {own}: add it again. Until then, “{shown}” is shown."
    return (
        f"The picture of this link ({own}) did not come with it: a link carries only the settings. "
        f"Add one of your own; until then, “{shown}” is shown."
    )


def _typed(names: Sequence[str]) -> dict[str, str]:
    has_matrices = any(images.SAMPLES[name].kind == "matrix" for name in names)
    return {own_matrix.NAME: own_matrix.TITLE} if has_matrices else {}


def matrix_picture(matrix: NDArray[np.float32]) -> Picture:
    """The picture that the learner's matrix, (H, W), is."""
    rows, columns = matrix.shape
    return Picture(
        name=own_matrix.NAME,
        title=own_matrix.TITLE,
        alt=f"Your matrix of {rows} × {columns} numbers.",
        array=matrix,
        grey=matrix,
        digest=images.digest(matrix),
        original=(rows, columns),
        is_matrix=True,
    )


def _sample(name: str) -> Picture:
    sample = images.SAMPLES[name]
    array = samples.sample(name)
    return Picture(
        name=name,
        title=sample.title,
        alt=sample.alt,
        array=array,
        grey=samples.grey_sample(name),
        digest=f"sample:{name}",
        original=(array.shape[-2], array.shape[-1]),
        is_matrix=sample.kind == "matrix",
    )


def _own(name: str, alt: str, image: NDArray[np.float32], original: tuple[int, int]) -> Picture:
    array = samples.fitted(image)
    grey = samples.in_grey(array)
    return Picture(name, OWN[name], alt, array, grey, images.digest(array), original)


def _from_file(name: str, alt: str, opened: images.Opened, data: bytes) -> Picture:
    own = _own(name, alt, opened.image, opened.original)
    return replace(own, notes=opened.notes, spans=opened.spans, file=data if opened.spans else b"")


def _bring(key: str) -> None:
    """Show the ways to bring a picture; decode what has just come, before the list of pictures is made."""
    way = pick_segment("How", _WAYS, f"{key}_own", label_visibility="collapsed")
    if way == "upload":
        most = images.MAX_BYTES // 1024**2
        st.file_uploader(
            f"A picture of up to {most} MB", key=f"{key}_file", on_change=partial(_receive, way, key, "file")
        )
    elif way == "drawing":
        drawing_pad(key=f"{key}_pad", drawn=keeping.kept("pad"), on_draw=partial(_take_drawing, key))
    else:
        st.camera_input(
            "Take a photograph", key=f"{key}_camera", on_change=partial(_receive, way, key, "camera")
        )
    _decode_received(key)
    problem_of, problem = keeping.kept("problem") or ("", "")
    if problem_of == way:
        st.error(problem)
    st.caption(_where_it_goes(), width=290)


def _where_it_goes() -> str:
    """Say where a learner's picture goes, and where not."""
    return (
        f"{served.where_pictures_go()} They are not part of the link: whoever opens the link uses a "
        "picture of their own."
    )


def _receive(name: str, key: str, control: str) -> None:
    """Take a file that has just come; the page's run decodes it, where waiting can be shown."""
    keeping.keep("problem", None)
    file = state.read(f"{key}_{control}")
    keeping.keep("received", None if file is None else (name, file))  # None: it was taken away again


def _decode_received(key: str) -> None:
    """Decode what has come, if anything; if that fails, keep the sentence and the picture there was."""
    if keeping.kept("received") is None:
        return
    name, file = keeping.kept("received")
    keeping.keep("received", None)
    data = file.getvalue()
    try:
        with st.spinner("Reading your picture …"):
            opened = images.open_picture(data, samples.SIDE)
    except ImageError as error:
        keeping.keep("problem", (name, sentence(ImageError(f"“{file.name}”: {error}"))))
        return
    _choose(_from_file(name, f"{OWN[name]}: {file.name}", opened, data), key)


def _take_drawing(key: str, drawn: NDArray[np.uint8] | None) -> None:
    keeping.keep("pad", drawn)
    keeping.keep("problem", None)
    if drawn is not None:
        rows, columns = drawn.shape
        _choose(_own("drawing", OWN["drawing"], images.load(drawn), (rows, columns)), key)


def _choose(picture: Picture, key: str) -> None:
    keeping.keep(picture.name, picture)
    state.put(key, picture.name)
