"""What a picture is, whether it is a sample, a typed matrix, or a learner's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.operators.first_look import Place, strongest_edge
from pages.ui.inputs import own_matrix, samples

#: What a learner can bring: the name in the session, and how the list of pictures calls it.
OWN = {"upload": "Your upload", "drawing": "Your drawing", "photo": "Your photograph"}


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
        Whether it is a small matrix, whose values are meant to be read.
    missing : str
        If it stands in for a picture that is not there: why, and what to do.
    notes, spans
        Of a file; see `cnnviz.images.Opened`.
    span : Span, optional
        The one of `spans` in use; the first is what is likeliest.
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
    span: images.Span | None = None
    file: bytes = b""

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of `array`."""
        return self.array.shape[-2], self.array.shape[-1]

    @cached_property
    def edge(self) -> Place:
        """Where it changes most: there a window is worth looking at first."""
        return strongest_edge(self.grey)

    @property
    def can_be_typed_over(self) -> bool:
        """Whether its numbers may be typed over: it is a matrix no larger than one that may be typed."""
        return self.is_matrix and max(self.size) <= images.MATRIX_SIDE


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


def sample_picture(name: str) -> Picture:
    """The picture that a sample is."""
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


def own_picture(name: str, alt: str, image: NDArray[np.float32], original: tuple[int, int]) -> Picture:
    """A learner's own picture; `name` is one of `OWN`'s."""
    array = samples.fitted(image)
    grey = samples.in_grey(array)
    return Picture(name, OWN[name], alt, array, grey, images.digest(array), original)


def span_key(name: str) -> str:
    """Name the setting of which numbers are black and white; pages share it, as they share the picture."""
    return f"{name}_span"


def picture_from_file(name: str, alt: str, opened: images.Opened, data: bytes) -> Picture:
    """A learner's own picture, from a file."""
    own = own_picture(name, alt, opened.image, opened.original)
    if not opened.spans:
        return replace(own, notes=opened.notes)
    return replace(own, notes=opened.notes, spans=opened.spans, span=opened.spans[0], file=data)


def scaled_down(picture: Picture, side: int) -> Picture:
    """The same picture with a longer side of at most `side`, in whole numbers."""
    array = images.to_whole(images.fit(picture.array, side))
    digest = f"{picture.digest} {side}"
    return replace(picture, array=array, grey=samples.in_grey(array), digest=digest)


def pictured(picture: Picture) -> list[tuple[str, str]]:
    """Say what a picture shows, and of a sample whose it is: names and texts."""
    rows, columns = picture.size
    said = [("Picture", f"{picture.title}, {rows} × {columns}. {picture.alt}")]
    sample = images.SAMPLES.get(picture.name)
    if sample is not None and sample.author:
        said.append(("Picture by", f"{sample.author}, {sample.licence}"))
    return said
