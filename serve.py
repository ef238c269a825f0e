"""cnnviz as a server: the pages of app.py, and the one address beside Streamlit's own."""

import streamlit as st
from streamlit.config import get_option
from streamlit.runtime.pages_manager import PagesManager

from pages.ui.linked import previews

# Else Streamlit takes the first page after a start for one of its older kind of app. After a restart Home
# then gets two more entries in the browser's history, and Back cannot leave them.
PagesManager.uses_pages_directory = False
previews.is_served = True
app = st.App("app.py", routes=[previews.route(get_option("server.baseUrlPath").strip("/"))])
