"""``python3 run.py class`` as a teacher starts it: two workers, one store, one address."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from cnnviz.classes.membership import COOKIE as MEMBER
from cnnviz.errors import CnnvizError
from cnnviz.hosts import is_local
from serving.classes.limits import WRONG_CODES
from serving.replica import COOKIE
from serving.room import addresses, reach, serving, telling
from serving.room.__main__ import main
from tests import aside
from tests.server import PATIENCE, ROOT
from tests.serving.class_desk import ASSIGNMENT, ITEM

#: What plays the network: addresses of this machine that are not the usual one.
HERE, DEVICE, OTHER = "127.0.0.2", "127.0.0.3", "127.0.0.4"
HAS_CHILDREN = Path("/proc/self/task").exists()


class Room:
    """What was started, and what it has said."""

    def __init__(self, folder, *options):
        with socket.socket() as free:
            free.bind((HERE, 0))
            self.port = free.getsockname()[1]
        self.said = folder / "said"
        with self.said.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "run.py", "class", f"--address={HERE}", f"--port={self.port}", *options],
                cwd=ROOT,
                env={**os.environ, "CNNVIZ_DATABASE": str(folder / "cnnviz.db"), "PYTHONIOENCODING": "utf-8"},
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def until(self, holds, what):
        """Wait until something holds; then give it."""
        end = time.monotonic() + 2 * PATIENCE
        while not (found := holds()):
            assert time.monotonic() < end, f"not in time: {what}; it said:\n{self.said.read_text()}"
            assert what == "the end" or self.process.poll() is None, self.said.read_text()
            time.sleep(0.02)
        return found

    def until_said(self, text):
        self.until(lambda: text in self.said.read_text("utf-8"), text)

    def workers(self):
        """The workers' process numbers, by their names."""
        found = {}
        for child in children(self.process.pid):
            told = Path(f"/proc/{child}/environ").read_bytes()
            if name := re.search(rb"\0CNNVIZ_REPLICA=(\w+)\0", told):
                found[name[1].decode()] = child
        return found


def children(number):
    return [int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def all_below(number):
    return [number, *(below for child in children(number) for below in all_below(child))]


def is_running(number):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except OSError:
        return False


class Device:
    """A browser at an address, and at a worker if its cookie says so."""

    def __init__(self, room, address=DEVICE, worker=""):
        self.room, self.address = room, address
        self.cookies = {COOKIE: worker} if worker else {}

    def ask(self, path="/", method="GET", body=None, **headers):
        """Ask by a connection of its own; cookies that come back are kept. Gives status, headers and text."""
        connection = HTTPConnection(HERE, self.room.port, PATIENCE, source_address=(self.address, 0))
        said = {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items()), **headers}
        try:
            connection.request(method, path, body, said)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, text = line.partition(";")[0].partition("=")
                self.cookies[name] = text
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def told(self, path, **body):
        """Ask about classes."""
        method = ("POST", json.dumps(body)) if body else ("GET", None)
        status, _, text = self.ask(f"/classes/{path}", *method)
        return status, json.loads(text)


@pytest.fixture
def room(tmp_path):
    if not HAS_CHILDREN:
        pytest.skip("this test finds processes as Linux lists them")
    one = Room(tmp_path, "--workers=2")
    try:
        one.until_said("can open that address")
        yield one
    finally:
        one.process.kill()
        one.process.wait()


def test_a_class_is_served_from_the_start_to_the_end(room):
    """One test, as each test by itself would start a room of its own."""
    says_where_it_is_and_that_it_is_reached_there(room)
    each_browser_stays_at_the_worker_that_its_cookie_names(room)
    an_answer_at_one_worker_is_on_the_board_of_another_at_once(room)
    who_guesses_codes_is_known_by_their_own_address_whatever_they_say(room)
    a_worker_that_dies_is_started_anew_while_the_other_takes_its_browsers(room)
    it_stops_when_it_is_told_to_and_leaves_nothing(room)


def says_where_it_is_and_that_it_is_reached_there(room):
    said = room.said.read_text("utf-8")
    assert f"http://{HERE}:{room.port}\n" in said
    assert "Only this computer can open that address." in said
    assert "█" in said
    assert "2 processes" in said


def each_browser_stays_at_the_worker_that_its_cookie_names(room):
    new = Device(room)
    assert new.ask()[0] == 200
    assert new.cookies[COOKIE] in ("w1", "w2")
    for name in ("w1", "w2"):
        status, headers, _ = Device(room, worker=name).ask("/kernels")
        assert (status, headers["Set-Cookie"]) == (200, None), "another worker would have said so"


def an_answer_at_one_worker_is_on_the_board_of_another_at_once(room):
    teacher, student = Device(room, DEVICE, "w1"), Device(room, OTHER, "w2")
    text = json.dumps({"format": 1, **ASSIGNMENT.model_dump(mode="json")})
    code = teacher.told("make", yaml=text)[1]["code"]
    assert student.told("join", code=code)[0] == 200
    assert MEMBER in student.cookies
    before = student.told(f"{code}/pulse")[1]["pulse"]
    asked = teacher.told(f"{code}/ask", item=ITEM, level=1)[1]["round"]
    room.until(lambda: student.told(f"{code}/pulse")[1]["pulse"] > before, "the question")
    assert teacher.told(f"{code}/together")[1]["votes"] == 0
    student.cookies[COOKIE] = "w1"  # its worker ends, say: who it is, each of them knows
    assert student.told(f"{code}/pulse")[0] == 200
    student.cookies[COOKIE] = "w2"
    assert student.told(f"{code}/vote", round=asked, answer=["3"])[0] == 200
    seen = teacher.told(f"{code}/together")[1]
    assert (seen["votes"], seen["rows"][0]["count"]) == (1, 1)
    problem = {"key": "k", "task": ASSIGNMENT.tasks[0].key, "variant": 0, "seen": 0, "answer": ["99"]}
    assert student.told(f"{code}/answer", **problem)[0] == 200
    assert teacher.told(f"{code}/board")[1]["rows"][0]["cells"][0]["tries"] == 1


def who_guesses_codes_is_known_by_their_own_address_whatever_they_say(room):
    guesser = Device(room, "127.0.0.9", "w1")
    for number in range(2 * WRONG_CODES):  # some are forgiven meanwhile
        status = guesser.ask(
            "/classes/join", "POST", '{"code": "KKKKKK"}', **{"X-Forwarded-For": f"192.0.2.{number}"}
        )[0]
        if status == 429:
            break
    assert status == 429
    assert Device(room, "127.0.0.8", "w1").told("join", code="KKKKKK")[0] == 404


def a_worker_that_dies_is_started_anew_while_the_other_takes_its_browsers(room):
    one = Device(room, worker="w1")
    was = room.workers()
    os.kill(was["w1"], signal.SIGKILL)
    room.until_said("Worker w1 ended unexpectedly")
    assert one.ask()[0] == 200
    room.until_said("Worker w1 is back.")
    now = room.workers()
    assert now["w1"] != was["w1"]
    assert now["w2"] == was["w2"]
    assert Device(room, worker="w1").ask()[1]["Set-Cookie"] is None


def it_stops_when_it_is_told_to_and_leaves_nothing(room):
    everything = all_below(room.process.pid)
    assert len(everything) >= 3
    idle = socket.create_connection((HERE, room.port))
    room.process.terminate()
    room.until(lambda: room.process.poll() is not None, "the end")
    idle.close()
    assert room.process.returncode == 0
    assert "Stopping." in room.said.read_text("utf-8")
    room.until(lambda: not any(map(is_running, everything)), "the end")


@pytest.fixture
def serve(monkeypatch):
    """Serve a room until it ends by itself, in a thread of its own, which no signal reaches."""
    monkeypatch.setattr(serving, "_when_asked", lambda: (asyncio.Event(), lambda: None))
    return lambda *room: aside.run(serving.Room(HERE, *room).serve())


def test_a_port_that_is_taken_gets_a_sentence(serve):
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CnnvizError, match=f"--port {port + 1}"):
            serve(port, 2, [])


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_no_computer_has_gets_a_sentence(port, capsys):
    with pytest.raises(SystemExit):
        main([f"--port={port}"])
    assert "a port from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize(("workers", "set_to", "told"), [(2, "", "4"), (16, "", "1"), (2, "3", "3")])
def test_workers_share_the_cores_for_what_takes_long_unless_that_is_set(monkeypatch, workers, set_to, told):
    monkeypatch.setattr(serving, "CORES", 8)
    monkeypatch.setenv("CNNVIZ_PROCESSES", set_to)
    assert serving.Room(HERE, 8501, workers, [])._settings()["CNNVIZ_PROCESSES"] == told


def test_a_worker_that_cannot_start_ends_all_and_what_it_said_stands_there(serve, capfd):
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    assert serve(port, 2, ["--no.such.option=1"]) == 1
    out, err = capfd.readouterr()
    assert "no.such.option" in err
    assert "A worker could not be started" in out


def test_the_address_of_a_network_is_one_of_this_computer_and_leads_to_others():
    for address in addresses.found():
        assert not is_local(address)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.bind((address, 0))  # nobody else's address can be taken


@pytest.mark.parametrize(
    ("platform", "words"),
    [("win32", "New-NetFirewallRule"), ("darwin", "System Settings"), ("linux", "ufw"), ("freebsd14", "ufw")],
)
def test_what_to_do_about_a_firewall_is_said_for_each_system(platform, words):
    told = telling.advice("http://192.0.2.1:8600", 8600, "", platform)
    assert words in told
    assert "http://192.0.2.1:8600/check" in told
    assert "{" not in told
    assert (platform == "darwin") != ("8600" in told.split("/check")[0].replace(":8600", ""))


def test_no_phone_is_sent_to_an_address_of_this_computer_alone():
    assert telling.advice("http://127.0.0.1:8600", 8600, "") == telling.ALONE
    assert "phone" not in telling.ALONE


def test_what_is_not_reached_is_said_first():
    said = reach.problem(f"http://{HERE}:9")
    assert said.startswith(f"http://{HERE}:9 does not answer")
    assert telling.advice("http://a", 80, said).startswith(said)
