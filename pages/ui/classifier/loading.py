"""Where a learner loads a network of their own, and says what its classes are and how pictures come to it."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.models.loading.opened import Opened, Typed, fill_in, open_file
from cnnviz.models.loading.prepare import FRAMES, ways
from cnnviz.models.loading.told import WHITES
from cnnviz.models.loading.typed import MOST_TEXT
from cnnviz.scripts.export import EXPORT_FILE, export_script
from pages.ui.classifier import current
from pages.ui.figures.sentences import escape_markdown, sentence
from pages.ui.session import keeping, sent, state
from pages.ui.session.aside import aside

_FILE: Final = "own_file"
_RECEIVED: Final = "own_received"
_OPENED: Final = "opened"
_PROBLEM: Final = "own_problem"
_FIELD: Final = "own_{}"
_WHITES: Final = dict(zip(WHITES, ("0 to 1", "0 to 255"), strict=True))

_AS_TORCH: Final = "As in torchvision’s Normalize: one number, or one for each channel."


def offer_loading(width: Literal["stretch", "content"]) -> None:
    """Show where a network is loaded, and what is typed beside the one there is."""
    opened = _opened()
    with st.popover("Load a network …" if opened is None else "Your network …", width=width):
        st.file_uploader("From PyTorch or cnnviz (.npz), or ONNX (.onnx)", key=_FILE, on_change=_receive)
        if problem := keeping.kept(_PROBLEM):
            st.error(problem)
        if opened is not None:
            _show(opened)
            with st.expander("Code: from PyTorch to here"):
                show_export_script("own_script")


def _opened() -> Opened | None:
    """What was loaded, if that is still the learner's own network: another may have come from Train."""
    opened, model = keeping.kept(_OPENED) or (None, None)
    return opened if model is not None and model is current.own() else None


def _take(opened: Opened) -> None:
    model = opened.model()
    current.take_own(model)
    keeping.keep(_OPENED, (opened, model))


def show_export_script(key: str) -> None:
    """Show the script that writes a network of PyTorch as a file that can be loaded here."""
    st.caption(
        "From PyTorch: put your network and one of its inputs into this script. It saves a file to load here."
    )
    st.download_button(
        "Save the script (.py)", export_script(), EXPORT_FILE, "text/x-python", on_click="ignore", key=key
    )
    st.code(export_script(), wrap_lines=True)


def _show(opened: Opened) -> None:
    """Say what was loaded, and show the fields beside it."""
    built = opened.built
    learned = sum(value.size for value in built.network.parameters.values())
    checked = " It gives the scores that PyTorch gave." if opened.is_checked else ""
    st.markdown(
        f"**{escape_markdown(opened.name)}**: {len(built.network.layers)} layers, {learned:,} learned "
        f"numbers, {built.classes} classes, inputs of {_written(built.shape)}.{checked}"
    )
    if built.notes:
        st.caption(escape_markdown(" ".join(built.notes)))
    with st.form("own_told", border=False, enter_to_submit=False):
        _show_fields(opened)
        st.form_submit_button("Apply", on_click=_apply, width="stretch")


def _show_fields(opened: Opened) -> None:
    typed, built = opened.typed, opened.built
    st.text_area(
        f"Names of the {built.classes} classes, in the order of the scores",
        typed.labels,
        key=_FIELD.format("labels"),
        max_chars=MOST_TEXT,
        height=68,
        placeholder="cat, dog, …",
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if len(opened.shapes) > 1:
            at = opened.shapes.index(built.shape)
            st.selectbox("Input", opened.shapes, at, _written, key=_FIELD.format("shape"), width=150)
        options = ways(built.shape)
        at = list(options).index(typed.way if typed.way in options else next(iter(FRAMES)))
        st.selectbox(
            "Of a picture it takes", list(options), at, options.__getitem__, key=_FIELD.format("way")
        )
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        ends = list(_WHITES)
        at = ends.index(typed.white)
        st.selectbox("Black to white", ends, at, _WHITES.__getitem__, key=_FIELD.format("white"), width=120)
        for label, name in (("Minus the mean", "mean"), ("Divided by the deviation", "deviation")):
            st.text_input(label, getattr(typed, name), key=_FIELD.format(name), help=_AS_TORCH)
    st.toggle("Swap light and dark first", typed.invert, key=_FIELD.format("invert"))


def _written(shape: tuple[int, int, int]) -> str:
    channels, rows, columns = shape
    return f"{rows} × {columns}, {'grey' if channels == 1 else 'in colour'}"


def _receive() -> None:
    """Take a file that has just come; the page's run opens it, where waiting can be shown and be cut off."""
    keeping.keep(_PROBLEM, None)
    state.ask_for_page()
    try:
        file = sent.newest(_FILE)
    except CnnvizError as error:
        keeping.keep(_PROBLEM, sentence(error))
        file = None
    keeping.keep(_RECEIVED, file)  # None: it was taken away again


def open_received() -> None:
    """Open the file that has come, if any; if that fails, keep the network there is and the sentence.

    It is called before the choice of a network is shown. A run that is cut off meanwhile leaves it to the
    next one.
    """
    file = keeping.kept(_RECEIVED)
    if file is None:
        return
    try:
        with st.spinner("Opening your network …"):
            opened = aside(open_file, file.name, file.getvalue())
        _take(opened)
    except CnnvizError as error:
        keeping.keep(_PROBLEM, sentence(WeightsError(f"“{file.name}”: {error}")))
    keeping.keep(_RECEIVED, None)


def _apply() -> None:
    """Take what is typed; if it can't be, keep what there is and the sentence."""
    keeping.keep(_PROBLEM, None)
    state.ask_for_page()
    opened = _opened()
    if opened is None:
        return
    read = {name: state.read(_FIELD.format(name)) for name in ("labels", "way", "white", "mean", "deviation")}
    typed = Typed(
        **{name: str(value) for name, value in read.items()},
        invert=bool(state.read(_FIELD.format("invert"))),
    )
    shape = state.read(_FIELD.format("shape")) if len(opened.shapes) > 1 else None
    try:
        _take(fill_in(opened, typed, shape))
    except CnnvizError as error:
        keeping.keep(_PROBLEM, sentence(error))
