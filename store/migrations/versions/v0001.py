"""The first tables: classes and what they are to do, students and their work, questions put to all."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _classes()
    _students()
    _work()
    _together()
    keys = op.create_table(
        "keys",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("value", sa.LargeBinary(32), nullable=False),
    )
    op.bulk_insert(keys, [{"name": "signing", "value": secrets.token_bytes(32)}])


def _classes() -> None:
    op.create_table(
        "classes",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("code", sa.String(6), nullable=False, unique=True),
        sa.Column("key_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("secret", sa.LargeBinary(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("pulse", sa.Integer, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("used", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "assignments",
        _class_id(primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )


def _students() -> None:
    op.create_table(
        "students",
        sa.Column("id", sa.String(16), primary_key=True),
        _class_id(),
        sa.Column("nickname", sa.String(40), nullable=False),
        sa.Column("words_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("joined", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger),
        sa.UniqueConstraint("class_id", "nickname"),
        sa.UniqueConstraint("class_id", "words_hash"),
    )


def _work() -> None:
    op.create_table(
        "attempts",
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
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("student_id", "task", "number"),
    )
    op.create_table("openings", _student_id(), _task(), sa.Column("at", sa.BigInteger, nullable=False))
    op.create_table("variants", _student_id(), _task(), sa.Column("variant", sa.Integer, nullable=False))
    op.create_table(
        "overrides",
        _student_id(),
        _task(),
        sa.Column("points", sa.Double, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
    )


def _together() -> None:
    op.create_table(
        "rounds",
        _class_id(primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
    )
    op.create_table(
        "votes",
        sa.Column("class_id", sa.String(16), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        _student_id(index=True),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("slip", sa.String(80)),
        sa.ForeignKeyConstraint(
            ["class_id", "round"], ["rounds.class_id", "rounds.number"], ondelete="CASCADE"
        ),
    )


def _class_id(*, primary_key: bool = False) -> sa.Column[str]:
    owner = sa.ForeignKey("classes.id", ondelete="CASCADE")
    return sa.Column("class_id", sa.String(16), owner, primary_key=primary_key, nullable=False)


def _student_id(*, index: bool = False) -> sa.Column[str]:
    owner = sa.ForeignKey("students.id", ondelete="CASCADE")
    return sa.Column("student_id", sa.String(16), owner, primary_key=True, index=index)


def _task() -> sa.Column[str]:
    return sa.Column("task", sa.String(60), primary_key=True)
