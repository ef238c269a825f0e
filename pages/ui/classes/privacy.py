"""What is kept of a class, for whom and how long: in words for pupils, and for data-protection officers."""

from __future__ import annotations

import streamlit as st

from pages.ui.session import belonging
from pages.ui.shell.frame import folded

PUPILS = """
- You have **no account** here. We draw a nickname for you; do not tell us your name, we do not want it.
- We keep your nickname, your answers, when you gave them, and what they scored.
- **Your teacher** sees these. Other pupils see no answer of yours under your nickname. When all answer one
  question, only counts are shown.
- A picture of your own is looked at and forgotten. It is never stored.
- What you train on Train is kept for an hour, under no name.
- Three words bring you back on another device. We keep only a fingerprint of them, so write them down.
- You can **delete all you did** at any time: My class, “Come back on another device, or leave”.
- When nobody has used the class for DAYS days, it is deleted with everything in it.
"""
OFFICERS = """
**What is stored, by class:** title, tasks and rules; a code; a hash of the teacher’s key; a random secret
from which each student’s numbers follow. **By student:** a random id, a drawn nickname, a hash of three
drawn words, the time of joining, an own due date if the teacher gave one; for each answer the task, its
numbers’ seed, the answer, its score, the recognised error and the time; when a task was first opened; marks
the teacher set, with a note; answers to questions asked of all.

**Beside classes:** what somebody trains on Train, as it last stood (design, weights, curves), and a hash of
a random token that only that tab has. It goes after an hour, and is in no backup.

**What is not stored:** names, mail addresses, network addresses, user agents, uploads and pictures. Limits
on joining keep network addresses in memory only. Free text is a teacher’s title and note. Teachers should
write no names there.

**Purpose and access:** teaching in this class. Its teacher (whoever has the teacher’s link), each student
for their own data, and whoever runs this server. Nothing is sent to third parties; pages load nothing from
elsewhere.

**Cookies:** “cnnviz_class”: signed, HttpOnly, SameSite=Lax (None where a learning platform may show these
pages in a frame), 180 days. It holds class ids and the student’s random id. Where several processes serve,
“cnnviz_replica” has the name of one, HttpOnly, until the browser is closed. “_streamlit_xsrf” has a random
number that guards uploads. All are needed. The browser’s own storage holds the three words, answers that are
not sent yet, and what was done in the course; until the tab is closed also what was typed, set and tried in
exercises and views, what was said of it, and how many hints were shown.

**Linking to people** happens in the teacher’s browser alone, when marks are taken home; the list of names
is never sent.

**Deletion:** a student deletes their own data, a teacher a student or the class; this removes the rows and
overwrites them in the file (PostgreSQL overwrites them as it needs room). Classes unused for DAYS days are
deleted. Copies in backups remain as long as whoever runs the server keeps those: a backup that is restored
brings back what was deleted since, so backups should be kept no longer than needed.

**Place:** the database of this server: a file beside the app, or a PostgreSQL database that its operator
names.
"""


def show_privacy() -> None:
    """Show both, folded away, and the way to what a network lets through (``serving/check.py``)."""
    with st.container(key="class_privacy"):
        for title, key, words in (
            ("What is kept of me", "c_kept", PUPILS),
            ("For data-protection officers", "c_privacy", OFFICERS),
        ):
            part = folded(title, key)
            if part.is_open:
                with part.slot:
                    st.markdown(words.replace("DAYS", str(belonging.days)))
        st.markdown("Pages stay empty at school? [See what your school’s network lets through](check).")
