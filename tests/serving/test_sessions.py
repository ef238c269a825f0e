"""What sessions leave behind: nothing."""

import asyncio
import http.client
import re
import time
import uuid
from contextlib import suppress
from pathlib import Path

import pytest
import websockets
from streamlit.config import get_option
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.ui.session.ending import MOST_LARGE_UPLOADS
from serving.uploads import AT_ONCE
from tests import aside
from tests.server import PATIENCE, served

LARGEST = get_option("server.maxUploadSize") * 1024**2
MB = 1024**2
#: Bytes of what the longest message of a browser says, less what is around it.
LONGEST = get_option("server.maxWidgetStateSize") * 1_000_000 - 1000
#: What a learner may take at any time.
MOST = 100 * MB

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells of a process")


#: Has the system allow few descriptors at first, as macOS does.
FEW = """
import resource
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
"""
#: Has the folder for temporary files take nothing more.
FULL = """
import tempfile
def full(*_, **__):
    raise OSError(28, "No space left on device")
tempfile.TemporaryFile = full
"""


@pytest.fixture(scope="module")
def server():
    """The app, which keeps an ended session for a second, on a machine that does not make it easy."""
    with served("--server.disconnectedSessionTTL=1", before=FEW + FULL) as one:
        yield one


def descriptors(server):
    return len(list(Path(f"/proc/{server.process}/fd").iterdir()))


def memory(server):
    """Bytes that it holds."""
    for line in Path(f"/proc/{server.process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise AssertionError


def until(holds):
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def connected(server):
    return websockets.connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=["streamlit"],
        origin=server.address,
        max_size=None,
        open_timeout=PATIENCE,
    )


def visit(server, stay=str):
    """Open a page as a browser does; while it is open, call `stay` with the session's name, and give what it
    gives: the name, if nothing else is to be done.
    """

    async def run():
        message = BackMsg()
        message.rerun_script.page_name = "pooling"
        async with connected(server) as socket:
            await socket.send(message.SerializeToString())
            async for told in socket:
                said = ForwardMsg.FromString(told)
                if said.HasField("new_session"):
                    session = said.new_session.initialize.session_id
                elif said.HasField("script_finished"):
                    return await asyncio.to_thread(stay, session)
        raise AssertionError

    return aside.run(run())


def upload(server, session, size=1000):
    """Send a file as a browser does, and give the status."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        cookie = answer.getheader("Set-Cookie").partition(";")[0]
        head = b'--xx\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\n'
        connection.request(
            "PUT",
            f"/_stcore/upload_file/{session}/{uuid.uuid4()}",
            head + bytes(size) + b"\r\n--xx--\r\n",
            {
                "Content-Type": "multipart/form-data; boundary=xx",
                "Cookie": cookie,
                "X-Xsrftoken": cookie.partition("=")[2],
            },
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def test_more_descriptors_are_allowed_than_at_first(server):
    limits = Path(f"/proc/{server.process}/limits").read_text()
    soft, hard = re.search(r"Max open files +(\w+) +(\w+)", limits).groups()
    assert soft == hard or int(soft) > 1024


def test_no_reload_leaves_a_descriptor_open(server):
    visit(server)
    before = descriptors(server)
    for _ in range(10):
        visit(server)
    until(lambda: descriptors(server) <= before)  # the last connection may take a moment


def test_a_learner_who_uploads_again_and_again_takes_a_bounded_memory_and_leaves_none(server):
    """The system's `malloc` may keep some of what was let go of.

    So learners come until what they would leave is more than the bound.
    """
    visit(server)
    before = memory(server)
    size = LARGEST - 1000

    def send_many(session):
        statuses = [upload(server, session, size) for _ in range(2 * MOST_LARGE_UPLOADS)]
        return statuses, memory(server)

    learners = MOST // LARGEST + 1
    for _ in range(learners):
        statuses, during = visit(server, send_many)
        assert set(statuses) == {204}
        assert during - before < 2 * MOST, "of this learner and of those before that are not swept away yet"
        until(lambda: memory(server) < before + MOST)
    assert MOST_LARGE_UPLOADS * LARGEST + AT_ONCE * 2 * LARGEST < MOST, "also while more are on their way"
    assert learners * size > MOST, "one upload of each that is left is seen"


def test_a_message_larger_than_any_page_sends_ends_the_connection(server):
    def send(size):
        async def run():
            async with connected(server) as socket:
                with suppress(websockets.ConnectionClosed):
                    await socket.send(bytes(size))
                    while True:
                        await socket.recv()
            return socket.close_code

        return aside.run(run())

    assert send(get_option("server.maxMessageSize") * 1_000_000 + 1) == 1009
    assert send(get_option("server.maxWidgetStateSize") * MB + 1) == 1009


def test_whatever_controls_say_takes_a_bounded_memory(server):
    visit(server)
    before = memory(server)
    said = f'{{"report": [{",".join(["{}"] * (LONGEST // len(",{}")))}]}}'

    async def run():
        async with connected(server) as socket:
            page = BackMsg()
            page.rerun_script.page_name = "pooling"
            await socket.send(page.SerializeToString())
            told = await until_finished(socket)
            component = next(one.id for one in components(told) if one.id.endswith("share"))
            page.rerun_script.widget_states.widgets.add(id=component, json_value=said)
            await socket.send(page.SerializeToString())
            await until_finished(socket)
            return memory(server)

    assert aside.run(run()) - before < MOST


async def until_finished(socket):
    """All that the server says until a run of a page has ended."""
    told = []
    async for said in socket:
        told.append(ForwardMsg.FromString(said))
        if told[-1].HasField("script_finished"):
            return told
    raise AssertionError


def components(told):
    """The components that a page has drawn."""
    return [
        said.delta.new_element.bidi_component
        for said in told
        if said.delta.new_element.HasField("bidi_component")
    ]


def test_an_upload_for_nobody_is_refused(server):
    assert upload(server, "nobody") == 400
    session = visit(server)
    until(lambda: upload(server, session) == 400)


def test_what_no_page_asks_for_is_not_answered_and_holds_nothing_up(server):
    files, cache, alive = BackMsg(), BackMsg(), BackMsg()
    files.file_urls_request.file_names.extend([""] * (LONGEST // 2))  # of two bytes each
    cache.clear_cache = alive.app_heartbeat = True

    async def run():
        async with connected(server) as socket:
            for message in (files, cache, alive):
                await socket.send(message.SerializeToString())
            return [ForwardMsg.FromString(await socket.recv()).WhichOneof("type")]

    assert aside.run(run()) == ["heartbeat_ack"]
