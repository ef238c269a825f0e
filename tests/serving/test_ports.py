"""Ports for servers of our own."""

import socket

import pytest

from serving import ports


def test_a_port_is_free_on_all_addresses_and_none_that_connections_are_given():
    port = ports.free_port()
    assert port < 32_768
    with socket.create_server(("0.0.0.0", port)):
        pass


def test_one_that_is_taken_at_one_address_is_passed_over(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(ports, "_FIRST", taken.getsockname()[1])
        monkeypatch.setattr(ports, "_LAST", taken.getsockname()[1] + 1)
        with pytest.raises(OSError, match="no free port"):
            ports.free_port()
