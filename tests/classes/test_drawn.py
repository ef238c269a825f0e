"""Seeds, codes, nicknames, words and keys."""

import hashlib
import hmac
from itertools import combinations

import pytest

from cnnviz.classes import new_code, new_key, new_nickname, new_words, read_code, read_words, seed_for
from cnnviz.classes.codes import LENGTH, SIGNS
from cnnviz.classes.words import ADJECTIVES, ANIMALS, WORDS
from cnnviz.errors import CnnvizError
from cnnviz.exercises import LARGEST_SEED, pose, practised


def test_a_seed_is_an_hmac_of_task_student_and_variant():
    digest = hmac.new(b"secret", b"size~1\0ann\x000", hashlib.sha256).digest()
    assert seed_for(b"secret", "size~1", "ann", 0) == int.from_bytes(digest[:8], "big") % 1_000_000


def test_whatever_differs_gives_another_seed_and_the_same_the_same():
    places = [
        (s, t, p, v) for s in (b"a", b"b") for t in ("x~1", "y~1") for p in ("ann", "bob") for v in range(3)
    ]
    seeds = [seed_for(*place) for place in places]
    assert seeds == [seed_for(*place) for place in places]
    assert len(set(seeds)) == len(places)
    assert all(0 <= seed <= LARGEST_SEED for seed in seeds)


def test_seeds_fill_their_range_evenly():
    seeds = [seed_for(b"secret", "x~1", str(n), 0) for n in range(2000)]
    tenths = [sum(seed * 10 // (LARGEST_SEED + 1) == tenth for seed in seeds) for tenth in range(10)]
    spread = sum((count - 200) ** 2 / 200 for count in tenths)
    assert spread < 27.9, "χ² of 9 degrees of freedom is larger once in 1,000"


def test_thirty_students_have_thirty_problems():
    exercise = practised()["output-size"]
    names = [pose(exercise, 2, seed_for(b"secret", "output-size~2", str(n), 0)).draw.names for n in range(30)]
    assert len({tuple(one.values()) for one in names}) > 15
    assert len({seed_for(b"secret", "output-size~2", str(n), 0) for n in range(30)}) == 30


def test_codes_have_no_two_signs_that_look_alike():
    for pair in ("0O", "0Q", "1I", "1L", "IL", "2Z", "5S", "6G", "8B", "UV", "0D", "OD", "EF"):
        assert len(set(pair) & set(SIGNS)) <= 1, pair
    assert not set("AEIOU") & set(SIGNS), "no vowels, no words"
    for _ in range(100):
        code = new_code()
        assert len(code) == LENGTH == 6
        assert read_code(code) == code


@pytest.mark.parametrize("typed", ["k7m4qx", " K7M 4QX ", "K7M-4QX", "k7m–4qx", "K 7 M 4 Q X", "K7M·4QX"])
def test_a_code_is_read_as_people_type_it(typed):
    assert read_code(typed) == "K7M4QX"


@pytest.mark.parametrize("typed", ["", "K7M4Q", "K7M4QXX", "K7M4Q0", "K7M4QÄ", "K7M4Q\0", "K" * 10**6])
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) is None


def test_signs_that_look_alike_are_forgiven():
    assert read_code("zsgbuv") == "2568VV"


def test_a_nickname_is_one_that_nobody_has():
    taken = {f"{adjective} {animal}" for adjective in ADJECTIVES for animal in ANIMALS} - {"brave otter"}
    assert len(taken) + 1 == len(ADJECTIVES) * len(ANIMALS) > 9000
    drawn: set[str] = set()
    for _ in range(300):
        drawn.add(new_nickname(drawn))
    assert len(drawn) == 300
    assert drawn <= taken | {"brave otter"}
    with pytest.raises(CnnvizError, match="taken"):
        new_nickname(taken | {"brave otter"})


def test_words_are_short_plain_and_all_different():
    assert len(set(WORDS)) == len(WORDS)
    assert len(WORDS) ** 3 > 10**8
    for word in (*ADJECTIVES, *WORDS):
        assert word.isascii()
        assert word.isalpha()
        assert word.islower()
        assert len(word) <= 11


def test_nothing_unkind_can_be_drawn():
    """Words that are used of people, kindly or not, are not among them."""
    unkind = {
        "fat",
        "pig",
        "cow",
        "donkey",
        "ape",
        "monkey",
        "rat",
        "snake",
        "slow",
        "daft",
        "bald",
        "skinny",
        "dumb",
    }
    assert not unkind & {*ADJECTIVES, *WORDS}


@pytest.mark.parametrize(
    "typed", ["otter lamp river", " Otter  LAMP\nriver ", "otter-lamp-river", "otter, lamp, river."]
)
def test_words_are_read_as_people_type_them(typed):
    assert read_words(typed) == "otter lamp river"


@pytest.mark.parametrize("typed", ["", "otter lamp", "otter lamp river otter", "a " * 10**5])
def test_what_is_not_three_words_is_none(typed):
    assert read_words(typed) is None


def test_drawn_words_are_read_back():
    for _ in range(100):
        words = new_words()
        assert read_words(words) == words


def test_keys_have_192_bits_and_differ():
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {192 // 6}


def test_no_two_words_are_one_letter_apart_by_look_or_sound():
    """Of the nicknames, so that two children are not taken for each other."""
    for names in (ADJECTIVES, ANIMALS):
        close = [
            (a, b) for a, b in combinations(names, 2) if len(a) == len(b) and sum(map(str.__ne__, a, b)) == 1
        ]
        assert len(close) <= len(names) // 10, close
