"""cnnviz: its pages as the menu offers them, and how one gets from one to another; nothing else."""

import streamlit as st

from pages.ui.session import state
from pages.ui.shell.menu import name_in_menu
from pages.ui.shell.way import WAY

st.set_page_config(page_icon="🔲", layout="wide")

PAGES = {"": [st.Page("pages/home.py", title="Home", url_path="home", default=True)]} | {
    section: [st.Page(f"pages/{stop.name}.py", title=stop.title, url_path=stop.name) for stop in stops]
    for section, stops in WAY.items()
}
page = st.navigation(PAGES, position="top")
name_in_menu(PAGES, page)
with state.page(page.url_path, [one.url_path for group in PAGES.values() for one in group]):
    page.run()
