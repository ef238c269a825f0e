"""What an operator sees of a running server, and what not."""

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.responses import Response
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.ui.session import jobs, measured
from serving.watching import measures, metrics
from serving.watching.counted import Counted
from tests import aside
from tests.serving.asgi import ask
from tests.serving.test_served import get
from tests.serving.test_sessions import connected, until, until_finished
from tests.serving.watching.watched import numbers, text_of, watched

SECRETS = ["Mueller7401", "203.0.113.77", "cookie7402", "typed7403", "agent7404", "picture7405", "host7406"]
#: Has the server fail, with what it was sent in the exception's message, in all the ways that it can.
FAILING = """
import asyncio, logging, threading, warnings
import pages.ui.linked.previews as previews
import pages.ui.session.measured as measured

async def fail(request):
    text = (await request.body()).decode() + str(request.headers) + str(request.url) + str(request.cookies)
    warnings.warn(text)
    threading.Thread(target=lambda: int(text)).start()
    loop = asyncio.get_running_loop()
    loop.call_soon(int, text)
    logging.getLogger("elsewhere").error(text)
    logging.getLogger("streamlit.elsewhere").error("It says %s", text)
    raise ValueError(text)

_on = measured.on
def on(page):
    import streamlit as st
    _on(page)
    if "fail" in st.query_params:
        raise RuntimeError(str(st.query_params.to_dict()) + str(dict(st.context.headers)))

previews._respond, measured.on = fail, on
"""
FRESH = """
from prometheus_client import generate_latest
from serving.watching import counted, measures
print(generate_latest(measures.REGISTRY).decode())
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with watched(tmp_path_factory.mktemp("watched"), before=FAILING) as one:
        yield one


def lines(server):
    said = server.log.read_text()
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


def run(server, page, query=""):
    """Open a page by a WebSocket, and give what the server counts while it is open."""

    async def there():
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        async with connected(server) as socket:
            await socket.send(message.SerializeToString())
            await until_finished(socket)
            return numbers(server)

    return aside.run(there())


def test_nothing_that_a_learner_sends_is_in_the_log(server):
    name, address, cookie, typed, agent, picture, host = SECRETS
    headers = {
        "Cookie": f"cnnviz_class={cookie}",
        "X_Forwarded_For": address,
        "User_Agent": agent,
        "Referer": f"http://localhost/?q={name}",
    }
    assert get(server, f"/preview/{name}?q={quote(typed)}", "POST", f"{picture} {typed}", **headers)[0] == 500
    get(server, f"/kernels?text={typed}", **headers)
    get(server, f"/{name}", Host=host)
    get(server, f"/classes/join?{typed}", "POST", f'{{"name": "{name}", "{picture}', **headers)
    get(server, f"/_stcore/upload_file/{name}/{typed}", "PUT", picture, **headers)
    run(server, "kernels", f"fail={typed}&image={picture}")
    run(server, name, f"x={typed}")
    kinds = {"ValueError", "RuntimeError"}
    until(lambda: kinds <= {kind for line in lines(server) for kind in line.get("error", ())})
    said = server.log.read_text()
    assert [secret for secret in SECRETS if secret in said] == []
    assert "127.0.0.1" not in "".join(map(str, lines(server)))
    # All that failed is told of, and where.
    places = [place for line in lines(server) for place in line.get("at", ())]
    assert any(place.endswith(" fail") for place in places)
    assert any(place.endswith(" on") for place in places)
    assert "an exception that no thread caught" in {line["event"] for line in lines(server)}
    assert {line["replica"] for line in lines(server)} == {"b"}


def test_each_line_of_the_log_is_an_object_with_the_same_first_fields(server):
    until(lambda: lines(server))
    assert {"the server has started"} <= {line["event"] for line in lines(server)}
    first = ["time", "level", "event", "replica", "from"]
    for line in lines(server):
        assert list(line)[: len(first)] == first


def test_a_learner_and_the_learners_runs_are_counted_by_page(server):
    before = numbers(server)
    during = run(server, "pooling")
    assert during["cnnviz_learners"] - before["cnnviz_learners"] == 1
    after = numbers(server)
    gained = after - before
    assert gained["cnnviz_run_seconds_count{page=pooling}"] == 1
    assert (
        gained["cnnviz_run_seconds_sum{page=pooling}"]
        > gained["cnnviz_run_processor_seconds_total{page=pooling}"] / 2
        > 0
    )
    assert gained["cnnviz_run_wait_seconds_count"] == 1
    assert after["cnnviz_runs_running"] == after["cnnviz_runs_waiting"] == 0
    until(lambda: numbers(server)["cnnviz_learners"] == before["cnnviz_learners"])


def test_a_refusal_is_counted_by_its_reason(server):
    before = numbers(server)
    get(server, "/", Host="rebound.example")
    get(server, "/", Origin="http://evil.example")

    async def odd():
        message = BackMsg()
        message.clear_cache = True
        async with connected(server) as socket:
            await socket.send(message.SerializeToString())
            message.rerun_script.page_name = "pooling"
            await socket.send(message.SerializeToString())
            await until_finished(socket)

    aside.run(odd())
    gained = numbers(server) - before
    refused = {name for name in gained if name.startswith("cnnviz_refusals")}
    assert refused == {
        f"cnnviz_refusals_total{{reason={reason}}}" for reason in ("host", "origin", "message")
    }


def test_what_is_done_in_classes_is_counted_and_what_is_made_up_is_other(server):
    before = numbers(server)
    get(server, "/classes/ABCDEF/answer", "POST", "{}")
    get(server, "/classes/ABCDEF/Mueller7401", "POST", "{}")
    wanted = {
        "cnnviz_class_requests_total{act=answer,status=403}",
        "cnnviz_class_requests_total{act=other,status=404}",
    }
    until(lambda: wanted <= set(numbers(server) - before))  # a request is counted when its answer is out


def test_the_loop_memory_descriptors_and_threads_are_measured(server):
    until(lambda: numbers(server)["cnnviz_loop_lag_seconds_count"] > 0)
    found = numbers(server)
    assert found["process_resident_memory_bytes"] > 10**7
    assert found["process_open_fds"] > 0
    assert found["cnnviz_threads"] > 1
    assert found["cnnviz_pool_jobs_waiting"] == found["cnnviz_pool_jobs_running"] == 0


def test_no_label_is_made_of_what_is_sent(server):
    run(server, "Mueller7401")
    get(server, "/Mueller7401")
    text = text_of(server)
    assert [secret for secret in SECRETS if secret in text] == []
    assert "203.0" not in text


@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics", "/metrics/", "/_stcore/metrics/"])
def test_the_learners_port_tells_nothing_of_the_numbers(server, path):
    _, _, body = get(server, path)
    assert b"cnnviz_run" not in body
    assert b"process_" not in body


def test_what_rules_watch_is_there_before_it_happens():
    """In a process of its own, in which nothing has: a number that appears as 1 has not grown."""
    said = subprocess.run([sys.executable, "-c", FRESH], cwd=ROOT, check=True, capture_output=True, text=True)
    for reason in measures.REASONS:
        assert f'cnnviz_refusals_total{{reason="{reason}"}} 0.0' in said.stdout
    for kind in ("class", "file", "preview", "upload"):
        assert f'cnnviz_requests_total{{kind="{kind}",status="500"}} 0.0' in said.stdout
    assert 'cnnviz_log_records_total{level="error"} 0.0' in said.stdout
    assert "cnnviz_store_errors_total 0.0" in said.stdout

    for outcome in measures.OUTCOMES:
        assert f'cnnviz_pool_jobs_total{{outcome="{outcome}"}} 0.0' in said.stdout


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/preview/token", 429, "preview_busy"),
        ("/preview/token", 503, "preview_late"),
        ("/classes/ABCDEF/answer", 429, "class_limit"),
    ],
)
def test_an_answer_that_refuses_is_counted_by_its_reason(path, status, reason):
    async def app(scope, receive, send):
        await Response(status_code=status)(scope, receive, send)

    def refused():
        return {one: number("cnnviz_refusals_total", reason=one) for one in measures.REASONS}

    before = refused()
    ask(Counted(app), path, method="POST")
    assert refused() == {**before, reason: before[reason] + 1}


def number(name, **labels):
    return measures.REGISTRY.get_sample_value(name, labels)


def test_how_long_work_ends_is_counted():
    assert set(jobs.OUTCOMES) == set(measures.OUTCOMES)
    names = [("cnnviz_pool_jobs_total", {"outcome": "left"}), ("cnnviz_pool_job_seconds_sum", {})]
    before = [number(name, **labels) for name, labels in names]
    metrics.worked("left", 0.5)
    after = [number(name, **labels) for name, labels in names]
    assert after == [before[0] + 1, pytest.approx(before[1] + 0.5)]


def test_measuring_takes_less_than_a_hundredth_of_a_change():
    """Of 12 ms of the processor, which is the goal for one."""
    runs = metrics.Runs()

    def measure():
        began = time.thread_time()
        for _ in range(100):
            runs.began(0.01)
            measured.on("kernels")
            time.perf_counter()
            time.thread_time()
            runs.ended("kernels", 0.02, 0.01)
        return (time.thread_time() - began) / 100

    assert min(measure() for _ in range(20)) < 0.012 / 100
