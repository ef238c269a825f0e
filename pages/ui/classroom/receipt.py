"""A student's receipt, to keep: signed by the server, completed in the browser."""

from __future__ import annotations

from datetime import datetime

from cnnviz.takehome import ClassRows, StudentRow, receipt
from pages.ui.session.component import register

_receipt = register("receipt")


def show_receipt(rows: ClassRows, student: StudentRow, at: datetime, secret: bytes) -> None:
    """Show a receipt.

    Parameters
    ----------
    rows : ClassRows
        The class's title, what it asks for, and the tasks whose points may be shown.
    student : StudentRow
    at : datetime
        With a time zone.
    secret : bytes
        The class's.
    """
    text = receipt(rows.title, student, rows.tasks, at, secret)
    _receipt(key="receipt", data={"text": text, "askFor": rows.ask_for})
