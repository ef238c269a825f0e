"""cnnviz as a server: the pages of app.py, and the one address beside Streamlit's own."""

import streamlit as st
from streamlit.config import get_option

from pages.ui.linked import previews
from pages.ui.session import internals

internals.adapt()
previews.is_served = True
app = st.App("app.py", routes=[previews.route(get_option("server.baseUrlPath").strip("/"))])
