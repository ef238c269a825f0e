"""What docs/classes.md says is so."""

import re
from pathlib import Path

from cnnviz.classes import Assignment, read_yaml
from cnnviz.classes.assignment import LONGEST_TEXT, MOST_TASKS

DOCS = Path(__file__).parents[2] / "docs" / "classes.md"
TEXT = DOCS.read_text("utf-8")


def test_the_example_is_read_and_shows_every_field():
    [example] = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    made = read_yaml(example)
    assert {task.kind for task in made.tasks} == {"exercise", "lesson", "picture"}
    assert all(re.search(rf"^{field}:", example, re.MULTILINE) for field in Assignment.model_fields)


def test_its_bounds_are_those_of_the_program():
    assert f"{MOST_TASKS} tasks, {LONGEST_TEXT // 1024} kB an assignment" in TEXT
