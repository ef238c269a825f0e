"""Uploads on their way."""

import asyncio
import itertools
import tempfile

import pytest
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from serving import uploads
from serving.uploads import AT_ONCE, BUSY, FULL, SLOW, Uploads
from tests import aside
from tests.serving.asgi import answer_in, ask

PATH = "/_stcore/upload_file"
FORM = "multipart/form-data; boundary=xx"
HEAD = b'--xx\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\n'


def together(app, paths, methods=()):
    """Ask for all paths at once, each waiting for the others; give the statuses in order."""
    meet = asyncio.Event()

    async def waits(scope, receive, send):
        await meet.wait()
        await PlainTextResponse("ok")(scope, receive, send)

    async def one(wrapped, path, method):
        sent = []

        async def send(message):
            sent.append(message)

        await wrapped({"type": "http", "path": path, "method": method, "headers": []}, None, send)
        return answer_in(sent)

    async def run():
        wrapped = app(waits)
        tasks = [
            asyncio.create_task(one(wrapped, *each))
            for each in itertools.zip_longest(paths, methods, fillvalue="PUT")
        ]
        await asyncio.sleep(0)
        meet.set()
        answers = await asyncio.gather(*tasks)
        assert not wrapped._coming  # nothing is kept of what has come
        return answers

    return aside.run(run())


def test_a_session_sends_so_many_at_once_and_the_next_is_refused_by_a_sentence():
    answers = together(Uploads, [f"{PATH}/me/{number}" for number in range(AT_ONCE + 1)])
    assert [one.status for one in answers] == AT_ONCE * [200] + [429]
    assert answers[-1].body.decode() == BUSY


def test_sessions_do_not_wait_for_each_other_nor_does_anything_else():
    paths = [f"{PATH}/{name}/{number}" for name in ("me", "you") for number in range(AT_ONCE)] + 5 * ["/"]
    assert {one.status for one in together(Uploads, paths)} == {200}


def test_a_path_that_the_app_lies_under_makes_no_difference():
    paths = [f"/cnnviz{PATH}/me/{number}" for number in range(AT_ONCE + 1)]
    assert [one.status for one in together(lambda app: Uploads(app, "cnnviz"), paths)][-1] == 429


@pytest.mark.parametrize(("method", "status"), [("DELETE", 200), ("OPTIONS", 200), ("POST", 429)])
def test_only_what_brings_a_file_waits_for_others(method, status):
    paths = [f"{PATH}/me/{number}" for number in range(AT_ONCE + 1)]
    answers = together(Uploads, paths, [*AT_ONCE * ["PUT"], method])
    assert [one.status for one in answers] == [*AT_ONCE * [200], status]


def test_all_uploads_together_are_bounded_by_bytes_and_the_next_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(uploads, "TOGETHER", 2000)
    wrapped = Uploads(size)
    assert sent(1500, wrapped).body == b"1500"
    wrapped._together[0] += 1000  # of others, that are on their way
    answer = sent(1500, wrapped)
    assert (answer.status, answer.body.decode()) == (503, FULL)
    wrapped._together[0] -= 1000
    assert sent(1500, wrapped).body == b"1500", "nothing is left of what was broken off"


def test_an_upload_that_does_not_come_to_its_end_holds_nothing_for_ever(monkeypatch):
    monkeypatch.setattr(uploads, "WITHIN", 0.01)
    wrapped = Uploads(size)
    answer = ask(wrapped, f"{PATH}/me/1", method="PUT", chunks=(HEAD, b"half", None), content_type=FORM)
    assert (answer.status, answer.body.decode()) == (408, SLOW)
    assert wrapped._together == [0]
    assert not wrapped._coming


@pytest.fixture
def no_temporary_folder(monkeypatch):
    """A folder for temporary files that takes nothing more."""

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)


async def size(scope, receive, send):
    form = await Request(scope, receive).form()
    data = await form["f"].read()
    form["f"].file.close()
    await PlainTextResponse(str(len(data)))(scope, receive, send)


def sent(length, app=size):
    """What is answered to an upload of so many bytes: of `size`, how many have arrived."""
    chunks = (HEAD, bytes(length), b"\r\n--xx--\r\n")
    return ask(app, f"{PATH}/me/1", method="PUT", chunks=chunks, content_type=FORM)


def test_an_upload_needs_no_folder_for_temporary_files(no_temporary_folder):
    most = 3 * 1024**2
    with pytest.raises(OSError, match="No space left"):
        sent(most)
    uploads.keep_in_memory(most)
    assert int(sent(most).body) == most
