"""What whoever runs the server can set, as environment variables: one table."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any, Final

from cnnviz.errors import CnnvizError
from serving.watching.logs import FORMS, LEVELS
from store import KEPT_DAYS, VARIABLE
from store.place import DEFAULT

#: As many processes as the machine has cores.
CORES: Final = os.cpu_count() or 1
MOST_PORT: Final = 65535


@dataclass(frozen=True)
class Setting:
    """One environment variable.

    Attributes
    ----------
    name : str
        The variable.
    holds : str
        What it holds, with an example, as the second half of a sentence.
    default : str
        What holds where it is not set, in the variable's own form.
    form : re.Pattern
        What each of its entries looks like; entries are separated by spaces or commas.
    value : callable
        Makes the value of its entries.
    """

    name: str
    holds: str
    default: str
    form: re.Pattern[str]
    value: Callable[[tuple[str, ...]], Any]


def _names(entries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(entry.removesuffix(".") for entry in entries)


def _log(entries: tuple[str, ...]) -> tuple[str, str]:
    """Sort out level and form; what is not said is the first of each."""
    level, form = (next((one for one in entries if one in known), known[0]) for known in (LEVELS, FORMS))
    return level, form


def _port(entries: tuple[str, ...]) -> tuple[str, int] | None:
    """Give an address and its port; without an address, one that is reached from this machine alone."""
    if not entries:
        return None
    address, _, port = entries[0].rpartition(":")
    if int(port) > MOST_PORT:
        raise CnnvizError(f"CNNVIZ_METRICS_PORT has “{entries[0]}”; the highest port is {MOST_PORT}.")
    return address.strip("[]") or "127.0.0.1", int(port)


def _text(entries: tuple[str, ...]) -> str:
    return entries[0].removesuffix("/") if entries else ""


def _networks(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Hold that each is an address or a network."""
    for entry in entries:
        try:
            ip_network(entry)
        except ValueError:
            raise CnnvizError(f"CNNVIZ_PROXIES has “{entry}”, which is no address and no network.") from None
    return entries


def _number(entries: tuple[str, ...]) -> int:
    return int(entries[0])


def _processes(entries: tuple[str, ...]) -> int:
    return CORES if entries[0] == "cores" else int(entries[0])


#: Each attribute of `Settings`, and the variable that it is read from.
SETTINGS: Final = {
    "hosts": Setting(
        "CNNVIZ_HOSTS",
        "further names that the server is reached by: class.school.example, or *.school.example",
        "",
        re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:]+", re.IGNORECASE),
        _names,
    ),
    "frames": Setting(
        "CNNVIZ_FRAMES",
        "who may show pages in a frame: https://moodle.school.example",
        "",
        re.compile(r"https?://(\*\.)?[a-z0-9_.-]+(:\d+)?", re.IGNORECASE),
        tuple,
    ),
    "class_days": Setting(
        "CNNVIZ_CLASS_DAYS",
        "for how many days a class is kept that nobody uses: 180",
        str(KEPT_DAYS),
        re.compile(r"[1-9][0-9]{0,4}"),
        _number,
    ),
    "class_space": Setting(
        "CNNVIZ_CLASS_SPACE",
        "how many MB all classes may take; once three quarters are taken, no new ones are made: 2000",
        "2000",
        re.compile(r"[1-9][0-9]{0,6}"),
        _number,
    ),
    "processes": Setting(
        "CNNVIZ_PROCESSES",
        "how many processes there are at most for long work: 2, or cores; with 0 the server does it itself",
        "cores",
        re.compile(r"[0-9]{1,2}|cores"),
        _processes,
    ),
    "drain": Setting(
        "CNNVIZ_DRAIN",
        "for how many seconds /readyz says no, after SIGTERM, before connections are closed: 10",
        "0",
        re.compile(r"[0-9]{1,3}"),
        _number,
    ),
    "log": Setting(
        "CNNVIZ_LOG",
        "the lowest level that is logged (info, warning, error), and text or json: warning json",
        "info text",
        re.compile("|".join((*LEVELS, *FORMS))),
        _log,
    ),
    "metrics": Setting(
        "CNNVIZ_METRICS_PORT",
        "the port that Prometheus asks at, on this machine alone or at one of its addresses: 9100, or "
        "10.0.0.5:9100",
        "",
        re.compile(r"(([0-9.]+|\[[0-9a-f:]+\]):)?[1-9][0-9]{0,4}"),
        _port,
    ),
    "address": Setting(
        "CNNVIZ_ADDRESS",
        "the address that learners type, for links that are given out: http://192.168.1.5:8501",
        "",
        re.compile(r"https?://([a-z0-9_.-]+|\[[0-9a-f:]+\])(:\d{1,5})?/?", re.IGNORECASE),
        _text,
    ),
    "proxies": Setting(
        "CNNVIZ_PROXIES",
        "addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: "
        "10.0.0.5, 10.1.0.0/24",
        "127.0.0.1 ::1",
        re.compile(r"[0-9.]+(/[0-9]{1,2})?|[0-9a-f:]+(/[0-9]{1,3})?"),
        _networks,
    ),
    "replica": Setting(
        "CNNVIZ_REPLICA",
        "this process’s name among several, for the cookie that keeps a browser with it; 0 if it is alone: a",
        "0",
        re.compile(r"[a-z0-9-]{1,20}"),
        _text,
    ),
    "workers": Setting(
        "CNNVIZ_WORKERS",
        "how many such processes share this computer, so that training leaves cores to all: 4",
        "1",
        re.compile(r"[1-9][0-9]?"),
        _number,
    ),
}

#: What is read where it is used: variable, what it holds, default.
ELSEWHERE: Final = (
    (
        VARIABLE,
        "where classes are kept, beside the app unless set: a path, or postgresql://user:password@host/name",
        DEFAULT.name,
    ),
)


@dataclass(frozen=True)
class Settings:
    """What was set.

    Attributes
    ----------
    hosts : tuple of str
        Names beside the server's own addresses, in small letters and without a dot at the end.
    frames : tuple of str
        Origins of pages that may hold ours in a frame.
    class_days : int
        For how long a class is kept that nobody uses.
    class_space : int
        How many MB all classes may take together.
    processes : int
        How many there are at most for what takes long.
    drain : int
        Seconds from SIGTERM to the end.
    log : tuple of str
        The level, and the form.
    metrics : tuple of str and int, or None
        The address and the port that Prometheus asks at; None for no port.
    address : str
        What learners type, without a slash at its end; "" if that is not known.
    proxies : tuple of str
        Addresses and networks of the proxies that are believed.
    replica : str
        This process's name among several.
    workers : int
        How many such processes share this computer.
    """

    hosts: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    class_days: int = KEPT_DAYS
    class_space: int = 2000
    processes: int = CORES
    drain: int = 0
    log: tuple[str, str] = (LEVELS[0], FORMS[0])
    metrics: tuple[str, int] | None = None
    address: str = ""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    replica: str = "0"
    workers: int = 1


def read(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises
    ------
    CnnvizError
        If an entry is not of the form that its setting needs.
    """
    return Settings(
        **{
            attribute: setting.value(_entries(setting, environment.get(setting.name, "")))
            for attribute, setting in SETTINGS.items()
        }
    )


def _entries(setting: Setting, text: str) -> tuple[str, ...]:
    entries = tuple(text.lower().replace(",", " ").split())
    for entry in entries:
        if not setting.form.fullmatch(entry):
            raise CnnvizError(f"{setting.name} has “{entry}”, which it cannot use; it holds {setting.holds}.")
    return entries or tuple(setting.default.split())
