"""Which worker a connection is passed to."""

import pytest

from serving.room.choosing import TOGETHER, Choosing, Place


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def places():
    return [Place("w1", 5001), Place("w2", 5002), Place("w3", 5003)]


@pytest.fixture
def choosing(places, clock):
    return Choosing(places, clock)


def head(cookie="", browser="A browser", line="GET / HTTP/1.1"):
    cookies = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"{line}\r\nHost: a\r\nUser-Agent: {browser}\r\n{cookies}\r\n".encode()


@pytest.mark.parametrize(
    "cookie",
    ["cnnviz_replica=w2", "a=b; cnnviz_replica=w2; c=d", "a=b;cnnviz_replica=w2", "x; cnnviz_replica=w2"],
)
def test_a_browser_goes_to_the_worker_that_its_cookie_names(choosing, places, cookie):
    places[1].connections = 1000
    assert choosing.choose(head(cookie), "192.0.2.1") is places[1]


@pytest.mark.parametrize(
    ("cookie", "line"),
    [
        ("my_cnnviz_replica=w2", "GET / HTTP/1.1"),
        ("cnnviz_replica=w2x", "GET / HTTP/1.1"),
        ("cnnviz_replica=", "GET / HTTP/1.1"),
        ("", "GET /?a=1; cnnviz_replica=w2; HTTP/1.1"),
    ],
)
def test_what_only_looks_like_the_cookie_names_none(choosing, places, cookie, line):
    places[1].connections = 1000
    assert choosing.choose(head(cookie, line=line), "192.0.2.1") is not places[1]


def test_who_is_at_none_goes_where_the_fewest_connections_are(choosing, places):
    for place, count in zip(places, [3, 1, 2], strict=True):
        place.connections = count
    assert choosing.choose(head(), "192.0.2.1") is places[1]


def test_of_workers_with_as_many_the_one_that_waited_longest_is_next(choosing, places, clock):
    chosen = []
    for number in range(6):
        clock.now += 1
        chosen.append(choosing.choose(head(), f"192.0.2.{number}"))
    assert chosen == [*places, *places]


def test_windows_that_open_together_go_to_one_worker(choosing, clock):
    first = choosing.choose(head(), "192.0.2.1")
    first.connections = 5
    clock.now += 0.9 * TOGETHER
    assert choosing.choose(head(), "192.0.2.1") is first
    assert choosing.choose(head(browser="Another"), "192.0.2.1") is not first
    assert choosing.choose(head(), "192.0.2.2") is not first
    clock.now += 1.1 * TOGETHER
    assert choosing.choose(head(), "192.0.2.1") is not first


def test_windows_whose_worker_is_gone_go_to_one_other(choosing, places):
    places[0].port = 0
    gone = head("cnnviz_replica=w1")
    other = choosing.choose(gone, "192.0.2.1")
    other.connections = 5
    assert other in places[1:]
    assert choosing.choose(gone, "192.0.2.1") is other
    places[0].port = 5009
    assert choosing.choose(gone, "192.0.2.1") is places[0]


def test_a_worker_that_could_not_be_reached_is_passed_over(choosing, places):
    assert choosing.choose(head("cnnviz_replica=w2"), "192.0.2.1", [places[1]]) is places[0]
    assert choosing.choose(head(), "192.0.2.1", places) is None
