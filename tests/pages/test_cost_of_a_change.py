"""What a changed control costs, counted: what is computed for it, and how many functions Python calls.

Milliseconds are measured by `benchmarks/change.py`; a busy machine says nothing of them.
"""

import sys
import threading
from collections import Counter

import pytest
import streamlit as st

from cnnviz import operators
from cnnviz.models.model import Model
from pages.ui.inputs import pictures
from pages.ui.shell.menu import pages_in_menu

#: Calls of Python functions for a change, with the whole page, which AppTest runs, and all that Streamlit
#: does: a tenth to a quarter more than there are. Before they were looked into there were 29,000, 27,000 and
#: 54,000.
MOST = {"kernels": 25_000, "pooling": 24_500, "network": 40_000}
CHANGES = {
    "kernels": lambda page, n: page.react("kernels", "stride", n),
    "pooling": lambda page, n: page.react("pooling", "window", n),
    "network": lambda page, n: page.set("test", n),
}


@pytest.fixture
def count(monkeypatch):
    """Count the calls of a function, by the name it has in a module or class."""
    counts = Counter()

    def counted(owner, name):
        function = getattr(owner, name)

        def call(*values, **more):
            counts[name] += 1
            return function(*values, **more)

        monkeypatch.setattr(owner, name, call)
        return counts

    return counted


def test_a_kernel_that_is_set_is_convolved_once_and_its_picture_not_looked_through_again(visit, count):
    page = visit("kernels", img="camera")
    counts = count(operators, "conv2d")
    count(pictures, "strongest_edge")
    page.react("kernels", "kernel", "laplacian")
    assert counts["conv2d"] == 1
    assert counts["strongest_edge"] <= 1  # a part that runs alone keeps its picture


def test_a_picture_goes_through_the_network_once(visit, count):
    page = visit("network")
    counts = count(Model, "predict")
    page.set("test", 3)
    assert counts["predict"] == 1


def test_the_pages_of_the_menu_are_looked_up_once_and_each_run_has_its_own(visit, count):
    page = visit("kernels")
    counts = count(st, "Page")
    page.react("kernels", "stride", 2)
    assert counts["Page"] == 0
    of_a_run, of_another = ([one for group in pages_in_menu().values() for one in group] for _ in range(2))
    assert [one.url_path for one in of_a_run] == [one.url_path for one in of_another]
    assert not {id(one) for one in of_a_run} & {id(one) for one in of_another}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_calls_so_many_functions_at_most(visit, name):
    page = visit(name)
    CHANGES[name](page, 3)  # what is read or made once for all
    calls = Counter()

    def see(frame, event, argument):
        if event == "call":
            calls["all"] += 1

    threading.setprofile(see)
    try:
        CHANGES[name](page, 2)
    finally:
        threading.setprofile(None)
        sys.setprofile(None)
    assert 1000 < calls["all"] <= MOST[name]
