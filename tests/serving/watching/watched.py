"""A server that is watched: its log, and the port that Prometheus asks at."""

import socket
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

from tests.server import PATIENCE, served


@contextmanager
def watched(folder: Path, *options, before=""):
    """Start the app with a log of JSON, and a port of its own for Prometheus."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "CNNVIZ_LOG": "json",
        "CNNVIZ_METRICS_PORT": str(port),
        "CNNVIZ_REPLICA": "b",
        "CNNVIZ_DATABASE": str(folder / "cnnviz.db"),
    }
    with served(*options, settings=settings, before=before, log=folder / "log") as server:
        server.metrics, server.log = f"http://127.0.0.1:{port}/metrics", folder / "log"
        yield server


def text_of(server) -> str:
    """Ask as Prometheus does."""
    with urlopen(server.metrics, timeout=PATIENCE) as answer:
        return answer.read().decode()


def numbers(server) -> Counter:
    """Give each number by its name and labels: ``cnnviz_runs_total{page=kernels}``."""
    found = Counter()
    for family in text_string_to_metric_families(text_of(server)):
        for one in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(one.labels.items()))
            found[f"{one.name}{{{labels}}}" if labels else one.name] = one.value
    return found
