"""Write `docs/views.md` anew: ``python -m tests.views``."""

from tests.views.written import FILE, written

FILE.write_text(written(), "utf-8")
