"""cnnviz: its pages as the menu offers them, and how one gets from one to another; nothing else."""

import streamlit as st

from pages.ui.session import state
from pages.ui.shell.menu import name_in_menu, pages_in_menu

st.set_page_config(page_icon="🔲", layout="wide")

pages = pages_in_menu()
page = st.navigation(pages, position="top")
name_in_menu(pages, page)
with state.page(page.url_path, [one.url_path for group in pages.values() for one in group]):
    page.run()
