"""Write `docs/curriculum.md` anew: ``python -m tests.curriculum``."""

from tests.curriculum.written import FILE, written

FILE.write_text(written(), "utf-8")
