"""Drawing a component, as Streamlit does, without what none of ours needs.

Streamlit makes two widgets of every component, one of them for triggers, and a class for each look at its
state. It looks for data frames in what a component is given, and hashes all of it for a name, although its
key is one. It copies it twice, and makes what could be drawn into. A page of the network draws twelve
components whenever a control changes.
"""

from __future__ import annotations

import json
from typing import Any

from streamlit import delta_generator
from streamlit.components.v2.bidi_component.serialization import BidiComponentSerde
from streamlit.delta_generator import DeltaGenerator
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements.lib.form_utils import current_form_id
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import enqueue_message, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state import register_widget


def blank(name: str, *, html: str, css: str, js: str) -> BidiComponent:
    """What is sent of a component each time that it is drawn."""
    return BidiComponent(
        component_name=name,
        isolate_styles=True,
        html_content=html,
        css_content=css,
        css_source_path="",
        js_content=js,
        js_source_path="",
    )


def mount(of: BidiComponent, key: str, data: Any, width: str | int, *, is_heard: bool) -> dict[str, Any]:
    """Draw a component where the page is now.

    Parameters
    ----------
    of
        Its blank.
    key
        What tells it from others on the page.
    data
        Bytes, or anything that JSON can hold; None is nothing.
    width
        "stretch", "content" or CSS pixels.
    is_heard
        Whether it may report something.

    Returns
    -------
    What the browser says of it, by name.
    """
    place, message = get_dg_singleton_instance().main_dg, ForwardMsg()
    sent = message.delta.new_element.bidi_component
    sent.CopyFrom(of)
    if isinstance(data, bytes):
        sent.bytes = data
    elif data is not None:
        sent.json = json.dumps(data)
    sent.form_id = current_form_id(place)
    sent.id = compute_and_register_element_id(
        "bidi_component", user_key=key, key_as_main_identity=True, dg=place
    )
    said = _said(sent.id) if is_heard else {}
    _lay_out(message.delta.new_element, width)
    _send(message, place._active_dg)
    return said


def _lay_out(element: Element, width: str | int) -> None:
    element.height_config.use_content = True
    if width == "content":
        element.width_config.use_content = True
    elif width == "stretch":
        element.width_config.use_stretch = True
    else:
        element.width_config.pixel_width = int(width)


def _send(message: ForwardMsg, place: DeltaGenerator) -> None:
    """Send an element for a place, which moves on behind it; as `DeltaGenerator._enqueue`."""
    context, thread = get_script_run_ctx(), ThreadState.get()
    if context is not None and delta_generator._needs_outside_wrapper(
        place, thread, context.fragment_storage
    ):
        place = delta_generator._get_or_create_outside_wrapper(place, thread, context)
    if place._root_container is not None and place._cursor is not None:
        message.metadata.delta_path[:] = place._cursor.delta_path
        enqueue_message(message)
        place._cursor.lock_element()


class _Said(dict[str, Any]):
    """What a browser says of a component. Streamlit copies it all, though it may lie in itself very deep."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Said:
        return self


def _said(component: str) -> dict[str, Any]:
    """Tell Streamlit that a component is on the page, and give what the browser says of it."""
    serde: Any = BidiComponentSerde()
    found = register_widget(
        component,
        deserializer=lambda said: _Said(serde.deserialize(said)),
        serializer=serde.serialize,
        ctx=get_script_run_ctx(),
        value_type="json_value",
    )
    said: dict[str, Any] = found.value
    return said
