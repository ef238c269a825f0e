"""Joining by a code, and coming back by three words."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import store
from cnnviz.classes import read_code
from store.people import MOST_STUDENTS
from tests.store.people import NOW, Class


def test_a_class_is_found_by_its_code_and_no_other(klass):
    code = klass.made.code
    assert read_code(code) == code
    found = klass.store.by_code(code)
    assert found == klass.store.of(klass.teacher)
    assert (found.class_id, found.assignment, found.version) == (klass.made.class_id, klass.assignment, 1)
    assert found.is_open
    assert found.created == NOW
    assert klass.store.by_code(code[::-1] if code != code[::-1] else "222222") is None


def test_classes_share_nothing_that_is_drawn(kept):
    made = [Class(kept) for _ in range(3)]
    for drawn in ("class_id", "code", "key"):
        assert len({getattr(one.made, drawn) for one in made}) == 3
    assert len({kept.of(one.teacher).secret for one in made}) == 3


def test_thirty_who_join_at_once_have_thirty_nicknames(klass):
    with ThreadPoolExecutor(10) as devices:
        joined = list(devices.map(lambda _: klass.join(), range(30)))
    assert len({one.nickname for one in joined}) == len({one.who.person for one in joined}) == 30
    assert {one.nickname for one in klass.store.students(klass.teacher)} == {one.nickname for one in joined}


def test_three_words_bring_back_to_the_own_class_only(klass):
    joined, other = klass.join(), Class(klass.store)
    assert klass.store.come_back(klass.made.class_id, joined.words.upper()) == joined.who
    assert klass.store.come_back(other.made.class_id, joined.words) is None
    assert klass.store.come_back("nothing", joined.words) is None
    for words in ("", "one two", " ".join(reversed(joined.words.split())), joined.words + " otter"):
        assert words == joined.words or klass.store.come_back(klass.made.class_id, words) is None


def test_new_words_end_the_old_ones(klass):
    joined = klass.join()
    words = klass.store.redraw_words(joined.who)
    assert klass.store.come_back(klass.made.class_id, joined.words) is None
    assert klass.store.come_back(klass.made.class_id, words) == joined.who


def test_another_nickname_is_drawn(klass):
    joined = klass.join()
    nickname = klass.store.redraw_nickname(joined.who)
    assert nickname != joined.nickname
    assert [one.nickname for one in klass.store.students(klass.teacher)] == [nickname]


def test_a_class_has_room_for_so_many(klass, monkeypatch):
    assert MOST_STUDENTS == 300
    monkeypatch.setattr("store.people.MOST_STUDENTS", 2)
    for _ in range(2):
        klass.join()
    with pytest.raises(store.Refused, match="full"):
        klass.join()


def test_nobody_joins_a_class_that_there_is_not(kept):
    with pytest.raises(store.Forbidden, match="no such class"):
        kept.join("nothing", NOW)


def test_the_server_signs_with_one_key_whoever_opens_the_store(kept):
    again = store.open(kept.database.url.render_as_string())
    assert again.signing_key() == kept.signing_key()
    assert len(again.signing_key()) == 32
    again.close()
