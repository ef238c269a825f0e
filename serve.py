"""cnnviz as a server: the pages of app.py, addresses beside Streamlit's own, and what stands before them."""

import os
import sys
from pathlib import Path

import store
import streamlit as st
from streamlit.config import get_option
from streamlit.file_util import get_static_dir

from cnnviz.errors import CnnvizError
from pages.ui.linked import previews
from pages.ui.session import belonging, ending, internals
from serving import connections, headers, settings, stack, uploads
from serving.classes import routes as classes
from serving.classes.asked import Desk

try:
    chosen = settings.read(os.environ)
    kept = store.open()
    belonging.open_with(kept)
except CnnvizError as error:
    sys.exit(str(error))
base = get_option("server.baseUrlPath").strip("/")
page = (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")
security = headers.security_headers(page, chosen.frames)

internals.adapt()
connections.adapt(security)
connections.allow_many()
uploads.keep_in_memory(get_option("server.maxUploadSize") * 1024**2)
previews.is_served = True
app = st.App(
    "app.py",
    lifespan=ending.swept,
    routes=[previews.route(base), stack.home(base), *classes.routes(Desk(kept, belonging.key), base)],
    middleware=stack.middleware(chosen, base, security),
)
