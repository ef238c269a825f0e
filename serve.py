"""cnnviz as a server: the pages of app.py, addresses beside Streamlit's own, and what stands before them."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import streamlit as st
from streamlit.config import get_option
from streamlit.file_util import get_static_dir

import store
from cnnviz.errors import CnnvizError
from pages.ui.linked import previews
from pages.ui.session import (
    belonging,
    delivery,
    elsewhere,
    ending,
    internals,
    jobs,
    logged,
    measured,
    served,
)
from pages.ui.train import stored
from serving import check, connections, headers, health, last, memory, proxies, settings, stack, uploads
from serving.classes.asked import Desk
from serving.classes.routes import routes
from serving.draining import Draining
from serving.room import worker
from serving.watching import logs, metrics

try:
    chosen = settings.read(os.environ)
    if chosen.metrics:
        metrics.open_port(*chosen.metrics)
except CnnvizError as error:
    sys.exit(str(error))
try:
    belonging.open_with(store.open_patiently())
    belonging.days = chosen.class_days
except CnnvizError as error:  # all else works without classes
    belonging.missing = str(error)
base = get_option("server.baseUrlPath").strip("/")
page = (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")
security = headers.security_headers(page, chosen.frames)

logged.handler = logs.set_up(*chosen.log, replica=chosen.replica, sparing=logged.sparing)
served.address, served.workers = chosen.address, chosen.workers
memory.keep_together()
internals.adapt()
measured.adapt(metrics.Runs())
worker.adapt(os.environ)
connections.adapt(security)
connections.allow_many()
draining = Draining(chosen.drain)
draining.adapt()
proxies.adapt(chosen.proxies)
last.before_end(stored.keep_all)
uploads.keep_in_memory(get_option("server.maxUploadSize") * 1024**2)
previews.is_served = delivery.is_served = True
elsewhere.processes = chosen.processes and max(1, chosen.processes // chosen.workers)
desk = belonging.store and Desk(
    belonging.store, belonging.key, days=chosen.class_days, space=1e6 * chosen.class_space
)
if desk:
    with suppress(CnnvizError):  # whatever is wrong with the store is told to who uses it
        desk.tidy()
jobs.tell = metrics.worked
metrics.watch(draining, belonging.store, measured.counted, elsewhere.counted)
ready = health.Ready(draining, belonging.store, is_named=bool(os.environ.get(store.VARIABLE)))
app = st.App(
    "app.py",
    lifespan=memory.settled(metrics.watched(ending.swept)),
    routes=[
        *health.routes(ready, base),
        previews.route(base),
        delivery.route(base),
        stack.home(base),
        *check.routes(base),
        *(routes(desk, base, is_framed=bool(chosen.frames)) if desk else []),
    ],
    middleware=stack.middleware(chosen, base, security, delivery.address()),
)
