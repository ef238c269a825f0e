"""The tables. Whatever is changed here needs a migration: a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

#: What constraints are called: the same on every database, so that migrations can name them.
_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
metadata: Final = sa.MetaData(naming_convention=_NAMES)


class Instant(sa.types.TypeDecorator[datetime]):
    """A time with its zone, kept as microseconds since 1970 UTC: the same on every database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Give what is kept."""
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Give the time."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def _class_id(primary: bool = False) -> sa.Column[str]:
    return sa.Column(
        "class_id",
        sa.String(16),
        sa.ForeignKey("classes.id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
    )


def _student_id() -> sa.Column[str]:
    return sa.Column(
        "student_id", sa.String(16), sa.ForeignKey("students.id", ondelete="CASCADE"), primary_key=True
    )


def _task() -> sa.Column[str]:
    return sa.Column("task", sa.String(60), primary_key=True)


classes: Final = sa.Table(
    "classes",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("code", sa.String(6), nullable=False, unique=True),
    sa.Column("key_hash", sa.LargeBinary(32), nullable=False, unique=True),
    sa.Column("secret", sa.LargeBinary(32), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("pulse", sa.Integer, nullable=False),
    sa.Column("created", Instant, nullable=False),
    sa.Column("used", Instant, nullable=False, index=True),
)
#: Each version of what a class is to do, as JSON.
assignments: Final = sa.Table(
    "assignments",
    metadata,
    _class_id(primary=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)
students: Final = sa.Table(
    "students",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    _class_id(),
    sa.Column("nickname", sa.String(40), nullable=False),
    sa.Column("words_hash", sa.LargeBinary(32), nullable=False),
    sa.Column("joined", Instant, nullable=False),
    sa.Column("until", Instant),
    sa.UniqueConstraint("class_id", "nickname"),
    sa.UniqueConstraint("class_id", "words_hash"),
)
attempts: Final = sa.Table(
    "attempts",
    metadata,
    _student_id(),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("task", sa.String(60), nullable=False),
    sa.Column("variant", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("seed", sa.Integer, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("slip", sa.String(80)),
    sa.Column("at", Instant, nullable=False),
    sa.UniqueConstraint("student_id", "task", "number"),
)
#: When a student first looked at a task.
openings: Final = sa.Table(
    "openings", metadata, _student_id(), _task(), sa.Column("at", Instant, nullable=False)
)
#: Which numbers a student has in a task, where these are not the first.
variants: Final = sa.Table(
    "variants", metadata, _student_id(), _task(), sa.Column("variant", sa.Integer, nullable=False)
)
overrides: Final = sa.Table(
    "overrides",
    metadata,
    _student_id(),
    _task(),
    sa.Column("points", sa.Double, nullable=False),
    sa.Column("note", sa.String(200), nullable=False),
)
rounds: Final = sa.Table(
    "rounds",
    metadata,
    _class_id(primary=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("item", sa.String(60), nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("seed", sa.Integer, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
)
votes: Final = sa.Table(
    "votes",
    metadata,
    sa.Column("class_id", sa.String(16), primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True),
    _student_id(),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("slip", sa.String(80)),
    sa.ForeignKeyConstraint(["class_id", "round"], ["rounds.class_id", "rounds.number"], ondelete="CASCADE"),
    sa.Index("ix_votes_student_id", "student_id"),
)
#: What the server signs with.
keys: Final = sa.Table(
    "keys",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("value", sa.LargeBinary(32), nullable=False),
)
#: What learners train, as it last stood: for a session whose server has ended. No class has it.
runs: Final = sa.Table(
    "runs",
    metadata,
    sa.Column("key_hash", sa.LargeBinary(32), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    # Sizes are summed from the index: beside them in the table lie 4 MB a row.
    sa.Index("ix_runs_at_size", "at", "size"),
)
#: Tables whose rows no backup holds: they are gone within hours anyway.
PASSING: Final = (runs,)
