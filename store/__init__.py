"""Where classes, students and their answers are kept: SQLite by default, PostgreSQL by a URL.

`open` gives the `Store`. docs/classes.md says what is kept, for whom and how long.
"""

from store.faults import Forbidden, Refused, StoreError
from store.kept import ClassRow, Joined, Made, Role, Standing, Student, Tries, Who
from store.opening import Store, open_patiently
from store.opening import open_store as open  # noqa: A004 - read as store.open
from store.place import VARIABLE
from store.removal import KEPT_DAYS
from store.work import LONGEST_ANSWER

__all__ = [
    "KEPT_DAYS",
    "LONGEST_ANSWER",
    "VARIABLE",
    "ClassRow",
    "Forbidden",
    "Joined",
    "Made",
    "Refused",
    "Role",
    "Standing",
    "Store",
    "StoreError",
    "Student",
    "Tries",
    "Who",
    "open",
    "open_patiently",
]
