"""Drawing a component, as Streamlit does, without what none of ours needs.

Streamlit makes two widgets of every component, one of them for triggers, and a class for each look at its
state. It looks for data frames in what a component is given, and hashes all of it for a name, although its
key is one. A page of the network draws twelve components whenever a control changes.
"""

from __future__ import annotations

import json
from typing import Any

from streamlit.components.v2.bidi_component.serialization import BidiComponentSerde
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements.lib.form_utils import current_form_id
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.runtime.scriptrunner import get_script_run_ctx
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


def mount(of: BidiComponent, key: str, data: Any, width: Any, *, is_heard: bool) -> dict[str, Any]:
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
    place = get_dg_singleton_instance().main_dg
    sent = BidiComponent()
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
    place._enqueue("bidi_component", sent, layout_config=LayoutConfig(width=width, height="content"))
    return said


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
