"""A mistake in a file of exercises is a sentence that names the file, the exercise and the field."""

import pytest

from cnnviz.exercises import ContentError, read_topic

CONTENT = """
format: 1
items:
  - id: twice
    type: whole number
    parameters: {n: {int: [1, 9]}}
    key: 2*n
    wrong: {once: n}
"""
WORDS = """# Topic

## twice
What is twice {n}?

- title: Twice
- right: Two times {n} is {2*n}.
- once: That is {n} itself.
- hint: Add it to itself.
"""

#: Where a mistake is made: what of which file is replaced by what, and what the sentence must say.
MISTAKES = {
    "no YAML": ("yaml", "format: 1", "format: [1", r"t\.yaml, line \d+: this is no YAML"),
    "no format": ("yaml", "format: 1", "format: 2", r"t\.yaml: “format: 1” is missing"),
    "an unknown kind": ("yaml", "whole number", "essay", r"t\.yaml, “twice”, type: it is one of"),
    "an unknown field": ("yaml", "    key:", "    keys: 1\n    key:", r"t\.yaml, “twice”, keys: "),
    "a missing field": ("yaml", "    key: 2*n\n", "", r"t\.yaml, “twice”, key: Field required"),
    "a range from end to beginning": (
        "yaml",
        "[1, 9]",
        "[9, 1]",
        r"“twice”, parameters\.n: the range begins at 9 and ends before it, at 1",
    ),
    "two ways to draw": (
        "yaml",
        "int: [1, 9]",
        "int: [1, 9], of: [1]",
        r"“twice”, parameters\.n: say one of int, number and of",
    ),
    "a reference": (
        "yaml",
        "key: 2*n",
        "key: &a 2*n\n    let: {m: *a}",
        r"t\.yaml: references .* not allowed",
    ),
    "no words": ("words", "## twice", "## thrice", r"t\.en\.md: “twice” has no words"),
    "a slip without a sentence": (
        "words",
        "- once: ",
        "once ",
        r"t\.en\.md, “twice”: “- once: …” is missing",
    ),
    "a sentence for nothing": (
        "words",
        "- once",
        "- two: x\n- once",
        r"t\.en\.md, “twice”: nothing is called “two”",
    ),
    "said twice": (
        "words",
        "- once",
        "- title: x\n- once",
        r"t\.en\.md: line 8: “title” is said twice of “twice”",
    ),
    "words before any exercise": ("words", "# Topic", "Topic", r"t\.en\.md: line 1 stands before the first"),
    "an exercise twice": (
        "yaml",
        CONTENT[17:],
        CONTENT[17:] * 2,
        r"t\.yaml: there are two exercises “twice”",
    ),
    "too long a formula": ("yaml", "2*n", "2*n" + "+n" * 200, r"t\.yaml, “twice”, key: .*300 characters"),
}


def test_without_a_mistake_it_is_read():
    assert [one.item.id for one in read_topic("t", CONTENT, WORDS).exercises] == ["twice"]


@pytest.mark.parametrize(("where", "old", "new", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_file_exercise_and_field(where, old, new, sentence):
    content, words = CONTENT, WORDS
    if where == "yaml":
        assert old in content
        content = content.replace(old, new)
    else:
        assert old in words
        words = words.replace(old, new)
    with pytest.raises(ContentError, match=sentence):
        read_topic("t", content, words)


@pytest.mark.parametrize("depth", [200, 50_000])
def test_deeply_nested_content_is_refused_in_a_sentence(depth):
    with pytest.raises(ContentError, match=r"t\.yaml"):
        read_topic("t", "format: 1\nitems: " + "[" * depth + "]" * depth, WORDS)


def test_no_text_object_of_pythons_own_is_made():
    with pytest.raises(ContentError, match="this is no YAML"):
        read_topic("t", "format: 1\nitems: !!python/object/apply:os.getcwd []", WORDS)
