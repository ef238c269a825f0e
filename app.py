"""cnnviz: the list of pages and how one gets from one to another; nothing else."""

import streamlit as st

from pages.ui.session import state
from pages.ui.shell.menu import name_in_menu

st.set_page_config(page_icon="🔲", layout="wide")

PAGES = {
    "": [
        st.Page("pages/home.py", title="Home", url_path="home", default=True),
        st.Page("pages/kernels.py", title="Kernels", url_path="kernels"),
        st.Page("pages/activations.py", title="Activations", url_path="activations"),
        st.Page("pages/channels.py", title="Channels", url_path="channels"),
        st.Page("pages/counting.py", title="Counting", url_path="counting"),
        st.Page("pages/pooling.py", title="Pooling", url_path="pooling"),
        st.Page("pages/network.py", title="Network", url_path="network"),
    ],
    "Look inside": [
        st.Page("pages/softmax.py", title="Softmax", url_path="softmax"),
        st.Page("pages/why.py", title="Why", url_path="why"),
        st.Page("pages/evaluation.py", title="Evaluation", url_path="evaluation"),
        st.Page("pages/units.py", title="Units", url_path="units"),
        st.Page("pages/break_it.py", title="Break it", url_path="break_it"),
    ],
    "Learning": [
        st.Page("pages/neurons.py", title="Neurons", url_path="neurons"),
        st.Page("pages/train.py", title="Train", url_path="train"),
        st.Page("pages/modes.py", title="Training or test", url_path="modes"),
        st.Page("pages/autoencoder.py", title="Autoencoder", url_path="autoencoder"),
    ],
}
page = st.navigation(PAGES, position="top")
name_in_menu(PAGES, page)
with state.page(page.url_path, [one.url_path for group in PAGES.values() for one in group]):
    page.run()
