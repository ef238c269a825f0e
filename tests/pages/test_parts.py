"""What a linked view's parts say of themselves, and when their contents are left out."""

import numpy as np
import pytest

from pages.ui.linked.parts import Stamp, pack_part
from tests.payload import unpack

STAMP = Stamp("hub", "session", 3)
PART = {"planes": 1}, {"values": np.eye(3)}
NAMES = ("source", "windows", "result")


def packed(have=None, part=PART, stamp=STAMP):
    return unpack(pack_part(stamp, "result", part, have))


KEY = packed().header["key"]


def test_a_part_says_where_it_belongs_and_what_it_was_made_from():
    assert packed().header == {**STAMP._asdict(), "part": "result", "key": KEY, "planes": 1}


def test_a_key_stays_with_the_contents_and_changes_with_them():
    assert packed(stamp=STAMP._replace(session="another", revision=9)).header["key"] == KEY
    others = [({"planes": 2}, PART[1]), (PART[0], {"values": np.eye(4)}), (PART[0], {"values": -np.eye(3)})]
    assert len({KEY, *(packed(part=other).header["key"] for other in others)}) == 1 + len(others)


def test_contents_that_the_browser_has_are_left_out():
    bare = packed({"result": KEY})
    assert (bare.header, bare.blocks) == ({**STAMP._asdict(), "part": "result", "key": KEY, "bare": True}, {})


@pytest.mark.parametrize(
    "have",
    [None, {}, {"result": "another"}, {"source": KEY}, {"result": [KEY]}, {"result": None}, [KEY], KEY, 7],
    ids=str,
)
def test_of_anything_else_the_browser_says_the_contents_are_sent(have):
    assert packed(have).packed == packed().packed


def parts(page):
    return {name: page.part("kernels", name) for name in NAMES}


def test_what_the_browser_has_is_left_out_until_it_is_another_or_is_missed(visit):
    page = visit("kernels", img="binary")
    have = {name: part.header["key"] for name, part in parts(page).items()}

    def sent():
        return [name for name, part in parts(page).items() if part.blocks]

    page.react("kernels", "at", [0, 1, 1], have)
    assert sent() == []
    page.react("kernels", "kernel", "box", have)
    assert sent() == ["result"]
    page.react("kernels", "at", [0, 1, 2], {})
    assert sent() == list(NAMES)


def test_all_that_a_view_is_sent_bears_the_session_and_the_last_revision_that_was_done(visit):
    page = visit("kernels", img="binary")
    for revision in (0, 1, 2):
        for name in (*NAMES, "head"):
            stamp = Stamp("kernels", page.session, revision)._asdict()
            assert page.part("kernels", name).header.items() >= stamp.items()
        page.react("kernels", "at", [0, revision, 1])
