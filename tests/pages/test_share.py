"""What is given out of a page: its address, the code of it, and the sentences beside it."""

import json
import re

import cv2
import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from pages.ui.shell import qr, share

PAGE = "http://192.168.0.7:8501/kernels?"


def scanned(size, path):
    """What a scanner reads from the code as the browser draws it, enlarged eightfold."""
    modules = np.full((size, size), 255, np.uint8)
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path):
        assert length == back
        modules[int(y), int(x) : int(x) + int(length)] = 0
    margin = qr.QUIET
    assert (modules[margin:-margin, margin:-margin] == 255).any()
    assert (np.delete(modules, np.s_[margin:-margin], 0) == 255).all()
    assert (np.delete(modules, np.s_[margin:-margin], 1) == 255).all()
    return cv2.QRCodeDetector().detectAndDecode(np.kron(modules, np.ones((8, 8), np.uint8)))[0]


def sent(page):
    """What the component at the title was given."""
    for element in page.app.get("bidi_component"):
        if element.proto.id.endswith("-share"):
            return json.loads(element.proto.json or element.proto.mixed.json)
    raise AssertionError("nothing to share the page with")


@pytest.mark.parametrize("length", [len(PAGE), 150, 700])
def test_a_code_is_read_back_as_its_address(length):
    address = (PAGE + "custom_text=1+0+%E2%88%921%3B+" * 30)[:length]
    assert scanned(*qr.code(address)) == address


@pytest.mark.parametrize(
    "address",
    ["ftp://a/b", "javascript:alert(1)", "http://", "http://[", "http://a:b/", "http://a/b c", "http://a/ä"],
)
def test_what_is_no_address_of_a_web_page_gets_a_sentence_instead_of_a_code(address):
    with pytest.raises(CnnvizError, match="not the address of a web page"):
        qr.code(address)
    shown = share.describe(address)
    assert not shown["path"]
    assert shown["problem"]


def test_an_address_too_long_for_a_code_says_how_long_it_is_and_what_would_do():
    address = PAGE + "x" * (qr.LONGEST + 1 - len(PAGE))
    with pytest.raises(CnnvizError, match=f"{len(address)} characters.*copy the link"):
        qr.code(address)
    assert qr.code(address[:-1])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "0.0.0.0", "cnn.localhost"])
def test_an_address_that_leads_everybody_to_themselves_warns_and_says_how_to_start(host):
    warning = share.describe(f"http://{host}:8765/kernels?stride=2")["warning"]
    assert "this computer only" in warning
    assert "python3 run.py class" in warning


@pytest.mark.parametrize("host", ["192.168.0.7", "school.example", "[fe80::1]", "localhost.example"])
def test_an_address_in_a_network_does_not_warn(host):
    assert share.describe(f"https://{host}/kernels")["warning"] == ""


@pytest.mark.parametrize("name", ["home", "kernels", "pooling", "network"])
def test_every_page_can_be_shared_and_shows_no_code_before_it_is_asked_for(visit, name):
    shown = sent(visit(name))
    assert shown["address"] == shown["path"] == ""
    assert shown["present"] is False


def test_the_code_is_of_the_address_that_was_asked_for(visit):
    page = visit("home")
    page.app.session_state["kept:shared"] = PAGE
    shown = sent(page.run())
    assert scanned(shown["size"], shown["path"]) == shown["address"] == PAGE


@pytest.mark.parametrize(("text", "presented"), [("1", True), ("0", False), ("yes", False)])
def test_the_address_says_whether_a_page_is_presented(visit, text, presented):
    assert sent(visit("home", present=text))["present"] is presented
