"""A receipt is valid as it was given out, and nothing else is."""

from datetime import UTC, datetime

import pytest

from cnnviz.takehome import StudentRow, TaskColumn, TaskMark, check, nickname_code, receipt

SECRET, OTHER = b"s" * 32, b"o" * 32
AT = datetime(2026, 11, 29, 22, 5, tzinfo=UTC)
TASKS = (TaskColumn("a", "Size of an output", 4), TaskColumn("b", "Padding", 2))


def text_of(nickname="brave otter", title="Convolutions 10b", secret=SECRET, tasks=TASKS):
    student = StudentRow(nickname, {"a": TaskMark(3, 2, 40)})
    return receipt(title, student, tasks, AT, secret)


def test_it_says_who_what_and_when():
    lines = text_of().splitlines()
    assert lines[0] == "cnnviz receipt"
    assert "Class: Convolutions 10b" in lines
    assert "Nickname: brave otter" in lines
    assert f"Nickname code: {nickname_code('brave otter', SECRET)}" in lines
    assert "Time: 2026-11-29 22:05 UTC" in lines
    assert "Size of an output: 3 of 4 points, 2 attempts" in lines
    assert "Padding: not answered, of 2 points" in lines
    one = text_of(tasks=(TaskColumn("c", "One", 1),))
    assert "One: not answered, of 1 point" in one.splitlines()
    assert lines[-2] == "Points: 3 of 6"
    assert lines[-1].startswith("Signature: ")


def test_as_given_out_it_is_valid_and_what_was_signed_is_told():
    found = check(text_of(), SECRET)
    assert found.standing == "valid"
    assert found.text == text_of().rpartition("\nSignature")[0]


@pytest.mark.parametrize(
    "mail",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: "Dear teacher, here is my\ncnnviz receipt\n\n" + text + "\nName: Anna\nPoints: 100 of 6",
        lambda text: "\n".join(f"> {line}  " for line in text.splitlines()),
        lambda text: text.replace("Size of an output", "Size of\nan output").replace(": ", ":  "),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.rpartition("Signature: ")[0] + "Signature: " + text.rpartition(": ")[2].lower(),
    ],
)
def test_what_mail_does_to_it_leaves_it_valid(mail):
    found = check(mail(text_of()), SECRET)
    assert found.standing == "valid"
    assert "100" not in found.text


def test_any_sign_that_is_changed_is_noticed():
    text = text_of()
    signed = text.rindex("Signature: ") + len("Signature: ")
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    for at in places:
        changed = text[:at] + ("7" if text[at] != "7" else "8") + text[at + 1 :]
        assert check(changed, SECRET).standing != "valid", changed
    assert check(text.replace("3 of 4", "4 of 4"), SECRET).standing == "altered"
    assert check(text[:signed] + "00000-" * 4 + "00000", SECRET).standing == "altered"
    assert check(text.replace("brave otter", "calm lynx"), SECRET).standing == "altered"


def test_a_receipt_of_another_class_and_what_is_none_are_told_apart():
    assert check(text_of(secret=OTHER), SECRET).standing == "not of this class"
    for none in ("", "hello", "cnnviz receipt", "Signature: AAAAA", "cnnviz receipt\n" * 9000):
        assert check(none, SECRET).standing == "no receipt"
    assert check("x" * 10**6 + text_of(), SECRET).standing == "no receipt"


def test_free_text_cannot_make_a_line_of_its_own():
    evil = "x\nPoints: 99 of 99\nSignature: AAAAA"
    task = TaskColumn("a", evil, 4)
    text = text_of(title=evil, nickname=evil, tasks=(task,))
    lines = text.splitlines()
    assert len(lines) == len(text_of(tasks=TASKS[:1]).splitlines())
    assert sum(line.startswith(("Points:", "Signature:")) for line in lines) == 2
    assert check(text, SECRET).standing == "valid"


def test_titles_that_mail_would_change_are_valid_too():
    assert check(text_of(title="> cafe\u0301 <b>"), SECRET).standing == "valid"
    tasks = (TaskColumn("a", "> quoted", 4),)
    assert check(text_of(tasks=tasks), SECRET).standing == "valid"


def test_codes_differ_by_nickname_and_class_and_a_short_secret_is_refused():
    codes = {nickname_code(name, secret) for name in ("a", "b") for secret in (SECRET, OTHER)}
    assert len(codes) == 4
    with pytest.raises(ValueError, match="16 bytes"):
        nickname_code("a", b"short")
