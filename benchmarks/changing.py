"""Learners without browsers: each speaks to the app as Streamlit's page and ours do, and draws nothing.

What is kept of the conversation is what a browser would send again: what all controls say, which parts of a
linked view it has, and which revision it is at.
"""

from __future__ import annotations

import asyncio
import json
import re
import struct
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.asking import PATIENCE

#: By the kinds of Streamlit's controls: the field of what one says.
_SAYS = {"number_input": "int_value", "checkbox": "bool_value", "slider": "double_array_value"}


@dataclass
class Answer:
    """What came of one request.

    Attributes
    ----------
    seconds : float
        From the request to the end of the run.
    size, messages, elements : int
        Bytes and messages that came, and elements among them.
    runs : int
        Of the page or a part of it; more than one where the browser has to tell what it has got.
    kinds : dict of str to int
        Bytes by what they are of.
    """

    seconds: float = 0.0
    size: int = 0
    messages: int = 0
    elements: int = 0
    runs: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


@dataclass
class Visitor:
    """A learner's tab, on one page; `open` first.

    Attributes
    ----------
    host : str
        Such as "127.0.0.1:8501".
    page : str
        By its name in the address; "" where an app has one page.
    query : dict of str to str
        The rest of the address.
    headers : dict of str to str
        What else the request to connect says, such as a cookie.
    """

    host: str
    page: str = ""
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    session: str = ""
    code: str | None = None
    revision: int = 0
    ids: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    says: dict[str, WidgetState] = field(default_factory=dict)
    have: dict[str, dict[str, str]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    heads: dict[str, dict[str, Any]] = field(default_factory=dict)
    _socket: Any = None
    _script: str = ""

    async def open(self) -> Answer:
        """Connect, have the page run, and tell what was received of its views."""
        self._socket = await websockets.connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            origin=websockets.Origin(f"http://{self.host}"),
            additional_headers=self.headers,
        )
        return await self._ask("")

    async def close(self) -> None:
        """Leave."""
        await self._socket.close()

    async def change(self, key: str, value: Any) -> Answer:
        """Set one of Streamlit's own controls, by its key, and wait until the page has followed."""
        name, fragment, kind = self.ids[key]
        state = self.says[name] = WidgetState(id=name)
        if kind == "slider":
            state.double_array_value.data.append(value)
        else:
            setattr(state, _SAYS[kind], value)
        return await self._ask(fragment)

    async def set(self, hub: str, **fields: Any) -> Answer:
        """Set fields of a linked view, and wait until the page has followed."""
        said = {}
        for name, value in fields.items():
            self.revision += 1
            said[name] = [self.revision, value]
        return await self._ask(self._intend(hub, said))

    def _intend(self, hub: str, said: dict[str, Any]) -> str:
        """Say what was set in a view and what it has; give the part of the page that has to run."""
        name, fragment, _ = next(found for key, found in self.ids.items() if key == f"intent:{hub}")
        self.revision += 1
        parts = self.have.get(hub, {})
        self.told[hub] = parts.get("source", "")
        report = {
            "session": self.session,
            "revision": self.revision,
            "code": self.code,
            "set": said,
            "have": dict(parts),
        }
        self.says[name] = WidgetState(id=name, json_value=json.dumps({"report": report}))
        return fragment

    async def _ask(self, fragment: str) -> Answer:
        """Have the page run, or a part of it, and again where a view has to tell what it has got."""
        answer, began = Answer(), monotonic()
        await self._run(fragment, answer)
        answer.seconds = monotonic() - began
        for hub, parts in self.have.items():
            if parts.get("source", "") != self.told.get(hub) and f"intent:{hub}" in self.ids:
                await self._run(self._intend(hub, {}), answer)
        return answer

    async def _run(self, fragment: str, answer: Answer) -> None:
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.page_script_hash, asked.fragment_id = self.page, self._script, fragment
        asked.query_string = urlencode(self.query)
        asked.widget_states.widgets.extend(self.says.values())
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            async for received in self._socket:
                if self._take(received, answer):
                    answer.runs += 1
                    return
        raise ConnectionError("the server has ended the connection")

    def _take(self, received: bytes, answer: Answer) -> bool:
        """Take in a message, and say whether it ends a run."""
        message = ForwardMsg()
        message.ParseFromString(received)
        kind: Any = message.WhichOneof("type")
        answer.messages += 1
        answer.size += len(received)
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        elif kind == "delta":
            kind = message.delta.WhichOneof("type")
            if kind == "new_element":
                kind = self._take_element(message.delta)
                answer.elements += 1
        elif kind == "page_info_changed":
            self.query = dict(parse_qsl(message.page_info_changed.query_string))
        answer.kinds[kind] = answer.kinds.get(kind, 0) + len(received)
        return bool(kind == "script_finished")

    def _take_element(self, delta: Delta) -> str:
        element: Element = delta.new_element
        kind: Any = element.WhichOneof("type")
        said: Any = getattr(element, kind)
        name = getattr(said, "id", "")
        key = name.rsplit("-", 1)[-1] if name else ""
        if kind == "bidi_component":
            return self._take_component(element.bidi_component, delta.fragment_id)
        if kind in _SAYS:
            self.ids[key] = name, delta.fragment_id, kind
        return str(kind)

    def _take_component(self, component: Any, fragment: str) -> str:
        kind = str(component.component_name)
        if found := re.search(r'digest: "(\w+)"', component.js_content[:200]):
            self.code = found[1]
        data = json.loads(component.json or "{}")
        if kind == "cnnviz_intent":
            self.session = data["session"]
            self.ids[f"intent:{data['hub']}"] = component.id, fragment, kind
        elif kind in ("cnnviz_part", "cnnviz_linked") and component.bytes:
            self._take_part(component.bytes)
        return kind

    def _take_part(self, packed: bytes) -> None:
        """Remember what is shown of a view."""
        (length,) = struct.unpack_from("<i", packed)
        header = json.loads(packed[4 : 4 + length])
        if header["part"] == "head":
            self.heads[header["hub"]] = header
        else:
            self.have.setdefault(header["hub"], {})[header["part"]] = header["key"]
            if header.get("fleeting"):
                self.told[header["hub"]] = header["key"]
