"""Write the tables of `docs/serving.md` anew: ``python -m tests.operating``."""

from tests.operating.written import FILE, written

FILE.write_text(written(FILE.read_text("utf-8")), "utf-8")
