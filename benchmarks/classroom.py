"""A class trains at once: what the server takes, how often each learner sees something new, and who gets on.

Run from the folder of the repository: ``python benchmarks/classroom.py [learners] [seconds]``. It starts the
app and speaks to it as browsers do, but draws nothing: a browser for each learner would measure itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks.browser import started

#: Seconds that a browser takes to show a turn and to ask for the next.
BROWSER = 0.03


@dataclass
class Learner:
    """One connection, from the first run of the page to the end of the measurement."""

    host: str
    page: str = ""
    start: tuple[str, str] = ("", "")
    frames: int = 0
    size: int = 0
    images: int = 0

    async def learn(self, ready: asyncio.Event, begin: asyncio.Event) -> None:
        """Open the page, press Start, and ask for a turn whenever the page would."""
        async with websockets.connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            origin=websockets.Origin(f"http://{self.host}"),
        ) as socket_:
            await socket_.send(self._ask())
            async for received in socket_:
                message = ForwardMsg()
                message.ParseFromString(bytes(received) if not isinstance(received, str) else b"")
                self.size += len(received)
                kind = message.WhichOneof("type")
                if kind == "new_session":
                    self.page = message.new_session.page_script_hash
                elif kind == "script_finished" and self.start[0] and not ready.is_set():
                    ready.set()
                    await begin.wait()
                    await socket_.send(self._ask(self.start[0], self.start[1], pressed=True))
                elif kind == "delta":
                    answer = self._read(message.delta)
                    if answer is not None:
                        await asyncio.sleep(answer[0])
                        await socket_.send(answer[1])

    def _read(self, delta: Delta) -> tuple[float, bytes] | None:
        """Take in an element; of the one that asks for turns, give the rest and what it asks."""
        element = delta.new_element
        if element.button.id.endswith("t_go"):
            self.start = element.button.id, delta.fragment_id
        if found := re.search(r'class="status".*?([\d,]+) images', element.html.body):
            self.images = int(found[1].replace(",", ""))
        component = element.bidi_component
        if not component.id.endswith("part_turn"):
            return None
        self.frames += 1
        told = json.loads(component.json)
        if told["rest"] is None:
            return None
        event = json.dumps([{"event": "turn", "value": told["turn"]}])
        key = f"$$STREAMLIT_INTERNAL_KEY_{component.id}__events"
        return told["rest"] / 1000 + BROWSER, self._ask(key, delta.fragment_id, event=event)

    def _ask(self, widget: str = "", fragment: str = "", pressed: bool = False, event: str = "") -> bytes:
        """What a browser sends: to run the page, or the part of it that a widget is in."""
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.page_script_hash, state.fragment_id = "train", self.page, fragment
        if pressed:
            state.widget_states.widgets.add(id=widget, trigger_value=True)
        elif widget:
            state.widget_states.widgets.add(id=widget, json_trigger_value=event)
        return bytes(message.SerializeToString())


def processor_seconds(process: int) -> float:
    """What a process has taken of the cores; Linux tells."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(host: str, process: int, count: int, seconds: float) -> None:
    """Let all begin together, and print what happened from then on."""
    learners, begin = [Learner(host) for _ in range(count)], asyncio.Event()
    ready = [asyncio.Event() for _ in learners]
    tasks = [asyncio.create_task(one.learn(at, begin)) for one, at in zip(learners, ready, strict=True)]
    await asyncio.gather(*(at.wait() for at in ready))
    begin.set()
    await asyncio.sleep(3)
    before = [(one.frames, one.size, one.images) for one in learners]
    spent, start = processor_seconds(process), monotonic()
    await asyncio.sleep(seconds)
    wall, spent = monotonic() - start, processor_seconds(process) - spent
    gone = [
        (one.frames - f, one.size - s, one.images - i)
        for one, (f, s, i) in zip(learners, before, strict=True)
    ]
    for task in tasks:
        task.cancel()
    frames, size, images = (list(column) for column in zip(*gone, strict=True))
    print(f"{count} learners for {wall:.0f} s: the server took {spent / wall:.2f} cores")
    print(f"  frames a second, each: {min(frames) / wall:.2f} to {max(frames) / wall:.2f}")
    print(f"  images learned from, each: {min(images):,} to {max(images):,}")
    print(f"  {sum(size) / max(sum(frames), 1) / 1000:.0f} kB a frame")


def main(count: int, seconds: float) -> None:
    """Start the app, measure, end it."""
    with started() as (address, process):
        asyncio.run(measure(address.removeprefix("http://"), process, count, seconds))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30, float(sys.argv[2]) if len(sys.argv) > 2 else 20.0)
