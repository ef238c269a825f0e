"""What a teacher takes home of a class, and a student of their work: tables, question banks, receipts."""

from cnnviz.takehome.moodle import Bank, LeftOut, Wanted, left_out, moodle_xml
from cnnviz.takehome.receipts import Checked, check, nickname_code, receipt
from cnnviz.takehome.rows import AttemptRow, ClassRows, StudentRow, TaskColumn, TaskMark
from cnnviz.takehome.tables import attempts_csv, students_csv

__all__ = [
    "AttemptRow",
    "Bank",
    "Checked",
    "ClassRows",
    "LeftOut",
    "StudentRow",
    "TaskColumn",
    "TaskMark",
    "Wanted",
    "attempts_csv",
    "check",
    "left_out",
    "moodle_xml",
    "nickname_code",
    "receipt",
    "students_csv",
]
