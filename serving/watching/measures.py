"""What is measured of this process, for Prometheus: one table.

Labels have few values, all of them our own words. Names and units follow https://prometheus.io/docs/practices/naming/.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

# When each began to count would be a series more for each, of no use.
disable_created_metrics()  # type: ignore[no-untyped-call]

#: Everything that is told at the port of `CNNVIZ_METRICS_PORT`.
REGISTRY: Final = CollectorRegistry()

#: Seconds that a run is sorted by; the goals are 0.15, 0.2 and 0.3.
_RUN: Final = (0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30)
_REQUEST: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

LEARNERS: Final = Gauge("cnnviz_learners", "Windows that are connected.", registry=REGISTRY)
SESSIONS: Final = Gauge(
    "cnnviz_sessions", "Sessions in memory, also of windows that may come back.", registry=REGISTRY
)
WAITING: Final = Gauge("cnnviz_runs_waiting", "Changes that wait for their run to begin.", registry=REGISTRY)
RUNNING: Final = Gauge(
    "cnnviz_runs_running", "Runs of pages that have begun and not ended.", registry=REGISTRY
)
RUNS: Final = Histogram(
    "cnnviz_run_seconds",
    "Seconds that a page, or a part of it, ran after a change; their number is that of changes.",
    ["page"],
    buckets=_RUN,
    registry=REGISTRY,
)
WAITED: Final = Histogram(
    "cnnviz_run_wait_seconds",
    "Seconds from a change's arrival to the beginning of its run.",
    buckets=_RUN,
    registry=REGISTRY,
)
PROCESSOR: Final = Counter(
    "cnnviz_run_processor_seconds", "Seconds of the processor that runs took.", ["page"], registry=REGISTRY
)
REQUESTS: Final = Counter(
    "cnnviz_requests",
    "Requests over HTTP, by what they ask for and the answer's status.",
    ["kind", "status"],
    registry=REGISTRY,
)
ANSWERED: Final = Histogram(
    "cnnviz_request_seconds",
    "Seconds from a request to the end of its answer.",
    ["kind"],
    buckets=_REQUEST,
    registry=REGISTRY,
)
CLASSES: Final = Counter(
    "cnnviz_class_requests",
    "What was done in classes, by what and the answer's status.",
    ["act", "status"],
    registry=REGISTRY,
)
REFUSALS: Final = Counter(
    "cnnviz_refusals", "What was refused, by the reason; see docs/serving.md.", ["reason"], registry=REGISTRY
)
STORE_ERRORS: Final = Counter(
    "cnnviz_store_errors", "Errors that the database of classes has given.", registry=REGISTRY
)
LOGGED: Final = Counter("cnnviz_log_records", "Lines for the log, by level.", ["level"], registry=REGISTRY)
LAG: Final = Histogram(
    "cnnviz_loop_lag_seconds",
    "By how much the event loop was late for an appointment, twice a second.",
    buckets=_REQUEST,
    registry=REGISTRY,
)
THREADS: Final = Gauge("cnnviz_threads", "Threads of Python.", registry=REGISTRY)
DRAINING: Final = Gauge("cnnviz_draining", "1 after SIGTERM, else 0.", registry=REGISTRY)
POOL_WAITING: Final = Gauge(
    "cnnviz_pool_jobs_waiting",
    "Long work, such as a file or attribution, that waits for a process.",
    registry=REGISTRY,
)
POOL_RUNNING: Final = Gauge(
    "cnnviz_pool_jobs_running", "Long work that a process is doing.", registry=REGISTRY
)
POOL_PROCESSES: Final = Gauge("cnnviz_pool_processes", "Processes for long work.", registry=REGISTRY)
POOL_JOBS: Final = Counter(
    "cnnviz_pool_jobs", "Long work that came to an end, by how it ended.", ["outcome"], registry=REGISTRY
)
POOL_SECONDS: Final = Histogram(
    "cnnviz_pool_job_seconds",
    "Seconds from asking for long work to its end, however it ended.",
    buckets=_RUN,
    registry=REGISTRY,
)
#: Memory, descriptors, processor time, and since when: `process_…`, on Linux.
PROCESS: Final = ProcessCollector(registry=REGISTRY)

#: Why something is refused.
REASONS: Final = {
    "host": "a name that the server does not go by",
    "origin": "a page of another server asks",
    "slow": "a request did not come whole in time",
    "upload_busy": "a session sends too many files at a time",
    "upload_full": "all sessions together send too much",
    "upload_slow": "a file did not come in time",
    "class_limit": "too many requests in a class, or wrong codes",
    "preview_busy": "an edit while the same learner's edit before is being answered; the view asks again",
    "preview_late": "an edit whose turn came after its browser had given up; it is dropped",
    "message": "a message over the WebSocket that no page sends",
}
for _reason in REASONS:  # all are there from the start, as 0: a rate needs that
    REFUSALS.labels(_reason)
#: How long work may end.
OUTCOMES: Final = {
    "done": "it gave what was asked for",
    "failed": "it ended with an error, such as that of a file that is no picture",
    "busy": "refused, as too much waited",
    "broken": "refused, as it ended its process or took too much memory",
    "left": "whoever waited for it went on to something else",
}
for _outcome in OUTCOMES:
    POOL_JOBS.labels(_outcome)
for _level in ("error", "critical"):
    LOGGED.labels(_level)
